"""What a list is narrowed by besides exact values: days from – to, and amounts from – to, as canonical texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_BETWEEN = ".."
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None leaves that end open, but never both."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        """Refuse what says nothing or can hold no day; which would be our own bug.

        Raises:
            ValueError: Both ends are open, or the first day lies behind the last.
        """
        if self.first is None and self.last is None:
            raise ValueError("a period has a first or a last day")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError("a period begins before it ends")

    @property
    def text(self) -> str:
        """How a query and a saved view hold it: "2026-06-01..2026-06-30"."""
        return _BETWEEN.join(day.isoformat() if day is not None else "" for day in (self.first, self.last))


@dataclass(frozen=True, slots=True)
class Span:
    """Amounts from `low` to `high` in thousandths of a unit, both included; None leaves that end open, never both."""

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        """Refuse what says nothing or can hold no amount; which would be our own bug.

        Raises:
            ValueError: Both ends are open, or the lower is the greater.
        """
        if self.low is None and self.high is None:
            raise ValueError("a span has a lower or an upper end")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("a span begins below its end")

    @property
    def text(self) -> str:
        """How a query and a saved view hold it: "120000..250500"."""
        return _BETWEEN.join(str(figure) if figure is not None else "" for figure in (self.low, self.high))


def read_period(text: str) -> Period:
    """Read a period's canonical text.

    Raises:
        ValueError: It is none.
    """
    first, between, last = text.partition(_BETWEEN)
    period = Period(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
    if not between or period.text != text:
        raise ValueError("no period")
    return period


def read_span(text: str) -> Span:
    """Read a span's canonical text.

    Raises:
        ValueError: It is none.
    """
    low, between, high = text.partition(_BETWEEN)
    span = Span(int(low) if low else None, int(high) if high else None)
    if not between or span.text != text:
        raise ValueError("no span of amounts")
    return span


def month_of(day: date) -> Period:
    """Give the month that a day lies in."""
    following = date(day.year + day.month // _LAST_MONTH, day.month % _LAST_MONTH + 1, 1)
    return Period(day.replace(day=1), following - timedelta(days=1))


def month_before(day: date) -> Period:
    """Give the month before the one that a day lies in."""
    return month_of(day.replace(day=1) - timedelta(days=1))


def year_of(day: date) -> Period:
    """Give the year that a day lies in."""
    return Period(date(day.year, 1, 1), date(day.year, _LAST_MONTH, 31))
