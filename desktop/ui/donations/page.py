"""The Money in section: gifts that came, and above them the switch to those that were promised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.ids import CodeKind
from desktop.domain.summaries import TaskKind
from desktop.i18n import mark, tr
from desktop.ui.donations.form import DonationForm
from desktop.ui.donations.record import DonationPage
from desktop.ui.donations.table import DONATIONS
from desktop.ui.language import follow_language
from desktop.ui.money.page import MoneyPage
from desktop.ui.pledges.form import PledgeForm
from desktop.ui.pledges.record import PledgePage
from desktop.ui.pledges.table import PLEDGES
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button, restyle
from desktop.ui.theme import FAR, NEAR
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from desktop.domain.pledges import Pledge
    from desktop.ui.money.form import Start
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.workplace import Workplace

_NEW_PLEDGE = "new pledge"
_CHOICES = (("donations.show_gifts", mark("Received")), ("donations.show_pledges", mark("Promised")))


class GiftsPage(MoneyPage):
    """Two lists, one at a time: `rows` is the one that is shown. A pledge ("G-0001") opens over its own list."""

    def __init__(self, place: Workplace) -> None:
        self._kept: Pledge | None = None
        super().__init__(
            place,
            ListPage(place, DONATIONS),
            self._make_gift,
            lambda code, greeting: DonationPage(place, code, greeting),
        )
        self.gifts: ListPage[Any] = self.rows
        self.promised: ListPage[Any] = ListPage(place, PLEDGES)
        self.stack.addWidget(self.promised)
        self.promised.opened.connect(self.open_code)
        self.promised.new_asked.connect(self.begin_new)
        self.promised.status_changed.connect(self.status_changed)
        self._choices = [button(name, "quiet") for name, _text in _CHOICES]
        self._make_switch()
        self.stack.currentChanged.connect(lambda _place: self._tell_switch())
        self._tell_switch()
        follow_language(self, self.retranslate)

    def _make_switch(self) -> None:
        self.switch = QWidget()
        row = QHBoxLayout(self.switch)
        row.setContentsMargins(FAR, NEAR, FAR, 0)
        row.setSpacing(NEAR)
        group = QButtonGroup(self)
        for choice, rows in zip(self._choices, (self.gifts, self.promised), strict=True):
            choice.setCheckable(True)
            group.addButton(choice)
            row.addWidget(choice)
            choice.clicked.connect(lambda _checked=False, rows=rows: self._show(rows))
        row.addStretch(1)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.switch)

    def retranslate(self) -> None:
        for choice, (_name, text) in zip(self._choices, _CHOICES, strict=True):
            choice.setText(tr(text))

    # ------------------------------------------------------------------ what is shown

    def open_code(self, code: str) -> None:
        if code == NEW and isinstance(self.form, PledgeForm):
            code = _NEW_PLEDGE  # saved, and one more is wanted
        if code.startswith(f"{CodeKind.PLEDGE.value}-") or code == _NEW_PLEDGE:
            self.rows = self.promised
        elif code:
            self.rows = self.gifts
        super().open_code(code)

    def begin_new(self) -> None:
        if self.rows is self.promised:
            self.open_code(_NEW_PLEDGE)
        else:
            super().begin_new()

    def show_task(self, task: TaskKind) -> None:
        self.rows = self.promised if task is TaskKind.PLEDGES_OVERDUE else self.gifts
        if self.form is None:
            self._show(self.rows)
        super().show_task(task)

    def refresh(self) -> None:
        if self.form is None:
            self.gifts.refresh()
            self.promised.refresh()

    def _show(self, rows: ListPage[Any]) -> None:
        self.rows = rows
        self.stack.setCurrentWidget(rows)
        self.status_changed.emit(rows.status())

    def _tell_switch(self) -> None:
        """Leave the switch away while something is open, and let it say which list is shown."""
        self.switch.setVisible(self.stack.currentWidget() in (self.gifts, self.promised))
        for choice, rows in zip(self._choices, (self.gifts, self.promised), strict=True):
            shown = rows is self.rows
            choice.setChecked(shown)
            restyle(choice, "look", "" if shown else "quiet")  # the one that is shown has a frame

    # ------------------------------------------------------------------ what is opened

    def _make(self, code: str | None) -> FormPage[Any, Any]:  # type: ignore[override]  # a pledge's pages too
        if code == _NEW_PLEDGE:
            return PledgeForm(self.place)
        if code is not None and code.startswith(f"{CodeKind.PLEDGE.value}-"):
            page = PledgePage(self.place, code)
            page.received.connect(self._on_received)
            return page
        return super()._make(code)

    def _make_gift(self, start: Start) -> DonationForm:
        kept, self._kept = self._kept, None
        if kept is not None:
            start = replace(start, campaign=kept.draft.campaign)
        return DonationForm(self.place, start, kept)

    def _on_received(self, pledge: Pledge) -> None:
        self._kept = pledge
        self.open_code(NEW)


def make_donations_page(place: Workplace) -> GiftsPage:
    """Build the section."""
    return GiftsPage(place)
