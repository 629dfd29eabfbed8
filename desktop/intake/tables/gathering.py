"""Gathers the rows of a table within its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.domain.table_rows import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence


class Rows:
    """What was read so far; rows without any text are passed over."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows: list[tuple[str, ...]] = []
        self.lines: list[int] = []
        self._cells = self._text = 0

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Take a row; `line` is its number in the file.

        Raises:
            CannotRead: with reason table_cell (`line`), table_too_wide or table_too_long.
        """
        row = [cell.strip() for cell in cells]
        while row and not row[-1]:
            row.pop()
        if not row:
            return
        if len(row) > MOST_COLUMNS:
            raise CannotRead(reason="table_too_wide", most=MOST_COLUMNS)
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise CannotRead(reason="table_cell", line=line)
        self._cells += sum(1 for cell in row if cell)
        self._text += sum(map(len, row))
        if len(self.rows) >= MOST_ROWS or self._cells > MOST_CELLS or self._text > MOST_TEXT:
            raise CannotRead(reason="table_too_long", most=MOST_ROWS)
        self.rows.append(tuple(row))
        self.lines.append(line)
