"""The door for reports and packs: names leave with a passphrase and a record; approvals are proven before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from desktop.domain.errors import CannotWrite, Refused
from desktop.domain.journal import Record
from desktop.domain.people import NameUse, PersonCategory
from desktop.services import attempts, named_exports, reports
from desktop.services.approvals import prove_approvals
from desktop.services.auditors_pack import make_pack
from desktop.services.named_exports import Typed, asks_again, save_pack, save_report
from desktop.services.reports import WorkbookRequest, all_campaigns, doubt_words, make_workbook
from desktop.services.verification import verify
from tests.services.office_kit import PASSPHRASE, Kit

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.reports import Export

NAME = "Ганна Вераб’ючанка"


@pytest.fixture
def full(kit: Kit) -> Kit:
    person = kit.person("Sparrow", PersonCategory.PAYEE, name_local=NAME)
    campaign = kit.campaign("100").code
    kit.give(campaign, "90", person, receipt="en")
    kit.pay(campaign, person, {1: "10"}, voucher="en")
    return kit


def made(kit: Kit, use: NameUse) -> Export:
    return make_workbook(kit.office, WorkbookRequest(all_campaigns(kit.office), use))


def last(kit: Kit) -> Record:
    with kit.office.work() as work:
        link = work.journal.last()
    assert link is not None
    return link.record


@pytest.mark.parametrize("use", [use for use in NameUse if asks_again(use)])
@pytest.mark.parametrize("save", [save_report, save_pack])
def test_names_leave_with_the_passphrase_alone(full: Kit, tmp_path: Path, use: NameUse, save: object) -> None:
    request, path = WorkbookRequest(all_campaigns(full.office), use), tmp_path / "out"
    export = make_workbook(full.office, request) if save is save_report else make_pack(full.office, request)
    head = full.head()
    for own in (None, "", "another one entirely"):
        with pytest.raises(Refused) as refused:
            save(full.office, export, path, own)  # type: ignore[operator]
        assert [(each.code, each.at) for each in refused.value.problems] == [("passphrase.not_yours", "own_passphrase")]
    assert (path.exists(), full.head()) == (False, head)
    save(full.office, export, path, PASSPHRASE)  # type: ignore[operator]
    assert path.read_bytes() == export.data
    record = last(full)
    assert record.verb == (named_exports.REPORTED if save is save_report else named_exports.PACKED)
    assert record.facts["names"] == use.value
    assert verify(full.office).findings == ()


def test_codes_leave_without_and_are_recorded_too(full: Kit, tmp_path: Path) -> None:
    assert not asks_again(NameUse.CODE)
    save_report(full.office, made(full, NameUse.CODE), tmp_path / "codes.xlsx")
    record = last(full)
    assert (record.verb, record.subject) == ("report.exported", "office")
    assert (record.facts["names"], record.facts["campaigns"]) == ("code", 1)
    assert record.facts["entries"]


def test_the_record_holds_no_name_and_no_place(full: Kit, tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.xlsx"
    save_report(full.office, made(full, NameUse.NAME), path, Typed.JUST_NOW)
    facts = json.dumps(dict(last(full).facts), ensure_ascii=False)
    assert not any(part in facts for part in ("Ганна", "Sparrow", "xlsx", str(tmp_path)))


def test_a_wrong_passphrase_counts_as_one_at_the_lock(full: Kit, tmp_path: Path) -> None:
    export = made(full, NameUse.NAME)
    for _turn in range(attempts.FREE_TRIES + 1):
        with pytest.raises(Refused):
            save_report(full.office, export, tmp_path / "a.xlsx", "another one entirely")
    with pytest.raises(Refused) as refused:
        save_report(full.office, export, tmp_path / "a.xlsx", PASSPHRASE)
    assert refused.value.problems[0].code == "passphrase.wait"


def test_no_record_without_a_file_and_no_file_without_a_record(
    full: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, head = made(full, NameUse.NAME), full.head()
    with pytest.raises(CannotWrite):
        save_report(full.office, export, tmp_path / "none" / "a.xlsx", PASSPHRASE)
    assert full.head() == head

    def fail(*_all: object) -> None:
        raise RuntimeError("no record")

    monkeypatch.setattr("desktop.storage.journal.Journal.append_all", fail)
    with pytest.raises(RuntimeError, match="no record"):
        save_report(full.office, export, tmp_path / "a.xlsx", PASSPHRASE)
    assert not (tmp_path / "a.xlsx").exists()


# ------------------------------------------------------------------------------------------------------- approvals


def forge(kit: Kit, column: str, value: object) -> None:
    """Change an approval as somebody would who holds the ledger's key."""
    with kit.office.work() as work:
        connection = work._connection
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        for (name,) in connection.execute(text(triggers)).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        sequence = "SELECT max(sequence) FROM journal WHERE verb = 'payout.approved'"
        change = f"UPDATE journal SET {column} = :value WHERE sequence = ({sequence})"
        connection.execute(text(change), {"value": value})
        connection.commit()


@pytest.fixture
def approved(full: Kit) -> Kit:
    with full.office.work() as work:
        work.commit(Record("payout.approved", "B-0001", {"lines": [[1, 1000]], "currency": "EUR"}))
    return full


def test_true_approvals_are_no_matter(approved: Kit) -> None:
    assert prove_approvals(approved.office) == ()
    assert made(approved, NameUse.CODE).doubts == ()


@pytest.mark.parametrize(
    ("column", "value"), [("signature", None), ("signature", bytes(64)), ("facts", "{}"), ("subject", "B-0002")]
)
def test_a_forged_approval_is_said_by_each_report(approved: Kit, column: str, value: object) -> None:
    forge(approved, column, value)
    export = made(approved, NameUse.CODE)
    assert [each.code for each in export.doubts] == ["verify.approval_forged"]
    assert "is not signed by user 1" in doubt_words(export)
    pack = make_pack(approved.office, WorkbookRequest(all_campaigns(approved.office)))
    assert pack.doubts == export.doubts


def test_an_approval_in_another_users_name_is_found(approved: Kit) -> None:
    forge(approved, "actor", 2)
    assert [each.code for each in prove_approvals(approved.office)] == ["verify.approval_forged"]


def test_a_file_knows_what_is_in_it(full: Kit) -> None:
    export = made(full, NameUse.ALIAS)
    assert (export.name_use, export.campaigns) == (NameUse.ALIAS, 1)
    assert reports.consent_words(export)
