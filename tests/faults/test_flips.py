"""One flipped bit in a book, a header or a backup: always told, in the sentence that leads on, or harmless and mended.

What a flip may do: a book is named as damaged; one copy of the header is mended from the other, two damaged ones are
told; a backup is told as damaged, or no backup, or holds the very same parts (the archive's own dates are no content).
"""

import random
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from desktop.domain.errors import BackupDamaged, DamagedDatabase, DamagedHeader, NewerSchema, NotABackup, VaultError
from desktop.domain.people import PersonCategory
from desktop.services import backups, verification, wording
from desktop.vault import container, vault
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, make_office, open_office

BOOK_ANSWERS = {"DamagedDatabase", "found by verifying"}
BACKUP_ERRORS = (BackupDamaged, NotABackup, NewerSchema)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small office with a backup beside it, closed."""
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    fund, donor = kit.campaign("5000.00"), kit.person("North Star", PersonCategory.DONOR)
    kit.give(fund.code, "70", donor, receipt="en")
    made = backups.make_backup(office)
    shutil.copy(made.path, tmp_path / "one.backup")
    office.close()
    return tmp_path / "vault"


def flipped(dice: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def told(error: VaultError) -> str:
    """The kind of a failure; its sentence must say what to do next."""
    said = wording.explain(error)
    assert said.what
    assert said.why
    assert "backup" in said.next or isinstance(error, BACKUP_ERRORS), said
    return type(error).__name__


def flip_books(folder: Path, rounds: int) -> Counter[str]:
    dice = random.Random(1)
    found: Counter[str] = Counter()
    for _round in range(rounds):
        book = dice.choice(("ledger", "identity"))
        path = folder / f"{book}.db"
        whole = path.read_bytes()
        path.write_bytes(flipped(dice, whole))
        found[_look_at_books(folder, book)] += 1
        path.write_bytes(whole)
    office = open_office(folder)
    assert verification.verify(office).good
    office.close()
    return found


def _look_at_books(folder: Path, book: str) -> str:
    """Open the office and verify it, as a worker does; the book must be named."""
    try:
        office = open_office(folder)
    except DamagedDatabase as error:
        kind = told(error)
        named = error.params.get("book")  # None: it was met by a reading of both books
        return kind if named in {book, None} else f"{kind}, and the wrong book"
    try:
        damaged = office.store._books.damaged()
    finally:
        office.close()
    assert damaged == (book,)
    return "found by verifying"


def flip_headers(folder: Path, rounds: int) -> Counter[str]:
    dice = random.Random(2)
    found: Counter[str] = Counter()
    whole = (folder / vault.HEADER).read_bytes()
    for _round in range(rounds):
        paths = [folder / vault.HEADER, folder / vault.COPY]
        both = dice.random() < 0.5
        for path in paths if both else [dice.choice(paths)]:
            path.write_bytes(flipped(dice, whole))
        try:
            vault.unlock(folder, PASSPHRASE, floor=CHEAP).wipe()
        except (DamagedHeader, NewerSchema) as error:
            assert both
            found[told(error)] += 1
        else:
            assert not both
            assert [path.read_bytes() for path in paths] == [whole, whole]
            found["mended"] += 1
        for path in paths:
            path.write_bytes(whole)
    return found


def flip_backups(folder: Path, rounds: int) -> Counter[str]:
    dice = random.Random(3)
    found: Counter[str] = Counter()
    path, changed, room = folder.with_name("one.backup"), folder.with_name("changed.backup"), folder.with_name("room")
    whole = path.read_bytes()
    # As often in what surrounds the parts as in the parts: these are by far the most bytes.
    ends = [place for place in range(len(whole)) if place < 200 or place > len(whole) - 1500]
    for _round in range(rounds):
        data = bytearray(whole)
        place = dice.choice(ends) if dice.random() < 0.5 else dice.randrange(len(whole))
        data[place] ^= 1 << dice.randrange(8)
        changed.write_bytes(data)
        room.mkdir()
        try:
            about = container.unpack(changed, room)
        except BACKUP_ERRORS as error:
            found[told(error)] += 1
        else:
            assert about == container.read_about(path), place
            found["the same"] += 1
        shutil.rmtree(room)
    return found


def test_a_flipped_bit_in_a_book_is_told(folder: Path) -> None:
    found = flip_books(folder, 60)
    assert sum(found.values()) == 60
    assert found.keys() <= BOOK_ANSWERS


def test_a_flipped_bit_in_a_header_is_told_or_mended(folder: Path) -> None:
    found = flip_headers(folder, 70)
    assert found.keys() == {"mended", "DamagedHeader"}


def test_a_flipped_bit_in_a_backup_is_told_or_changes_nothing(folder: Path) -> None:
    found = flip_backups(folder, 200)
    assert found["BackupDamaged"] > 60
    assert found["the same"] < 60


@pytest.mark.full
def test_10000_flipped_bits_are_told(folder: Path) -> None:
    books, headers, files = flip_books(folder, 2000), flip_headers(folder, 4000), flip_backups(folder, 4000)
    print(dict(books), dict(headers), dict(files))
    assert books.keys() <= BOOK_ANSWERS
    assert sum((books + headers + files).values()) == 10_000


def test_control_without_its_sums_a_changed_book_is_unpacked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, changed = folder.with_name("one.backup"), folder.with_name("changed.backup")
    with zipfile.ZipFile(whole) as archive:
        place = archive.getinfo("ledger.db").header_offset + 5000
    data = bytearray(whole.read_bytes())
    data[place] ^= 1
    changed.write_bytes(data)
    for number, without_sum in enumerate((False, True)):
        room = folder.with_name(f"room {number}")
        room.mkdir()
        if without_sum:  # of the archive; the part's own digest is still there
            monkeypatch.setattr(zipfile.ZipExtFile, "_update_crc", lambda _self, _data: None)
        with pytest.raises(BackupDamaged):
            container.unpack(changed, room)
    with zipfile.ZipFile(changed) as careless, zipfile.ZipFile(whole) as right:
        assert careless.read("ledger.db") != right.read("ledger.db")
