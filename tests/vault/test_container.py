"""A backup's one file: its strict form, its seal, what becomes of it when the disk refuses or somebody changes it."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop.domain.errors import BackupDamaged, DiskFailed, DiskFull, NewerSchema, NotABackup
from desktop.vault import container
from desktop.vault.container import ABOUT, read_about, unpack, write_container

KEY = bytes(range(32))
MOMENT = datetime(2026, 11, 26, 8, 30, 15, 999, tzinfo=UTC)
VAULT = "ab" * 16


@pytest.fixture
def made(tmp_path: Path) -> Path:
    for name, size in (("ledger.db", 2_500_000), ("identity.db", 70)):
        (tmp_path / name).write_bytes(name.encode() * size)
    target = tmp_path / "one.backup"
    books = {name: tmp_path / name for name in ("ledger.db", "identity.db")}
    about = write_container(target, b"header's bytes", books, VAULT, MOMENT, KEY)
    assert about == read_about(target)
    return target


def again(made: Path, change: dict[str, bytes | None], **options: int) -> Path:
    """Write the same file with parts changed, added or left out."""
    out = made.with_name("changed.backup")
    with zipfile.ZipFile(made) as read, zipfile.ZipFile(out, "w", **options) as write:  # type: ignore[call-overload]
        parts: dict[str, bytes | None] = {name: read.read(name) for name in read.namelist()}
        for name, data in {**parts, **change}.items():
            if data is not None:
                write.writestr(name, data)
    return out


def told(made: Path, **change: object) -> bytes:
    """Give the plain part with something else in it."""
    with zipfile.ZipFile(made) as read:
        plain = json.loads(read.read(ABOUT))
    return json.dumps({**plain, **change}, sort_keys=True, separators=(",", ":")).encode()


def test_what_was_written_is_unpacked(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    about = unpack(made, folder)
    assert {path.name for path in folder.iterdir()} == {"header", "ledger.db", "identity.db"}
    assert (folder / "header").read_bytes() == b"header's bytes"
    assert (folder / "ledger.db").read_bytes() == (tmp_path / "ledger.db").read_bytes()
    assert {path.stat().st_mode & 0o777 for path in (made, *folder.iterdir())} == {0o600}
    assert (about.vault_id, about.made_at) == (VAULT, MOMENT.replace(microsecond=0))
    assert about.is_sealed_with(KEY)
    assert not about.is_sealed_with(KEY[::-1])


def test_only_the_wanted_parts_are_unpacked(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "some"
    folder.mkdir()
    about = unpack(made, folder, only=("header", "ledger.db"))
    assert {path.name for path in folder.iterdir()} == {"header", "ledger.db"}
    assert set(about.parts) > {"header", "ledger.db"}


def test_nothing_is_written_over_and_nothing_is_left(made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(DiskFailed):
        write_container(made, b"other", {"ledger.db": tmp_path / "ledger.db"}, VAULT, MOMENT, KEY)
    with pytest.raises(DiskFailed):
        write_container(tmp_path / "two.backup", b"x", {"ledger.db": tmp_path}, VAULT, MOMENT, KEY)
    assert made.read_bytes() == before
    assert not list(tmp_path.glob(".*"))
    assert not (tmp_path / "two.backup").exists()


def test_what_is_read_back_otherwise_is_no_backup(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "_parts_of", lambda *_: {})
    with pytest.raises(DiskFailed):
        write_container(made.with_name("two.backup"), b"x", {}, VAULT, MOMENT, KEY)
    assert not made.with_name("two.backup").exists()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({ABOUT: None}, NotABackup),
        ({ABOUT: b"{}"}, NotABackup),
        ({ABOUT: b"["}, NotABackup),
        ({ABOUT: b"[" * 4000}, NotABackup),
        ({ABOUT: b" " * 5000}, NotABackup),
        ({"ledger.db": None}, BackupDamaged),
        ({"ledger.db": b"another"}, BackupDamaged),
        ({"../evil": b"x"}, BackupDamaged),
        ({"notes.txt": b"x"}, BackupDamaged),
    ],
)
def test_another_form_is_refused(
    made: Path, tmp_path: Path, change: dict[str, bytes | None], error: type[Exception]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(error):
        unpack(again(made, change), folder)
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"format": 2}, NewerSchema),
        ({"format": 0}, NotABackup),
        ({"format": "1"}, NotABackup),
        ({"vault": "AB" * 16}, NotABackup),  # not as it writes it
        ({"vault": 7}, NotABackup),
        ({"made_at": "soon"}, NotABackup),
        ({"made_at": MOMENT.astimezone(timezone(timedelta(hours=2))).isoformat()}, NotABackup),
        ({"parts": ["ledger.db"]}, NotABackup),
        ({"parts": {"ledger.db": "00"}}, BackupDamaged),
        ({"parts": {"../evil": "00", "header": "00", "ledger.db": "00"}}, BackupDamaged),
        ({"seal": "no"}, NotABackup),
    ],
)
def test_a_plain_part_that_we_never_write_is_refused(
    made: Path, change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        read_about(again(made, {ABOUT: told(made, **change)}))


def test_all_of_a_whole_backup_is_read(made: Path) -> None:
    container.read_through(made)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({ABOUT: None}, NotABackup),
        ({"ledger.db": None}, BackupDamaged),
        ({"ledger.db": b"another"}, BackupDamaged),
        ({"header": b"another"}, BackupDamaged),
    ],
)
def test_reading_through_finds_what_is_not_as_it_was_written(
    made: Path, change: dict[str, bytes | None], error: type[Exception]
) -> None:
    with pytest.raises(error):
        container.read_through(again(made, change))


def test_reading_through_finds_a_flipped_bit_and_a_file_that_is_away(made: Path) -> None:
    data = bytearray(made.read_bytes())
    data[len(data) // 2] ^= 1
    made.write_bytes(data)
    container.read_about(made)  # the control: what it says of itself tells nothing of it
    with pytest.raises(BackupDamaged):
        container.read_through(made)
    with pytest.raises(DiskFailed):
        container.read_through(made.with_name("away.backup"))


def test_compressed_parts_are_refused(made: Path) -> None:
    with pytest.raises(BackupDamaged):
        read_about(again(made, {}, compression=zipfile.ZIP_DEFLATED))


def test_a_packed_part_is_never_unpacked(made: Path) -> None:
    """Its bytes may be no packing at all, which breaks the unpacker in its own way."""
    packed = again(made, {}, compression=zipfile.ZIP_DEFLATED)
    data = bytearray(packed.read_bytes())
    begin = data.index(ABOUT.encode()) + len(ABOUT)
    data[begin : begin + 20] = b"\xff" * 20
    packed.write_bytes(data)
    with pytest.raises(BackupDamaged):
        read_about(packed)


def test_a_name_that_is_no_text_is_refused(made: Path) -> None:
    changed = again(made, {"ledger.db": None, "ledgé.db": b"x"})
    data = changed.read_bytes().replace("ledgé".encode(), b"ledg\xff\xff")
    changed.write_bytes(data)
    with pytest.raises(NotABackup):
        read_about(changed)


def test_a_part_that_ends_too_early_is_refused(made: Path, tmp_path: Path) -> None:
    """The list at the end says more bytes than the file has before it."""
    data = bytearray(made.read_bytes())
    entry = data.rindex(b"ledger.db") - 46
    size = int.from_bytes(data[entry + 20 : entry + 24], "little") + 200_000_000
    data[entry + 20 : entry + 28] = size.to_bytes(4, "little") * 2
    made.write_bytes(data)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises((BackupDamaged, NotABackup)):
        unpack(made, folder)


def test_a_huge_header_is_refused(made: Path) -> None:
    with pytest.raises(BackupDamaged):
        read_about(again(made, {"header": bytes(300_000)}))


def test_what_is_no_file_or_no_zip_is_said(made: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(NotABackup):
        read_about(tmp_path / "letter.txt")
    with pytest.raises(DiskFailed):
        read_about(tmp_path / "none")
    with pytest.raises(DiskFailed):
        unpack(tmp_path / "none", tmp_path)
    with pytest.raises(BackupDamaged):
        unpack(tmp_path / "letter.txt", tmp_path)
    with pytest.raises(DiskFailed):
        unpack(made, tmp_path)  # a part of that name is there


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said_as_one(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    real = os.open
    monkeypatch.setattr(container.os, "open", lambda _path, flags, mode: real("/dev/full", flags & ~os.O_EXCL, mode))
    with pytest.raises((DiskFull, DiskFailed)):
        write_container(made.with_name("two.backup"), b"x", {}, VAULT, MOMENT, KEY)


@pytest.mark.parametrize("offset", [1 << 20, (1 << 32) - 2])
def test_an_archive_that_leads_before_its_first_byte_is_no_fault_of_the_disk(made: Path, offset: int) -> None:
    """Where its list of parts lies is told wrong: each part is then looked for before the file begins."""
    data = bytearray(made.read_bytes())
    place = data.rindex(b"PK\x05\x06") + 16
    true = int.from_bytes(data[place : place + 4], "little")
    for changed in (true ^ 1 << 30, offset):
        data[place : place + 4] = changed.to_bytes(4, "little")
        path = made.with_name("astray.backup")
        path.write_bytes(data)
        room = made.with_name("room")
        room.mkdir()
        with pytest.raises(NotABackup):
            read_about(path)
        with pytest.raises((BackupDamaged, NotABackup)):
            unpack(path, room)
        with pytest.raises((BackupDamaged, NotABackup)):
            container.read_through(path)
        room.rmdir()
