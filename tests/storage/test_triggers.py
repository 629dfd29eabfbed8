"""The database itself refuses to change what is kept, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.storage.campaigns import PageSource
from tests.factories import campaign, give, issue, note, pay, person, take_back

if TYPE_CHECKING:
    from desktop.storage.work import Work

_COLUMNS = (
    "id, number, prefix, year, count, kind, state, language, issued_on, amount, currency, scale, subject, subject_key, "
    "campaign_id, sha256, number_key"
)
REFUSED = (
    "UPDATE entry SET day = '2020-01-01'",
    "DELETE FROM entry",
    "INSERT INTO entry (number, kind, day) VALUES (99, 'donation', '2026-05-20')",
    "INSERT OR REPLACE INTO entry (number, kind, day) VALUES (1, 'donation', '2026-05-20')",
    "UPDATE posting SET minor = minor + 1",
    "DELETE FROM posting",
    "INSERT INTO posting (entry, position, account, minor, currency) VALUES (1, 9, 'aid', 5, 'EUR')",
    "UPDATE journal SET verb = 'x'",
    "DELETE FROM journal",
    "INSERT INTO journal (sequence, at, actor, verb, subject, facts, previous, hash) VALUES (9,'',1,'','','','','')",
    "DELETE FROM person",
    "UPDATE person SET id = id + 100",
    "DELETE FROM campaign",
    "DELETE FROM item",
    "UPDATE item SET line = line + 10",
    "UPDATE donation SET gross = gross + 1 WHERE id = 1",
    "UPDATE donation SET donor_id = NULL WHERE id = 1",
    "UPDATE donation SET countered_by = NULL WHERE id = 2",
    "DELETE FROM donation",
    "UPDATE payout SET amount = amount + 1",
    "UPDATE payout SET payee_id = 2",
    "DELETE FROM payout",
    "UPDATE payout_line SET amount = amount + 1",
    "DELETE FROM payout_line",
    "UPDATE document SET amount = amount + 1",
    "UPDATE document SET sha256 = 'x'",
    "UPDATE document SET state = 'issued' WHERE id = 2",
    f"INSERT OR REPLACE INTO document ({_COLUMNS}) SELECT {_COLUMNS} FROM document",
    "DELETE FROM document",
    "UPDATE series SET last = last + 2",
    "UPDATE series SET last = last - 1",
    "DELETE FROM series",
    "UPDATE identity.document SET facts = '{}'",
    "UPDATE identity.document SET pdf = x'00'",
    "UPDATE identity.document SET void_reason = 'other' WHERE id = 2",
    "DELETE FROM identity.document",
    "UPDATE identity.page_source SET text = 'other words'",
)
ALLOWED = (
    "UPDATE document SET copies = copies + 1",
    "UPDATE series SET last = last + 1",
    "UPDATE payout SET state = 'signed' WHERE id = 1",
    "UPDATE person SET category = 'donor'",
)


@pytest.fixture
def full(work: Work) -> Work:
    who, fund = work.people.add(person()), work.campaigns.add(campaign("100"), PageSource("text", "ab"))
    work.people.add(person("Other"))
    issue(work, give(work, fund, "50", donor=who))
    take_back(work, give(work, fund, "5"))
    number = issue(work, pay(work, fund, who, {1: "5"}))
    work.documents.void(number, "wrong", work._clock.now())
    work.journal.append(work._clock.now(), 1, note())
    return work


@pytest.mark.parametrize("statement", REFUSED)
def test_what_is_kept_is_not_changed(full: Work, statement: str) -> None:
    with pytest.raises(IntegrityError, match="kept: "):
        full._connection.exec_driver_sql(statement)


@pytest.mark.parametrize("statement", ALLOWED)
def test_what_may_change_changes(full: Work, statement: str) -> None:
    assert full._connection.exec_driver_sql(statement).rowcount


def test_a_fraction_is_no_amount(full: Work) -> None:
    with pytest.raises(IntegrityError, match="REAL"):
        full._connection.exec_driver_sql("UPDATE campaign SET collected = 1.5")
