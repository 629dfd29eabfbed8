"""Periods and spans: their canonical texts, and the months and years that a menu offers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.filters import Period, Span, month_before, month_of, read_period, read_span, year_of


@pytest.mark.parametrize("text", ["2026-06-01..2026-06-30", "2026-06-01..", "..2026-06-30", "2026-06-01..2026-06-01"])
def test_a_period_is_read_as_it_is_written(text: str) -> None:
    assert read_period(text).text == text


@pytest.mark.parametrize("text", ["120000..250500", "0..", "..5", "-5..-5"])
def test_a_span_is_read_as_it_is_written(text: str) -> None:
    assert read_span(text).text == text


@pytest.mark.parametrize(
    "text", ["", "..", "2026-06-01", "20260601..", "2026-06-31..", "2026-06-02..2026-06-01", "a..b", "2026-06-01...."]
)
def test_what_is_no_period_is_our_own_bug(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_period(text)


@pytest.mark.parametrize("text", ["", "..", "5", "5..4", "05..", "1_0..", " 5..", "1.5..", "a..b"])
def test_what_is_no_span_is_our_own_bug(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_span(text)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_months_and_years_hold_their_days_and_no_others(day: date) -> None:
    month, before, year = month_of(day), month_before(day), year_of(day)
    assert month.first is not None
    assert month.last is not None
    assert month.first <= day <= month.last
    assert month.first.day == 1
    assert (month.last.toordinal() + 1 - month.first.toordinal()) in (28, 29, 30, 31)
    assert before.last is not None
    assert before.last.toordinal() + 1 == month.first.toordinal()
    assert before.first is not None
    assert before.first.day == 1
    assert year == Period(date(day.year, 1, 1), date(day.year, 12, 31))


def test_an_open_end_is_empty() -> None:
    assert Span(None, 5).text == "..5"
    assert Period(None, date(2026, 1, 2)).text == "..2026-01-02"
