"""A file of exchange rates is read by the helper process: whatever it does to its reader stays with the reader."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import CannotRead, Refused
from desktop.domain.rate_tables import RateTable
from desktop.domain.rates import LONGEST_TABLE, PinnedRate, RateSource
from desktop.intake.apart.answers import ask, decimal_of, plain_problem, problem_of, text_of
from desktop.intake.apart.wire import Broken
from desktop.intake.rates.gathering import MOST_RATES
from desktop.intake.rates.sheet import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS = frozenset((
    "empty", "table_too_large", "zip_members", "zip_bomb", "spreadsheet", "binary", "damaged", "declarations",
    "no_currency", "no_rates",
))  # fmt: skip
REFUSALS = frozenset(("rate.table_cell", "rate.table_twice", "rate.table_month"))
WARNINGS = frozenset(("rate.table_unknown", "rate.table_too_old"))
_SECONDS = 120  # the whole history of a daily source
_LONGEST_CODE = 3


def read_rates_apart(data: bytes, month: date | None = None) -> RateTable:
    """Read a table of exchange rates; `month` dates a monthly list that does not say which month it is of.

    Raises:
        CannotRead: As `reader.read_rates` says, and too_slow or reader_failed.
        Refused: As there.
    """
    if len(data) > MOST_BYTES:
        raise CannotRead(reason="table_too_large")
    question = {"kind": "rates", "month": None if month is None else month.isoformat()}
    return ask(question, data, _understood, reasons=REASONS, codes=REFUSALS, seconds=_SECONDS)


def told(question: Mapping[str, Any], data: bytes) -> tuple[object, bytes]:
    """Read a file, in the helper."""
    from desktop.intake.rates.reader import read_rates  # noqa: PLC0415 - after the limits are set

    month = question["month"]
    try:
        table = read_rates(data, None if month is None else date.fromisoformat(month))
    except MemoryError:
        raise CannotRead(reason="table_too_large") from None
    rates = [[rate.base, rate.quote, str(rate.rate), rate.on.isoformat(), rate.table] for rate in table.rates]
    warnings = [plain_problem(problem) for problem in table.warnings]
    return {"source": table.source.value, "rates": rates, "warnings": warnings}, b""


def _understood(plain: Any, _blob: bytes) -> RateTable:
    source = RateSource(plain["source"])
    rows = plain["rates"]
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_RATES:
        raise Broken
    try:
        rates = tuple(_rate(row, source) for row in rows)
    except Refused:
        raise Broken from None
    return RateTable(source, rates, tuple(problem_of(each, WARNINGS) for each in plain["warnings"]))


def _rate(row: Any, source: RateSource) -> PinnedRate:
    base, quote, rate, on, table = row
    pair = text_of(base, _LONGEST_CODE), text_of(quote, _LONGEST_CODE)
    return PinnedRate(*pair, decimal_of(rate), source, date.fromisoformat(on), text_of(table, LONGEST_TABLE))
