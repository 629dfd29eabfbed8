"""What is paid for each expense item of a campaign: the items with what remains of them, and an amount beside each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import Problem, Refused
from desktop.domain.money import Money, total
from desktop.domain.payouts import PayoutLine
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import button, named, restyle, text_label
from desktop.ui.theme import APART, NEAR, TIGHT, scaled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel, QPushButton

    from desktop.domain.campaigns import Campaign, Item

_HEADS = (mark("No"), mark("Expense item"), mark("Planned"), mark("Paid"), mark("Remaining"), mark("Pay now"))
_LABEL, _AMOUNT, _REST = 1, 5, 6
_LESS = (2, 3)  # what was planned and paid gives way in a narrow window: what remains says it
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_AMOUNT_WIDTH = 130
OVER_FUND = "payout.over_fund"


class _Row:
    """The widgets of one expense item."""

    def __init__(self, item: Item, currency: str) -> None:
        self.item, self.currency = item, currency
        self.amount = named(QLineEdit(), f"payout.pay_{item.line}")
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setFixedWidth(scaled(_AMOUNT_WIDTH))
        self.rest: QPushButton = button(f"payout.rest_{item.line}", "link")
        self.problem: QLabel = text_label("", "problem", wrap=True)
        self.problem.setAlignment(_END)
        self.problem.hide()
        self.figures = [text_label(str(item.line)), text_label(item.draft.label, wrap=True)]
        self.figures += [text_label(formatting.money(each)) for each in (item.planned, item.paid, item.remaining)]
        for figure in (self.figures[0], *self.figures[2:]):
            figure.setAlignment(_END)

    @property
    def widgets(self) -> list[QWidget]:
        return [*self.figures, self.amount, self.rest, self.problem]

    def read(self) -> Money | None:
        """Give the amount, None when there is none; raises Refused."""
        text = self.amount.text().strip()
        return wording.read_money(text, self.currency, at=None) if text else None

    def excess(self) -> str:
        """Say that the amount is more than remains; empty when it is not, or cannot be read."""
        try:
            amount = self.read()
        except Refused:
            return ""
        foreign = self.currency != self.item.planned.currency  # what it takes is known with the rate alone
        if amount is None or foreign or amount <= self.item.remaining:
            return ""
        facts = {"line": self.item.line, "amount": amount, "remaining": self.item.remaining}
        return wording.sentence(Problem("payout.over_item", None, facts))

    def say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        restyle(self.amount, "bad", "true" if text else "false")
        self.amount.setAccessibleDescription(text)


class PayLines(QWidget):
    """`read()` gives the lines that have an amount; `place_problems` puts sentences below their lines.

    `edited` after each change. The whole stands below, beside what the fund can still pay.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._campaign: Campaign | None = None
        self.currency = ""
        self.rows: list[_Row] = []
        self._read: list[_Row] = []
        self._title = text_label("", "label")
        self._heads = [text_label("", "muted") for _head in _HEADS]
        for at, head in enumerate(self._heads):
            if at != _LABEL:
                head.setAlignment(_END)
        self.whole = named(text_label("", "heading"), "payout.whole")
        self.whole.setAlignment(_END)
        self.trouble = text_label("", "problem", wrap=True)
        self.trouble.setAlignment(_END)
        self.trouble.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(_LABEL, 1)
        for at, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, at)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        for widget in (self._title,):
            layout.addWidget(widget)
        layout.addLayout(self._grid)
        layout.addWidget(self.whole)
        layout.addWidget(self.trouble)
        follow_language(self, self.retranslate)

    # ------------------------------------------------------------------ fewer figures in a narrow window

    def minimumSizeHint(self) -> QSize:
        return QSize(self._takes(narrow=True), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._takes(narrow=False)
        for column in _LESS:
            for widget in self._column(column):
                widget.setVisible(wide and bool(self.rows))

    def _column(self, column: int) -> list[QWidget]:
        cells = [(*row.figures, row.amount, row.rest)[column] for row in self.rows]
        return [self._heads[column], *cells] if column < len(self._heads) else cells

    def _takes(self, *, narrow: bool) -> int:
        """Give the width that the lines take, without the figures that give way where it is `narrow`."""
        columns = [each for each in range(_REST + 1) if not (narrow and each in _LESS)]
        widths = [
            max((cell.minimumSizeHint() if each == _LABEL else cell.sizeHint()).width() for cell in self._column(each))
            for each in columns
            if self._column(each)
        ]
        return sum(widths) + self._grid.horizontalSpacing() * (len(widths) - 1)

    # ------------------------------------------------------------------ for the form

    def retranslate(self) -> None:
        self._title.setText(tr("What is paid for each expense item"))
        for head, text in zip(self._heads, _HEADS, strict=True):
            head.setText(tr(text))
        for row in self.rows:
            label = f"{row.item.line} {row.item.draft.label}"
            row.amount.setAccessibleName(tr("Pay now for {item}").format(item=label))
            row.rest.setText(tr("All of it"))
            row.rest.setAccessibleName(tr("Pay all that remains of {item}").format(item=label))
            for figure, money in zip(row.figures[2:], (row.item.planned, row.item.paid, row.item.remaining),
                                     strict=True):  # fmt: skip
                figure.setText(formatting.money(money))
        self._tell_whole()

    # ------------------------------------------------------------------ for the form

    def show_campaign(self, campaign: Campaign | None) -> None:
        """Show a campaign's items in use, with nothing paid yet."""
        self._campaign = campaign
        self.currency = campaign.draft.currency if campaign is not None else ""
        for row in self.rows:
            for widget in row.widgets:
                self._grid.removeWidget(widget)
                widget.deleteLater()
        items = [item for item in campaign.items if not item.draft.archived] if campaign is not None else []
        self.rows, self._read = [_Row(item, self.currency) for item in items], []
        for at, row in enumerate(self.rows):
            self._add(row, 1 + 2 * at)
        for head in self._heads:
            head.setVisible(bool(items))
        self.trouble.hide()
        self.retranslate()
        self._fit()

    def set_currency(self, currency: str) -> None:
        """Take the amounts as money of another currency than the fund's, or of its own again."""
        self.currency = currency
        for row in self.rows:
            row.currency = currency
            row.rest.setVisible(self._is_own)
            row.say(row.excess())
        self._tell_whole()

    @property
    def _is_own(self) -> bool:
        return self._campaign is None or self.currency == self._campaign.draft.currency

    def write(self, lines: Iterable[PayoutLine]) -> None:
        """Show the amounts of a stored payout; lines of one item together."""
        amounts: dict[int, Money] = {}
        for line in lines:
            known = amounts.get(line.item, Money.zero(line.amount.currency))
            amounts[line.item] = known + line.amount
        for row in self.rows:
            if row.item.line in amounts:
                row.amount.setText(formatting.number(amounts[row.item.line]))

    def keep(self) -> Any:
        """Give what is typed beside each item, for a draft."""
        return {str(row.item.line): row.amount.text() for row in self.rows if row.amount.text()}

    def take(self, state: Any) -> None:
        """Show what `keep` gave."""
        for row in self.rows:
            row.amount.setText(str(state.get(str(row.item.line), "")))

    def whole_now(self) -> Money | None:
        """Give the whole of what is entered; None when something cannot be read, or there is no campaign."""
        return self._sum()

    def _add(self, row: _Row, at: int) -> None:
        for column, widget in enumerate((*row.figures, row.amount, row.rest)):
            self._grid.addWidget(widget, at, column)
        self._grid.addWidget(row.problem, at + 1, 0, 1, _REST)
        row.rest.setVisible(self._is_own)
        open_ = row.item.remaining.minor > 0
        row.amount.setEnabled(open_)
        row.rest.setEnabled(open_)
        row.amount.textChanged.connect(self._on_edited)  # typed, pasted, or written over accessibility
        row.amount.editingFinished.connect(partial(self._on_left, row))
        row.rest.clicked.connect(partial(self._on_rest, row))

    @property
    def touched(self) -> bool:
        """Whether an amount was entered."""
        return any(row.amount.text().strip() for row in self.rows)

    def read(self) -> tuple[PayoutLine, ...]:
        """Give the lines with an amount; raises Refused with all that cannot be read."""
        lines: list[PayoutLine] = []
        found: list[Problem] = []
        self._read = [row for row in self.rows if row.amount.text().strip()]
        for at, row in enumerate(self._read):
            try:
                amount = row.read()
            except Refused as refusal:
                found.extend(Problem(each.code, f"lines.{at}.amount", each.params) for each in refusal.problems)
                continue
            if amount is not None:
                lines.append(PayoutLine(row.item.line, amount))
        if found:
            raise Refused(*found)
        return tuple(lines)

    def clear_problems(self) -> None:
        """Take all sentences away."""
        for row in self.rows:
            row.say("")
        self.trouble.hide()

    def place_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put problems of lines below them, those of the whole below the whole; give back the rest."""
        self.clear_problems()
        rest: list[Problem] = []
        for problem in problems:
            _lines, _dot, place = (problem.at or "").partition(".")
            at = place.partition(".")[0]
            if problem.code == OVER_FUND or problem.at == "lines":
                self.trouble.setText(wording.sentence(problem))
                self.trouble.show()
            elif _lines == "lines" and at.isdecimal() and int(at) < len(self._read):
                self._read[int(at)].say(wording.sentence(problem))
            else:
                rest.append(problem)
        for row in self.rows:
            if row.problem.isHidden():  # another line's fault must not hide that this one is over
                row.say(row.excess())
        return rest

    def focus_problem(self) -> bool:
        """Go to the first line with a problem; False when there is none."""
        wrong = [row for row in self.rows if not row.problem.isHidden()]
        if not wrong and not self.trouble.isHidden():
            wrong = [row for row in self.rows if row.amount.isEnabled()]
        if wrong:
            wrong[0].amount.setFocus()
        return bool(wrong)

    # ------------------------------------------------------------------ what happens

    def _on_edited(self, _text: str) -> None:
        self.trouble.hide()
        self._tell_whole()
        self.edited.emit()

    def _on_left(self, row: _Row) -> None:
        """Show the amount normalised, and say at once when it is more than remains."""
        try:
            amount = row.read()
        except Refused as refusal:
            row.say(" ".join(wording.sentence(problem) for problem in refusal.problems))
            return
        if amount is not None:
            row.amount.setText(formatting.number(amount))
        row.say(row.excess())

    def _on_rest(self, row: _Row) -> None:
        """Fill in what remains of the item, or what the fund still has for it."""
        row.amount.clear()
        left = self._left()
        amount = row.item.remaining
        if left is not None and left < amount:
            amount = left
        if amount.minor > 0:
            row.amount.setText(formatting.number(amount))
        row.say("")
        row.amount.setFocus()

    def _sum(self) -> Money | None:
        """Give the whole of what is entered; None when something cannot be read, or there is no campaign."""
        if self._campaign is None:
            return None
        try:
            amounts = [amount for amount in (row.read() for row in self.rows) if amount is not None]
        except Refused:
            return None
        return total(amounts, self.currency)

    def _left(self) -> Money | None:
        whole = self._sum()
        if whole is None or self._campaign is None or not self._is_own:
            return None
        return self._campaign.totals.available - whole

    def _tell_whole(self) -> None:
        whole = self._sum()
        self.whole.setVisible(self._campaign is not None)
        if self._campaign is None:
            return
        if not self.rows:
            self.whole.setText(tr("This campaign has no expense items: add one first."))
            return
        available = self._campaign.totals.available
        over = self._is_own and whole is not None and whole > available
        text = tr("Whole: {whole} of {available} available").format(
            whole=formatting.money(whole), available=formatting.money(available)
        )
        self.whole.setText(f"▲ {text}" if over else text)
