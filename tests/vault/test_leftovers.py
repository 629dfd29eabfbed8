"""What a killed restoring leaves beside a vault's place is known for what it is, and nothing else is touched."""

import shutil
from pathlib import Path

import pytest

from desktop.services import backups, vaults
from desktop.vault import leftovers, vault
from tests.services.office_kit import CHEAP, PASSPHRASE, SETTINGS, SetClock, make_office, open_office


def left_of(folder: Path, name: str, *files: str) -> Path:
    place = folder.parent / name
    place.mkdir()
    for file in files:
        (place / file).write_bytes(b"x")
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_office(tmp_path / "o[f]fice").close()
    return tmp_path / "o[f]fice"


def test_a_whole_vault_that_was_left_is_found_and_opens(folder: Path) -> None:
    """The control: without sweeping, whoever knows the passphrase reads it."""
    left = folder.parent / ".o[f]fice.0123456789ab.new"
    shutil.copytree(folder, left)
    assert leftovers.unfinished(folder) == (left,)
    vault.unlock(left, PASSPHRASE, floor=CHEAP).wipe()


def test_opening_sweeps_what_was_left(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / ".o[f]fice.0123456789ab.new")
    left_of(folder, ".o[f]fice.0123456789ab.new.later", "header", "ledger.db", "ledger.db-journal")
    left_of(folder, ".o[f]fice.ba9876543210.new")
    open_office(folder).close()
    assert [path.name for path in folder.parent.iterdir()] == ["o[f]fice"]


def test_restoring_and_making_sweep_before_they_begin(folder: Path, tmp_path: Path) -> None:
    office = open_office(folder)
    made = backups.make_backup(office, tmp_path)
    office.close()
    shutil.copytree(folder, tmp_path / ".again.0123456789ab.new")
    backups.restore_backup(made.path, PASSPHRASE, tmp_path / "again", clock=SetClock(), floor=CHEAP)
    shutil.copytree(folder, tmp_path / ".fresh.0123456789ab.new")
    vaults.create_vault(tmp_path / "fresh", PASSPHRASE, SETTINGS, clock=SetClock(), cost=CHEAP).close()
    assert not list(tmp_path.glob(".*"))


def test_what_is_somebody_elses_stays(folder: Path) -> None:
    mine = left_of(folder, ".o[f]fice.0123456789ab.new", "header", "letter.odt")
    others = [
        left_of(folder, ".other.0123456789ab.new", "header"),
        left_of(folder, ".o[f]fice.short.new", "header"),
        left_of(folder, ".office.0123456789ab.new", "header"),
    ]
    (folder.parent / ".o[f]fice.aaaaaaaaaaaa.new").write_bytes(b"a file")
    (folder.parent / ".o[f]fice.bbbbbbbbbbbb.new").symlink_to(mine)
    assert leftovers.unfinished(folder) == ()
    leftovers.sweep_unfinished(folder)
    assert all(place.is_dir() for place in (mine, *others))


def test_a_place_that_cannot_be_read_is_no_matter(tmp_path: Path) -> None:
    assert leftovers.unfinished(tmp_path / "nowhere" / "vault") == ()
