"""The recovery key: made and printed, tried, and used by two parts after a passphrase was forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFull, NotFound, Refused, WrongPassphrase
from desktop.domain.recovery import RecoveryNeed, RecoveryPapers, RecoveryStatus, TwoParts
from desktop.services import backups, recovery, users, vaults
from desktop.services.settings import load_settings
from desktop.services.verification import verify
from desktop.vault import recovery as header
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, open_office, open_without_names

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.office import Office

FRESH = "violet harvest quiet marble window"
SECOND = "copper willow seven northern lights"


def told(office: Office) -> list[tuple[int, str, dict[str, object]]]:
    """What the journal tells of the recovery key, in order."""
    with office.work() as work:
        links = reversed(work.journal.history(recovery.SUBJECT))
    return [(link.actor, link.record.verb, dict(link.record.facts)) for link in links]


def recover(folder: Path, papers: RecoveryPapers, number: int = 1, fresh: str = FRESH) -> Office:
    one, _two, three = papers.parts
    return recovery.recover(folder, three, one, number, fresh, clock=SetClock(), floor=CHEAP)


def known(status: RecoveryStatus) -> tuple[int | None, bool, bool]:
    """Which set there is, and whether the days of its making and of its last trial are known."""
    return status.set_number, status.made_at is not None, status.tried_at is not None


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in caught.value.problems]


def test_a_set_is_made_and_told_without_a_digit_of_it(kit: Kit) -> None:
    office = kit.office
    assert recovery.recovery_status(office) == RecoveryStatus()
    assert recovery.recovery_need(office) is RecoveryNeed.MAKE
    papers = recovery.make_recovery(office, PASSPHRASE)
    assert (papers.vault, papers.set_number, papers.made_on) == (office.vault_id[:8], 1, office.today())
    assert told(office) == [(1, "recovery.made", {"set": 1})]
    assert known(recovery.recovery_status(office)) == (1, True, False)
    assert recovery.recovery_need(office) is RecoveryNeed.TRY
    assert papers.parts[0] not in repr(papers)


def test_a_rehearsal_opens_the_vault_and_keeps_the_day(kit: Kit) -> None:
    office = kit.office
    one, two, three = recovery.make_recovery(office, PASSPHRASE).parts
    status = recovery.rehearse_recovery(office, three, two)
    assert known(status) == (1, True, True)
    assert told(office)[-1] == (1, "recovery.rehearsed", {"set": 1})
    assert recovery.recovery_need(office) is RecoveryNeed.NOTHING
    assert status.need(office.now() + timedelta(days=366)) is RecoveryNeed.TRY_AGAIN
    with pytest.raises(Refused) as caught:
        recovery.rehearse_recovery(office, one, one)
    assert codes(caught) == [("recovery.same_part", "part_2")]
    assert len(told(office)) == 2


def test_a_new_set_revokes_the_old_one_and_must_be_tried_itself(kit: Kit) -> None:
    office = kit.office
    old = recovery.make_recovery(office, PASSPHRASE)
    recovery.rehearse_recovery(office, *old.parts[:2])
    new = recovery.make_recovery(office, PASSPHRASE)
    assert known(recovery.recovery_status(office)) == (2, True, False)
    with pytest.raises(Refused) as caught:
        recovery.rehearse_recovery(office, *old.parts[:2])
    assert codes(caught) == [("recovery.other_set", "part_1")]
    recovery.rehearse_recovery(office, *new.parts[:2])


def test_what_was_told_of_an_earlier_set_of_the_same_number_does_not_count(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers begin again after the last; the making in between parts the two."""
    office = kit.office
    recovery.rehearse_recovery(office, *recovery.make_recovery(office, PASSPHRASE).parts[:2])
    monkeypatch.setattr(header, "MOST_SETS", 1)
    recovery.make_recovery(office, PASSPHRASE)
    assert known(recovery.recovery_status(office)) == (1, True, False)


def test_making_asks_for_ones_own_passphrase_and_the_book_of_names(kit: Kit) -> None:
    with pytest.raises(Refused) as caught:
        recovery.make_recovery(kit.office, "another one")
    assert codes(caught) == [("passphrase.not_yours", "own_passphrase")]
    folder = kit.office.folder
    kit.office.close()
    office = open_without_names(folder)
    assert recovery.recovery_need(office) is RecoveryNeed.NOTHING, "who cannot make them is not nagged"
    with pytest.raises(Refused) as caught:
        recovery.make_recovery(office, PASSPHRASE)
    assert codes(caught) == [("identity.needed", None)]
    office.close()


def test_the_sample_nags_nobody(kit: Kit) -> None:

    office = kit.office
    settings = replace(load_settings(office), sample=True)
    with office.work() as work:
        work.settings.save(settings)
        work.commit(recovery.Record("settings.saved", "office", {}))
    assert recovery.recovery_need(office) is RecoveryNeed.NOTHING


def test_two_parts_show_the_users_and_set_a_new_passphrase(kit: Kit) -> None:
    office, folder = kit.office, kit.office.folder
    users.rename_user(office, 1, "Марыля")
    users.add_user(office, PASSPHRASE, "Ганна", SECOND)
    alias = kit.person("Oak")
    papers = recovery.make_recovery(office, PASSPHRASE)
    office.close()
    listed = recovery.users_by_parts(folder, *papers.parts[1:], clock=SetClock(), floor=CHEAP)
    assert [(user.number, user.shown) for user in listed] == [(1, "Марыля"), (2, "Ганна")]
    office = recover(folder, papers)
    assert (office.user, office.has_identity) == (1, True)
    assert told(office)[-1] == (1, "recovery.used", {"set": 1, "number": 1})
    assert recovery.recovery_need(office) is RecoveryNeed.NOTHING, "using them is the best rehearsal"
    assert verify(office).good
    with office.work() as work:
        assert work.people.get(alias).draft.alias == "Oak"
    office.close()
    with pytest.raises(WrongPassphrase):
        open_office(folder)
    vaults.open_vault(folder, SECOND, clock=SetClock(), floor=CHEAP).close()


def test_what_will_not_do_leaves_the_old_passphrase(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    office, folder = kit.office, kit.office.folder
    papers = recovery.make_recovery(office, PASSPHRASE)
    users.add_user(office, PASSPHRASE, "Ганна", SECOND)
    office.close()
    with pytest.raises(Refused) as caught:
        recover(folder, papers, fresh="  ")
    assert codes(caught) == [("passphrase.empty", "passphrase")]
    with pytest.raises(Refused) as caught:
        recover(folder, papers, fresh=SECOND)
    assert codes(caught) == [("passphrase.taken", "passphrase")]
    with pytest.raises(NotFound):
        recover(folder, papers, number=7)

    def full(*_args: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr(header, "set_passphrase", full)
    with pytest.raises(DiskFull):
        recover(folder, papers)
    office = open_office(folder)
    assert [verb for _actor, verb, _facts in told(office)].count("recovery.used") == 2, "opened by paper: told"
    office.close()


def test_a_sheet_shows_the_part_alone(kit: Kit) -> None:
    papers = recovery.make_recovery(kit.office, PASSPHRASE)
    one = recovery.draw_papers(papers, "en", (2,))
    assert one == recovery.draw_papers(papers, "en", (2,))
    assert one.startswith(b"%PDF")


def test_a_backup_is_restored_by_two_papers_of_its_day(kit: Kit, tmp_path: Path) -> None:
    """The computer is gone and the passphrase forgotten: a copy on another disk and two papers are enough."""
    papers = recovery.make_recovery(kit.office, PASSPHRASE)
    made = backups.make_backup(kit.office, tmp_path)
    again = recovery.make_recovery(kit.office, PASSPHRASE)
    with pytest.raises(Refused) as caught:
        backups.restore_backup(made.path, TwoParts(*again.parts[:2]), tmp_path / "a", clock=SetClock(), floor=CHEAP)
    assert codes(caught) == [("recovery.other_set", "part_1")]
    assert not (tmp_path / "a").exists()
    folder = tmp_path / "b"
    holds = backups.restore_backup(made.path, TwoParts(*papers.parts[1:]), folder, clock=SetClock(), floor=CHEAP)
    assert not holds.findings
    office = recover(folder, papers)
    assert verify(office).good
    office.close()
