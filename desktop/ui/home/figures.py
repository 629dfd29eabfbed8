"""The charts of Home in figures: what everybody can read, and what a screen reader reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.density import follow_density, row_height
from desktop.ui.shared.naming import named
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop.domain.summaries import CampaignProgress, MonthFlow

HEADS = (
    mark("Campaign"), mark("Goal"), mark("Collected"), mark("Funded"), mark("Paid"), mark("Of the goal"),
)  # fmt: skip
MONTH_HEADS = (mark("Month"), mark("Came in"), mark("Paid out"))
LEAST_NAME = 112
"""The least width of a campaign's name, at the smallest size of text."""
_LEFT_OUT = (3, 1, 4, 2)
"""The columns that a narrow table leaves out, the first of them first: each figure stands in its campaign too."""


class Figures(QTableWidget):
    """A table to read, as high as its rows: a name, and figures at the right of it. It never scrolls by itself."""

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__(0, len(heads))
        named(self, name)
        self._heads = tuple(heads)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        follow_density(self, self._fit_rows)

    def write(self, rows: Sequence[Sequence[str]]) -> None:
        """Write the rows, in the screen's language."""
        self.setHorizontalHeaderLabels([tr(head) for head in self._heads])
        self.setRowCount(len(rows))
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for column in range(len(self._heads)):
            head = self.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(end if column else start)
        for at, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column:
                    item.setTextAlignment(end)
                self.setItem(at, column, item)
        self._fit_rows()

    def _fit_rows(self) -> None:
        height = max(row_height(), self.fontMetrics().height())
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + height * self.rowCount() + 4)


class ProgressTable(Figures):
    """The campaigns' progress. A name has its least width always; where there is no room, figures are left out."""

    def __init__(self) -> None:
        super().__init__("home.progress", HEADS)
        self._widths: tuple[int, ...] = ()

    def show_rows(self, rows: Sequence[CampaignProgress]) -> None:
        """Write the campaigns' figures."""
        for column in range(len(HEADS)):
            self.setColumnHidden(column, False)  # a hidden one would not be measured
        self.write([_figures(row) for row in rows])
        for at, row in enumerate(rows):
            for column in range(len(HEADS)):
                item = self.item(at, column)
                if item is not None:
                    item.setData(Qt.ItemDataRole.UserRole, row.code)
            name = self.item(at, 0)
            if name is not None:
                name.setToolTip(f"{row.code}  {row.title}")
        header = self.horizontalHeader()
        self._widths = tuple(
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) for column in range(len(HEADS))
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out as many figures as the name needs room."""
        if not self._widths:
            return
        room = self.viewport().width() - scaled(LEAST_NAME)
        shown = set(range(1, len(HEADS)))
        for column in _LEFT_OUT:
            if sum(self._widths[each] for each in shown) <= room:
                break
            shown.discard(column)
        for column in range(1, len(HEADS)):
            if self.isColumnHidden(column) == (column in shown):
                self.setColumnHidden(column, column not in shown)


class MonthsTable(Figures):
    """The months of the chart, the newest first."""

    def __init__(self) -> None:
        super().__init__("home.month_figures", MONTH_HEADS)

    def show_months(self, flows: Sequence[MonthFlow]) -> None:
        """Write the months' sums."""
        self.write(
            [
                (wording.month(flow.month), formatting.money(flow.came), formatting.money(flow.went))
                for flow in reversed(flows)
            ]
        )


def _figures(row: CampaignProgress) -> tuple[str, ...]:
    percent = row.collected.minor * 100 // row.goal.minor if row.goal.minor > 0 else None
    amounts = (row.goal, row.collected, row.funded, row.paid)
    return (row.title or row.code, *(formatting.money(each) for each in amounts), formatting.percent(percent))
