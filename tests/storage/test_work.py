"""A unit of work: nothing stays that is not committed, and nothing is committed without its record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFailed, NewerSchema, NotFound, Refused
from desktop.domain.journal import GENESIS, Record
from tests.factories import SetClock, TestVault, campaign, committed, note, person

if TYPE_CHECKING:
    from desktop.storage.store import Store
    from desktop.storage.work import Work


def test_no_record_no_commit(store: Store) -> None:
    for record in (None, "done", Record("", "P-0001"), Record("person.saved", "")):
        with store.work(1) as work:
            work.people.add(person())
            with pytest.raises(ValueError, match="record"):
                work.commit(record)  # type: ignore[arg-type]
    with store.work(1) as work:
        assert not work.people.exists("P-0001")
        assert work.journal.last() is None


def test_what_is_not_committed_never_happened_in_either_book(store: Store) -> None:
    with store.work(1) as work:
        code = work.people.add(person("Heron"))
    with pytest.raises(ZeroDivisionError), store.work(1) as work:
        assert work.people.add(person("Heron")) == 1 / 0
    with store.work(1) as work:
        assert not work.people.exists(code)
        assert work.people.find_by_alias("Heron") is None
        assert work.head() == GENESIS


def test_a_commit_leaves_the_work_and_its_record(store: Store) -> None:
    with store.work(7) as work:
        code = work.people.add(person("Heron"))
        link = work.commit(Record("person.added", code, {"category": "donor"}))
    with store.work(1) as work:
        assert work.people.get(code).draft.alias == "Heron"
        assert work.journal.last() == link
        assert (link.sequence, link.actor, link.previous) == (1, 7, GENESIS)
        assert work.head() == link.hash


def test_after_the_commit_a_work_reads_but_cannot_lose_a_write(store: Store) -> None:
    with store.work(1) as work:
        code = work.people.add(person())
        committed(work)
        assert work.people.get(code).code == code
        with pytest.raises(RuntimeError, match="once"):
            committed(work)
    with pytest.raises(DiskFailed), store.work(1) as work:
        assert committed(work) != work.people.add(person())
    with store.work(1) as work:
        work.people.add(person())
        committed(work)


def test_a_clock_that_goes_back_is_recorded(vault: TestVault) -> None:
    clock = SetClock()
    store = vault.create(clock)
    for moment in (
        datetime(2026, 5, 2, tzinfo=UTC),
        datetime(2026, 5, 1, tzinfo=UTC),
        datetime(2026, 5, 3, tzinfo=UTC),
    ):
        clock.moment = moment
        with store.work(1) as work:
            committed(work)
    with store.work(1) as work:
        assert [link.clock_went_back for link, _stored in work.journal.links()] == [False, True, False]
    store.close()


def test_the_newest_moment_is_told_also_after_the_clock_went_back(vault: TestVault) -> None:
    clock = SetClock()
    store = vault.create(clock)
    with store.work(1) as work:
        assert work.journal.newest_moment("clock.accepted") is None
    newest = datetime(2026, 5, 2, tzinfo=UTC)
    for moment in (datetime(2026, 5, 1, tzinfo=UTC), newest, datetime(2026, 4, 1, tzinfo=UTC)):
        clock.moment = moment
        with store.work(1) as work:
            committed(work)
    with store.work(1) as work:
        told = work.journal.newest_moment("clock.accepted")
        assert told is not None
        assert newest <= told < newest + timedelta(minutes=1)
        clock.moment = before = datetime(2026, 3, 1, tzinfo=UTC)
        accepted = work.commit(Record("clock.accepted", "office"))
    with store.work(1) as work:
        assert work.journal.newest_moment("clock.accepted") == accepted.at < before + timedelta(minutes=1)
    store.close()


def test_a_refusal_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(Refused), store.work(1) as work:
        work.campaigns.save(work.campaigns.add(campaign()), campaign(), revision=99)
    with store.work(1) as work, pytest.raises(NotFound):
        work.campaigns.get("C-0001")


def test_a_store_is_opened_again_with_all_that_was_committed(vault: TestVault) -> None:
    store = vault.create()
    with store.work(1) as work:
        work.people.add(person("Heron"))
        committed(work)
    store.close()
    store.close()
    store = vault.open(clock=SetClock(date(2026, 6, 1)))
    with store.work(1) as work:
        assert work.people.find_by_alias("heron") == "P-0001"
        assert work.commit(note()).sequence == 2
    store.close()


def test_the_journal_says_what_was_done_to_a_code(work: Work) -> None:
    journal = work.journal
    for place, subject in enumerate(("P-0001", "C-0001", "P-0001")):
        journal.append(datetime(2026, 5, 1 + place, tzinfo=UTC), 1, Record("test.done", subject, {"place": place}))
    assert [link.record.facts["place"] for link in journal.history("P-0001")] == [2, 0]
    assert journal.history("P-0002") == ()


def test_a_vault_that_cannot_be_made_or_opened_leaves_its_books_closed(
    vault: TestVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = vault.create()
    assert store.has_identity
    store.close()

    def fail(_books: object) -> bool:
        raise NewerSchema(book="ledger")

    with monkeypatch.context() as patch:
        patch.setattr("desktop.storage.store.check_version", fail)
        with pytest.raises(NewerSchema):
            vault.open()
    vault.open().close()
