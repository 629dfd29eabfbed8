"""A restored older backup: what was erased since is erased there again, from whatever newer state can be found."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import VaultInUse
from desktop.domain.funding import FundingRule
from desktop.domain.people import NameUse, PersonCategory
from desktop.services import backups, decisions, erasing, merging, people, users, vaults
from desktop.services.backup_words import erasure_words
from desktop.services.later_erasures import sources_of
from desktop.services.verification import verify
from tests.services.office_kit import CHEAP, PASSPHRASE, TODAY, Kit, SetClock, eur, make_office
from tests.services.test_decisions import close, draft

if TYPE_CHECKING:
    from desktop.domain.backups import Holds
    from desktop.services.office import Office

SECOND = "violet harvest quiet marble window"


@pytest.fixture
def old(kit: Kit, tmp_path: Path) -> Path:
    """A backup of before, on another disk; since then two people were erased, and somebody came new."""
    kit.person("Zorka", name_local="Zora Qanaryname")
    kit.person("Second", name_local="Zora Qanaryname")
    kit.person("Other", name_local="Other Name")
    campaign = kit.campaign("500", title="For other")
    kit.give(campaign.code, "100", "P-0001", receipt="en")
    made = backups.make_backup(kit.office).path
    away = tmp_path / "away"
    away.mkdir()
    shutil.copy(made, away)
    made.unlink()
    kit.person("Late")
    merging.merge_people(kit.office, "P-0001", "P-0002")
    erasing.erase_person(kit.office, "P-0001", PASSPHRASE)
    erasing.erase_person(kit.office, "P-0004", PASSPHRASE)
    kit.office.clock.moment += timedelta(hours=1)  # type: ignore[attr-defined]
    return away / made.name


def restore(backup: Path, place: Path, newer: Path | None = None, opener: str = PASSPHRASE) -> Holds:
    return backups.restore_backup(backup, opener, place, clock=SetClock(), floor=CHEAP, newer=newer)


def opened(place: Path) -> Office:
    return vaults.open_vault(place, PASSPHRASE, clock=SetClock(), floor=CHEAP)


def names(place: Path) -> dict[str, str]:
    office = opened(place)
    try:
        assert verify(office).findings == ()
        with office.work() as work:
            return work.people.names(("P-0001", "P-0002", "P-0003"), NameUse.NAME)
    finally:
        office.close()


GONE = {"P-0001": "P-0001", "P-0002": "P-0002", "P-0003": "Other Name"}


def test_without_anything_newer_it_is_said(old: Path, tmp_path: Path) -> None:
    holds = restore(old, tmp_path / "again")
    assert (holds.later, holds.erased, holds.unerased, holds.findings) == (None, 0, 0, 0)
    assert "erase them once more" in erasure_words(holds)
    assert names(tmp_path / "again")["P-0001"] == "Zora Qanaryname"


def test_a_vault_that_is_open_in_this_program_is_not_touched(old: Path, kit: Kit, tmp_path: Path) -> None:
    assert restore(old, tmp_path / "again", kit.office.folder).later is None
    with pytest.raises(VaultInUse):
        opened(kit.office.folder)


def test_a_newer_vault_is_named(old: Path, kit: Kit, tmp_path: Path) -> None:
    kit.office.close()
    holds = restore(old, tmp_path / "again", kit.office.folder)
    assert (holds.erased, holds.unerased, holds.findings) == (2, 0, 0)  # two codes; the one who came later is not here
    assert holds.later is not None
    assert "2 erasures made after the backup were repeated." in erasure_words(holds)
    assert names(tmp_path / "again") == GONE
    assert not [path for path in tmp_path.iterdir() if ".later" in path.name]


def test_a_newer_backup_beside_is_found_by_itself(old: Path, kit: Kit, tmp_path: Path) -> None:
    newer = backups.make_backup(kit.office, old.parent).path
    (old.parent / "broken.backup").write_bytes(b"x")
    assert sources_of(old) == (newer,)
    assert sources_of(newer) == ()
    assert restore(old, tmp_path / "again").erased == 2
    assert names(tmp_path / "again") == GONE


def test_the_vault_that_the_backup_lies_in_is_found_by_itself(old: Path, kit: Kit, tmp_path: Path) -> None:
    inside = Path(shutil.copy(old, kit.office.folder / "backups"))
    assert sources_of(inside) == (kit.office.folder,)
    newest = backups.make_backup(kit.office).path
    kit.office.close()
    assert restore(inside, tmp_path / "again").erased == 2
    holds = restore(newest, tmp_path / "third")
    assert (holds.erased, holds.unerased) == (0, 0)
    assert holds.later is not None
    assert "No erasure" in erasure_words(holds)


def test_states_that_parted_are_left_alone(old: Path, kit: Kit, tmp_path: Path) -> None:
    kit.office.close()
    restore(old, tmp_path / "parted", kit.office.folder)
    again = Kit(opened(tmp_path / "parted"))
    again.person("Another line")
    third = backups.make_backup(again.office, tmp_path).path
    again.office.close()
    assert restore(third, tmp_path / "third", kit.office.folder).later is None


def test_other_offices_and_broken_files_tell_nothing(old: Path, kit: Kit, tmp_path: Path) -> None:
    kit.office.close()
    make_office(tmp_path / "other").close()
    for place in (tmp_path / "other", tmp_path / "none", old):
        assert (restore(old, tmp_path / f"again {place.name}", place).later is None) is (place != old)
    broken = tmp_path / "broken"
    shutil.copytree(kit.office.folder, broken)
    (broken / "ledger.db").write_bytes(bytes(8192))
    assert restore(old, tmp_path / "again", broken).later is None


def test_who_opens_no_names_repeats_nothing_and_is_told(kit: Kit, tmp_path: Path) -> None:
    users.add_user(kit.office, PASSPHRASE, "Second", SECOND, with_identity=False)
    kit.person("Zorka", name_local="Zora Qanaryname")
    backup = backups.make_backup(kit.office, tmp_path).path
    erasing.erase_person(kit.office, "P-0001", PASSPHRASE)
    kit.office.close()
    holds = restore(backup, tmp_path / "again", kit.office.folder, SECOND)
    assert (holds.erased, holds.unerased) == (0, 1)
    assert "could not be repeated" in erasure_words(holds)


def test_replaying_leaves_out_what_is_gone_or_unknown(kit: Kit) -> None:
    kit.person("Zorka")
    kit.person("Other")
    campaign = kit.campaign("5", title="A story").code
    erasing.erase_person(kit.office, "P-0001", PASSPHRASE)
    known = ("P-0001", "P-0002", "P-0077", campaign, "C-0077", "DR/2026/0077")
    register = dict.fromkeys(known, TODAY)
    assert erasing.replay_erasures(kit.office, register) == ("C-0001", "P-0002")
    assert erasing.replay_erasures(kit.office, register) == ()
    assert people.load_person(kit.office, "P-0002").erased == TODAY
    with kit.office.work() as work:
        assert work.journal.history("P-0002")[0].record.facts == {"day": TODAY.isoformat(), "replayed": True}
    assert verify(kit.office).findings == ()


def decided(kit: Kit) -> None:
    """A closed campaign for somebody, with a decision whose reason names them, and a voided receipt of a donor."""
    kit.person("Helped", PersonCategory.BENEFICIARY, name_local="Zora Qanaryname")
    kit.person("Donor")
    campaign = kit.campaign("500", "500", "1000", goal=eur("2000"), beneficiary="P-0001")
    kit.give(campaign.code, "683", "P-0002", receipt="en")
    closed = close(kit, campaign.code)
    reason = replace(draft(closed, rule=FundingRule.PRIORITY), reason="Agreed with Qanaryname")
    decisions.propose_decision(kit.office, reason)
    decisions.approve_decision(kit.office, "F-0001", "Qanaryname could not wait")


def test_a_decisions_note_loses_its_words_and_keeps_its_code(kit: Kit, tmp_path: Path) -> None:
    decided(kit)
    old = backups.make_backup(kit.office, tmp_path).path
    before = decisions.read_note(kit.office, "F-0001")
    erasing.erase_person(kit.office, "P-0001", PASSPHRASE)
    after = decisions.read_note(kit.office, "F-0001")
    assert (after.reason, after.override_reason, after.qr_text()) == ("", "", before.qr_text())
    assert decisions.draw_note(kit.office, "F-0001").startswith(b"%PDF")
    assert verify(kit.office).findings == ()
    kit.office.clock.moment += timedelta(days=366 * 12)  # type: ignore[attr-defined]
    erasing.redact_document(kit.office, "DR/2026/0001")
    register = ("P-0001", "C-0001", "F-0001", "DR/2026/0001")
    with kit.office.work() as work:
        assert set(work.erasures.everything()) == set(register)
        assert all(work.erasures.holds(each) for each in register)
        assert not work.erasures.holds("DR/2026/0009")
    kit.office.close()
    holds = restore(old, tmp_path / "again", kit.office.folder)
    assert (holds.erased, holds.unerased, holds.findings) == (4, 0, 0)
    again = opened(tmp_path / "again")
    assert decisions.read_note(again, "F-0001").reason == ""
    again.close()


def test_a_decision_alone_is_redacted_again(kit: Kit) -> None:
    decided(kit)
    assert erasing.replay_erasures(kit.office, {"F-0001": TODAY}) == ("F-0001",)
    assert verify(kit.office).findings == ()
