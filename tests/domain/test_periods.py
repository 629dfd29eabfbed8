"""Locked months: what is dated in one is refused, or booked on the first open day with the day it happened."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Refused, Severity
from desktop.domain.periods import Booking, Month, book, check_lock, first_open_day, late_months, read_month

TODAY = date(2026, 5, 20)
MARCH, APRIL, MAY = Month(2026, 3), Month(2026, 4), Month(2026, 5)
DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@given(DAYS)
def test_a_month_holds_its_days_and_no_other(day: date) -> None:
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert Month.of(month.first) == Month.of(month.last) == month
    assert month.next.first == month.last + timedelta(days=1)
    assert month < month.next
    assert read_month(str(month)) == month


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 13), (0, 5), (9999, 1)])
def test_there_is_no_other_month(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="no such month"):
        Month(year, number)


@pytest.mark.parametrize("text", ["2026-03", " 2026-3 ", "3.2026", "03/2026", "2026.03"])
def test_a_month_is_read_as_people_type_it(text: str) -> None:
    assert read_month(text) == MARCH


@pytest.mark.parametrize(
    "text", ["", "March", "2026", "2026-13", "2026-00", "1999-12", "9999-01", "2026-03-01", "x" * 99]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_month(text)
    problem = caught.value.problems[0]
    assert (problem.code, problem.at, problem.params["text"]) == ("month.unreadable", "month", text[:40])


@given(DAYS, st.sets(st.integers(0, 40)))
def test_the_first_open_day_is_the_day_itself_or_a_first_of_a_month(day: date, ahead: set[int]) -> None:
    locked = set()
    month = Month.of(day)
    for place in range(41):
        if place in ahead:
            locked.add(month)
        month = month.next
    found = first_open_day(day, locked)
    assert Month.of(found) not in locked
    assert found == day if Month.of(day) not in locked else found.day == 1
    between = Month.of(day)
    while between < Month.of(found):
        assert between in locked
        between = between.next


def test_an_open_day_is_booked_as_it_is() -> None:
    assert book(date(2026, 3, 31), {APRIL}, TODAY, into_open=True) == Booking(date(2026, 3, 31))


def test_a_locked_day_is_refused_with_the_open_day_to_offer() -> None:
    with pytest.raises(Refused) as caught:
        book(date(2026, 3, 31), {MARCH, APRIL}, TODAY, into_open=False)
    problem = caught.value.problems[0]
    assert (problem.code, problem.at) == ("period.locked", "on")
    assert dict(problem.params) == {"date": date(2026, 3, 31), "month": MARCH, "open_day": date(2026, 5, 1)}


def test_a_locked_day_goes_to_the_open_month_and_keeps_the_day_it_happened() -> None:
    happened = date(2026, 3, 31)
    assert book(happened, {MARCH, APRIL}, TODAY, into_open=True) == Booking(date(2026, 5, 1), happened)


def test_nothing_is_booked_in_the_future() -> None:
    with pytest.raises(Refused):
        book(date(2026, 3, 31), {MARCH, APRIL, MAY}, TODAY, into_open=True)


def test_a_month_is_locked_once_and_only_when_it_is_over() -> None:
    assert check_lock(APRIL, (), TODAY) == ()
    assert [each.code for each in check_lock(APRIL, (APRIL,), TODAY)] == ["period.already_locked"]
    for month in (MAY, MAY.next):
        assert [each.code for each in check_lock(month, (), TODAY)] == ["period.not_ended"]


def test_an_earlier_month_that_stays_open_is_said_and_stops_nothing() -> None:
    february = Month(2026, 2)
    (said,) = check_lock(APRIL, {february}, TODAY, (MARCH, february, MAY))
    assert (said.code, said.severity, said.params["open"]) == ("period.open_before", Severity.WARNING, MARCH)
    assert check_lock(APRIL, {february, MARCH}, TODAY, (MARCH, february)) == ()


def test_a_month_is_late_when_it_ended_over_two_months_ago() -> None:
    january, february = Month(2026, 1), Month(2026, 2)
    entries = (MAY, APRIL, MARCH, february, january)
    assert late_months(entries, (), TODAY) == (january, february)
    assert late_months(entries, {january}, date(2026, 6, 1)) == (february, MARCH)


def test_the_month_before_is_the_one_whose_next_it_is() -> None:
    for month in (Month(2026, 1), Month(2026, 12)):
        assert month.before.next == month
    assert Month(2026, 1).before == Month(2025, 12)
