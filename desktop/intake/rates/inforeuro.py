"""The European Commission's monthly rates (InforEuro): one month of all currencies, one currency's months, or a grid.

Every rate is what 1 euro is in the other currency, dated the first of its month. A list of one month's rates does not
always say which month it is: then the one who imports it says so.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead, refuse
from desktop.domain.rates import RateSource
from desktop.intake.rates.gathering import Gathering, day_of, is_code, number, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from desktop.domain.rate_tables import RateTable

_CODES = ("isoa3code", "isoa3", "isocode", "codeiso", "iso4217", "currencyiso", "currencycode", "iso")
_VALUES = ("value", "amount", "rate", "exchangerate", "1euro", "1eur")
_STARTS = ("datestart", "startdate", "validfrom", "from", "date", "month", "period")
_REFERENCE = ("refcurrency", "refcurrencyiso", "referencecurrency")
_LETTERS = re.compile(r"[^a-z0-9]+")
_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{4})", re.ASCII)


def month_of(text: str) -> date | None:
    """Read a month (2026-05, 05/2026), or the month of a day; None when it is none."""
    text = text.strip()
    day = day_of(text)
    if day is None and (found := _MONTH.fullmatch(text)):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        day = date(year, month, 1) if year and 1 <= month <= 12 else None
    return day.replace(day=1) if day else None


def read_inforeuro_rows(
    heading: Sequence[str], rows: Iterator[tuple[int, list[str]]], month: date | None
) -> RateTable | None:
    """Read the rows below a heading; None when the heading is not InforEuro's.

    Raises:
        CannotRead: with reason no_rates or damaged.
        Refused: rate.table_cell, rate.table_twice, rate.table_month.
    """
    names = [_LETTERS.sub("", cell.casefold()) for cell in heading]
    code, value, start = _place(names, _CODES), _place(names, _VALUES), _place(names, _STARTS)
    months = [(place, each) for place, cell in enumerate(heading) if (each := month_of(cell))]
    if code is None or (value is None and not months):
        return None
    reference = _place(names, _REFERENCE)
    gathering = Gathering(RateSource.INFOREUR)
    for line, cells in rows:
        if len(cells) <= max(code, value or 0, start or 0, reference or 0, *(place for place, _ in months)):
            raise CannotRead(reason="damaged")
        if reference is not None and cells[reference] != "EUR":
            raise CannotRead(reason="no_rates")
        currency = _code(cells[code], line)
        if value is None:
            for place, each in months:
                gathering.add(currency, number(cells[place], line), 1, each, line)
            continue
        on = _month(cells[start], line) if start is not None else _asked(month)
        gathering.add(currency, number(cells[value], line), 1, on, line)
    return gathering.table()


def read_inforeuro_objects(
    objects: Sequence[tuple[Mapping[str, object], Decimal | None]], month: date | None
) -> RateTable:
    """Read the records of the Commission's own service, each with its rate as a number.

    Raises:
        CannotRead: with reason no_rates.
        Refused: rate.table_cell, rate.table_twice, rate.table_month.
    """
    gathering = Gathering(RateSource.INFOREUR)
    for line, (record, rate) in enumerate(objects, 1):
        if record.get("refCurrency", record.get("refCurrencyIso", "EUR")) != "EUR":
            raise CannotRead(reason="no_rates")
        currency = _code(record.get("isoA3Code", record.get("currencyIso")), line)
        start = record.get("dateStart")
        on = _asked(month) if start is None else _month(start, line)
        gathering.add(currency, rate, 1, on, line)
    return gathering.table()


def _place(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _code(text: object, line: int) -> str:
    if not isinstance(text, str) or not is_code(text):
        raise unreadable(line, text)
    return text


def _month(text: object, line: int) -> date:
    """Read the month that a rate is of; a day within it is not InforEuro's way to say it."""
    month = month_of(text) if isinstance(text, str) else None
    if month is None or (isinstance(text, str) and day_of(text) not in (None, month)):
        raise unreadable(line, text)
    return month


def _asked(month: date | None) -> date:
    if month is None:
        raise refuse("rate.table_month", at="month")
    return month.replace(day=1)
