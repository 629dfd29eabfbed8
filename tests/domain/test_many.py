"""One field of several records: which fields and values there are, and how a preview is ordered and counted."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

import pytest

from desktop.domain.campaigns import CampaignDraft, CampaignStatus, ItemDraft
from desktop.domain.errors import Problem
from desktop.domain.many import FIELDS, ManyChange, ManyKind, ManyLine, ManyPreview, check_many, in_order
from desktop.domain.pages import ItemCategory
from desktop.domain.people import PersonCategory, PersonDraft

PEOPLE, CAMPAIGNS, ITEMS = ManyKind
DRAFTS = {PEOPLE: PersonDraft, CAMPAIGNS: CampaignDraft, ITEMS: ItemDraft}


@pytest.mark.parametrize("kind", ManyKind)
def test_each_field_is_one_of_the_draft(kind: ManyKind) -> None:
    assert FIELDS[kind].keys() <= {each.name for each in fields(DRAFTS[kind])}


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (PEOPLE, "category", PersonCategory.PAYEE),
        (PEOPLE, "case_status", "released"),
        (PEOPLE, "case_status", ""),
        (PEOPLE, "city", "Vilnius"),
        (CAMPAIGNS, "status", CampaignStatus.OPEN),
        (CAMPAIGNS, "ends", None),
        (CAMPAIGNS, "ends", date(2026, 5, 1)),
        (ITEMS, "priority", 3),
        (ITEMS, "category", ItemCategory.FOOD),
    ],
)
def test_a_value_that_a_draft_may_hold_is_taken(kind: ManyKind, field: str, value: Any) -> None:
    assert check_many(ManyChange(kind, field, value)) == ()


@pytest.mark.parametrize(
    ("kind", "field", "value", "code"),
    [
        (PEOPLE, "name_local", "Ada", "many.no_such_field"),
        (ITEMS, "planned", 3, "many.no_such_field"),
        (PEOPLE, "category", "payee", "many.value"),
        (PEOPLE, "case_status", "at large", "many.value"),
        (CAMPAIGNS, "ends", "2026", "many.value"),
        (ITEMS, "priority", True, "many.value"),
        (ITEMS, "priority", "1", "many.value"),
        (PEOPLE, "city", "x" * 201, "text.too_long"),
    ],
)
def test_any_other_is_refused(kind: ManyKind, field: str, value: Any, code: str) -> None:
    (problem,) = check_many(ManyChange(kind, field, value))
    assert problem.code == code
    wanted = FIELDS[kind].get(field, str)
    if code == "many.value" and issubclass(wanted, Enum):
        assert str(next(iter(wanted)).value) in str(problem.params["choices"])


def test_a_text_is_tidied_and_nothing_else_is() -> None:
    assert ManyChange(PEOPLE, "city", " Vilnius\n ").tidied.value == "Vilnius"
    assert ManyChange(ITEMS, "priority", 3).tidied == ManyChange(ITEMS, "priority", 3)


def test_what_is_refused_comes_first_then_what_changes() -> None:
    said = ManyLine("P-0001", "a", "a", 1)
    turned = ManyLine("P-0002", "b", "a", 1)
    kept = ManyLine("P-0003", "b", "a", 1, (Problem("person.erased"),))
    last = ManyLine("P-0004", "c", "a", 1)
    preview = ManyPreview(ManyChange(PEOPLE, "city", "a"), in_order([said, turned, kept, last]))
    assert preview.lines == (kept, turned, last, said)
    assert preview.changed == (turned, last)
    assert preview.refused == (kept,)
    assert preview.same == 1
    assert not kept.changes
