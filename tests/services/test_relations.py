"""Relations and events over a real vault: both sides, steps back, merges, names kept apart, and what is checked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.case_events import EventDraft, EventKind
from desktop.domain.errors import NotFound, Refused
from desktop.domain.people import PersonCategory
from desktop.domain.relations import RelationDraft, RelationKind
from desktop.services import case_events, erasing, merging, relations, verification
from desktop.services.history import history
from desktop.services.history_words import verb_words
from desktop.services.undo import redo, undo
from desktop.services.undo_words import step_words
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, open_without_names

DAY = timedelta(days=1)
WIFE = RelationDraft("P-0002", RelationKind.SPOUSE, "since 2010")


@pytest.fixture
def two(kit: Kit) -> Kit:
    kit.person("Heron", PersonCategory.BENEFICIARY, name_local="Ігар Выдуманы")
    kit.person("Swift", PersonCategory.PAYEE, name_local="Вера Выдуманая")
    return kit


def refused(call: object, *arguments: object) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refusal:
        call(*arguments)  # type: ignore[operator]
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def seen(kit: Kit, person: str) -> list[tuple[str, RelationKind, str]]:
    rows = relations.list_relations(kit.office, person)
    return [(row.relation.draft.other, row.relation.draft.kind, row.name) for row in rows]


def days(kit: Kit, person: str = "P-0001") -> list[tuple[object, str]]:
    events = case_events.list_events(kit.office, person)
    return [(each.draft.on, each.draft.text) for each in events if each.draft is not None]


def test_a_relation_is_seen_and_changed_from_both_sides(two: Kit) -> None:
    made = relations.save_relation(two.office, "P-0001", RelationDraft("p-2", RelationKind.TRUSTED_PAYEE, " a note "))
    assert (made.person, made.draft) == ("P-0001", RelationDraft("P-0002", RelationKind.TRUSTED_PAYEE, "a note"))
    assert seen(two, "P-0001") == [("P-0002", RelationKind.TRUSTED_PAYEE, "Вера Выдуманая")]
    assert seen(two, "P-0002") == [("P-0001", RelationKind.PAID_FOR, "Ігар Выдуманы")]
    lawyer = RelationDraft("P-0001", RelationKind.CLIENT)
    changed = relations.save_relation(two.office, "P-0002", lawyer, made.number, made.revision)
    assert (changed.person, changed.draft.kind) == ("P-0002", RelationKind.CLIENT)
    assert seen(two, "P-0001") == [("P-0002", RelationKind.LAWYER, "Вера Выдуманая")]
    again = relations.save_relation(two.office, "P-0001", replace(WIFE, other=""), made.number, changed.revision)
    assert again.draft == WIFE
    assert refused(relations.save_relation, two.office, "P-0001", WIFE, made.number, 1) == [("changed_meanwhile", None)]
    assert verification.verify(two.office).findings == ()
    told = [verb_words(line) for line in history(two.office, "P-0001")]
    assert "A relation to another person was recorded" in told


def test_what_cannot_be_a_relation_is_refused(two: Kit) -> None:
    save = relations.save_relation
    assert refused(save, two.office, "P-0001", replace(WIFE, other="P-0001")) == [("relation.itself", "other")]
    assert refused(save, two.office, "P-0001", replace(WIFE, other="P-0009")) == [("person.not_found", "other")]
    assert refused(save, two.office, "P-0009", WIFE) == [("person.not_found", "person")]
    assert refused(save, two.office, "P-0001", replace(WIFE, other="")) == [("field.required", "other")]
    save(two.office, "P-0001", WIFE)
    assert refused(save, two.office, "P-0002", replace(WIFE, other="P-0001")) == [("relation.twice", "kind")]
    erasing.erase_person(two.office, "P-0002", PASSPHRASE)
    assert refused(save, two.office, "P-0001", WIFE) == [("person.erased", "other")]
    assert seen(two, "P-0001") == []


def test_relations_and_events_are_steps_back(two: Kit) -> None:
    office = two.office
    made = relations.save_relation(office, "P-0001", WIFE)
    event = case_events.save_event(office, "P-0001", EventDraft(TODAY, EventKind.TRIAL, "First"))
    changed = case_events.save_event(office, "P-0001", EventDraft(TODAY - DAY, text="Other"), event.number, 1)
    assert refused(case_events.save_event, office, "P-0001", EventDraft(TODAY, text="x"), event.number, 1) == [
        ("changed_meanwhile", None)
    ]
    case_events.remove_event(office, "P-0001", event.number)
    relations.remove_relation(office, "P-0001", made.number)
    assert (days(two), seen(two, "P-0001")) == ([], [])
    assert refused(relations.save_relation, office, "P-0001", WIFE, made.number, 2) == [("changed_meanwhile", None)]
    last = office.steps.past.last
    assert last is not None
    assert step_words(last) == "removal of a relation, P-0001"
    undo(office)
    assert seen(two, "P-0002") == [("P-0001", RelationKind.SPOUSE, "Ігар Выдуманы")]
    undo(office)
    assert days(two) == [(TODAY - DAY, "Other")]
    undo(office)
    assert days(two) == [(TODAY, "First")]
    undo(office)
    undo(office)
    assert (days(two), seen(two, "P-0001")) == ([], [])
    for _time in range(5):
        redo(office)
    assert (days(two), seen(two, "P-0001")) == ([], [])
    assert changed.revision == 2
    assert verification.verify(office).findings == ()


def test_events_stand_with_the_newest_first(two: Kit) -> None:
    for text, on in (("old", TODAY - DAY), ("ahead", TODAY + DAY), ("new", TODAY), ("later that day", TODAY)):
        case_events.save_event(two.office, "P-0001", EventDraft(on, text=text))
    assert [text for _on, text in days(two)] == ["ahead", "later that day", "new", "old"]
    assert refused(case_events.save_event, two.office, "P-0001", EventDraft(TODAY)) == [("event.says_nothing", "text")]
    with two.office.work() as work, pytest.raises(NotFound):
        work.case_events.get(99)
    with two.office.work() as work, pytest.raises(NotFound):
        work.relations.get(99)


def test_they_follow_a_merge_and_what_is_said_twice_is_shown_once(two: Kit) -> None:
    other = two.person("Heron two", PersonCategory.BENEFICIARY, name_local="Ігар Выдуманы")
    relations.save_relation(two.office, "P-0001", WIFE)
    relations.save_relation(two.office, other, WIFE)
    relations.save_relation(two.office, other, RelationDraft("P-0001", RelationKind.SIBLING))
    case_events.save_event(two.office, other, EventDraft(TODAY, text="Of the other"))
    moves = merging.view_merge(two.office, "P-0001", other).moves
    assert (moves.relations, moves.events) == (2, 1)
    merging.merge_people(two.office, "P-0001", other)
    assert seen(two, other) == [("P-0002", RelationKind.SPOUSE, "Вера Выдуманая")]
    assert seen(two, "P-0002") == [("P-0001", RelationKind.SPOUSE, "Ігар Выдуманы")]
    assert days(two) == [(TODAY, "Of the other")]
    undo(two.office)
    assert len(seen(two, other)) == 2
    assert days(two) == []
    assert verification.verify(two.office).findings == ()


def test_without_the_book_of_names_there_are_none(two: Kit) -> None:
    relations.save_relation(two.office, "P-0001", WIFE)
    case_events.save_event(two.office, "P-0001", EventDraft(TODAY, text="x"))
    folder = two.office.folder
    two.office.close()
    office = open_without_names(folder)
    blind = Kit(office)
    assert (seen(blind, "P-0001"), days(blind)) == ([], [])
    assert refused(relations.save_relation, office, "P-0001", WIFE) == [("identity.needed", None)]
    assert refused(case_events.remove_event, office, "P-0001", 1) == [("identity.needed", None)]
    office.close()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE identity.person SET case_status = 'asleep'", "person.case_status"),
        ("UPDATE identity.person SET detained_on = '2026-02-31'", "person.detained_on"),
        ("UPDATE identity.relation SET kind = 'enemy'", "relation.kind"),
        ("UPDATE identity.relation SET other_id = 99", "relation.other_id"),
        ("UPDATE identity.case_event SET day = ''", "case_event.day"),
        ("UPDATE identity.case_event SET kind = 'feast'", "case_event.kind"),
        ("UPDATE identity.case_event SET person_id = 99", "case_event.person_id"),
    ],
)
def test_verification_finds_what_no_program_writes(two: Kit, change: str, where: str) -> None:
    relations.save_relation(two.office, "P-0001", WIFE)
    case_events.save_event(two.office, "P-0001", EventDraft(TODAY, text="x"))
    with two.office.work() as work:
        work._connection.exec_driver_sql(change)
        work._connection.commit()
    found = {(each.code, each.params.get("where")) for each in verification.verify(two.office).findings}
    assert ("verify.strange_value", where) in found
