"""One sheet of a workbook, heard cell by cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.domain.table_rows import LONGEST_CELL, MOST_COLUMNS
from desktop.intake.tables.cells import day_text, number_text
from desktop.intake.tables.gathering import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_HEADS = 30  # joined cells matter among the first rows, where heads stand
_MOST_AREAS = 500


class Sheet:
    """Hears a sheet's part; `rows` is what it held, `unvalued` how many formulas had no value."""

    def __init__(self, strings: Sequence[str], of_days: Sequence[bool], *, since_1904: bool) -> None:
        """Take what cells name by number: texts, and styles that show days."""
        self.rows = Rows()
        self.unvalued = 0
        self._strings, self._of_days, self._since_1904 = strings, of_days, since_1904
        self._areas: list[tuple[int, int, int]] = []
        self._line = self._column = 0
        self._cells: dict[int, str] = {}
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._length = 0
        self._heard = self._aside = self._formula = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._line = int(number) if number.isdecimal() else self._line + 1
            self._column, self._cells = 0, {}
        elif name in ("v", "t"):
            self._heard = not self._aside
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aside = True
        elif name == "mergeCell":
            self._join(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """Hear it end."""
        if name in ("v", "t"):
            self._heard = False
        elif name == "rPh":
            self._aside = False
        elif name == "c":
            self._end_cell()
        elif name == "row" and self._cells:
            last = max(self._cells)
            if last > MOST_COLUMNS:
                raise CannotRead(reason="table_too_wide", most=MOST_COLUMNS)
            self.rows.add(self._line, [self._cells.get(column, "") for column in range(1, last + 1)])

    def text(self, text: str) -> None:
        """Hear text; more of a cell than it may hold is not kept."""
        if self._heard and self._length <= LONGEST_CELL:
            self._pieces.append(text)
            self._length += len(text)

    def spread_merged(self) -> None:
        """Write the text of cells that are joined side by side into each of them, among the heads."""
        places = {line: index for index, line in enumerate(self.rows.lines[:_HEADS])}
        for line, first, last in self._areas:
            if line not in places:
                continue
            row = list(self.rows.rows[places[line]])
            if first <= len(row) and row[first - 1]:
                row += [""] * (last - len(row))
                row[first:last] = [row[first - 1]] * (last - first)
                self.rows.rows[places[line]] = tuple(row)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = _number_of(place[1]) if place else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._pieces, self._length = [], 0
        self._formula = False

    def _end_cell(self) -> None:
        raw = "".join(self._pieces)
        if self._formula and not raw:
            self.unvalued += 1
        if raw and (shown := self._shown(raw)):
            self._cells[self._column] = shown

    def _shown(self, raw: str) -> str:
        if self._kind == "s":
            place = int(raw) if raw.strip().isdecimal() else len(self._strings)
            if place >= len(self._strings):
                raise CannotRead(reason="damaged_table")
            return self._strings[place]
        if self._kind == "b":
            return "TRUE" if raw.strip() == "1" else "FALSE"
        if self._kind != "n":
            return raw.replace("T", " ")[:16] if self._kind == "d" else raw
        style = int(self._style) if self._style.isdecimal() else -1
        if 0 <= style < len(self._of_days) and self._of_days[style]:
            return day_text(raw, since_1904=self._since_1904)
        return number_text(raw)

    def _join(self, area: str) -> None:
        found = _AREA.fullmatch(area)
        if found is None or len(self._areas) >= _MOST_AREAS:
            return
        first, last = _number_of(found[1]), _number_of(found[3])
        if first < last <= MOST_COLUMNS:
            self._areas.append((int(found[2]), first, last))


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
