"""Backups: made through the engine and proven, thinned out, restored whole or not at all, rehearsed."""

from __future__ import annotations

import errno
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import (
    BackupDamaged,
    CannotWrite,
    DamagedDatabase,
    DiskFailed,
    DiskFull,
    NotABackup,
    Stopped,
    VaultExists,
    WrongPassphrase,
)
from desktop.services import backups, users, vaults
from desktop.services.backup_words import made_words, verified_words
from desktop.services.verification import verify
from desktop.storage import carrying
from desktop.vault import container, files
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, open_without_names

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.vault.slots import Keys


@pytest.fixture
def busy(kit: Kit) -> Kit:
    """An office with a bit of everything."""
    donor, payee = kit.person("Donor"), kit.person("Payee")
    fund = kit.campaign("100")
    kit.give(fund.code, "80", donor, receipt="en")
    kit.pay(fund.code, payee, {1: "30"}, voucher="en")
    return kit


def left_over(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"header", "header.copy", "ledger.db", "identity.db", "backups"}


def test_a_backup_restored_is_the_same_office(busy: Kit, tmp_path: Path) -> None:
    made = backups.make_backup(busy.office)
    head = busy.head()
    assert made.path.parent == busy.office.folder / "backups"
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert left_over(busy.office.folder) <= {"ledger.db-journal", "identity.db-journal"}
    (listed,) = backups.list_backups(busy.office)
    assert (listed.name, listed.size, listed.with_names) == (made.path.name, made.size, True)
    holds = backups.restore_backup(made.path, PASSPHRASE, tmp_path / "again", clock=SetClock(), floor=CHEAP)
    assert (holds.people, holds.campaigns, holds.donations, holds.payouts, holds.documents) == (2, 1, 1, 1, 2)
    assert (holds.findings, holds.head, holds.records) == (0, head, made.records)
    again = vaults.open_vault(tmp_path / "again", PASSPHRASE, clock=SetClock(), floor=CHEAP)
    try:
        assert Kit(again).head() == head
        assert Kit(again).load("C-0001").totals == busy.load("C-0001").totals
        assert verify(again).findings == ()
        assert again.vault_id == busy.office.vault_id
    finally:
        again.close()


def test_a_copy_elsewhere_is_told_to_the_journal_and_ends_the_reminder(busy: Kit, tmp_path: Path) -> None:
    state = backups.state_of_backups(busy.office)
    assert (state.inside, state.outside, state.inside_due, state.outside_due) == (None, None, True, True)
    made = backups.make_backup(busy.office, tmp_path)
    state = backups.state_of_backups(busy.office)
    assert (state.inside, state.outside, state.outside_due) == (None, made.made_at, False)
    with busy.office.work() as work:
        last = work.journal.last()
    assert last is not None
    assert (last.record.verb, last.record.subject) == ("backup.copied", "backup")
    assert str(tmp_path) not in str(last.record.facts)  # a place is no fact of the office
    assert backups.list_backups(busy.office) == ()
    assert verify(busy.office).findings == ()


def test_an_office_in_which_nothing_happened_since_needs_no_backup(busy: Kit, tmp_path: Path) -> None:
    backups.make_backup(busy.office)
    backups.make_backup(busy.office, tmp_path)
    clock = busy.office.clock
    assert isinstance(clock, SetClock)
    clock.moment += timedelta(days=30)
    state = backups.state_of_backups(busy.office)
    assert (state.inside_due, state.outside_due) == (False, False)
    busy.person("Newcomer")
    clock.moment += timedelta(hours=1)
    state = backups.state_of_backups(busy.office)
    assert (state.inside_due, state.outside_due) == (True, True)
    clock.moment -= timedelta(days=300)  # a clock that was set back
    assert backups.state_of_backups(busy.office).inside_due


@pytest.mark.parametrize("place", ["missing", "vault", "vault/backups"])
def test_a_place_that_is_none_is_refused(busy: Kit, tmp_path: Path, place: str) -> None:
    folder = tmp_path / "missing" if place == "missing" else busy.office.folder / place.removeprefix("vault").strip("/")
    if place == "vault/backups":
        folder.mkdir()
    with pytest.raises(CannotWrite):
        backups.make_backup(busy.office, folder)
    assert list(busy.office.folder.rglob("*.backup")) == []


def test_old_ones_are_thinned_out_and_the_newest_stay(busy: Kit) -> None:
    clock = busy.office.clock
    assert isinstance(clock, SetClock)
    first = backups.make_backup(busy.office)
    spare = first.path.read_bytes()
    for _ in range(12):
        clock.moment += timedelta(minutes=5)
        backups.make_backup(busy.office)
    names = [each.name for each in backups.list_backups(busy.office)]
    assert len(names) == 10
    assert first.path.name not in names
    assert names == sorted(names, reverse=True)
    stranger = busy.office.folder / "backups" / "letter.backup"
    stranger.write_bytes(b"mine")
    (busy.office.folder / "backups" / "cut.backup").write_bytes(spare[:5000])
    backups.make_backup(busy.office)
    assert stranger.exists()  # what is none of ours is not deleted
    assert len(backups.list_backups(busy.office)) == 10


def test_the_wrong_passphrase_and_a_full_folder_leave_nothing(busy: Kit, tmp_path: Path) -> None:
    made = backups.make_backup(busy.office, tmp_path)
    with pytest.raises(WrongPassphrase):
        backups.restore_backup(made.path, "not this one at all", tmp_path / "new", floor=CHEAP)
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    with pytest.raises(VaultExists):
        backups.restore_backup(made.path, PASSPHRASE, full, floor=CHEAP)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
    assert not (tmp_path / "new").exists()


def test_a_rehearsal_tells_what_is_held_and_leaves_nothing(busy: Kit) -> None:
    made = backups.make_backup(busy.office)
    holds = backups.rehearse(busy.office, made.path, PASSPHRASE)
    assert (holds.donations, holds.findings) == (1, 0)
    assert not [name for name in left_over(busy.office.folder) if name.startswith(".")]
    with pytest.raises(WrongPassphrase):
        backups.rehearse(busy.office, made.path, "wrong")


class _Stops:
    """Stops at the n-th word."""

    def __init__(self, after: int) -> None:
        self.after = after

    def step(self, done: int, whole: int) -> None:
        del done, whole
        self.after -= 1
        if self.after < 0:
            raise Stopped


@pytest.mark.parametrize("after", range(4))
def test_stopped_there_is_no_file_and_the_office_goes_on(busy: Kit, tmp_path: Path, after: int) -> None:
    with pytest.raises(Stopped):
        backups.make_backup(busy.office, tmp_path, _Stops(after))
    assert list(tmp_path.glob("*.backup")) == []
    assert not [name for name in left_over(busy.office.folder) if name.startswith(".")]
    busy.person("Newcomer")
    made = backups.make_backup(busy.office, tmp_path)
    with pytest.raises(Stopped):
        backups.restore_backup(made.path, PASSPHRASE, tmp_path / "new", _Stops(after), floor=CHEAP)
    assert not (tmp_path / "new").exists()


def test_every_changed_byte_is_found(busy: Kit, tmp_path: Path) -> None:
    """The same byte changed in a part, in the plain part, and in the ZIP's own words: never a vault out of it."""
    made = backups.make_backup(busy.office, tmp_path)
    data = made.path.read_bytes()
    places = {0, 40, 300, 5_000, len(data) // 2, len(data) - 30, len(data) - 120, len(data) - 400}
    for place in sorted(places):
        broken = bytearray(data)
        broken[place] ^= 0x10
        file = tmp_path / "broken.backup"
        file.write_bytes(broken)
        try:
            holds = backups.restore_backup(file, PASSPHRASE, tmp_path / f"new{place}", clock=SetClock(), floor=CHEAP)
        except (NotABackup, BackupDamaged):
            continue
        assert (holds.head, holds.findings) == (busy.head(), 0), place  # a byte that says nothing (ZIP's own version)


@pytest.mark.parametrize("length", [0, 21, 100, 10_000, -1])
def test_a_cut_off_file_is_no_backup(busy: Kit, tmp_path: Path, length: int) -> None:
    made = backups.make_backup(busy.office, tmp_path)
    cut = tmp_path / "cut.backup"
    cut.write_bytes(made.path.read_bytes()[:length])
    with pytest.raises((NotABackup, BackupDamaged)):
        backups.restore_backup(cut, PASSPHRASE, tmp_path / "new", floor=CHEAP)


def test_parts_of_two_backups_do_not_pass_for_one(busy: Kit, tmp_path: Path) -> None:
    first = backups.make_backup(busy.office, tmp_path)
    busy.give("C-0001", "5")
    second = backups.make_backup(busy.office, tmp_path)
    mixed = tmp_path / "mixed.backup"
    with zipfile.ZipFile(first.path) as one, zipfile.ZipFile(second.path) as two, zipfile.ZipFile(mixed, "w") as out:
        out.writestr("header", one.read("header"))
        out.writestr("ledger.db", one.read("ledger.db"))
        out.writestr("identity.db", two.read("identity.db"))
        about = container.read_about(first.path)
        parts = {**about.parts, "identity.db": container.read_about(second.path).parts["identity.db"]}
        out.writestr("about", container._plain(replace(about, parts=parts)))
    with pytest.raises(BackupDamaged):
        backups.restore_backup(mixed, PASSPHRASE, tmp_path / "new", floor=CHEAP)


def test_without_the_names_key_the_book_of_names_goes_along_as_it_is(busy: Kit, tmp_path: Path) -> None:
    folder = busy.office.folder
    head = busy.head()
    busy.office.close()
    finance = open_without_names(folder)
    finance = replace(finance, keys=_keys(folder))
    made = backups.make_backup(finance, tmp_path)
    finance.close()
    assert made.carried
    assert "unproven" in made_words(made)
    holds = backups.restore_backup(made.path, PASSPHRASE, tmp_path / "again", clock=SetClock(), floor=CHEAP)
    assert (holds.head, holds.findings, holds.people, holds.carried) == (head, 0, 2, False)
    assert verified_words(holds) != verified_words(replace(holds, carried=True))


def test_who_reads_no_names_is_told_that_their_book_is_not_proven(busy: Kit, tmp_path: Path) -> None:
    second = "otter lamp granite violin meadow crisp"
    users.add_user(busy.office, PASSPHRASE, "Finance", second, with_identity=False)
    made = backups.make_backup(busy.office, tmp_path)
    assert not made.carried
    assert "unproven" not in made_words(made)
    holds = backups.restore_backup(made.path, second, tmp_path / "again", clock=SetClock(), floor=CHEAP)
    assert holds.carried
    assert "not proven" in verified_words(holds)


@pytest.mark.parametrize(("number", "meaning"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_a_book_of_names_that_cannot_be_copied_makes_no_backup(
    busy: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, meaning: type[Exception]
) -> None:
    folder = busy.office.folder
    busy.office.close()
    finance = replace(open_without_names(folder), keys=_keys(folder))
    (tmp_path / "disk").mkdir()

    def refuse(*_paths: object) -> None:
        raise OSError(number, "")

    monkeypatch.setattr(carrying.shutil, "copyfile", refuse)
    with pytest.raises(meaning):
        backups.make_backup(finance, tmp_path / "disk")
    finance.close()
    assert not list((tmp_path / "disk").iterdir())


def _keys(folder: Path) -> Keys:
    from desktop.vault import vault

    opened = vault.unlock(folder, PASSPHRASE, floor=CHEAP)
    opened.keys.identity = None
    return opened.keys


def test_too_little_room_is_said_before_anything_is_written(busy: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(DiskFull):
        backups.make_backup(busy.office)
    assert list((busy.office.folder / "backups").iterdir()) == []


def test_a_vault_that_is_damaged_gives_no_backup(busy: Kit, tmp_path: Path) -> None:
    folder = busy.office.folder
    for number in range(40):
        busy.person(f"Person {number}")
    busy.office.close()
    book = folder / "identity.db"
    data = bytearray(book.read_bytes())
    data[11 * 4096 + 2000] ^= 1  # a page that opening does not read
    book.write_bytes(data)
    office = vaults.open_vault(folder, PASSPHRASE, clock=SetClock(), floor=CHEAP)
    try:
        with pytest.raises(DamagedDatabase):
            backups.make_backup(office, tmp_path)
        assert list(tmp_path.glob("*.backup")) == []
    finally:
        office.close()


def test_what_a_kill_left_is_swept(busy: Kit) -> None:
    left = busy.office.folder / ".backup-dead"
    left.mkdir()
    (left / "ledger.db").write_bytes(b"half")
    inside = busy.office.folder / "backups"
    inside.mkdir()
    (inside / ".x.backup.abc.new").write_bytes(b"half")
    backups.make_backup(busy.office)
    assert not left.exists()
    assert [path.suffix for path in inside.iterdir()] == [".backup"]


def test_two_in_one_second_have_two_names(busy: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 5, 20, 10, tzinfo=UTC)
    monkeypatch.setattr(SetClock, "now", lambda _self: moment)
    paths = {backups.make_backup(busy.office).path.name for _ in range(2)}
    assert paths == {"2026-05-20-100000.backup", "2026-05-20-100000-2.backup"}


def planted(busy: Kit, name: str, moment: datetime, key: bytes = b"x" * 32) -> Path:
    """A file of this vault with a seal of other keys, as somebody puts one there, or as one was before a change."""
    folder = busy.office.folder / "backups"
    book = busy.office.folder.parent / "book"
    book.write_bytes(b"no book at all")
    container.write_container(folder / name, b"header", {"ledger.db": book}, busy.office.vault_id, moment, key)
    return folder / name


def aged(busy: Kit, days: int, count: int) -> None:
    clock = busy.office.clock
    assert isinstance(clock, SetClock)
    for _ in range(count):
        clock.moment += timedelta(days=days)
        backups.make_backup(busy.office)


def test_a_planted_file_is_never_the_newest_and_takes_no_good_ones_place(busy: Kit) -> None:
    aged(busy, 1, 3)
    before = {each.name for each in backups.list_backups(busy.office)}
    newest = backups.state_of_backups(busy.office).inside
    for turn in range(12):
        planted(busy, f"planted{turn}.backup", busy.office.now() + timedelta(hours=1 + turn))
    assert backups.state_of_backups(busy.office).inside == newest
    assert {each.name for each in backups.list_backups(busy.office) if each.sealed} == before
    assert backups.thin_out(busy.office) == 0
    assert before <= {each.name for each in backups.list_backups(busy.office)}


def test_a_file_of_other_keys_goes_when_no_generation_would_keep_it(busy: Kit) -> None:
    aged(busy, 1, 1)
    old = planted(busy, "old.backup", busy.office.now() - timedelta(days=400))
    fresh = planted(busy, "fresh.backup", busy.office.now() - timedelta(days=300))
    assert backups.thin_out(busy.office) == 0  # there are not ten good ones yet
    aged(busy, 1, 9)
    assert not old.exists()
    assert fresh.exists()


def test_the_newest_is_read_whole_before_any_goes_for_it(busy: Kit) -> None:
    aged(busy, 0, 0)
    clock = busy.office.clock
    assert isinstance(clock, SetClock)
    for _ in range(10):
        clock.moment += timedelta(minutes=5)
        backups.make_backup(busy.office)
    names = [each.name for each in backups.list_backups(busy.office)]
    clock.moment += timedelta(minutes=5)
    extra = backups._make(
        busy.office.store, busy.office.vault_id, busy.office.keys, busy.office.folder, CHEAP,
        busy.office.folder / "backups", busy.office.now(), None,
    )  # fmt: skip
    data = bytearray(extra.path.read_bytes())
    data[len(data) // 2] ^= 1
    extra.path.write_bytes(data)
    assert backups.thin_out(busy.office) == 0
    assert set(names) <= {each.name for each in backups.list_backups(busy.office)}
    data[len(data) // 2] ^= 1
    extra.path.write_bytes(data)
    assert backups.thin_out(busy.office) == 1
