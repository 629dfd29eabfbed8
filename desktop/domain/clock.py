"""What time it is, as a thing that is passed in, so that tests and imports can say it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol

from desktop.domain.errors import Problem

EARLIEST_YEAR = 2000


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


def check_date(value: date, today: date, *, at: str) -> tuple[Problem, ...]:
    """Refuse a date in the future or before the year 2000: both are slips of the keyboard."""
    if value.year < EARLIEST_YEAR:
        return (Problem("date.too_early", at, {"date": value, "earliest": EARLIEST_YEAR}),)
    if value > today:
        return (Problem("date.in_future", at, {"date": value, "today": today}),)
    return ()
