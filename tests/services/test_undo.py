"""One step back: what was edited comes back whole, as a new change, or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.errors import NotFound, Refused
from desktop.domain.people import Person, PersonCategory, PersonDraft
from desktop.domain.undo import Step
from desktop.services import people, undo, undo_words, verification
from desktop.services.facts import TAKES_BACK
from desktop.services.history import history
from desktop.services.office import Office
from tests.services.office_kit import Kit, make_office, open_office, open_without_names

FULL = PersonDraft(
    PersonCategory.BENEFICIARY, "Алеся Верабейчык", "Alesia Vierabiejcyk", "VIERABIEJCYK ALESIA", "Weaver",
    phone="+48 600 000 000", email="a@b.pl", address="Long street 1\nVilnius", notes="A note", concerns=("relatives",),
)  # fmt: skip


def load(office: Office, code: str) -> Person:
    return people.load_person(office, code)


def refusal(call: object, *arguments: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*arguments)  # type: ignore[operator]
    return [problem.code for problem in refused.value.problems]


def same(one: Person, other: Person) -> bool:
    return replace(one, revision=0) == replace(other, revision=0)


def is_proven(office: Office) -> bool:
    return verification.verify(office).findings == ()


def test_a_change_goes_back_and_forward_whole(kit: Kit) -> None:
    first = people.save_person(kit.office, FULL)
    second = people.save_person(kit.office, PersonDraft(alias="Miller", country="LT"), first.code, first.revision)
    step = undo.undo(kit.office)
    assert (step.verb, step.codes) == ("person.changed", (first.code,))
    assert same(load(kit.office, first.code), first)
    assert undo.redo(kit.office).codes == (first.code,)
    assert same(load(kit.office, first.code), second)
    assert load(kit.office, first.code).revision == 4
    assert is_proven(kit.office)


def test_many_steps_on_one_record_go_all_the_way_back_and_forward(kit: Kit) -> None:
    stood = [people.save_person(kit.office, FULL)]
    for alias in ("Miller", "Smith", "Baker"):
        stood.append(
            people.save_person(
                kit.office, replace(FULL, alias=alias), stood[0].code, load(kit.office, "P-0001").revision
            )
        )
    stood.append(people.archive_person(kit.office, stood[0].code))
    for _again in range(2):
        for expected in reversed(stood[:-1]):
            undo.undo(kit.office)
            assert same(load(kit.office, "P-0001"), expected)
        for expected in stood[1:]:
            undo.redo(kit.office)
            assert same(load(kit.office, "P-0001"), expected)
    assert is_proven(kit.office)


def test_a_new_person_is_undone_by_archiving(kit: Kit) -> None:
    made = people.save_person(kit.office, FULL)
    undo.undo(kit.office)
    assert load(kit.office, made.code).archived
    assert refusal(undo.undo, kit.office) == ["undo.nothing"]
    undo.redo(kit.office)
    assert same(load(kit.office, made.code), made)
    assert refusal(undo.redo, kit.office) == ["undo.nothing_again"]


def test_the_record_of_a_step_back_names_what_it_takes_back(kit: Kit) -> None:
    made = people.save_person(kit.office, FULL)
    people.save_person(kit.office, replace(FULL, alias="Miller"), made.code, 1)
    undo.undo(kit.office)
    undo.redo(kit.office)
    with kit.office.work() as work:
        newest, older, changed, _added = work.journal.history(made.code)
    assert older.record.facts[TAKES_BACK] == changed.sequence
    assert newest.record.facts[TAKES_BACK] == older.sequence
    assert TAKES_BACK not in changed.record.facts
    assert "Miller" not in str(newest.record)


def test_two_hundred_people_come_back_in_one_transaction(kit: Kit) -> None:
    codes = [people.save_person(kit.office, PersonDraft(alias=f"A{number}")).code for number in range(200)]
    people.archive_people(kit.office, codes)
    with kit.office.work() as work:
        before = work.journal.last()
    step = undo.undo(kit.office)
    assert step.codes == tuple(codes)
    assert not any(load(kit.office, code).archived for code in codes)
    with kit.office.work() as work:
        after, told = work.journal.last(), work.journal.history(codes[7])[0]
        archived = work.journal.history(codes[7])[1]
    assert before is not None
    assert after is not None
    assert after.sequence - before.sequence == 200
    assert told.record.facts[TAKES_BACK] == archived.sequence
    undo.redo(kit.office)
    assert all(load(kit.office, code).archived for code in codes)
    assert is_proven(kit.office)


def test_one_record_changed_since_keeps_all_of_a_bulk_step_out(kit: Kit) -> None:
    codes = [kit.person(alias) for alias in ("A", "B", "C")]
    people.archive_people(kit.office, codes)
    with kit.office.store.work(2) as work:
        work.people.archive(codes[1], archived=False)
        work.commit(people.Record("person.brought_back", codes[1]))
    head = kit.head()
    assert refusal(undo.undo, kit.office) == ["undo.changed"]
    assert kit.head() == head
    assert [load(kit.office, code).archived for code in codes] == [True, False, True]
    left = kit.office.steps.past.last
    assert isinstance(left, Step)
    assert (left.verb, left.codes) == ("person.added", (codes[2],))  # the step that cannot be is forgotten


def test_a_change_by_somebody_else_in_between_is_never_overwritten(kit: Kit) -> None:
    made = people.save_person(kit.office, FULL)
    people.save_person(kit.office, replace(FULL, alias="Miller"), made.code, 1)
    with kit.office.store.work(2) as work:
        work.people.save(made.code, replace(FULL, alias="Theirs"), 2)
        work.commit(people.Record("person.changed", made.code))
    people.save_person(kit.office, replace(FULL, alias="Mine"), made.code, 3)
    undo.undo(kit.office)
    assert load(kit.office, made.code).draft.alias == "Theirs"
    assert refusal(undo.undo, kit.office) == ["undo.changed"]
    assert load(kit.office, made.code).draft.alias == "Theirs"


def test_what_a_rule_forbids_now_is_refused_and_changes_nothing(kit: Kit) -> None:
    made = people.save_person(kit.office, FULL)
    people.save_person(kit.office, replace(FULL, alias="Miller"), made.code, 1)
    with kit.office.store.work(2) as work:
        work.people.add(replace(FULL, alias="Weaver"))
        work.commit(people.Record("person.added", "P-0002"))
    head = kit.head()
    assert refusal(undo.undo, kit.office) == ["person.alias_taken"]
    assert kit.head() == head


def test_saving_the_same_again_is_no_step(kit: Kit) -> None:
    made = people.save_person(kit.office, FULL)
    people.save_person(kit.office, FULL, made.code, 1)
    people.archive_people(kit.office, [made.code], archived=False)
    assert len(kit.office.steps.past.done) == 1
    assert undo.undo(kit.office).verb == "person.added"


def test_something_new_ends_the_way_forward(kit: Kit) -> None:
    kit.person("A")
    undo.undo(kit.office)
    kit.person("B")
    assert refusal(undo.redo, kit.office) == ["undo.nothing_again"]


def test_a_refused_change_leaves_no_step(kit: Kit) -> None:
    kit.person("A")
    with pytest.raises(Refused):
        people.save_person(kit.office, PersonDraft(alias="A"))
    with pytest.raises(NotFound):
        people.archive_people(kit.office, ["P-0001", "P-0009"])
    assert len(kit.office.steps.past.done) == 1
    assert not load(kit.office, "P-0001").archived


def test_money_is_not_taken_back_by_a_step(kit: Kit) -> None:
    campaign = kit.campaign("500").code
    kit.person("A")
    gift = kit.give(campaign, "100").code
    head = kit.head()
    assert refusal(undo.undo, kit.office) == ["undo.booked"]
    assert kit.head() == head
    assert gift == "D-0001"
    assert undo.undo(kit.office).verb == "person.added"


def test_steps_end_with_the_open_office(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    Kit(office).person("A")
    office.close()
    assert office.steps.past.last is None
    again = open_office(tmp_path / "vault")
    assert refusal(undo.undo, again) == ["undo.nothing"]
    again.close()


def test_who_holds_no_names_takes_back_what_they_may_do(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    codes = [people.save_person(office, replace(FULL, alias=alias)).code for alias in ("A", "B")]
    office.close()
    office = open_without_names(tmp_path / "vault")
    people.archive_people(office, codes)
    undo.undo(office)
    assert not load(office, codes[0]).archived
    office.close()
    office = open_office(tmp_path / "vault")
    assert load(office, codes[1]).draft == replace(FULL, alias="B")
    assert is_proven(office)
    office.close()


def test_the_history_tells_which_record_was_taken_back(kit: Kit) -> None:
    made = people.save_person(kit.office, FULL)
    people.archive_people(kit.office, [made.code])
    undo.undo(kit.office)
    undo.redo(kit.office)
    told = [(line.verb, [change.after for change in line.changes]) for line in history(kit.office, made.code)]
    assert told[2:] == [("person.brought_back", [told_of(kit, 2)]), ("person.archived", [told_of(kit, 3)])]


def told_of(kit: Kit, place: int) -> int:
    return history(kit.office, "P-0001")[place - 1].sequence


def test_steps_are_named_without_names_of_people(kit: Kit) -> None:
    made = people.save_person(kit.office, FULL)
    other = kit.person("B")
    people.archive_people(kit.office, [made.code, other])
    names = [undo_words.step_words(each) for each in kit.office.steps.past.done]
    assert names == ["new person, P-0001", "new person, P-0002", "archiving of a person (2)"]
