"""A disk that is full or fails at any call: a clear refusal, never a success that is not one, and all that was there.

The faults are made by strace, which proves that they fired, and by real limits: a file size, a small memory disk.
"""

import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.errors import DamagedDatabase, DiskFailed, DiskFull, EngineUnsafe
from desktop.domain.people import PersonCategory
from desktop.services.verification import verify
from desktop.vault import files
from tests.faults.battery import Battery, SmallBattery
from tests.faults.tracing import ROOT, WRITES, Outcome, python, traced
from tests.faults.writer import open_small
from tests.services.office_kit import Kit, make_office, open_office

CODES = {"vault.disk_full", "vault.disk_failed"}


@pytest.fixture
def battery(tmp_path: Path) -> Battery:
    return SmallBattery.new(tmp_path)


def refused(outcome: Outcome) -> list[str]:
    return [line.split()[1] for line in outcome.said if line.startswith("refused ")]


def check(battery: Battery, outcome: Outcome, where: str) -> None:
    """Every line is a success or one of the two refusals, a failure said nothing stored, and all is as it must be."""
    assert outcome.injected, f"the fault at {where} did not fire"
    assert set(refused(outcome)) <= CODES, where
    assert battery.wrong() == [], where


def fail(battery: Battery, call: str, error: str, share: int) -> None:
    """Let a call fail once, and from then on, at several of its turns."""
    total = battery.run().calls()[call]
    # This machine's engine may flush by fsync or by fdatasync; every other call it must have made.
    assert total or call in {"fdatasync", "fsync"}
    for number in range(total, 0, -max(total // share, 1)):
        check(battery, battery.run(f"{call}:error={error}:when={number}"), f"{call} {number}")
        for_ever = battery.run(f"{call}:error={error}:when={number}+")
        check(battery, for_ever, f"{call} {number}+")
        if call == "pwrite64":
            expected = "vault.disk_full" if error == "ENOSPC" else "vault.disk_failed"
            assert refused(for_ever) == [expected] * len(refused(for_ever)) != [], number


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", WRITES)
def test_a_failing_call_is_never_a_success(battery: Battery, call: str, error: str) -> None:
    fail(battery, call, error, 2)


@pytest.mark.full
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", WRITES)
def test_a_failing_call_is_never_a_success_at_any_turn(battery: Battery, call: str, error: str) -> None:
    fail(battery, call, error, 40)


@pytest.mark.parametrize("book", ["ledger.db", "identity.db"])
@pytest.mark.parametrize("number", range(2, 8))
def test_a_disk_that_cannot_be_read_is_told_as_such_and_stores_nothing(
    battery: Battery, book: str, number: int
) -> None:
    command = python("tests.faults.writer", "engine", str(battery.folder), "1")
    calls = ["read", "pread64"]
    # Only this file's reads fail, not the program's own loading.
    path = str(battery.folder / book)
    outcome = traced(command, battery.log, calls=calls, inject=f"read,pread64:error=EIO:when={number}+", only=path)
    battery.acknowledge(outcome.said)
    assert outcome.injected or number > 5
    if number <= 3:
        assert refused(outcome) == ["vault.disk_failed"]
    elif outcome.injected:
        # The engine takes a page that the disk refuses for a damaged one. At opening the program reads the file once
        # more by itself (three small reads here, which fail up to the third); later, nothing was stored in any case.
        assert set(refused(outcome)) <= {"vault.disk_failed", "vault.damaged_database"}
        assert len(refused(outcome)) == 1
    assert battery.wrong() == []


def test_a_limit_on_the_size_of_files_refuses_and_keeps_what_is_there(battery: Battery) -> None:
    battery.run()
    size = (battery.folder / "identity.db").stat().st_size
    blocks = size // 1024 + 16
    command = " ".join(python("tests.faults.writer", "engine", str(battery.folder), "40"))
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f {blocks}; exec {command}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said = done.stdout.split("\n")
    assert "refused vault.disk_failed" in said
    battery.acknowledge(said)
    assert battery.wrong() == []
    # With room again, the same vault takes entries again.
    assert battery.run().said[-1].startswith("stored")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k,mode=0700", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.full
def test_a_disk_that_is_really_full_refuses_and_keeps_what_is_there(small_disk: Path, tmp_path: Path) -> None:
    battery = SmallBattery.new(small_disk)
    battery.log = tmp_path / "trace"
    said: list[str] = []
    for _turn in range(20):
        said += battery.run().said
        assert battery.wrong() == []
    assert shutil.disk_usage(small_disk).free < 64 * 1024
    refusals = [line for line in said if line.startswith("refused")]
    assert len(refusals) >= 10
    assert set(refusals) <= {"refused vault.disk_full", "refused vault.disk_failed"}
    assert "refused vault.disk_full" in refusals
    assert len(battery.acknowledged) >= 10


@pytest.mark.full
def test_a_real_office_on_a_disk_that_is_really_full_keeps_every_acknowledged_gift(
    roomy_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule of free room is taken away, so that the disk itself refuses, in the midst of a commit."""
    with pytest.raises(DiskFull) as early:  # the rule, with the real figures of this disk
        make_office(roomy_disk / "vault")
    assert int(str(early.value.params["free"])) < int(str(early.value.params["needed"]))
    monkeypatch.setattr(files, "free_space_guard", lambda *_given: None)
    office = make_office(roomy_disk / "vault")
    kit = Kit(office)
    fund, donor = kit.campaign("500000.00"), kit.person("North Star", PersonCategory.DONOR)
    # Whatever an office weighs by itself, some hundred gifts are left to go.
    (roomy_disk / "more").write_bytes(bytes(max(0, shutil.disk_usage(roomy_disk).free - (1 << 20))))
    stored: list[str] = []
    refused = 0
    while refused < 20 and len(stored) < 5_000:
        try:
            stored.append(kit.give(fund.code, "1", donor).code)
        except (DiskFull, DiskFailed):
            refused += 1
    assert refused == 20, "the disk never was full"
    print(f"{len(stored)} gifts acknowledged, {refused} refused")
    with office.work() as work:
        for code in stored:
            assert work.donations.get(code).code == code
    office.close()
    (roomy_disk / "spare").unlink()
    again = open_office(roomy_disk / "vault")
    assert verify(again).findings == ()
    assert Kit(again).give(fund.code, "1", donor).code not in stored
    again.close()


@pytest.fixture
def roomy_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for an office and little more; a file on it can be deleted later."""
    place = tmp_path / "roomy"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m,mode=0700", "tmpfs", str(place)], check=True)
    (place / "spare").write_bytes(bytes(2 << 20))
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)  # also when a test failed with the office open


# ------------------------------------------------------------------------------------------------- flipped and replaced


def found(folder: Path) -> str:
    """What opening the books and reading them whole finds."""
    try:
        books = open_small(folder)
    except DamagedDatabase as error:
        return str(error.params["book"])
    except EngineUnsafe as error:
        return str(error.params["reason"])
    try:
        return " ".join(books.damaged()) or "nothing"
    finally:
        books.close()


def flip(battery: Battery, rounds: int) -> None:
    battery.run()
    dice = random.Random(7)
    originals = {book: (battery.folder / f"{book}.db").read_bytes() for book in ("ledger", "identity")}
    assert found(battery.folder) == "nothing"
    for _round in range(rounds):
        book = dice.choice(("ledger", "identity"))
        data = bytearray(originals[book])
        position, bit = dice.randrange(len(data)), dice.randrange(8)
        data[position] ^= 1 << bit
        (battery.folder / f"{book}.db").write_bytes(data)
        assert found(battery.folder) == book, (position, bit)
        (battery.folder / f"{book}.db").write_bytes(originals[book])
    assert found(battery.folder) == "nothing"


def test_every_flipped_bit_of_some_is_found(battery: Battery) -> None:
    flip(battery, 150)


@pytest.mark.full
def test_every_flipped_bit_of_10000_is_found(battery: Battery) -> None:
    flip(battery, 10_000)


def test_control_a_flipped_bit_in_a_plain_database_goes_unnoticed(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (name TEXT)")
    plain.execute("INSERT INTO t VALUES ('aaaa')")
    plain.commit()
    plain.close()
    data = bytearray(path.read_bytes())
    data[data.rindex(b"aaaa")] ^= 2
    path.write_bytes(data)
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert plain.execute("SELECT name FROM t").fetchall() == [("caaa",)]
    plain.close()


@pytest.mark.parametrize("book", ["ledger", "identity"])
def test_a_book_cut_short_anywhere_is_found(battery: Battery, book: str) -> None:
    battery.run()
    path = battery.folder / f"{book}.db"
    whole = path.read_bytes()
    lengths = sorted({0, 1, 15, 16, 100, 4095, *range(4096, len(whole), 4096), len(whole) - 4095, len(whole) - 1})
    for length in lengths:
        path.write_bytes(whole[:length])
        assert found(battery.folder) == book, length
    path.write_bytes(whole)
    assert found(battery.folder) == "nothing"


@pytest.mark.parametrize("book", ["ledger", "identity"])
def test_a_book_replaced_by_a_plain_database_is_refused(battery: Battery, book: str) -> None:
    path = battery.folder / f"{book}.db"
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE entry (number)")
    plain.commit()
    plain.close()
    assert found(battery.folder) == "plaintext"


def test_a_book_in_the_others_place_is_found(battery: Battery) -> None:
    path = battery.folder / "identity.db"
    shutil.copyfile(battery.folder / "ledger.db", path)
    assert found(battery.folder) == "identity"
