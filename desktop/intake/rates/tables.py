"""Tables of rows and columns: the ECB's daily and historical CSV, and the archive of the National Bank of Poland."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.domain.rates import RateSource
from desktop.intake.rates.gathering import Gathering, day_of, is_code, number, unreadable
from desktop.intake.rates.inforeuro import read_inforeuro_rows
from desktop.intake.rates.sheet import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from desktop.domain.rate_tables import RateTable

    Rows = Iterator[tuple[int, list[str]]]

_HEAD_ROWS = 10  # a heading stands among the first rows, or nowhere
_UNITS = re.compile(r"([0-9]{1,6}) ?([A-Z]{3})", re.ASCII)
_FOOTER = ("kod iso", "nazwa waluty", "liczba jednostek")


def read_csv(text: str, month: date | None) -> RateTable:
    """Read a table of rows and columns, whichever of the known ones it is; `month` dates one that says no date.

    Raises:
        CannotRead: with reason no_rates, damaged or table_too_large.
        Refused: a cell that cannot be read, two rates for one day, or a table without a month.
    """
    rows = rows_of(text)
    for _, (_, cells) in zip(range(_HEAD_ROWS), rows, strict=False):
        first = cells[0].casefold()
        codes = [cell for cell in cells[1:] if is_code(cell)]
        if first == "date" and "USD" in codes and len(codes) == sum(map(bool, cells[1:])):
            return _ecb(cells, rows)
        if first in ("data", "dane") and any(_UNITS.fullmatch(cell) for cell in cells[1:]):
            return _nbp(cells, rows)
        found = read_inforeuro_rows(cells, rows, month)
        if found is not None:
            return found
    raise CannotRead(reason="no_rates")


def _ecb(heading: list[str], rows: Rows) -> RateTable:
    gathering = Gathering(RateSource.ECB)
    columns = [(place, code) for place, code in enumerate(heading) if place and code]
    for line, cells in rows:
        if len(cells) < len(heading):
            raise CannotRead(reason="damaged")
        day = _day(cells[0], line)
        for place, code in columns:
            gathering.add(code, number(cells[place], line), 1, day, line)
    return gathering.table()


def _nbp(heading: list[str], rows: Rows) -> RateTable:
    gathering = Gathering(RateSource.NBP)
    columns = [
        (place, found[2], int(found[1])) for place, cell in enumerate(heading) if (found := _UNITS.fullmatch(cell))
    ]
    if any(units < 1 for _, _, units in columns):
        raise CannotRead(reason="no_rates")
    numbered = _table_column(heading)
    last = max(*(place for place, _, _ in columns), numbered)
    for line, cells in rows:
        if _is_aside(cells):
            continue
        day = _day(cells[0], line)
        if len(cells) <= last:
            raise CannotRead(reason="damaged")
        table = cells[numbered] if numbered else ""
        for place, code, units in columns:
            gathering.add(code, number(cells[place], line), units, day, line, table)
    return gathering.table()


def _table_column(heading: Iterable[str]) -> int:
    """Find the column of the table's full number, or else of its short one; 0 where there is none."""
    places = {cell.casefold(): place for place, cell in enumerate(heading)}
    full = (place for cell, place in places.items() if cell.endswith("numer tabeli"))
    return next(full, places.get("nr tabeli", 0))


def _is_aside(cells: list[str]) -> bool:
    """Tell the row of the currencies' names and the rows at the foot from rows of rates."""
    first = cells[0].casefold()
    return first.startswith(_FOOTER) or (not first and not any(cell[:1].isdigit() for cell in cells))


def _day(text: str, line: int) -> date:
    day = day_of(text)
    if day is None:
        raise unreadable(line, text)
    return day
