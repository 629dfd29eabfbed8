"""Key files: with one, the passphrase alone opens nothing; each slip has a sentence of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import CannotWrite, DiskFull, KeyFileNeeded, Refused, WrongKeyFile, WrongPassphrase
from desktop.domain.key_files import WithKeyFile, key_file_from, with_key_file, write_key_file
from desktop.services import backups, key_files, recovery, renewal, users, vaults
from desktop.services.verification import verify
from desktop.vault import copies
from desktop.vault.header import FORMAT
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.office import Office

SECOND = "copper willow seven northern lights"
THIRD = "violet harvest quiet marble window"


def open_with(folder: Path, passphrase: str, file: Path | None = None) -> Office:
    return vaults.open_vault(folder, key_files.opener(passphrase, file), clock=SetClock(), floor=CHEAP)


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.problems[0].code


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place / "mine.skarbonka-key"


def number_of_format(folder: Path) -> int:
    return int.from_bytes((folder / "header").read_bytes()[8:10], "big")


def test_with_a_key_file_the_passphrase_alone_opens_nothing(kit: Kit, stick: Path) -> None:
    office, folder = kit.office, kit.office.folder
    before = number_of_format(folder)
    assert before < FORMAT
    assert key_files.uses_key_file(office) == ""
    made = key_files.make_key_file(office, PASSPHRASE, stick)
    assert key_files.uses_key_file(office) == made.fingerprint
    assert users.list_users(office)[0].key_file == made.fingerprint
    assert number_of_format(folder) == FORMAT
    # What asks for one's own passphrase needs no file again.
    users.add_user(office, PASSPHRASE, "Ганна", SECOND)
    papers = recovery.make_recovery(office, PASSPHRASE)
    copy = backups.make_backup(office)
    assert backups.rehearse(office, copy.path, PASSPHRASE).findings == 0
    renewal.remove_user(office, PASSPHRASE, 2)
    users.change_passphrase(office, PASSPHRASE, THIRD)
    assert verify(office).good
    office.close()
    assert not any(made.secret)
    for passphrase, error in ((THIRD, KeyFileNeeded), (PASSPHRASE, KeyFileNeeded)):
        with pytest.raises(error):
            open_with(folder, passphrase)
    with pytest.raises(WrongPassphrase) as caught:
        open_with(folder, PASSPHRASE, stick)
    assert type(caught.value) is WrongPassphrase
    office = open_with(folder, THIRD, stick)
    with pytest.raises(Refused) as refused:
        users.change_passphrase(office, PASSPHRASE, SECOND)
    assert code(refused) == "passphrase.not_yours"
    office.close()
    again = recovery.recover(folder, *papers.parts[:2], 1, SECOND, clock=SetClock(), floor=CHEAP)
    assert key_files.uses_key_file(again) == ""
    again.close()
    assert number_of_format(folder) == before


def test_a_key_file_is_replaced_and_given_up(kit: Kit, stick: Path) -> None:
    office, folder = kit.office, kit.office.folder
    with pytest.raises(Refused) as caught:
        key_files.drop_key_file(office, PASSPHRASE)
    assert code(caught) == "key_file.none"
    key_files.make_key_file(office, PASSPHRASE, stick)
    other = stick.with_name("other.skarbonka-key")
    key_files.make_key_file(office, PASSPHRASE, other)
    office.close()
    with pytest.raises(WrongKeyFile):
        open_with(folder, PASSPHRASE, stick)
    office = open_with(folder, PASSPHRASE, other)
    with pytest.raises(Refused) as caught:
        key_files.drop_key_file(office, SECOND)
    assert code(caught) == "passphrase.not_yours"
    key_files.drop_key_file(office, PASSPHRASE)
    with office.work() as work:
        verbs = [link.record.verb for link, *_rest in work.journal.links()]
    assert [verb for verb in verbs if "key_file" in verb] == ["user.key_file_made"] * 2 + ["user.key_file_dropped"]
    office.close()
    open_with(folder, PASSPHRASE).close()
    with pytest.raises(WrongKeyFile):
        open_with(folder, SECOND, other)
    open_with(folder, PASSPHRASE, other).close()  # one too many does no harm


def test_each_slip_has_a_sentence_of_its_own(kit: Kit, stick: Path) -> None:
    office, folder = kit.office, kit.office.folder
    with pytest.raises(Refused) as caught:
        key_files.make_key_file(office, PASSPHRASE, folder / "backups" / "mine.skarbonka-key")
    assert code(caught) == "key_file.beside"
    with pytest.raises(Refused) as caught:
        key_files.make_key_file(office, SECOND, stick)
    assert code(caught) == "passphrase.not_yours"
    assert not stick.exists()
    with pytest.raises(CannotWrite):
        key_files.make_key_file(office, PASSPHRASE, stick.parent / "none" / "mine.skarbonka-key")
    key_files.make_key_file(office, PASSPHRASE, stick)
    office.close()
    data = stick.read_bytes()
    stick.write_bytes(data.replace(data[60:64], b"0000"))
    for path, expected in (
        (stick, "key_file.damaged"),
        (stick.with_name("gone"), "key_file.missing"),
        (stick.parent, "key_file.unreadable"),
    ):
        with pytest.raises(Refused) as caught:
            open_with(folder, PASSPHRASE, path)
        assert code(caught) == expected
    stick.write_bytes(write_key_file(key_file_from(bytearray(32))))
    with pytest.raises(WrongKeyFile):
        open_with(folder, PASSPHRASE, stick)


def test_a_disk_that_refuses_leaves_the_passphrase_as_it_was(
    kit: Kit, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    folder = kit.office.folder
    with monkeypatch.context() as patch:
        patch.setattr(copies, "atomic_write", full)
        with pytest.raises(DiskFull):
            key_files.make_key_file(kit.office, PASSPHRASE, stick)
    kit.office.close()
    open_with(folder, PASSPHRASE).close()


def test_two_users_of_whom_one_has_a_key_file(kit: Kit, stick: Path) -> None:
    office, folder = kit.office, kit.office.folder
    users.add_user(office, PASSPHRASE, "Ганна", SECOND)
    key_files.make_key_file(office, PASSPHRASE, stick)
    office.close()
    second = open_with(folder, SECOND)
    assert second.user == 2
    assert second.own(SECOND) == SECOND
    second.close()
    first = open_with(folder, PASSPHRASE, stick)
    assert first.user == 1
    assert isinstance(first.own(PASSPHRASE), WithKeyFile)
    assert with_key_file(PASSPHRASE, None) == PASSPHRASE
    first.close()
