"""Tables as JSON: the National Bank of Belarus, the National Bank of Poland's and the Commission's own services."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

from desktop.domain.errors import CannotRead
from desktop.domain.rates import RateSource
from desktop.intake.rates.gathering import Gathering, day_of, is_code, unreadable
from desktop.intake.rates.inforeuro import read_inforeuro_objects

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.rate_tables import RateTable

_MOST_SCALE = 1_000_000
_LARGEST_POWER = 15  # a number beyond this is no rate, and exact arithmetic with it would take for ever


def read_json(text: str, month: date | None) -> RateTable:
    """Read a JSON table, whichever of the known ones it is; `month` dates one that says no date.

    Raises:
        CannotRead: with reason damaged, no_rates or table_too_large.
        Refused: a record that cannot be read, two rates for one day, or a table without a month.
    """
    try:
        loaded = json.loads(text, parse_float=Decimal, parse_int=_whole, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError):
        raise CannotRead(reason="damaged") from None
    records = loaded if isinstance(loaded, list) else [loaded]
    if not records or not all(isinstance(record, dict) for record in records):
        raise CannotRead(reason="no_rates")
    first = records[0]
    if "Cur_OfficialRate" in first:
        return _nbrb(records)
    if isinstance(first.get("rates"), list):
        return _nbp(records)
    value = next((key for key in ("value", "amount") if key in first), None)
    if value and ("isoA3Code" in first or "currencyIso" in first):
        pairs = [(record, _rate(record.get(value), line)) for line, record in enumerate(records, 1)]
        return read_inforeuro_objects(pairs, month)
    raise CannotRead(reason="no_rates")


def _whole(text: str) -> Decimal:
    """Keep whole numbers as decimals too: a rate may have no decimals, and an endless one is then no work."""
    return Decimal(text)


def _no_number(_: str) -> NoReturn:
    raise ValueError("a rate is a number")


def _rate(value: object, line: int) -> Decimal | None:
    if value is None:
        return None
    if not isinstance(value, Decimal) or abs(value.adjusted()) > _LARGEST_POWER or len(value.as_tuple().digits) > 30:
        raise unreadable(line, value)
    return value


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _nbrb(records: list[dict[str, Any]]) -> RateTable:
    gathering = Gathering(RateSource.NBRB)
    for line, record in enumerate(records, 1):
        if "Cur_Abbreviation" not in record:
            raise CannotRead(reason="no_currency")
        code, scale = _word(record["Cur_Abbreviation"]), _rate(record.get("Cur_Scale"), line)
        day = day_of(_word(record.get("Date")))
        if not is_code(code):
            raise unreadable(line, code)
        if day is None:
            raise unreadable(line, record.get("Date"))
        if scale is None or not 1 <= scale <= _MOST_SCALE or scale != int(scale):
            raise unreadable(line, scale)
        gathering.add(code, _rate(record.get("Cur_OfficialRate"), line), int(scale), day, line)
    return gathering.table()


def _nbp(tables: list[dict[str, Any]]) -> RateTable:
    gathering = Gathering(RateSource.NBP)
    for line, table in enumerate(tables, 1):
        rates = table.get("rates")
        for rate in rates if isinstance(rates, list) else ():
            if not isinstance(rate, dict) or "mid" not in rate:
                raise CannotRead(reason="no_rates")  # a table of buying and selling rates has no mean rate
            said = {**table, **rate}  # one currency's days say the day and the table with each rate
            code, day = _word(said.get("code")), day_of(_word(said.get("effectiveDate")))
            if not is_code(code):
                raise unreadable(line, code)
            if day is None:
                raise unreadable(line, said.get("effectiveDate"))
            gathering.add(code, _rate(rate["mid"], line), 1, day, line, _word(said.get("no")))
    return gathering.table()
