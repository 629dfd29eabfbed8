"""Period locks: nothing dated in a locked month is created, changed or voided; what comes late goes to the open month.

What is booked late says the day on which it truly happened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.clock import EARLIEST_YEAR
from desktop.domain.errors import Problem, Severity, refuse

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

_LONGEST_ECHO = 40
_WRITTEN = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})|([0-9]{1,2})[-./]([0-9]{4})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; months sort by time. `str` gives "2026-03"."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a month that no calendar has."""
        if not (1 <= self.number <= 12 and date.min.year <= self.year < date.max.year):
            raise ValueError("no such month")

    def __str__(self) -> str:
        """Write it as it is stored."""
        return f"{self.year:04d}-{self.number:02d}"

    @classmethod
    def of(cls, day: date) -> Month:
        """Give the month of a day."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.next.first - timedelta(days=1)

    @property
    def before(self) -> Month:
        """The month before it."""
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)


def read_month(text: str, *, at: str | None = "month") -> Month:
    """Read a month as people type it: "2026-03", "3.2026".

    Raises:
        Refused: "month.unreadable" for any other thing, and for a year in which no office kept such books.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is not None:
        year, number = int(found.group(1) or found.group(4)), int(found.group(2) or found.group(3))
        if EARLIEST_YEAR <= year < date.max.year and 1 <= number <= 12:
            return Month(year, number)
    raise refuse("month.unreadable", at=at, text=text.strip()[:_LONGEST_ECHO])


@dataclass(frozen=True, slots=True)
class MonthLock:
    """A locked month: when (UTC) and by which user; `asked_by` asked for its unlocking, `asked_at` then."""

    month: Month
    locked_at: datetime
    locked_by: int
    asked_by: int | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A line of the months list. `entries` are dated in it; `ended` tells whether it may be locked at all.

    `locked_by` and `asked_by` are the names of those users, empty where there is none; `reason` is why
    the unlocking is asked for, as far as the reader may know it.
    """

    month: Month
    entries: int
    ended: bool
    lock: MonthLock | None = None
    locked_by: str = ""
    asked_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Booking:
    """The day that something is booked on; `happened` is the day of the event itself where that is another one."""

    day: date
    happened: date | None = None


def first_open_day(day: date, locked: Collection[Month]) -> date:
    """Give `day`, or the first day of the next month that is not locked."""
    month = Month.of(day)
    if month not in locked:
        return day
    while month in locked:
        month = month.next
    return month.first


def book(on: date, locked: Collection[Month], today: date, *, into_open: bool) -> Booking:
    """Decide which day something of the day `on` is booked on.

    Args:
        on: The day on which it happened.
        locked: The locked months.
        today: Nothing is booked on a later day.
        into_open: Whether what falls into a locked month is booked on the first open day.

    Raises:
        Refused: "period.locked" at "on", with the open day to offer.
    """
    day = first_open_day(on, locked)
    if day == on:
        return Booking(on)
    if not into_open or day > today:
        raise refuse("period.locked", at="on", date=on, month=Month.of(on), open_day=day)
    return Booking(day, on)


def late_months(entries: Collection[Month], locked: Collection[Month], today: date) -> tuple[Month, ...]:
    """Give the months with entries that ended over two months ago and are still open, the earliest first."""
    this = Month.of(today)
    return tuple(sorted(each for each in entries if each not in locked and each.next.next.next <= this))


def check_lock(
    month: Month, locked: Collection[Month], today: date, earlier: Collection[Month] = ()
) -> tuple[Problem, ...]:
    """Say what is wrong with locking a month: it is locked already, or not over yet.

    `earlier` are the months with entries before it: that one of them stays open is only said.
    """
    if month in locked:
        return (Problem("period.already_locked", "month", {"month": month}),)
    if month >= Month.of(today):
        return (Problem("period.not_ended", "month", {"month": month}),)
    left = sorted(each for each in earlier if each < month and each not in locked)
    if left:
        return (Problem("period.open_before", "month", {"month": month, "open": left[0]}, Severity.WARNING),)
    return ()
