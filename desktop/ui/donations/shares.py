"""A gift for several campaigns: how much of it is for each other one; what is left is for the campaign named above."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import Problem, Refused
from desktop.domain.money import Money
from desktop.domain.shares import GiftShare
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.campaigns import load_campaign
from desktop.ui import formatting
from desktop.ui.language import follow_language
from desktop.ui.shared.fields import CodeField, Field, MoneyField
from desktop.ui.shared.naming import button, named, say, text_label, tool_button
from desktop.ui.shared.pickers import CampaignPicker
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.campaigns import Campaign, CampaignRow
    from desktop.ui.workplace import Workplace

_AREA = "donation"


def item_choices(campaign: Campaign | None) -> list[tuple[str, str]]:
    """Give a campaign's expense items in use as choices; the first is the campaign as a whole."""
    items = [item for item in campaign.items if not item.draft.archived] if campaign is not None else []
    return [("", tr("The whole campaign")), *((str(item.line), f"{item.line} {item.draft.label}") for item in items)]


def refill(field: CodeField) -> None:
    """Offer the items of another campaign, with nothing chosen."""
    field.box.clear()
    field.retranslate()


def read_item(field: CodeField) -> int | None:
    """Give the line of the expense item that is chosen; None for the whole campaign."""
    chosen = field.read()
    return int(chosen) if chosen else None


class _Row:
    """The fields of one more campaign."""

    def __init__(self, place: Workplace, number: int, currency: str) -> None:
        self.campaign: Campaign | None = None
        self._office, self._latest = place.office, Latest(place.tasks)
        self._item: Any = None
        self.picker = CampaignPicker(place, f"share_{number}_campaign", mark("Campaign"), needed=True)
        self.item = CodeField(f"share_{number}_item", mark("For"), lambda: item_choices(self.campaign))
        self.gross = MoneyField(f"share_{number}_gross", mark("Amount"), currency, needed=True)
        self.remove = tool_button(f"{_AREA}.share_{number}_remove", "close")
        self.picker.on_chosen = self._on_chosen
        for field in self.fields:
            field.settle(_AREA)

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        return self.picker, self.item, self.gross

    def keep(self) -> list[Any]:
        """Give what is typed, for a draft."""
        return [field.keep() for field in self.fields]

    def take(self, state: list[Any]) -> None:
        """Show what `keep` gave; the item as soon as the campaign's items are there."""
        campaign, self._item, gross = state
        self.picker.take(campaign)
        self.gross.take(gross)

    def read(self, at: str) -> GiftShare:
        """Give the share; raises Refused with all that cannot be read."""
        found: list[Problem] = []
        values: list[object] = []
        for field in (self.picker, self.gross):
            try:
                values.append(field.read())
            except Refused as refusal:
                name = "campaign" if field is self.picker else "gross"
                found.extend(Problem(each.code, f"{at}.{name}", each.params) for each in refusal.problems)
        if found:
            raise Refused(*found)
        code, gross = values
        assert isinstance(code, str)  # noqa: S101  needed fields give something
        assert isinstance(gross, Money)  # noqa: S101  as above
        return GiftShare(code, gross, read_item(self.item))

    def _on_chosen(self, row: CampaignRow | None) -> None:
        self.campaign = None
        refill(self.item)
        if row is not None:
            self._latest.run(load_campaign, self._office, row.code, done=self._on_read, owner=self.picker)

    def _on_read(self, campaign: Campaign) -> None:
        self.campaign = campaign
        refill(self.item)
        item, self._item = self._item, None
        if item is not None:
            self.item.take(item)


class ShareRows(QWidget):
    """`read()` gives the shares of the other campaigns; `edited` after each change; hidden, there are none."""

    edited = Signal()

    def __init__(self, place: Workplace, currency: str) -> None:
        super().__init__()
        self._place, self._currency, self._count = place, currency, 0
        self.rows: list[_Row] = []
        self._gross: Money | None = None
        self._first = ""
        self._title = text_label("", "label")
        self.more = button(f"{_AREA}.share_more", "link", "plus")
        self.rest = named(text_label("", "heading"), f"{_AREA}.shares_rest")
        self.trouble = text_label("", "problem", wrap=True)
        self.trouble.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        for column, stretch in enumerate((3, 3, 2, 0)):
            self._grid.setColumnStretch(column, stretch)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.rest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._title)
        layout.addLayout(self._grid)
        layout.addLayout(foot)
        layout.addWidget(self.trouble)
        self.more.clicked.connect(lambda: self.add_row())
        self.hide()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._title.setText(tr("Of this gift, for other campaigns"))
        self.more.setText(tr("One more campaign"))
        for row in self.rows:
            say(row.remove, tr("Take this campaign out"))
        self._tell_rest()

    # ------------------------------------------------------------------ for the form

    def open(self) -> None:
        """Show it, with a first row."""
        self.show()
        if not self.rows:
            self.add_row()

    def add_row(self) -> None:
        """Add a campaign, and go to it."""
        self._count += 1
        row = _Row(self._place, self._count, self._currency)
        self.rows.append(row)
        for column, field in enumerate(row.fields):
            self._grid.addWidget(field, self._count, column)
        self._grid.addWidget(row.remove, self._count, len(row.fields), Qt.AlignmentFlag.AlignBottom)
        for field in row.fields:
            field.edited.connect(self._on_edited)
        row.remove.clicked.connect(partial(self._on_remove, row))
        self.retranslate()
        row.picker.editor.setFocus()

    def set_currency(self, currency: str) -> None:
        """Read the amounts in the gift's currency."""
        self._currency = currency
        for row in self.rows:
            row.gross.set_currency(currency)

    def show_rest(self, gross: Money | None, first: str) -> None:
        """Say what is left of the gift for the campaign named above."""
        self._gross, self._first = gross, first
        self._tell_rest()

    def keep(self) -> Any:
        """Give what is typed of each campaign, for a draft."""
        return [] if self.isHidden() else [row.keep() for row in self.rows]

    def take(self, state: Any) -> None:
        """Show what `keep` gave."""
        for each in state:
            self.show()
            self.add_row()
            self.rows[-1].take(each)

    def read(self) -> tuple[GiftShare, ...]:
        """Give the other campaigns' shares; raises Refused with all that cannot be read."""
        if self.isHidden():
            return ()
        shares: list[GiftShare] = []
        found: list[Problem] = []
        for place, row in enumerate(self.rows, 1):
            try:
                shares.append(row.read(f"shares.{place}"))
            except Refused as refusal:
                found.extend(refusal.problems)
        if found:
            raise Refused(*found)
        return tuple(shares)

    def campaigns(self) -> list[Campaign] | None:
        """Give the campaigns that are chosen; None while one of them is not read yet."""
        found = [row.campaign for row in self.rows] if not self.isHidden() else []
        return None if any(campaign is None for campaign in found) else [each for each in found if each is not None]

    def place_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put problems of the shares at their fields; give back the rest."""
        self.trouble.hide()
        for row in self.rows:
            for field in row.fields:
                field.show_problem("")
        left: list[Problem] = []
        for problem in problems:
            parts = (problem.at or "").split(".")
            if problem.at == "shares":
                self.trouble.setText(wording.sentence(problem))
                self.trouble.show()
            elif len(parts) == 3 and parts[0] == "shares" and 0 < int(parts[1]) <= len(self.rows):
                self._at(self.rows[int(parts[1]) - 1], parts[2], wording.sentence(problem))
            else:
                left.append(problem)
        return left

    def focus_problem(self) -> bool:
        """Go to the first field with a problem; False when there is none."""
        for row in self.rows:
            for field in row.fields:
                if field.problem:
                    field.editor.setFocus()
                    return True
        if not self.trouble.isHidden() and self.rows:
            self.rows[0].gross.editor.setFocus()
            return True
        return False

    @staticmethod
    def _at(row: _Row, name: str, sentence: str) -> None:
        fields: dict[str, Field[Any]] = {"campaign": row.picker, "item": row.item, "gross": row.gross}
        fields[name].show_problem(sentence)

    # ------------------------------------------------------------------ what happens

    def _on_edited(self) -> None:
        self._tell_rest()
        self.edited.emit()

    def _on_remove(self, row: _Row) -> None:
        self.rows.remove(row)
        for widget in (*row.fields, row.remove):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        if not self.rows:
            self.hide()
        self._on_edited()

    def _tell_rest(self) -> None:
        rest = self._rest()
        if rest is None:
            self.rest.setText("")
            return
        text = tr("Left for {campaign}: {rest}").format(
            campaign=self._first or tr("the campaign above"), rest=formatting.money(rest)
        )
        self.rest.setText(text if rest.minor > 0 else f"▲ {text}")

    def _rest(self) -> Money | None:
        """Give what is left; None while that cannot be told."""
        rest = self._gross
        try:
            amounts: Sequence[Money | None] = [row.gross.read() if row.gross.line.text() else None for row in self.rows]
        except Refused:
            return None
        for amount in amounts:
            if rest is not None and amount is not None and amount.currency == rest.currency:
                rest -= amount
        return rest
