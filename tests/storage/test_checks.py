"""Checks find each thing that somebody changed behind the program's back, once the triggers are taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import Stopped
from desktop.domain.journal import first_break
from tests.bulk import Size, fill
from tests.factories import campaign, committed, give, issue, note, open_with, pay, person, take_back

if TYPE_CHECKING:
    from desktop.storage.store import Store
    from desktop.storage.work import Work

CHANGED = (
    ("UPDATE campaign SET collected = collected + 1 WHERE id = 1", {"verify.sum_differs"}),
    ("UPDATE campaign SET fees = fees - 1 WHERE id = 1", {"verify.sum_differs"}),
    ("UPDATE campaign SET planned = planned + 1 WHERE id = 1", {"verify.sum_differs"}),
    ("UPDATE campaign SET funded = 0 WHERE id = 1", {"verify.sum_differs"}),
    ("UPDATE item SET paid = paid + 1 WHERE id = 1", {"verify.sum_differs"}),
    ("UPDATE item SET funded = funded + 1 WHERE id = 2", {"verify.sum_differs"}),
    ("UPDATE person_paid SET paid = paid + 1", {"verify.sum_differs"}),
    ("UPDATE person SET paid_key = 7 WHERE id = 2", {"verify.sum_differs"}),
    ("UPDATE person SET last_payout = '2026-01-01' WHERE id = 1", {"verify.sum_differs"}),
    ("UPDATE person SET campaigns = 9 WHERE id = 1", {"verify.sum_differs"}),
    ("UPDATE tally SET count = count + 1 WHERE kind = 'donation'", {"verify.sum_differs"}),
    ("DELETE FROM tally WHERE kind = 'item'", {"verify.sum_differs"}),
    ("UPDATE posting SET minor = minor + 1 WHERE entry = 1 AND position = 1", {"verify.entry_unbalanced"}),
    ("UPDATE posting SET minor = minor * 2 WHERE entry = 1", {"verify.sum_differs", "verify.event_differs"}),
    ("UPDATE posting SET currency = 'USD' WHERE entry = 1", {"verify.other_currency", "verify.event_differs"}),
    ("UPDATE posting SET person_id = 2 WHERE entry = 4", {"verify.event_differs", "verify.sum_differs"}),
    (
        "UPDATE posting SET item = 9 WHERE entry = 4 AND account = 'aid'",
        {"verify.item_missing", "verify.event_differs"},
    ),
    ("UPDATE entry SET day = '2026-01-01' WHERE number = 1", {"verify.event_differs"}),
    ("DELETE FROM posting WHERE entry = 1", {"verify.entry_empty", "verify.event_differs"}),
    ("UPDATE entry SET counters = 2 WHERE number = 5", {"verify.entry_without_event"}),
    ("UPDATE donation SET entry = 99 WHERE id = 1", {"verify.entry_without_event", "verify.reference_broken"}),
    ("UPDATE donation SET gross = gross + 1 WHERE id = 1", {"verify.event_differs"}),
    ("UPDATE donation SET countered_by = NULL WHERE id = 3", {"verify.entry_without_event"}),
    ("UPDATE donation SET countered_by = 5 WHERE id = 1", {"verify.event_differs"}),
    ("UPDATE payout SET countered_by = 5, state = 'taken_back'", {"verify.event_differs"}),
    ("UPDATE payout SET state = 'taken_back'", {"verify.event_differs"}),
    ("UPDATE donation SET fee = fee + 1 WHERE id = 1", {"verify.event_differs"}),
    ("UPDATE payout SET amount = amount + 1 WHERE id = 1", {"verify.event_differs"}),
    ("UPDATE payout_line SET item = 2 WHERE payout_id = 1", {"verify.event_differs"}),
    ("UPDATE payout_line SET amount = amount + 1", {"verify.event_differs"}),
    ("UPDATE donation SET receipt = '' WHERE id = 1", {"verify.document_misplaced"}),
    ("UPDATE document SET subject_key = 'D000000002' WHERE number LIKE 'DR%'", {"verify.document_misplaced"}),
    ("UPDATE series SET last = 2 WHERE prefix = 'DR'", {"verify.document_number"}),
    ("UPDATE series SET last = 0 WHERE prefix = 'DR'", {"verify.document_number"}),
    ("DELETE FROM series", {"verify.document_number"}),
    ("DELETE FROM entry WHERE number = 2", {"verify.entry_missing", "verify.reference_broken"}),
    ("DELETE FROM journal WHERE sequence = 1", {"verify.record_missing"}),
    ("UPDATE identity.document SET pdf = x'25'", {"verify.document_altered"}),
    ("UPDATE document SET sha256 = 'x'", {"verify.document_altered"}),
    ("DELETE FROM identity.document WHERE id = 1", {"verify.identity_missing", "verify.document_altered"}),
    ("DELETE FROM identity.person WHERE id = 1", {"verify.identity_missing"}),
    ("DELETE FROM identity.search WHERE rowid = (1 << 40) + 1", {"verify.index_incomplete"}),
)


@pytest.fixture
def full(work: Work) -> Work:
    who, fund = work.people.add(person("Heron")), work.campaigns.add(campaign("100", "50"))
    work.people.add(person("Stork"))
    issue(work, give(work, fund, "90", "1.50", donor=who))
    open_with(work, fund, "20")
    gift = give(work, fund, "5")
    issue(work, pay(work, fund, who, {1: "5"}))
    take_back(work, gift)
    for _ in range(2):
        work.journal.append(work._clock.now(), 1, note())
    for schema in ("main", "identity"):
        names = work._connection.exec_driver_sql(f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'trigger'")
        for name in names.scalars().all():
            work._connection.exec_driver_sql(f"DROP TRIGGER {schema}.{name}")
    work._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    return work


def found(work: Work) -> set[str]:
    checks = work.checks
    found = (*checks.integrity(), *checks.summaries(), *checks.numbering(), *checks.documents())
    assert all("Heron" not in str(finding.params) for finding in found)
    return {finding.code for finding in found}


def test_an_untouched_office_is_well(full: Work) -> None:
    assert found(full) == set()


@pytest.mark.parametrize(("statement", "codes"), CHANGED, ids=[statement for statement, _codes in CHANGED])
def test_each_change_is_found(full: Work, statement: str, codes: set[str]) -> None:
    assert full._connection.exec_driver_sql(statement).rowcount
    assert codes <= found(full)


def test_a_journal_that_was_edited_breaks_where_it_was_edited(full: Work) -> None:
    assert first_break(full.journal.links()) is None
    full._connection.exec_driver_sql("UPDATE journal SET actor = 2 WHERE sequence = 2")
    assert first_break(full.journal.links()) == 2


def test_a_damaged_book_is_named(full: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.storage.checks.is_damaged", lambda _connection, book: book == "identity")
    assert [(each.code, each.params["book"]) for each in full.checks.integrity()] == [
        ("verify.book_damaged", "identity")
    ]


def test_checking_can_be_stopped(full: Work) -> None:
    class Stop:
        def step(self, done: int, whole: int) -> None:
            if done == 3:
                raise Stopped

    with pytest.raises(Stopped):
        full.checks.summaries(Stop())


def test_many_rows_filled_at_once_pass_every_check(store: Store) -> None:
    fill(store, Size(people=60, campaigns=9, donations=120, payouts=50))
    with store.work(1) as work:
        assert found(work) == set()
        assert work.journal.last() is not None
        committed(work)
