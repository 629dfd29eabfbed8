"""Likely duplicates in storage: found by indexed keys alone, kept in step with records; the pointer is one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import DatabaseError

from desktop.domain.duplicates import Reason
from desktop.domain.errors import NotFound, Refused, Stopped
from desktop.domain.merging import Merged
from desktop.domain.people import PersonDraft
from desktop.domain.progress import NoProgress
from desktop.storage import duplicates, person_keys
from desktop.storage.people import identity_draft
from desktop.storage.person_keys import has_keys
from desktop.storage.tables_identity import merge, person_identity, person_key
from desktop.storage.tables_ledger import person as person_table
from tests.factories import TestVault, committed, person

if TYPE_CHECKING:
    from desktop.storage.work import Work

BORN = date(1985, 3, 2)
NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


@pytest.fixture
def office(work: Work) -> Work:
    """Three records of one person, and somebody else."""
    work.people.add(person("Heron", name_local="Андрэй Кавалевіч", birth_date=BORN))
    work.people.add(person("Stork", name_latin="Kovalevich Andrey", phone="+375 29 123-45-67"))
    work.people.add(person("Crane", phone="8 029 1234567"))
    work.people.add(person("Clinic", name_latin="Ana Ferreira"))
    return work


def alike(work: Work, draft: PersonDraft, but: str | None = None) -> list[str]:
    return [each.code for each in work.duplicates.alike(draft, but)]


def pairs(work: Work, most: int = 500) -> list[tuple[str, str, bool]]:
    return [(each.first, each.second, each.dismissed) for each in work.duplicates.pairs(NoProgress(), most)]


def test_a_draft_finds_those_who_are_like_it(office: Work) -> None:
    draft = PersonDraft(name_local="Ковалевич Андрей", birth_date=BORN)
    found = office.duplicates.alike(draft)
    assert [(each.code, each.likeness.reasons) for each in found] == [
        ("P-0001", (Reason.SWAPPED, Reason.BIRTH)),
        ("P-0002", (Reason.NAME,)),
    ]
    assert alike(office, PersonDraft(phone="029 123 45 67")) == ["P-0002", "P-0003"]
    assert alike(office, draft, but="P-0001") == ["P-0002"]
    assert alike(office, PersonDraft()) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Crane", [("P-0003", Reason.ALIAS)]),
        ("крэйн", []),
        ("Кране", [("P-0003", Reason.ALIAS)]),
        ("Cranes", [("P-0003", Reason.NEAR_ALIAS)]),
        ("Clinik", [("P-0004", Reason.ALIAS)]),
        ("Climic", [("P-0004", Reason.NEAR_ALIAS)]),
        ("Clinic two", []),
        ("Herno", []),
        ("Ferreira", []),
        ("", []),
        ("’", []),
    ],
)
def test_who_goes_under_an_alias_that_is_typed(office: Work, typed: str, found: list[tuple[str, Reason]]) -> None:
    told = office.duplicates.under_alias(typed)
    assert [(each.code, *each.likeness.reasons) for each in told] == found


def test_an_alias_is_told_of_who_is_archived_and_not_of_the_person_itself(office: Work) -> None:
    office.people.archive("P-0004")
    assert [each.code for each in office.duplicates.under_alias("clinic")] == ["P-0004"]
    assert office.duplicates.under_alias("Climic") == (), "a near one is told of those who are worked with"
    assert office.duplicates.under_alias("Clinic", but="P-0004") == ()
    office.duplicates.dismiss("P-0003", "P-0004", NOW, 1)
    assert office.duplicates.under_alias("Clinic", but="P-0003") == ()


def test_figures_in_an_alias_never_slip(office: Work) -> None:
    office.people.add(person("Fern 123456"))
    assert [each.code for each in office.duplicates.under_alias("FERN 123456")] == ["P-0005"]
    assert office.duplicates.under_alias("Fern 123457") == ()


def test_keys_follow_each_change_of_a_record(office: Work) -> None:
    crane = office.people.get("P-0003")
    office.people.save("P-0003", replace(crane.draft, phone="+48 600 100 200"), crane.revision)
    assert alike(office, PersonDraft(phone="0291234567")) == ["P-0002"]
    assert alike(office, PersonDraft(phone="600100200")) == ["P-0003"]
    office.people.archive("P-0003")
    assert alike(office, PersonDraft(phone="600100200")) == []


def test_pairs_are_weighed_and_who_is_another_is_remembered(office: Work) -> None:
    assert pairs(office) == [("P-0001", "P-0002", False), ("P-0002", "P-0003", False)]
    assert pairs(office, most=1) == [("P-0001", "P-0002", False)]
    assert office.duplicates.dismiss("P-0002", "P-0001", NOW, 1)
    assert not office.duplicates.dismiss("P-0001", "P-0002", NOW, 1)
    assert pairs(office)[0] == ("P-0001", "P-0002", True)
    draft = office.people.get("P-0001").draft
    assert alike(office, draft, but="P-0001") == []
    assert alike(office, draft) == ["P-0001", "P-0002"], "a new one may be either"
    assert office.duplicates.recall("P-0001", "P-0002")
    assert not office.duplicates.recall("P-0001", "P-0002")
    assert alike(office, draft, but="P-0001") == ["P-0002"]


def test_looking_through_everybody_can_be_stopped(office: Work) -> None:
    class Stop:
        def step(self, _done: int, _whole: int) -> None:
            raise Stopped

    with pytest.raises(Stopped):
        office.duplicates.pairs(Stop())


def test_a_key_that_many_have_tells_nothing(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "MOST_WITH_KEY", 2)
    for number in range(3):
        work.people.add(person(f"Kin {number}", phone="+37061234567"))
    assert alike(work, PersonDraft(phone="+37061234567")) == []


def test_nothing_is_read_from_a_tables_beginning(office: Work) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    event.listen(office._connection.engine, "before_cursor_execute", note)
    office.duplicates.alike(office.people.get("P-0001").draft)
    event.remove(office._connection.engine, "before_cursor_execute", note)
    steps = [
        row[3]
        for statement, values in asked
        for row in office._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]
    assert len(asked) > 5
    # Who was erased is a short list, which is read whole.
    assert not [step for step in steps if step.startswith("SCAN") and step != "SCAN erasure"], steps


def test_a_vault_without_keys_gets_them_when_it_is_opened(tmp_path_factory: pytest.TempPathFactory) -> None:
    vault = TestVault.new(tmp_path_factory.mktemp("older"))
    store = vault.create()
    with store.work(1) as work:
        work.people.add(person("Heron", name_local="Андрэй Кавалевіч"))
        work._connection.execute(person_key.delete())
        assert not has_keys(work._desk)
        committed(work)
    store.close()
    store = vault.open()
    with store.work(1) as work:
        assert alike(work, PersonDraft(name_latin="Andrey Kovalevich")) == ["P-0001"]
    store.close()


def test_keys_that_are_made_in_one_go_are_those_that_saving_makes(
    office: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = office._connection.execute(select(person_key)).all()
    rows = office._connection.execute(select(person_identity)).all()
    for at_once in (1, 200_000):
        monkeypatch.setattr(person_keys, "_AT_ONCE", at_once)
        office._connection.execute(person_key.delete())
        person_keys.make_keys(office._desk, ((row.id, identity_draft(row)) for row in rows))
        assert office._connection.execute(select(person_key)).all() == saved
    assert len(saved) > len(rows)


def merged(work: Work, kept: str, other: str) -> Merged:
    before = work.people.own(kept).draft
    made = Merged(kept, other, before, replace(before, notes="both", birth_date=BORN, concerns=("health",)), False)
    work.merges.merge(made, NOW, 1)
    return made


def test_a_merge_is_kept_whole_and_goes_without_a_trace(office: Work) -> None:
    keys = office._connection.execute(select(person_key)).all()
    made = merged(office, "P-0001", "P-0002")
    assert office.merges.get("P-0002") == made
    assert office.people.now("P-0002") == "P-0001"
    assert alike(office, PersonDraft(phone="0291234567")) == ["P-0003"], "who was merged away is not told of"
    office.merges.separate(made)
    assert office._connection.execute(select(merge)).all() == []
    assert office._connection.execute(select(person_key)).all() == keys
    with pytest.raises(NotFound):
        office.merges.get("P-0002")


@pytest.mark.parametrize(("who", "into"), [(1, 1), (3, 2), (1, 3), (2, 3)])
def test_the_book_itself_refuses_a_chain(office: Work, who: int, into: int) -> None:
    merged(office, "P-0001", "P-0002")
    with pytest.raises((DatabaseError, Refused, Exception), match="person_is_merged_once"):
        office._connection.execute(person_table.update().where(person_table.c.id == who).values(merged_into=into))


def test_many_drafts_find_whom_each_would_find_alone(office: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = [
        person("", name_local="Ковалевич Андрей"),
        person("", name_local="Нехта Іншы"),
        person("", phone="+375291234567"),
        person("", name_latin="Ana Ferreira"),
    ]
    alone = [next(iter(office.duplicates.alike(each)), None) for each in drafts]
    assert [each and each.code for each in alone] == ["P-0001", None, "P-0002", "P-0004"]
    for at_once in (500, 3):
        monkeypatch.setattr(duplicates, "_AT_ONCE", at_once)
        assert office.duplicates.alike_many(drafts, NoProgress()) == alone
    office.people.archive("P-0004", True)
    assert office.duplicates.alike_many(drafts[3:], NoProgress()) == [None]
    monkeypatch.setattr(duplicates, "MOST_WITH_KEY", 1)
    assert [each and each.code for each in office.duplicates.alike_many(drafts, NoProgress())] == [None] * 4
    assert office.duplicates.alike_many([], NoProgress()) == []


def test_many_drafts_can_be_stopped(office: Work) -> None:
    class Stopping:
        def step(self, _done: int, _whole: int) -> None:
            raise Stopped

    with pytest.raises(Stopped):
        office.duplicates.alike_many([person("A")], Stopping())
