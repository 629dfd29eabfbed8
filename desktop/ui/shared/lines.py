"""The height of rows in lists and grids, which the density and the system's text size decide together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.density import follow_density, row_height
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView


def line_height(more: int = 0) -> int:
    """Give the height of a row now; `more` is for rows in which something is typed."""
    return scaled(row_height()) + more


def keep_lines(table: QTableView, *, more: int = 0, least: int = 0) -> None:
    """Keep a table's rows so high at each density, and the table itself at least as high as `least` rows."""
    _Lines(table, more, least)


class _Lines(QObject):
    """Follows the density for as long as its table lives."""

    def __init__(self, table: QTableView, more: int, least: int) -> None:
        super().__init__(table)
        self._table, self._more, self._least = table, more, least
        follow_density(self, self.fit)

    def fit(self) -> None:
        height = line_height(self._more)
        self._table.verticalHeader().setDefaultSectionSize(height)
        if self._least:
            self._table.setMinimumHeight(self._least * height)
