"""A campaign's money on its page: the sums, what can be done with it, and the chain of each expense item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.money import total
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.density import follow_density
from desktop.ui.language import follow_language
from desktop.ui.shared.lines import keep_lines, line_height
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.table import room_for_title
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from desktop.domain.campaigns import Campaign
    from desktop.domain.money import Money

_COLUMNS = 4

FIGURES: tuple[tuple[str, Callable[[Campaign], str]], ...] = (
    (mark("Goal"), lambda campaign: formatting.money(campaign.goal)),
    (mark("Collected"), lambda campaign: formatting.money(campaign.totals.collected)),
    (mark("Fees"), lambda campaign: formatting.money(campaign.totals.fees)),
    (mark("Net"), lambda campaign: formatting.money(campaign.totals.net)),
    (mark("Collected of the goal"), lambda campaign: _percent(campaign)),
    (mark("Funded"), lambda campaign: formatting.money(campaign.funded)),
    (mark("Committed"), lambda campaign: formatting.money(campaign.totals.committed)),
    (mark("Paid"), lambda campaign: formatting.money(campaign.totals.paid)),
    (mark("From other funds"), lambda campaign: formatting.money(campaign.totals.moved)),
    (mark("Available"), lambda campaign: formatting.money(campaign.totals.available)),
)


def _percent(campaign: Campaign) -> str:
    goal = campaign.goal.minor
    return formatting.percent(campaign.totals.collected.minor * 100 // goal) if goal > 0 else formatting.NOTHING


class MoneyPanel(QFrame):
    """The campaign's sums in two rows, with what is done with money below them."""

    def __init__(self) -> None:
        super().__init__()
        role(self, "card")
        self._campaign: Campaign | None = None
        self._titles: list[QLabel] = []
        self._figures: list[QLabel] = []
        self.donate = button("campaign.donate", "", "donations")
        self.pay = button("campaign.pay", "", "payouts")
        self.report = button("campaign.report", "", "reports")
        grid = QGridLayout()
        grid.setHorizontalSpacing(APART)
        grid.setVerticalSpacing(0)
        for place in range(len(FIGURES)):
            row, column = divmod(place, _COLUMNS)
            heading, figure = text_label("", "muted"), text_label("", "heading")
            named(figure, f"campaign.figure_{place}")
            figure.setContentsMargins(0, 0, 0, NEAR)
            grid.addWidget(heading, row * 2, column)
            grid.addWidget(figure, row * 2 + 1, column)
            grid.setColumnStretch(column, 1)
            heading.setBuddy(figure)
            self._titles.append(heading)
            self._figures.append(figure)
        buttons = QHBoxLayout()
        buttons.setSpacing(NEAR)
        for each in self.buttons:
            buttons.addWidget(each)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        layout.setSpacing(NEAR)
        layout.addLayout(grid)
        layout.addLayout(buttons)
        follow_language(self, self.retranslate)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The commands, in order."""
        return self.donate, self.pay, self.report

    def retranslate(self) -> None:
        self.donate.setText(tr("Record a donation"))
        self.pay.setText(tr("Record a payout"))
        self.report.setText(tr("Budget workbook"))
        for (title, read), heading, figure in zip(FIGURES, self._titles, self._figures, strict=True):
            heading.setText(tr(title))
            text = read(self._campaign) if self._campaign is not None else formatting.NOTHING
            figure.setText(text)
            figure.setAccessibleName(f"{tr(title)}: {text}")

    def show_campaign(self, campaign: Campaign) -> None:
        """Write the campaign's sums; money moves only while the campaign is in use and takes it."""
        self._campaign = campaign
        moves = campaign.draft.status.takes_money and not campaign.archived
        self.donate.setEnabled(moves)
        self.pay.setEnabled(moves)
        self.retranslate()

    def figure(self, title: str) -> str:
        """Give a figure as shown, by its English title."""
        return next(label.text() for (name, _read), label in zip(FIGURES, self._figures, strict=True) if name == title)


HEADS = (mark("No"), mark("Label"), mark("Planned"), mark("Funded"), mark("Committed"), mark("Paid"),
         mark("Remaining"))  # fmt: skip
ALLOTTED = mark("Allotted")
"""Stands behind the plan where an item was given another amount in its place."""
_LABEL = 1
_LEAST_LABEL = 130
_MOST_ROWS = 14


class ItemChain(QWidget):
    """Each expense item's way of money: planned (or allotted), funded, committed, paid, remaining; and their sums."""

    def __init__(self) -> None:
        super().__init__()
        self._campaign: Campaign | None = None
        self._title = text_label("", "label")
        self.table = named(QTableWidget(0, len(HEADS)), "campaign.chain")
        table = self.table
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        keep_lines(table)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.Fixed)
        table.viewport().installEventFilter(self)
        self._title.setBuddy(table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._title)
        layout.addWidget(table)
        follow_language(self, self.retranslate)
        follow_density(self, self._fit)

    def retranslate(self) -> None:
        currency = self._campaign.draft.currency if self._campaign is not None else ""
        title = tr("What became of each expense item, in {currency}").format(currency=currency)
        self._title.setText(title)
        self.table.setAccessibleName(title)
        if self._campaign is not None:
            self._fill(self._campaign)

    def show_campaign(self, campaign: Campaign) -> None:
        """Write the items' figures, and their sums below."""
        self._campaign = campaign
        self.retranslate()

    def _fill(self, campaign: Campaign) -> None:
        table, items, currency = self.table, campaign.items, campaign.draft.currency
        allotted = any(item.allotted is not None for item in items)
        heads = [*HEADS[: _LABEL + 2], *([ALLOTTED] if allotted else []), *HEADS[_LABEL + 2 :]]
        table.setColumnCount(len(heads))
        table.setHorizontalHeaderLabels([tr(head) for head in heads])
        table.setRowCount(len(items) + (len(items) > 1))
        sums = [total((), currency)] * (len(heads) - _LABEL - 1)
        for at, item in enumerate(items):
            amounts = [item.planned, item.funded, item.committed, item.paid, item.remaining]
            if allotted:
                amounts.insert(1, item.planned if item.allotted is None else item.allotted)
            label = item.draft.label
            if item.draft.archived:
                label = tr("{label} (archived)").format(label=label)
            else:
                sums = [one + other for one, other in zip(sums, amounts, strict=True)]
            self._write(at, str(item.line), label, amounts)
        if len(items) > 1:
            self._write(len(items), "", tr("All items in use"), sums)
            self._embolden(len(items))
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column in range(self.table.columnCount()):
            head = table.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                if column != _LABEL:
                    head.setTextAlignment(end)
        self.setVisible(bool(items))
        self._fit()

    def _fit(self) -> None:
        """Give the labels the room that is left, and the table the height it needs."""
        table = self.table
        others = sum(table.columnWidth(column) for column in range(table.columnCount()) if column != _LABEL)
        left = table.viewport().width() - others
        table.setColumnWidth(_LABEL, max(left, _LEAST_LABEL, room_for_title(table, tr(HEADS[_LABEL]))))
        bar = table.horizontalScrollBar().sizeHint().height() if left < _LEAST_LABEL else 0
        rows = min(table.rowCount(), _MOST_ROWS)
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + line_height() * rows + bar + 4)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            self._fit()
        return False

    def _write(self, row: int, line: str, label: str, amounts: Sequence[Money]) -> None:
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, text in enumerate((line, label, *(formatting.number(amount) for amount in amounts))):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            if column != _LABEL:
                cell.setTextAlignment(end)
            self.table.setItem(row, column, cell)

    def _embolden(self, row: int) -> None:
        for column in range(self.table.columnCount()):
            cell = self.table.item(row, column)
            if cell is not None:
                face = cell.font()
                face.setBold(True)
                cell.setFont(face)
