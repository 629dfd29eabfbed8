"""Pledges: what is refused, when one is overdue, who keeps it."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.money import Money
from desktop.domain.pledges import Pledge, PledgeDraft, PledgeState, check_keeping, check_open, check_pledge

DAY = date(2026, 5, 4)
DRAFT = PledgeDraft("C-0001", "P-0001", Money(5000, "EUR"), DAY, date(2026, 6, 1))
OPEN = Pledge("G-0001", DRAFT, PledgeState.OPEN)
KEPT = replace(OPEN, state=PledgeState.KEPT, donation="D-0001")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"due": DAY}, []),
        ({"amount": Money(0, "EUR")}, [("amount.not_positive", "amount")]),
        ({"on": date(2026, 5, 5)}, [("date.in_future", "on")]),
        ({"due": date(2026, 5, 3)}, [("pledge.due_before", "due")]),
        ({"due": date(2101, 1, 1)}, [("date.absurd", "due")]),
        ({"note": "x" * 501}, [("text.too_long", "note")]),
    ],
)
def test_a_pledge_is_checked_at_its_fields(change: dict[str, object], expected: list[tuple[str, str]]) -> None:
    problems = check_pledge(replace(DRAFT, **change), DAY)  # type: ignore[arg-type]
    assert [(problem.code, problem.at) for problem in problems] == expected


def test_only_an_open_pledge_is_overdue_and_only_after_its_day() -> None:
    after = date(2026, 6, 2)
    assert [OPEN.overdue(DRAFT.due), OPEN.overdue(after), KEPT.overdue(after)] == [False, True, False]


def test_what_was_kept_or_withdrawn_stays_so() -> None:
    withdrawn = replace(OPEN, state=PledgeState.WITHDRAWN)
    assert check_open(OPEN) == ()
    assert [each.code for pledge in (KEPT, withdrawn) for each in check_open(pledge)] == [
        "pledge.kept",
        "pledge.withdrawn",
    ]


def test_a_pledge_is_kept_by_the_one_who_made_it() -> None:
    assert check_keeping(OPEN, "P-0001") == ()
    assert [(each.code, each.at) for each in check_keeping(OPEN, None)] == [("pledge.other_donor", "donor")]
    assert [each.code for each in check_keeping(KEPT, "P-0001")] == ["pledge.kept"]
