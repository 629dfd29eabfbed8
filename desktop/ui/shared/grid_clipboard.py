"""Blocks of cells between the grid and a spreadsheet: text with tabs, read leniently, and what pasting would do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui.shared.copied import uncell
from desktop.ui.shared.grid_model import Unread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.shared.grid_model import Cells, GridColumn, GridModel

MOST_PASTED = 1000
"""Lines that are pasted at once at most."""

_CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\Z)|([^\t\n]*)')  # a spreadsheet quotes a cell with a newline in it
Block = list[list[str]]


def split_block(text: str) -> Block:
    """Read what a spreadsheet put on the clipboard, line by line; empty lines at the end are none."""
    rows: Block = [[]]
    at, text = 0, text.rstrip("\r\n")
    while True:
        found = _CELL.match(text, at)
        quoted, plain = found.groups() if found is not None else (None, "")
        rows[-1].append(uncell(quoted.replace('""', '"') if quoted is not None else plain or ""))
        at = found.end() if found is not None else len(text)
        at += text.startswith("\r\n", at)
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What pasting a block would write: `rows` of cells from the row `top` on, in `columns`.

    `texts` are the cells as they came, `left_out` the titles or texts of columns that the grid does not take.
    """

    top: int
    columns: tuple[GridColumn, ...]
    rows: tuple[Cells, ...]
    texts: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...] = ()

    def problems(self, at: int) -> list[str]:
        """Say what cannot be read in a row."""
        return [
            f"{tr(column.title)}: {' '.join(wording.sentence(each) for each in value.reason.problems)}"
            for column in self.columns
            if isinstance(value := self.rows[at].get(column.name), Unread)
        ]

    def cells(self, chosen: Sequence[int]) -> dict[tuple[int, str], object]:
        """Give the cells of some of its rows, one below the other."""
        return {
            (self.top + down, name): value for down, at in enumerate(chosen) for name, value in self.rows[at].items()
        }


def plan_paste(model: GridModel, block: Block, top: int, left: int) -> PastePlan:
    """Say what pasting a block at a cell would write.

    A first line that holds titles of columns says which is which, in any order; without one the block goes to the
    right from the cell. Rows that are locked are passed by.
    """
    while model.is_locked(top):
        top += 1
    named = _by_titles(model.columns, block[0])
    places = named if named is not None else list(model.columns[left:])
    lines = block[1:] if named is not None else block
    widest = max((len(line) for line in block), default=0)
    places = [*places, *[None] * (widest - len(places))][:widest]
    heads = block[0] if named is not None else [str(at + 1) for at in range(widest)]
    left_out = tuple(head for column, head in zip(places, heads, strict=False) if column is None and head)
    taken = [(at, column) for at, column in enumerate(places) if column is not None and not column.fixed]
    taken.sort(key=lambda each: model.columns.index(each[1]))  # an amount is read in the currency before it
    rows, texts = [], []
    for down, line in enumerate(lines):
        inside = top + down < model.rowCount()
        base = model.rows()[top + down] if inside and len(lines) == 1 else model.blank()
        rows.append(_read_line(model, base, taken, line))
        texts.append(tuple(line[at] if at < len(line) else "" for at, _column in taken))
    return PastePlan(top, tuple(column for _at, column in taken), tuple(rows), tuple(texts), left_out)


def _by_titles(columns: Sequence[GridColumn], line: Sequence[str]) -> list[GridColumn | None] | None:
    """Tell which column each cell of a first line names; None when it is no line of titles."""
    titles = {}
    for column in columns:
        titles[column.title.casefold()] = titles[tr(column.title).casefold()] = column
        titles[column.name.casefold()] = column
    found = [titles.get(cell.casefold()) for cell in line]
    return found if sum(each is not None for each in found) >= min(2, len(line)) else None


def _read_line(model: GridModel, base: Cells, taken: Sequence[tuple[int, GridColumn]], line: Sequence[str]) -> Cells:
    cells: Cells = {}
    for at, column in taken:
        text = line[at] if at < len(line) else ""
        if column.choices is None:
            cells[column.name] = model.read_text(column, text, base)
        elif text:
            cells[column.name] = read_choice(column, text)
        base[column.name] = cells.get(column.name, base.get(column.name))
    return cells


def read_choice(column: GridColumn, text: str) -> object:
    """Find the choice that a text names; one that names none is kept as `Unread`."""
    for value, name in column.choices() if column.choices is not None else ():
        if name.casefold() == text.casefold():
            return value
    return Unread(text, refuse("entry.no_choice", at=column.name, text=text[:40]))
