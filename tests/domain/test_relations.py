"""Relations between people and events of a case: what may be entered, and how the other side sees it."""

from datetime import date

import pytest

from desktop.domain.case_events import CaseEvent, EventDraft, EventKind, check_event
from desktop.domain.relations import Relation, RelationDraft, RelationKind, check_relation

TODAY = date(2026, 5, 4)
LAWYER = RelationDraft("P-0002", RelationKind.LAWYER)


def test_each_kind_has_another_side_that_leads_back() -> None:
    assert all(kind.inverse.inverse is kind for kind in RelationKind)
    assert RelationKind.SPOUSE.inverse is RelationKind.SPOUSE
    assert RelationKind.LAWYER.inverse is RelationKind.CLIENT
    assert RelationKind.PAID_FOR.inverse is RelationKind.TRUSTED_PAYEE


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (LAWYER, []),
        (RelationDraft(), [("field.required", "other")]),
        (RelationDraft("P-0001"), [("relation.itself", "other")]),
        (RelationDraft("P-0003", RelationKind.FRIEND), [("relation.twice", "kind")]),
        (RelationDraft("P-0003", RelationKind.SPOUSE), []),
        (RelationDraft("P-0002", note="x" * 1001), [("text.too_long", "note")]),
    ],
)
def test_what_is_wrong_with_a_relation(draft: RelationDraft, expected: list[tuple[str, str]]) -> None:
    known = [Relation(1, "P-0001", RelationDraft("P-0003", RelationKind.FRIEND), 1)]
    assert [(each.code, each.at) for each in check_relation("P-0001", draft, known)] == expected


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (EventDraft(TODAY, EventKind.TRIAL), []),
        (EventDraft(date(2027, 1, 1), EventKind.TRIAL), []),
        (EventDraft(TODAY), [("event.says_nothing", "text")]),
        (EventDraft(TODAY, text="A call"), []),
        (EventDraft(date(1890, 1, 1), EventKind.TRIAL), [("event.year", "on")]),
        (EventDraft(date(2077, 1, 1), EventKind.TRIAL), [("event.year", "on")]),
        (EventDraft(TODAY, text="x" * 20_001), [("text.too_long", "text")]),
    ],
)
def test_what_is_wrong_with_an_event(draft: EventDraft, expected: list[tuple[str, str]]) -> None:
    assert [(each.code, each.at) for each in check_event(draft, TODAY)] == expected


def test_a_removed_event_says_nothing() -> None:
    assert CaseEvent(1, "P-0001", None, 2, 1).removed
    assert not CaseEvent(1, "P-0001", EventDraft(TODAY), 1, 1).removed
