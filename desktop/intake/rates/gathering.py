"""Gathers the rates of one file: leaves out what cannot be kept and says so, refuses what contradicts itself."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.clock import EARLIEST_YEAR
from desktop.domain.errors import CannotRead, Problem, Refused, Severity, refuse
from desktop.domain.money import EXPONENTS
from desktop.domain.rate_tables import RateTable
from desktop.domain.rates import PinnedRate, RateSource

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_RATES = 1_000_000  # the whole history of a daily source since 2000 has a quarter of that

_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,12})?", re.ASCII)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T00:00(?::00)?)?", re.ASCII)
_RUN = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII)
_SPOKEN = re.compile(r"([0-9]{1,2}) ([A-Za-z]{3,9}) ([0-9]{4})", re.ASCII)
_LITTLE = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOTHING = frozenset(("", "n/a", "na", "-", "–", "n.a."))
_LONGEST_ECHO = 30


def unreadable(line: int, text: object) -> Refused:
    """Make the refusal of a cell that cannot be read; `line` counts from 1. What is no text or number is not shown."""
    shown = str(text)[:200] if isinstance(text, str | Decimal) else "…"
    return refuse("rate.table_cell", line=line, text=" ".join(shown.split())[:_LONGEST_ECHO])


def is_code(text: str) -> bool:
    """Tell three capital letters from other words."""
    return _CODE.fullmatch(text) is not None


def number(text: str, line: int) -> Decimal | None:
    """Read a positive number with a point or a comma; None where the table says that there is none.

    Raises:
        Refused: rate.table_cell.
    """
    text = text.strip()
    if text.casefold() in _NOTHING:
        return None
    if not _NUMBER.fullmatch(text):
        raise unreadable(line, text)
    return Decimal(text.replace(",", "."))


def day_of(text: str) -> date | None:
    """Read a day as the publishers write it (2026-05-04, 20260504, 04 May 2026, 04/05/2026); None when it is none."""
    text = text.strip()
    if found := _DAY.fullmatch(text) or _RUN.fullmatch(text):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif (found := _SPOKEN.fullmatch(text)) and found[2][:3].casefold() in _MONTHS:
        parts = int(found[3]), _MONTHS.index(found[2][:3].casefold()) + 1, int(found[1])
    elif found := _LITTLE.fullmatch(text):
        parts = int(found[3]), int(found[2]), int(found[1])
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


class Gathering:
    """The rates of one source, each against the source's own currency, as they are read."""

    def __init__(self, source: RateSource) -> None:
        """Begin without a rate."""
        self._source = source
        self._rates: dict[tuple[date, str], PinnedRate] = {}
        self._unknown: set[str] = set()
        self._too_old = 0

    def add(self, code: str, rate: Decimal | None, units: int, on: date, line: int, table: str = "") -> None:
        """Take the rate of `units` of a foreign currency (or, from sources in euros, what 1 euro is in it).

        Raises:
            Refused: rate.table_cell, or rate.table_twice where the file says two different rates.
            CannotRead: with reason table_too_large.
        """
        pivot = self._source.pivot
        if rate is None or code == pivot:
            return
        if code not in EXPONENTS or pivot is None:
            self._unknown.add(code)
            return
        if on.year < EARLIEST_YEAR:
            self._too_old += 1
            return
        base, quote = (pivot, code) if pivot == "EUR" else (code, pivot)
        try:
            if units == 1:
                made = PinnedRate(base, quote, rate, self._source, on, table)
            else:
                made = PinnedRate.made(base, quote, Fraction(rate) / units, self._source, on, table)
        except Refused:
            raise unreadable(line, rate) from None
        kept = self._rates.setdefault((on, code), made)
        if kept.rate != made.rate:
            raise refuse("rate.table_twice", line=line, currency=code, date=on)
        if len(self._rates) > MOST_RATES:
            raise CannotRead(reason="table_too_large")

    def table(self, warnings: Sequence[Problem] = ()) -> RateTable:
        """Give what was gathered.

        Raises:
            CannotRead: with reason no_rates.
        """
        if not self._rates:
            raise CannotRead(reason="no_rates")
        told = list(warnings)
        if self._unknown:
            codes = tuple(sorted(self._unknown))[:10]
            told.append(Problem("rate.table_unknown", None, {"codes": codes}, Severity.WARNING))
        if self._too_old:
            facts = {"count": self._too_old, "earliest": EARLIEST_YEAR}
            told.append(Problem("rate.table_too_old", None, facts, Severity.WARNING))
        rates = tuple(self._rates[key] for key in sorted(self._rates))
        return RateTable(self._source, rates, tuple(told))
