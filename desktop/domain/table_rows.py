"""A table of people or expense items as it lies in a file: rows of texts, before anybody says what its columns are."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_TABLE = 20 * 1024 * 1024
"""Bytes of a table's file at most."""
MOST_ROWS = 50_000
"""Rows with something in them."""
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
MOST_TEXT = 20_000_000
"""Characters of all cells together."""
LONGEST_CELL = 32_767
"""Characters of a cell at most: what a spreadsheet itself allows."""
ENCODINGS = ("utf-8", "utf-16", "cp1251", "cp1250", "cp1257")
"""What a worker may choose where a text's letters were told wrong."""


@dataclass(frozen=True, slots=True)
class TableAsked:
    """How a file is read: which sheet (empty: the first), in which encoding (empty: as it is told by its letters)."""

    sheet: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class TableText:
    """What lies in a file. Rows without any text are left out; rows may differ in length.

    `lines` are the rows' numbers in the file, from 1. A date of a workbook is written "2026-05-04", a number with a
    dot and never with exactly three decimals, so that none can be taken for thousands. `unvalued` counts formulas that
    the program which wrote the file never worked out.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    unvalued: int = 0

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(map(len, self.rows), default=0)
