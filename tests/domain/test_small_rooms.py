"""Codes, clocks, errors, progress, listing: the small rooms."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.clock import DRIFT, MADE, ClockDoubt, SystemClock, check_date, doubt_clock
from desktop.domain.errors import Problem, Refused, Severity, SkarbonkaError, refuse, refuse_errors
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.listing import Cursor, Outline, Page, Query
from desktop.domain.progress import NoProgress

TODAY = date(2026, 5, 4)


@given(st.sampled_from(list(CodeKind)), st.integers(1, 999_999_999))
def test_a_code_reads_back_however_it_is_typed(kind: CodeKind, number: int) -> None:
    code = make_code(kind, number)
    assert read_code(kind, code) == number
    assert read_code(kind, f" {code.lower()} ") == number
    assert read_code(kind, f"{kind.value}-{number}") == number


@pytest.mark.parametrize("text", ["", "P", "P-0", "C-0001", "P-1x", "P-1234567890", "0001"])
def test_what_is_no_code_of_the_kind_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_code(CodeKind.PERSON, text, at="donor")
    problem = caught.value.problems[0]
    assert (problem.code, problem.at, problem.params["example"]) == ("code.unreadable", "donor", "P-0001")


def test_codes_count_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        make_code(CodeKind.PERSON, 0)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (TODAY, []),
        (date(2000, 1, 1), []),
        (date(1999, 12, 31), ["date.too_early"]),
        (date(2026, 5, 5), ["date.in_future"]),
        (date(9999, 1, 1), ["date.in_future"]),
    ],
)
def test_dates_far_off_are_slips(day: date, codes: list[str]) -> None:
    assert [problem.code for problem in check_date(day, TODAY, at="on")] == codes


@pytest.mark.parametrize(
    ("behind", "doubted"),
    [(timedelta(0), False), (-timedelta(days=900), False), (DRIFT, False), (DRIFT + timedelta(seconds=1), True)],
)
def test_a_clock_is_doubted_when_it_went_back_by_more_than_clocks_drift(behind: timedelta, doubted: bool) -> None:
    last = datetime(2029, 3, 1, 12, tzinfo=UTC)
    assert doubt_clock(last - behind, last) == (ClockDoubt(last - behind, last) if doubted else None)


def test_a_clock_of_before_the_program_is_doubted_in_a_new_vault_too() -> None:
    now = MADE - timedelta(seconds=1)
    assert doubt_clock(now, None) == doubt_clock(now, now) == ClockDoubt(now)
    assert doubt_clock(now, MADE + DRIFT) == ClockDoubt(now, MADE + DRIFT)
    assert doubt_clock(MADE, None) is None
    assert not ClockDoubt(now).may_be_right
    assert ClockDoubt(MADE).may_be_right


def test_the_systems_clock_tells_utc_and_the_local_day() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now
    assert now.tzinfo is UTC
    assert abs((SystemClock().today() - now.date()).days) <= 1


def test_warnings_pass_and_errors_stop() -> None:
    warning = Problem("w", severity=Severity.WARNING)
    error = Problem("e", "field")
    refuse_errors((warning,))
    with pytest.raises(Refused) as caught:
        refuse_errors((warning, error))
    assert caught.value.problems == (error,)


def test_a_refusal_has_a_problem_and_its_text_shows_no_values() -> None:
    with pytest.raises(ValueError, match="needs a problem"):
        Refused()
    assert str(refuse("amount.not_positive", at="gross", amount="secret")) == "amount.not_positive"
    assert str(SkarbonkaError(subject="P-0001")) == "unexpected"


def test_nobody_watching_hears_nothing() -> None:
    NoProgress().step(1, 2)


def test_a_list_is_asked_for_from_its_start_with_nothing_left_out_but_the_archived() -> None:
    assert (Query().text, dict(Query().filters), Query().archived, Query().descending) == ("", {}, False, False)
    assert Outline(450, (None, Cursor("b", 7), Cursor(None, 9))).anchors[1] == Cursor("b", 7)
    assert Page(("row",), Cursor(3, 1)).rows == ("row",)
