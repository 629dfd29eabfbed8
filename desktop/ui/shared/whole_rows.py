"""A table that is read row by row: nothing in it is edited, and Tab goes on to what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.shared.lines import keep_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView


def read_whole_rows(table: QTableView) -> None:
    """Make it such a table, with one line to a row; the arrows go from cell to cell."""
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setWordWrap(False)
    keep_lines(table)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def choose_row(table: QTableView, place: int) -> None:
    """Select a row alone. Qt's own `selectRow` would take it out where it is chosen already and Ctrl is held down."""
    index, flags = table.model().index(place, 0), QItemSelectionModel.SelectionFlag
    if index.isValid():
        table.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        table.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)
        table.scrollTo(index)
