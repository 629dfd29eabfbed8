"""Gaps in kept rates: days on which a source published, as far as its calendar tells, and nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.domain.rates import OLDEST_DAYS, RateSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LONGEST_BREAK = 4  # days in a row without a rate that are no gap where the source's holidays are not known
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class RateGap:
    """A source without a rate from the day `first` to the day `last`; `at_end`: everything newer is missing."""

    source: RateSource
    first: date
    last: date
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class RateWanted:
    """A day on which `entries` entries moved money of the pair and the office's rule found no rate."""

    base: str
    quote: str
    on: date
    entries: int


@dataclass(frozen=True, slots=True)
class RateGaps:
    """What is missing: in the tables kept, and for what was recorded."""

    gaps: tuple[RateGap, ...] = ()
    wanted: tuple[RateWanted, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        return bool(self.gaps or self.wanted)


def easter(year: int) -> date:
    """Give Easter Sunday of the western calendar (the anonymous Gregorian computus)."""
    golden, century = year % 19, year // 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _target_holidays(year: int) -> set[date]:
    sunday = easter(year)
    fixed = {date(year, month, day) for month, day in ((1, 1), (5, 1), (12, 25), (12, 26))}
    return fixed | {sunday - 2 * _DAY, sunday + _DAY}


def _polish_holidays(year: int) -> set[date]:
    sunday = easter(year)
    days = ((1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26))
    return {date(year, month, day) for month, day in days} | {sunday + _DAY, sunday + 60 * _DAY}


_HOLIDAYS: dict[RateSource, Callable[[int], set[date]]] = {
    RateSource.ECB: _target_holidays,
    RateSource.NBP: _polish_holidays,
}


@cache
def holidays(source: RateSource, year: int) -> frozenset[date]:
    """Give the days other than weekends on which a source never publishes, as far as they are known here.

    Christmas Eve counts as one in Poland, where it was a working day up to 2024: a rate of that day is then no gap
    when it is missing, and no harm when it is there.
    """
    return frozenset(_HOLIDAYS[source](year)) if source in _HOLIDAYS else frozenset()


def find_gaps(source: RateSource, days: Sequence[date], today: date) -> tuple[RateGap, ...]:
    """Find what is missing between the days that a source has rates of (in order), and after the last of them."""
    if not days or source.pivot is None:
        return ()
    found = list(_monthly(source, days) if source.is_monthly else _daily(source, days))
    last = days[-1]
    late = last.replace(day=1) + timedelta(days=62) if source.is_monthly else last + timedelta(days=OLDEST_DAYS)
    if late < today:
        found.append(RateGap(source, last + _DAY, today, at_end=True))
    return tuple(found)


def _monthly(source: RateSource, days: Sequence[date]) -> Iterator[RateGap]:
    for before, after in pairwise(days):
        missing = (before.replace(day=1) + timedelta(days=32)).replace(day=1)
        if missing < after.replace(day=1):
            yield RateGap(source, missing, after.replace(day=1) - _DAY)


def _daily(source: RateSource, days: Sequence[date]) -> Iterator[RateGap]:
    """Find runs of days on which the source published; where its holidays are unknown, only long ones."""
    for before, after in pairwise(days):
        between = [before + number * _DAY for number in range(1, (after - before).days)]
        if source in _HOLIDAYS:
            open_days = [day for day in between if day.weekday() < _SATURDAY and day not in holidays(source, day.year)]
        else:
            open_days = between if len(between) > LONGEST_BREAK else []
        if open_days:
            yield RateGap(source, open_days[0], open_days[-1])
