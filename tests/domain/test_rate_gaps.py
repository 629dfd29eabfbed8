"""Gaps in rates: working days without one, but not weekends and holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.rate_gaps import RateGap, RateGaps, RateWanted, easter, find_gaps, holidays
from desktop.domain.rates import RateSource

ECB, NBP, NBRB, EURO = RateSource.ECB, RateSource.NBP, RateSource.NBRB, RateSource.INFOREUR


def may(day: int) -> date:
    return date(2026, 5, day)


@pytest.mark.parametrize(
    ("year", "day"), [(2000, (4, 23)), (2008, (3, 23)), (2019, (4, 21)), (2024, (3, 31)), (2038, (4, 25))]
)  # fmt: skip
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.integers(2000, 2100))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_holidays_of_the_sources() -> None:
    assert {date(2026, 4, 3), date(2026, 4, 6), may(1)} <= holidays(ECB, 2026)
    assert {date(2026, 6, 4), may(3), date(2026, 11, 11)} <= holidays(NBP, 2026)
    assert holidays(NBRB, 2026) == frozenset()


@pytest.mark.parametrize(
    ("source", "days", "gaps"),
    [
        (ECB, [], []),
        (ECB, [may(8)], []),
        (ECB, [may(7), may(8), may(11)], []),  # over a weekend
        (ECB, [may(7), may(11)], [(may(8), may(8))]),
        (ECB, [may(4), may(12)], [(may(5), may(11))]),
        (ECB, [date(2026, 4, 2), date(2026, 4, 7)], []),  # Good Friday to Easter Monday
        (NBP, [date(2026, 4, 2), date(2026, 4, 7)], [(date(2026, 4, 3), date(2026, 4, 3))]),
        (NBP, [date(2026, 6, 3), date(2026, 6, 5)], []),  # Corpus Christi
        (NBRB, [may(4), may(9)], []),
        (NBRB, [may(4), may(10)], [(may(5), may(9))]),
        (EURO, [date(2026, 3, 1), date(2026, 4, 1), may(1)], []),
        (EURO, [date(2025, 12, 1), date(2026, 3, 1), may(1)], [
            (date(2026, 1, 1), date(2026, 2, 28)), (date(2026, 4, 1), date(2026, 4, 30)),
        ]),
        (RateSource.HAND, [may(1), may(20)], []),
        (RateSource.BANK, [may(1), may(20)], []),
    ],
)  # fmt: skip
def test_gaps_are_working_days_without_a_rate(
    source: RateSource, days: list[date], gaps: list[tuple[date, date]]
) -> None:
    assert find_gaps(source, days, days[-1] if days else may(14)) == tuple(RateGap(source, *gap) for gap in gaps)


@pytest.mark.parametrize(
    ("source", "last", "today", "missing"),
    [
        (ECB, may(4), may(14), False),
        (ECB, may(4), may(15), True),
        (EURO, may(1), date(2026, 7, 2), False),
        (EURO, may(1), date(2026, 7, 3), True),
    ],
)
def test_rates_that_have_become_old_are_a_gap_at_the_end(
    source: RateSource, last: date, today: date, missing: bool
) -> None:
    expected = (RateGap(source, last + timedelta(days=1), today, at_end=True),) if missing else ()
    assert find_gaps(source, [last], today) == expected


def test_anything_missing_is_true() -> None:
    assert not RateGaps()
    assert RateGaps(gaps=(RateGap(ECB, may(4), may(4)),))
    assert RateGaps(wanted=(RateWanted("USD", "EUR", may(4), 1),))
