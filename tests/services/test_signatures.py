"""Signatures: every record is its user's own; what a holder of the books' keys writes in another's name is found."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.journal import Record, chain
from desktop.domain.ledger import canonical
from desktop.domain.payouts import PayoutDraft, PayoutLine, PayoutState
from desktop.domain.people import PersonCategory
from desktop.services import payout_steps, payouts, recovery, settings, users, vaults
from desktop.services.office import Office
from desktop.services.signatures import declare_key
from desktop.services.verification import verify
from desktop.vault import vault
from desktop.vault.copies import COPY, HEADER
from desktop.vault.header import decode, encode
from tests.services.office_kit import CHEAP, PASSPHRASE, TODAY, Kit, as_user, eur, open_office
from tests.services.test_verification import tamper

SECOND = "otter lamp granite violin meadow crisp"


def findings(office: Office) -> list[tuple[str, dict[str, object]]]:
    return [(each.code, dict(each.params)) for each in verify(office).findings]


def codes(office: Office) -> set[str]:
    return {code for code, _params in findings(office)}


def records(office: Office, *columns: str) -> list[tuple[Any, ...]]:
    with office.work() as work:
        query = f"SELECT {', '.join(columns)} FROM journal ORDER BY sequence"
        return [tuple(row) for row in work._connection.exec_driver_sql(query)]


def forge(office: Office, actor: int, record: Record, *statements: str) -> None:
    """Write a record as somebody would who holds the books' keys and knows how the chain is made."""
    with office.work() as work:
        link = chain(work.journal.last(), office.now(), actor, record)
        connection = work._connection
        connection.exec_driver_sql(
            "INSERT INTO journal (sequence, at, actor, verb, subject, facts, previous, hash, clock_went_back)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (link.sequence, link.at.isoformat(), actor, record.verb, record.subject,
             canonical(record.facts).decode(), link.previous, link.hash, int(link.clock_went_back)),
        )  # fmt: skip
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount == 1
        connection.commit()


@pytest.fixture
def waiting(kit: Kit) -> Kit:
    """A payout above the threshold that waits for a second person, who is there."""
    users.add_user(kit.office, PASSPHRASE, "Second", SECOND)
    declare_key(as_user(kit.office, 2, SECOND))
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office), approval_threshold=eur("50")))
    kit.campaign("100")
    payee = kit.person("Payee", PersonCategory.PAYEE, iban="LT121000011101001000")
    kit.give("C-0001", "200")
    draft = PayoutDraft("C-0001", payee, (PayoutLine(1, eur("60")),), TODAY)
    payout_steps.submit_payout(kit.office, payout_steps.save_payout(kit.office, draft).payout.code)
    return kit


def test_every_record_of_a_new_office_is_signed(waiting: Kit) -> None:
    payout_steps.approve_payout(as_user(waiting.office, 2, SECOND), "O-0001")
    assert findings(waiting.office) == []
    assert all(len(signature) == 64 for (signature,) in records(waiting.office, "signature"))
    told = [facts for verb, facts in records(waiting.office, "verb", "facts") if "signing_key" in facts]
    assert len(told) == 2, "each user's key is told once"


def approval(office: Office) -> tuple[Record, str]:
    """What an approval leaves behind, tried out and thrown away: its record, and the row that goes with it."""
    with office.work() as work:
        record = payout_steps.approve_within(work, office, "O-0001")
        ((at,),) = work._connection.exec_driver_sql("SELECT approved_at FROM payout WHERE id = 1").all()
    row = f"UPDATE payout SET state = 'approved', approver = 2, approved_at = '{at}' WHERE id = 1"
    return record, row


def test_a_forged_approval_is_found_by_its_signature(waiting: Kit) -> None:
    record, row = approval(replace(waiting.office, user=2))
    forge(waiting.office, 2, record, row)
    assert payouts.load_payout(waiting.office, "O-0001").state is PayoutState.APPROVED
    found = findings(waiting.office)
    last = records(waiting.office, "max(sequence)")[0][0]
    assert ("verify.approval_forged", {"subject": "O-0001", "number": 2, "sequence": last}) in found
    # What the row and the journal say agrees: nothing but the signature tells that it is forged.
    assert not {code for code, _params in found} & {"verify.journal_broken", "verify.payout_changed"}


def test_a_control_that_asks_for_no_signatures_does_not_find_it(waiting: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    record, row = approval(replace(waiting.office, user=2))
    forge(waiting.office, 2, record, row)
    monkeypatch.setattr("desktop.services.signatures.Signatures.hear", lambda *_heard: None)
    assert "verify.approval_forged" not in codes(waiting.office)


def test_a_signature_of_another_is_none(waiting: Kit) -> None:
    """The author signs the approval with her own key, in the colleague's name."""
    author = waiting.office
    record, row = approval(replace(author, user=2))
    forge(author, 2, record, row)
    with author.work() as work:
        last = work.journal.last()
    assert last is not None
    assert author.signer is not None
    signature = author.signer.sign(last.hash).hex()
    tamper(waiting, f"UPDATE journal SET signature = x'{signature}' WHERE sequence = {last.sequence}")
    assert "verify.approval_forged" in codes(author)


def test_a_record_of_another_kind_that_nobody_signed_is_found(kit: Kit) -> None:
    kit.person("Somebody")
    forge(kit.office, 1, Record("person.archived", "P-0001"), "UPDATE person SET archived = 1 WHERE id = 1")
    forge(kit.office, 1, Record("person.brought_back", "P-0001"), "UPDATE person SET archived = 0 WHERE id = 1")
    found = [each for each in findings(kit.office) if each[0] == "verify.unsigned"]
    assert found == [("verify.unsigned", {"number": 1, "sequence": 3, "count": 2})]


def test_a_user_who_never_was_signs_nothing(kit: Kit) -> None:
    forge(kit.office, 7, Record("month.unlocked", "2026-03", {"asked_by": 1, "override": False}))
    assert "verify.approval_forged" in codes(kit.office)


def test_many_forged_approvals_are_told_in_one(kit: Kit) -> None:
    for _time in range(22):
        forge(kit.office, 1, Record("payout.approved", "O-0009"))
    told = [code for code, _params in findings(kit.office)]
    assert (told.count("verify.approval_forged"), told.count("verify.unsigned")) == (20, 1)


def test_a_signature_that_was_taken_away_is_missed(waiting: Kit) -> None:
    payout_steps.approve_payout(as_user(waiting.office, 2, SECOND), "O-0001")
    tamper(waiting, "UPDATE journal SET signature = NULL WHERE verb = 'payout.approved'")
    assert "verify.approval_forged" in codes(waiting.office)


def test_a_key_that_a_forger_made_known_for_a_colleague_is_found(waiting: Kit) -> None:
    """The forger gives the colleague a key of the forger's own, and signs with it."""
    from desktop.vault.signing import Signer

    office = waiting.office
    forged = Signer(bytes.fromhex(office.vault_id), 2, bytes(32))
    other = replace(office, user=2, signer=forged)
    declare_key(other)
    payout_steps.approve_payout(other, "O-0001")
    assert codes(office) == {"verify.key_changed", "verify.key_differs"}


def test_who_approves_their_own_above_the_threshold_is_found(waiting: Kit) -> None:
    with waiting.office.work() as work:
        payout = work.payouts.get("O-0001")
    facts = {"lines": [[1, payout.draft.amount.minor]], "currency": "EUR", "override": False}
    with waiting.office.work() as work:
        work.commit(Record("payout.approved", "O-0001", facts))
    assert "verify.own_approval" in codes(waiting.office)


@pytest.mark.parametrize(
    "facts",
    [
        {"lines": [[1, 5000]], "currency": "EUR", "override": False},
        {"lines": [[1, 6000]], "currency": "EUR", "override": True},
        {"lines": [[1, 6000]], "currency": "PLN", "override": False},
        {"lines": "many", "currency": "EUR", "override": False},
    ],
)
def test_an_approval_that_needs_no_second_person_is_no_finding(waiting: Kit, facts: dict[str, object]) -> None:
    with waiting.office.work() as work:
        work.commit(Record("payout.approved", "O-0001", facts))
    assert "verify.own_approval" not in codes(waiting.office)


def test_without_a_threshold_nobody_else_is_needed(waiting: Kit) -> None:
    settings.save_settings(waiting.office, replace(settings.load_settings(waiting.office), approval_threshold=None))
    payout_steps.approve_payout(waiting.office, "O-0001")
    assert findings(waiting.office) == []


def test_who_set_a_passphrase_by_the_papers_has_a_new_key_and_the_old_records_stay_signed(kit: Kit) -> None:
    office, folder = kit.office, kit.office.folder
    papers = recovery.make_recovery(office, PASSPHRASE)
    kit.person("Before")
    office.close()
    again = recovery.recover(folder, papers.parts[0], papers.parts[2], 1, SECOND, clock=office.clock, floor=CHEAP)
    try:
        Kit(again).person("After")
        assert findings(again) == []
        unsigned = [verb for verb, signature in records(again, "verb", "signature") if signature is None]
        assert unsigned == ["recovery.used"], "who holds the papers holds no user's key"
    finally:
        again.close()


def test_an_older_vault_begins_to_sign_at_its_next_opening(kit: Kit) -> None:
    """What a vault from before was like: no key in the header, none in the journal, no signatures."""
    office, folder = kit.office, kit.office.folder
    kit.person("Before")
    assert office.keys is not None
    header = decode((folder / HEADER).read_bytes(), CHEAP)
    header = replace(header, users=tuple(replace(user, signing=None) for user in header.users))
    data = encode(header.sealed_with(office.keys.ledger))
    tamper(kit, "UPDATE journal SET signature = NULL, verb = 'office.begun' WHERE sequence = 1")
    tamper(kit, "UPDATE journal SET signature = NULL WHERE sequence = 2")
    office.close()
    for name in (HEADER, COPY):
        (folder / name).write_bytes(data)
    again = open_office(folder)
    try:
        assert [verb for (verb,) in records(again, "verb")][2:] == ["user.key"]
        Kit(again).person("After")
        assert not codes(again) - {"verify.journal_broken"}
        assert [signature is None for (signature,) in records(again, "signature")] == [True, True, False, False]
    finally:
        again.close()


def test_a_header_that_was_put_back_to_before_the_keys_differs(kit: Kit) -> None:
    office, folder = kit.office, kit.office.folder
    assert office.keys is not None
    header = decode((folder / HEADER).read_bytes(), CHEAP)
    header = replace(header, users=tuple(replace(user, signing=None) for user in header.users))
    for name in (HEADER, COPY):
        (folder / name).write_bytes(encode(header.sealed_with(office.keys.ledger)))
    assert codes(office) == {"verify.key_differs"}
    for name in (HEADER, COPY):
        (folder / name).write_bytes(encode(header))
    assert codes(office) == {"verify.header_altered"}


def test_an_office_without_keys_at_hand_reads_the_header_as_it_says(kit: Kit) -> None:
    assert findings(replace(kit.office, keys=None)) == []


def test_the_papers_alone_open_and_write_nothing_but_that_they_were_used(kit: Kit, tmp_path: Path) -> None:
    folder = kit.office.folder
    papers = recovery.make_recovery(kit.office, PASSPHRASE)
    kit.office.close()
    from desktop.vault import users as header

    header.add_user(folder, PASSPHRASE, SECOND, floor=CHEAP)
    shown = recovery.users_by_parts(folder, papers.parts[0], papers.parts[1], floor=CHEAP)
    assert [user.number for user in shown] == [1, 2]
    office = vaults.open_vault(folder, PASSPHRASE, floor=CHEAP)
    try:
        assert [verb for (verb,) in records(office, "verb")][-1] == "users.caught_up"
        assert findings(office) == []
    finally:
        office.close()
    assert vault.is_vault(folder)
