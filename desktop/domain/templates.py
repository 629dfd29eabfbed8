"""A donor's own form: which of its cells takes which of our figures; the form itself is kept as it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

LARGEST_TEMPLATE = 5 * 1024 * 1024
LONGEST_TITLE = 200
MOST_ROWS, MOST_COLUMNS = 10_000, 256
"""A form is a page or two; what lies beyond these is none."""

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class Figure(Enum):
    """What stands in a line of the form for an expense item, in the report's currency."""

    BUDGET = "budget"
    REALLOCATION = "reallocation"
    REVISED = "revised"
    PREVIOUS = "previous"
    PERIOD = "period"
    CUMULATIVE = "cumulative"
    COMMITTED = "committed"
    BALANCE = "balance"


class FormFact(Enum):
    """What stands in one cell of the form: words of the Cover, and sums over all its lines."""

    ORGANISATION = "organisation"
    GRANT = "grant"
    AGREEMENT = "agreement"
    CURRENCY = "currency"
    PERIOD_FROM = "period_from"
    PERIOD_TO = "period_to"
    MADE_ON = "made_on"
    TOTAL_BUDGET = "total_budget"
    TOTAL_PERIOD = "total_period"
    TOTAL_CUMULATIVE = "total_cumulative"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Filling:
    """Which cell takes what. `rows`: an expense item's code, or a donor line of items, and its row (from 1).

    `columns`: a figure and its column's letters; where a row and a column meet, the figure of that line is written.
    `cells`: a fact and its cell ("B3"). All on one sheet. `sha256` is of the form that this was made for.
    """

    sheet: str = ""
    rows: tuple[tuple[str, int], ...] = ()
    columns: tuple[tuple[Figure, str], ...] = ()
    cells: tuple[tuple[FormFact, str], ...] = ()
    sha256: str = ""

    def targets(self) -> dict[str, tuple[Figure, str] | FormFact]:
        """Give every cell that is written, with what goes there."""
        found: dict[str, tuple[Figure, str] | FormFact] = {cell: fact for fact, cell in self.cells}
        for key, row in self.rows:
            for figure, column in self.columns:
                found[f"{column}{row}"] = (figure, key)
        return found

    def with_row(self, key: str, row: int | None) -> Filling:
        """Give a line its row, or take it back."""
        kept = tuple(each for each in self.rows if each[0] != key)
        return replace(self, rows=kept if row is None else (*kept, (key, row)))

    def with_column(self, figure: Figure, column: str | None) -> Filling:
        """Give a figure its column, or take it back."""
        kept = tuple(each for each in self.columns if each[0] is not figure)
        return replace(self, columns=kept if column is None else (*kept, (figure, column)))

    def with_cell(self, fact: FormFact, cell: str | None) -> Filling:
        """Give a fact its cell, or take it back."""
        kept = tuple(each for each in self.cells if each[0] is not fact)
        return replace(self, cells=kept if cell is None else (*kept, (fact, cell)))

    def facts(self) -> dict[str, object]:
        """The mapping as plain values."""
        return {
            "sheet": self.sheet,
            "rows": [list(each) for each in self.rows],
            "columns": [[figure.value, column] for figure, column in self.columns],
            "cells": [[fact.value, cell] for fact, cell in self.cells],
            "sha256": self.sha256,
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Filling:
        """Read plain values back."""
        return cls(
            str(facts["sheet"]),
            tuple((str(key), int(row)) for key, row in facts["rows"]),
            tuple((Figure(figure), str(column)) for figure, column in facts["columns"]),
            tuple((FormFact(fact), str(cell)) for fact, cell in facts["cells"]),
            str(facts["sha256"]),
        )


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """A sheet of a form to look at: what its cells show or compute, row by row; `formulas` may not be written over.

    `merged` are cells inside a merged area that are not its first: nothing can stand there.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    formulas: frozenset[str] = frozenset()
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DonorTemplate:
    """A donor's form as kept: its grant's name, its bytes' hash, its mapping."""

    number: int
    title: str
    sha256: str
    filling: Filling
    added_at: datetime

    @property
    def changed(self) -> bool:
        """Whether the form was replaced after its mapping was made."""
        return bool(self.filling.sha256) and self.filling.sha256 != self.sha256

    @property
    def ready(self) -> bool:
        """Whether it can be filled."""
        return bool(self.filling.targets()) and not self.changed


def split_cell(cell: str) -> tuple[str, int] | None:
    """Read a cell's name into letters and row; None for what is none, or lies beyond any form."""
    found = _CELL.fullmatch(cell)
    if found is None or int(found[2]) > MOST_ROWS or column_number(found[1]) > MOST_COLUMNS:
        return None
    return found[1], int(found[2])


def column_number(letters: str) -> int:
    """Count a column's letters: "A" is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Write a column's letters: 1 is "A"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def check_filling(filling: Filling, grids: Sequence[SheetGrid]) -> tuple[Problem, ...]:
    """Say what is wrong with a mapping: no sheet, nothing mapped, one cell twice, or a formula that would be lost."""
    grid = next((each for each in grids if each.title == filling.sheet), None)
    if grid is None:
        return (Problem("template.no_sheet", "sheet", {"sheet": filling.sheet[:40]}),)
    if bool(filling.rows) != bool(filling.columns) or not filling.targets():
        return (Problem("template.nothing_mapped", "rows"),)
    found: list[Problem] = []
    cells = [cell for _fact, cell in filling.cells]
    cells += [f"{column}{row}" for _key, row in filling.rows for _figure, column in filling.columns]
    seen: set[str] = set()
    for cell in cells:
        if split_cell(cell) is None or cell in grid.merged:
            found.append(Problem("template.no_cell", "rows", {"cell": cell[:12]}))
        elif cell in grid.formulas:
            found.append(Problem("template.formula", "rows", {"cell": cell}))
        elif cell in seen:
            found.append(Problem("template.cell_twice", "rows", {"cell": cell}))
        seen.add(cell)
    return tuple(found)


def left_out(filling: Filling, lines: Mapping[str, tuple[str, bool]]) -> tuple[str, ...]:
    """Name the expense items that hold money but have no row.

    Args:
        filling: The mapping.
        lines: Each item's code, with its donor line and whether there is anything to show for it.
    """
    keys: Collection[str] = {key for key, _row in filling.rows}
    return tuple(
        code
        for code, (donor_line, counts) in lines.items()
        if counts and code not in keys and (not donor_line or donor_line not in keys)
    )
