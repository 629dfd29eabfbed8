"""Killed in a commit over both books and opened in another folder, a vault is the old or the new one in both books.

SQLite's journals name the super-journal by its absolute path; here the whole folder is given another name after each
kill, as a stick is mounted elsewhere, or is copied while the old place is still there in some other state.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.domain.errors import DiskFailed, Refused, VaultInUse
from desktop.storage import carrying, engine, moved
from desktop.storage.carrying import carry_book
from tests.faults.battery import SmallBattery
from tests.faults.tracing import python, traced
from tests.faults.writer import LEDGER_KEY, make_small, open_small

Move = Callable[[Path, Path], None]


def rename(old: Path, new: Path) -> None:
    """The stick is mounted elsewhere."""
    old.rename(new)


def copy_and_finish_the_old(old: Path, new: Path) -> None:
    """The stick's copy is opened after the old place was brought in order."""
    shutil.copytree(old, new)
    open_small(old).close()


def copy_and_leave_another_state(old: Path, new: Path) -> None:
    """The old place still has a super-journal of that name, whatever the copy has."""
    shutil.copytree(old, new)
    for journal in old.glob("*-journal"):
        if (ending := moved._ending(journal)) is not None:
            Path(ending.name).write_bytes(b"/elsewhere/ledger.db-journal\0")


MOVES: dict[str, Move] = {
    "renamed": rename,
    "old place recovered": copy_and_finish_the_old,
    "old place in another state": copy_and_leave_another_state,
}


def places(tmp_path: Path) -> Iterator[Path]:
    number = 0
    while True:
        number += 1
        # A name whose letters have other sums as signed and as unsigned bytes, and another length each time.
        yield tmp_path / f"дыск {'x' * (number % 7)}{number}"


def fire(battery: SmallBattery, where: list[tuple[str, int]], move: Move, tmp_path: Path) -> int:
    """Kill at each point, move the vault, look at it there; count the journals that named another folder."""
    named = 0
    for (call, number), place in zip(where, places(tmp_path), strict=False):
        battery.kill(call, number)
        move(battery.folder, place)
        battery.folder = place
        named += sum(
            moved._named_elsewhere(journal, place / "ledger.db") is not None for journal in place.glob("*-journal")
        )
        assert battery.wrong() == [], f"after the kill at {call} {number}"
    return named


def test_a_vault_killed_and_moved_is_whole(tmp_path: Path) -> None:
    battery = SmallBattery.new(tmp_path)
    where = battery.points(per_call=5)
    assert fire(battery, where, rename, tmp_path) > 3
    assert battery.fired == len(where)
    assert battery.super_journals > 0


@pytest.mark.full
@pytest.mark.parametrize("how", MOVES)
def test_a_vault_killed_at_each_write_and_moved_is_whole(tmp_path: Path, how: str) -> None:
    battery = SmallBattery.new(tmp_path)
    named = fire(battery, battery.points(per_call=None), MOVES[how], tmp_path)
    print(f"{battery.fired} kills, {named} journals named another folder")
    assert named > 20


# ------------------------------------------------------------------------------------------- the states, one by one


@dataclass(frozen=True)
class States:
    """Vaults as kills left them: `undecided` with a super-journal that both journals name, `done` without it.

    `written` is undecided with all of the identity book written already.
    """

    undecided: Path
    written: Path
    done: Path


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> States:
    place = tmp_path_factory.mktemp("states")
    battery = SmallBattery.new(place)
    battery.run()
    folder = battery.folder
    # The ledger is written, the identity book is about to be; later, the ledger's journal is gone already.
    for name, call, file in (
        ("undecided", "pwrite64", "identity.db"),
        ("written", "fsync", "identity.db"),
        ("done", "ftruncate", "identity.db-journal"),
    ):
        command = python(battery.program, battery.mode, str(folder), "1")
        killed = traced(command, battery.log, inject=f"{call}:signal=SIGKILL:when=1", only=str(folder / file))
        assert killed.killed, killed.said
        shutil.copytree(folder, place / name)
        assert battery.wrong() == []
    assert any((place / "undecided").glob("ledger.db-mj*"))
    assert any((place / "written").glob("ledger.db-mj*"))
    assert not any((place / "done").glob("ledger.db-mj*"))
    shutil.rmtree(folder)
    return States(place / "undecided", place / "written", place / "done")


def counted(folder: Path) -> tuple[int, int]:
    """How many entries each book holds."""
    books = open_small(folder)
    try:
        with books.engine.connect() as connection:
            entries = connection.execute(text("SELECT count(*) FROM entry")).scalar_one()
            return entries, connection.execute(text("SELECT count(*) FROM donor")).scalar_one()
    finally:
        books.close()


def without_mending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "mend_moved", lambda ledger, identity: None)


def old_super_journal(folder: Path) -> Path:
    """The path that a journal names."""
    ending = next(filter(None, map(moved._ending, sorted(folder.glob("*-journal")))))
    return Path(ending.name)


def test_an_undecided_commit_is_rolled_back_in_both_books(states: States, tmp_path: Path) -> None:
    folder = shutil.copytree(states.undecided, tmp_path / "elsewhere")
    entries, donors = counted(folder)
    assert entries == donors
    assert not list(folder.glob("*-mj*"))


def test_control_without_the_mending_an_undecided_commit_is_half_done(
    states: States, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_mending(monkeypatch)
    entries, donors = counted(shutil.copytree(states.undecided, tmp_path / "elsewhere"))
    assert entries != donors


def test_a_commit_that_was_done_stays_done_in_both_books(states: States, tmp_path: Path) -> None:
    entries, donors = counted(shutil.copytree(states.done, tmp_path / "elsewhere"))
    assert entries == donors


@pytest.mark.parametrize("state", ["undecided", "written", "done"])
def test_a_book_that_is_carried_without_its_key_is_that_of_the_other(
    states: States, tmp_path: Path, state: str
) -> None:
    """As a backup does whose maker reads no names: the ledger is mended, the identity book is copied as it lies."""
    left, copy = getattr(states, state), tmp_path / "copy"
    folder = shutil.copytree(left, tmp_path / "vault")
    shutil.copytree(left, copy)
    before = (folder / "identity.db").read_bytes()
    (copy / "identity.db").unlink()
    carry_book(folder / "identity.db", folder / "ledger.db", copy / "identity.db")
    assert not (copy / "identity.db-journal").exists() or not (copy / "identity.db-journal").stat().st_size
    assert (folder / "identity.db").read_bytes() == before
    entries, donors = counted(copy)
    assert entries == donors
    assert counted(folder) == (entries, donors)  # what its own user finds


def test_control_a_plain_copy_of_an_undecided_book_is_half_done(states: States, tmp_path: Path) -> None:
    copy = shutil.copytree(states.written, tmp_path / "copy")
    (copy / "identity.db-journal").unlink()
    entries, donors = counted(copy)
    assert entries < donors


def test_a_book_that_cannot_be_settled_is_not_carried(
    states: States, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "_take_back", lambda _book: None)
    folder = states.undecided
    with pytest.raises(Refused) as refused:
        carry_book(folder / "identity.db", folder / "ledger.db", tmp_path / "identity.db")
    assert str(refused.value) == "backup.names_unsettled"


@pytest.fixture
def other_copy(states: States) -> Iterator[None]:
    """At the place that the journals name, another copy of the vault still has its super-journal."""
    path = old_super_journal(states.done)
    path.parent.mkdir()
    path.write_bytes(b"/elsewhere/ledger.db-journal\0")  # an empty one is none to SQLite
    yield
    shutil.rmtree(path.parent)


@pytest.mark.usefixtures("other_copy")
def test_another_copy_at_the_old_place_decides_nothing(states: States, tmp_path: Path) -> None:
    entries, donors = counted(shutil.copytree(states.done, tmp_path / "elsewhere"))
    assert entries == donors
    assert old_super_journal(states.done).exists()


@pytest.mark.usefixtures("other_copy")
def test_control_without_the_mending_another_copy_makes_a_half(
    states: States, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_mending(monkeypatch)
    entries, donors = counted(shutil.copytree(states.done, tmp_path / "elsewhere"))
    assert entries != donors


def test_interrupted_between_the_two_journals_it_is_done_again(
    states: States, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(states.undecided, tmp_path / "elsewhere")
    real, cuts = moved._cut, []

    def cut_one(path: Path, size: int) -> None:
        cuts.append(path)
        if len(cuts) > 1:
            raise OSError
        real(path, size)

    with monkeypatch.context() as patched:
        patched.setattr(moved, "_cut", cut_one)
        with pytest.raises(DiskFailed):
            open_small(folder)
    assert len(cuts) == 2
    again = shutil.copytree(folder, tmp_path / "and moved again")
    for place in (folder, again):
        entries, donors = counted(place)
        assert entries == donors


def test_who_holds_no_key_to_the_identity_book_leaves_it_to_be_rolled_back(states: States, tmp_path: Path) -> None:
    folder = shutil.copytree(states.undecided, tmp_path / "elsewhere")
    engine.open_books(folder / "ledger.db", folder / "identity.db", LEDGER_KEY, None).close()
    entries, donors = counted(folder)
    assert entries == donors


def test_a_vault_that_another_program_has_open_is_left_alone(states: States, tmp_path: Path) -> None:
    folder = shutil.copytree(states.undecided, tmp_path / "elsewhere")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    code = (
        "import fcntl, os, sys\n"
        "fcntl.lockf(os.open(sys.argv[1], os.O_RDWR), fcntl.LOCK_SH | fcntl.LOCK_NB, 1, 0x40000002)\n"
        "print('locked', flush=True)\nsys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(folder / "ledger.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(VaultInUse):
            open_small(folder)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    entries, donors = counted(folder)
    assert entries == donors


def test_in_its_own_folder_by_any_path_everything_is_left_to_the_engine(states: States, tmp_path: Path) -> None:
    home = old_super_journal(states.undecided).parent
    shutil.copytree(states.undecided, home)
    try:
        (tmp_path / "link").symlink_to(home.parent)
        for folder in (home, tmp_path / "link" / home.name):
            for journal in folder.glob("*-journal"):
                assert moved._ending(journal) is not None
                assert moved._named_elsewhere(journal, folder / "ledger.db") is None
        entries, donors = counted(home)
        assert entries == donors
    finally:
        shutil.rmtree(home)


# --------------------------------------------------------------------------------------------- endings of all sorts


def ending(name: bytes, *, magic: bytes = moved._MAGIC, wrong: int = 0, length: int | None = None) -> bytes:
    """The end of a journal as SQLite writes it."""
    size = len(name) if length is None else length
    total = sum(byte - 256 if byte > 127 else byte for byte in name) + wrong
    return b"\0\4\0\1" + name + size.to_bytes(4, "big") + (total & 0xFFFFFFFF).to_bytes(4, "big") + magic


NAME = "/носьбіт/ledger.db-mj0123AB9CD".encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"short",
        bytes(512),
        ending(NAME, magic=bytes(8)),
        ending(NAME, wrong=1),
        ending(NAME, length=len(NAME) + 600),
        ending(NAME, length=0),
        ending(NAME, length=len(NAME) - 1),
        ending(NAME)[:-1],
        ending(b"/other/other.db-mj0123AB9CD"),
        ending(b"/other/ledger.db-mj0123AB9CD.txt"),
        ending(b"/other/ledger.db"),
    ],
)
def test_what_names_no_super_journal_of_ours_is_left_alone(tmp_path: Path, data: bytes) -> None:
    make_small(tmp_path)
    journal = tmp_path / "ledger.db-journal"
    journal.write_bytes(data)
    moved.mend_moved(tmp_path / "ledger.db", tmp_path / "identity.db")
    assert journal.read_bytes() == data


@pytest.mark.parametrize(
    "name",
    [
        NAME,
        rb"E:\skarbonka\ledger.db-mj0123AB9CD",
        rb"\\server\share\ledger.db-mj0123AB9CD",
        b"/a\0b/ledger.db-mj0123AB9CD",
    ],
    ids=["letters", "drive", "share", "nul"],
)
@pytest.mark.parametrize("there", [True, False], ids=["undecided", "done"])
@pytest.mark.parametrize("unsigned", [True, False], ids=["unsigned", "signed"])
def test_a_name_that_another_system_wrote_is_understood(
    tmp_path: Path, name: bytes, there: bool, unsigned: bool
) -> None:
    make_small(tmp_path)
    wrong = 256 * sum(byte > 127 for byte in name) if unsigned else 0
    (tmp_path / "identity.db-journal").write_bytes(bytes(512) + ending(name, wrong=wrong))
    if there:
        (tmp_path / "ledger.db-mj0123AB9CD").write_bytes(b"names")
    moved.mend_moved(tmp_path / "ledger.db", tmp_path / "identity.db")
    assert (tmp_path / "identity.db-journal").read_bytes() == (bytes(512) if there else b"")


def test_a_journal_that_is_no_file_is_a_failure_of_the_disk(tmp_path: Path) -> None:
    make_small(tmp_path)
    (tmp_path / "ledger.db-journal").unlink(missing_ok=True)
    (tmp_path / "ledger.db-journal").symlink_to(tmp_path / "ledger.db")
    with pytest.raises(DiskFailed):
        moved.mend_moved(tmp_path / "ledger.db", None)
