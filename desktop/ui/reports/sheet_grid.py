"""A sheet to look at: its cells as texts, with letters and numbers beside them, and what stands where marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from desktop.domain.templates import SheetGrid, column_letters
from desktop.ui.shared.naming import named

if TYPE_CHECKING:
    from collections.abc import Mapping

_AnyIndex = QModelIndex | QPersistentModelIndex
_MORE_ROWS, _MORE_COLUMNS = 10, 4
_WIDTH, _WIDEST = 110, 280


class SheetModel(QAbstractTableModel):
    """A grid's texts; `marks` are words for cells that something was chosen for, shown in place of the text."""

    def __init__(self, grid: SheetGrid, *, room: bool = False) -> None:
        super().__init__()
        self.grid = grid
        self._marks: Mapping[str, str] = {}
        self._bold = QFont(QApplication.font())
        self._bold.setBold(True)
        more_rows, more_columns = (_MORE_ROWS, _MORE_COLUMNS) if room else (0, 0)
        self._rows = len(grid.rows) + more_rows
        self._columns = max((len(row) for row in grid.rows), default=0) + more_columns

    def mark(self, marks: Mapping[str, str]) -> None:
        """Show what was chosen for which cell."""
        self._marks = marks
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, self._columns - 1))

    def cell(self, index: _AnyIndex) -> str:
        """Name a cell as a spreadsheet does."""
        return f"{column_letters(index.column() + 1)}{index.row() + 1}"

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            marked = self._marks.get(self.cell(index))
            return f"✎ {marked}" if marked is not None else self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.FontRole and self.cell(index) in self._marks:
            return self._bold
        return None

    def _text(self, row: int, column: int) -> str:
        if row >= len(self.grid.rows) or column >= len(self.grid.rows[row]):
            return ""
        return self.grid.rows[row][column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_letters(section + 1) if orientation is Qt.Orientation.Horizontal else str(section + 1)


class SheetView(QTableView):
    """Shows one sheet at a time; nothing in it can be edited."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setDefaultSectionSize(_WIDTH)
        self.shown: SheetModel | None = None

    def show_grid(self, grid: SheetGrid, *, room: bool = False) -> SheetModel:
        """Show a sheet; with `room` some empty rows and columns stand around it, to be chosen too."""
        self.shown = SheetModel(grid, room=room)
        self.setModel(self.shown)
        self.resizeColumnsToContents()
        for column in range(self.shown.columnCount()):
            self.setColumnWidth(column, max(min(self.columnWidth(column), _WIDEST), _WIDTH))
        return self.shown
