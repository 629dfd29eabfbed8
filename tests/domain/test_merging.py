"""Merging field by field: what is proposed, what is taken, what cannot be one, and what goes back."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.merging import (
    FIELDS,
    Meeting,
    Merged,
    Take,
    can_hold_both,
    check_merge,
    differing,
    merged_draft,
    proposed,
    unmerged_draft,
)
from desktop.domain.people import LONGEST_TEXT, Person, PersonCategory, PersonDraft

KEPT = PersonDraft(alias="Viarba", phone="+3706", notes="Came in May", concerns=("health",), languages="be")
OTHER = PersonDraft(
    PersonCategory.DONOR, alias="Vera", name_latin="Wiera", birth_date=date(1985, 3, 2), notes="Calls on Mondays",
    concerns=("minors", "health"), phone="+3706", languages="pl",
)  # fmt: skip


def person(code: str, draft: PersonDraft = KEPT, **more: object) -> Person:
    return replace(Person(code, draft, archived=False, revision=1), **more)  # type: ignore[arg-type]


def test_what_is_empty_is_filled_and_lists_hold_both() -> None:
    takes = proposed(KEPT, OTHER)
    assert set(takes) == set(FIELDS)
    assert takes["category"] is Take.KEPT, "what somebody is to the office is never changed by the way"
    assert (takes["name_latin"], takes["birth_date"]) == (Take.OTHER, Take.OTHER)
    assert (takes["alias"], takes["phone"], takes["languages"]) == (Take.KEPT, Take.KEPT, Take.KEPT)
    assert (takes["notes"], takes["concerns"]) == (Take.BOTH, Take.BOTH)
    assert differing(KEPT, OTHER) == ("category", "alias", "languages", "notes", "concerns")
    made = merged_draft(KEPT, OTHER, {})
    assert made == replace(
        KEPT, name_latin="Wiera", birth_date=date(1985, 3, 2), notes="Came in May\n\nCalls on Mondays",
        concerns=("health", "minors"),
    )  # fmt: skip


def test_what_was_chosen_is_taken() -> None:
    takes = {"alias": Take.OTHER, "notes": Take.KEPT, "concerns": Take.OTHER, "languages": Take.BOTH}
    made = merged_draft(KEPT, OTHER, takes)
    assert (made.alias, made.notes, made.concerns) == ("Vera", "Came in May", ("minors", "health"))
    assert made.languages == "be, pl"
    assert merged_draft(KEPT, OTHER, {"alias": Take.BOTH}).alias == "Viarba", "an alias is one"
    assert merged_draft(KEPT, KEPT, {"phone": Take.BOTH}).phone == "+3706"
    assert merged_draft(KEPT, PersonDraft(), {"phone": Take.BOTH}).phone == "+3706"
    assert [name for name in FIELDS if can_hold_both(name)] == [
        "phone", "do_not_contact_via", "languages", "address", "article", "needs", "notes", "concerns",
    ]  # fmt: skip


def test_of_two_addresses_none_is_made() -> None:
    kept, other = replace(KEPT, city="Vilnius"), replace(OTHER, city="Warsaw", address="ul. Inna 1", country="PL")
    assert merged_draft(kept, other, {}).address == ""
    assert merged_draft(kept, replace(other, city="Vilnius", country="LT"), {}).address == "ul. Inna 1"
    assert merged_draft(kept, other, {"address": Take.OTHER}).address == "ul. Inna 1", "a worker may"


def test_a_national_number_and_its_country_stay_together() -> None:
    kept = replace(KEPT, national_id="1", national_id_country="PL")
    other = replace(OTHER, national_id="2", national_id_country="LT")
    takes = {"national_id": Take.OTHER, "national_id_country": Take.KEPT}
    made = merged_draft(kept, other, takes)
    assert (made.national_id, made.national_id_country) == ("2", "LT")
    filled = merged_draft(replace(KEPT, national_id_country="PL"), other, {})
    assert (filled.national_id, filled.national_id_country) == ("2", "LT")


def test_notes_that_are_too_long_together_are_not_joined() -> None:
    long = replace(OTHER, notes="x" * LONGEST_TEXT)
    assert proposed(KEPT, long)["notes"] is Take.KEPT


def test_going_back_leaves_what_was_changed_since() -> None:
    after = merged_draft(KEPT, OTHER, {"alias": Take.OTHER})
    merged = Merged("P-0001", "P-0002", KEPT, after, was_archived=False)
    assert unmerged_draft(after, merged) == (KEPT, ())
    edited = replace(after, notes="New", address="Street 1")
    assert unmerged_draft(edited, merged) == (replace(KEPT, notes="New", address="Street 1"), ("notes",))


@pytest.mark.parametrize(
    ("kept", "other", "meeting", "holds", "codes"),
    [
        (person("P-0001"), person("P-0002"), Meeting(), (), []),
        (person("P-0001"), person("P-0001"), Meeting(), (), ["merge.itself"]),
        (person("P-0001"), person("P-0002"), Meeting(), ("P-0003",), ["merge.chain"]),
        (person("P-0001"), person("P-0002"), Meeting(("PO-0001",)), (), ["merge.roles"]),
        (person("P-0001", archived=True), person("P-0002"), Meeting(), (), ["person.archived"]),
        (person("P-0001"), person("P-0002", archived=True), Meeting(), (), []),
    ],
)
def test_what_cannot_be_one(
    kept: Person, other: Person, meeting: Meeting, holds: tuple[str, ...], codes: list[str]
) -> None:
    assert [each.code for each in check_merge(kept, other, meeting, other_holds=holds)] == codes


def test_staff_is_merged_with_staff_alone() -> None:
    staff = replace(KEPT, category=PersonCategory.STAFF)
    assert check_merge(person("P-0001", staff), person("P-0002", staff), Meeting(), other_holds=()) == ()
    for kept, other in ((staff, OTHER), (OTHER, staff)):
        (found,) = check_merge(person("P-0001", kept), person("P-0002", other), Meeting(), other_holds=())
        assert found.code == "merge.staff"
        assert found.params["code"] == ("P-0001" if kept is staff else "P-0002")
