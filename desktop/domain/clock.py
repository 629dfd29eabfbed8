"""What time it is, as a thing that is passed in, so that tests and imports can say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from desktop.domain.errors import Problem

EARLIEST_YEAR = 2000
DRIFT = timedelta(minutes=10)
"""Clocks that are set by the network, or carried from one computer to another, differ by less."""
MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right says less: this program was not made before."""


class Clock(Protocol):
    """Tells the time; the only source of it."""

    def now(self) -> datetime:
        """Tell the moment, in UTC."""

    def today(self) -> date:
        """Tell the date where the office is."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Tell the moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Tell the machine's local date."""
        return datetime.now(UTC).astimezone().date()


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """A clock that is not right, or was not: it says `now`. `last` is what the journal knows, if it is later."""

    now: datetime
    last: datetime | None = None

    @property
    def may_be_right(self) -> bool:
        """Whether the clock can be right now: then it had been ahead."""
        return self.now >= MADE


def doubt_clock(now: datetime, last: datetime | None) -> ClockDoubt | None:
    """Hold a clock against the latest moment that the journal tells of.

    Both are in UTC, so that summer time and a journey to another zone are no doubts.
    """
    if last is not None and now < last - DRIFT:
        return ClockDoubt(now, last)
    return ClockDoubt(now) if now < MADE else None


def check_date(value: date, today: date, *, at: str) -> tuple[Problem, ...]:
    """Refuse a date in the future or before the year 2000: both are slips of the keyboard."""
    if value.year < EARLIEST_YEAR:
        return (Problem("date.too_early", at, {"date": value, "earliest": EARLIEST_YEAR}),)
    if value > today:
        return (Problem("date.in_future", at, {"date": value, "today": today}),)
    return ()
