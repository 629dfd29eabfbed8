"""The emergency: the vault cannot be opened any more, by whatever passphrase, and it takes no time."""

import os
import time
from pathlib import Path

import pytest

from desktop.domain.errors import DamagedHeader, NotAVault
from desktop.vault import vault, wiping
from tests.services.office_kit import CHEAP, PASSPHRASE

BIG = 400 * 1024 * 1024
#: What a killed restoring leaves beside a vault named "vault".
BESIDE = (".vault.0123456789ab.new", ".vault.0123456789ab.new.later")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with large books, backups beside it, and leftovers of all kinds."""
    place = tmp_path / "vault"
    vault.create(place, PASSPHRASE, CHEAP).keys.wipe()
    for name in ("ledger.db", "identity.db"):
        with (place / name).open("wb") as file:
            file.write(os.urandom(1 << 20))
            file.truncate(BIG)
    (place / "ledger.db-journal").write_bytes(b"x")
    (place / ".header.0123.new").write_bytes((place / "header").read_bytes())
    (place / "backups").mkdir()
    for name in ("one.backup", ".two.backup.77.new"):
        with (place / "backups" / name).open("wb") as file:
            file.write((place / "header").read_bytes())
            file.truncate(BIG)
    (place / ".backup-77").mkdir()
    (place / ".backup-77" / "header").write_bytes((place / "header").read_bytes())
    for name in BESIDE:
        (tmp_path / name).mkdir()
        (tmp_path / name / "header").write_bytes((place / "header").read_bytes())
        (tmp_path / name / "ledger.db").write_bytes(b"x" * 5000)
    return place


def wiped(place: Path) -> tuple[wiping.Wiped, wiping.Wiped]:
    return wiping.destroy_keys(place), wiping.destroy_books(place)


def test_nothing_opens_any_more_and_no_file_is_left(folder: Path) -> None:
    vault.unlock(folder, PASSPHRASE, floor=CHEAP).keys.wipe()  # the control
    begun = time.monotonic()
    keys = wiping.destroy_keys(folder)
    took = time.monotonic() - begun
    with pytest.raises(DamagedHeader):
        vault.unlock(folder, PASSPHRASE, floor=CHEAP)
    books = wiping.destroy_books(folder)
    print(f"keys destroyed in {took:.3f} s, all of {4 * BIG >> 20} MB in {time.monotonic() - begun:.3f} s (goal: 2 s)")
    assert (keys.gone, keys.left, books.gone, books.left) == (10, (), 3, ())
    assert not folder.exists()
    assert not [name for name in BESIDE if (folder.parent / name).exists()]
    with pytest.raises(NotAVault):
        vault.unlock(folder, PASSPHRASE, floor=CHEAP)


def test_the_bytes_are_overwritten_before_the_names_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {path: path.read_bytes()[:4096] for path in (folder / "header", folder / "backups" / "one.backup")}
    monkeypatch.setattr(Path, "unlink", lambda _path: (_ for _ in ()).throw(PermissionError))
    keys = wiping.destroy_keys(folder)
    assert (keys.gone, sorted(keys.left)[0]) == (0, ".header.0123.new")
    for path, before in secrets.items():
        assert path.read_bytes()[:4096] != before
        assert path.stat().st_size >= len(before)
    tail = (folder / "backups" / "one.backup").read_bytes()[-1000:]
    assert tail != bytes(1000), "the list of its parts is noise too"


def test_what_is_not_the_programs_stays(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    (folder / "header.copy").unlink()
    (folder / "header.copy").symlink_to(other)
    (folder / "notes.txt").write_text("mine")
    wiped(folder)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]
    assert other.read_text() == "mine"


def test_a_disk_that_refuses_ends_nothing_early(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_place: Path) -> None:
        raise OSError

    monkeypatch.setattr(wiping, "sync_folder", refuse)
    monkeypatch.setattr(wiping, "_overwrite", refuse)
    wiped(folder)
    assert not folder.exists()


def test_a_folder_that_is_none_is_no_matter(tmp_path: Path) -> None:
    assert wiped(tmp_path / "none") == (wiping.Wiped(0), wiping.Wiped(0))
