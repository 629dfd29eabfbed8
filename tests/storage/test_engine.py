"""The engine: both books open as one locked, encrypted connection; every setting is proven, failures are told apart."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop.domain.errors import DamagedDatabase, DiskFailed, DiskFull, UnsafePlace, VaultExists, VaultInUse
from desktop.storage import claims, engine, failures
from desktop.storage.engine import Books, open_books, translating_errors

LEDGER_KEY, IDENTITY_KEY = b"L" * 32, b"I" * 32


def opened(folder: Path, *, create: bool = False, identity: bool = True) -> Books:
    paths = folder / "ledger.db", folder / "identity.db"
    return open_books(*paths, LEDGER_KEY, IDENTITY_KEY if identity else None, create=create)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    made = opened(tmp_path, create=True)
    with made.engine.begin() as connection:
        connection.execute(text("CREATE TABLE money (number INTEGER PRIMARY KEY, minor INTEGER CHECK (minor <> 13))"))
        connection.execute(text("CREATE TABLE identity.names (number INTEGER PRIMARY KEY, name TEXT)"))
    yield made
    made.close()


def add(books: Books, minor: int, name: str) -> None:
    with books.engine.begin() as connection:
        connection.execute(text("INSERT INTO money (minor) VALUES (:minor)"), {"minor": minor})
        connection.execute(text("INSERT INTO names (name) VALUES (:name)"), {"name": name})


def held(books: Books) -> tuple[list[int], list[str]]:
    with books.engine.connect() as connection:
        return (
            list(connection.execute(text("SELECT minor FROM money")).scalars()),
            list(connection.execute(text("SELECT name FROM names")).scalars()),
        )


def test_what_is_written_over_both_books_is_there_again(books: Books, tmp_path: Path) -> None:
    add(books, 100, "Алесь Канарэйкін")
    books.close()
    again = opened(tmp_path)
    assert held(again) == ([100], ["Алесь Канарэйкін"])
    assert again.damaged() == ()
    again.close()


def test_the_files_are_their_owners_alone_and_hold_no_plaintext(books: Books, tmp_path: Path) -> None:
    add(books, 100, "Канарэйкін")
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path.name
        data = path.read_bytes()
        assert not data.startswith(b"SQLite format 3")
        assert "Канарэйкін".encode() not in data
        assert b"CREATE TABLE" not in data


def test_files_that_others_could_read_are_taken_away_from_them(books: Books, tmp_path: Path) -> None:
    books.close()
    (tmp_path / "identity.db").chmod(0o644)
    opened(tmp_path).close()
    assert (tmp_path / "identity.db").stat().st_mode & 0o777 == 0o600


def test_without_the_identity_key_the_ledger_opens_alone(books: Books, tmp_path: Path) -> None:
    books.close()
    (tmp_path / "identity.db").unlink()
    alone = opened(tmp_path, identity=False)
    assert not alone.has_identity
    assert alone.names == ("ledger",)
    with alone.engine.connect() as connection:
        schemas = [row[1] for row in connection.exec_driver_sql("PRAGMA database_list")]
    assert schemas == ["main"]
    assert alone.damaged() == ()
    alone.close()


@pytest.mark.parametrize("schema", ["main", "identity"])
@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "truncate"), ("synchronous", "3"), ("locking_mode", "exclusive"), ("secure_delete", "1")],
)
def test_each_book_has_the_measured_settings(books: Books, schema: str, name: str, value: str) -> None:
    with books.engine.connect() as connection:
        assert str(connection.exec_driver_sql(f"PRAGMA {schema}.{name}").scalar_one()) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [("foreign_keys", 1), ("temp_store", 2), ("fullfsync", 1), ("recursive_triggers", 1), ("trusted_schema", 0)],
)
def test_the_connection_has_the_measured_settings(books: Books, name: str, value: int) -> None:
    with books.engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value


def test_a_rolled_back_unit_leaves_nothing_in_either_book(books: Books) -> None:
    add(books, 1, "one")
    with books.engine.connect() as connection:
        connection.execute(text("INSERT INTO money (minor) VALUES (2)"))
        connection.execute(text("INSERT INTO names (name) VALUES ('two')"))
    assert held(books) == ([1], ["one"])


def test_tables_are_made_and_rolled_back_in_a_transaction(books: Books) -> None:
    with books.engine.connect() as connection:
        connection.execute(text("CREATE TABLE later (a)"))
        connection.execute(text("CREATE TABLE identity.later (a)"))
    with books.engine.connect() as connection:
        for schema in ("main", "identity"):
            found = connection.exec_driver_sql(f"SELECT count(*) FROM {schema}.sqlite_schema WHERE name = 'later'")
            assert found.scalar_one() == 0


def test_the_books_are_used_from_another_thread(books: Books) -> None:
    worker = threading.Thread(target=add, args=(books, 5, "from the worker"))
    worker.start()
    worker.join()
    assert held(books) == ([5], ["from the worker"])


def test_values_show_in_no_error_and_no_engine(books: Books) -> None:
    with pytest.raises(IntegrityError) as caught, books.engine.begin() as connection:
        connection.execute(text("INSERT INTO money (minor, number) VALUES (13, :number)"), {"number": 987_654})
    assert "987654" not in str(caught.value)
    shown = f"{books.engine!r} {books.engine.url!r}"
    assert LEDGER_KEY.hex() not in shown
    assert "L" * 32 not in shown


def test_closed_books_stay_closed(books: Books) -> None:
    books.close()
    books.close()
    with pytest.raises(RuntimeError), books.engine.connect():
        pass


# ---------------------------------------------------------------------------------------------- locked, missing, wrong

IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from typing import Any
from desktop.domain.errors import VaultError
from desktop.storage.engine import open_books
folder = Path(sys.argv[1])
identity = b"I" * 32 if sys.argv[2] == "both" else None
try:
    open_books(folder / "ledger.db", folder / "identity.db", b"L" * 32, identity).close()
except VaultError as error:
    print(error.code)
else:
    print("opened")
"""


def another_process(folder: Path, which: str) -> str:
    arguments = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(folder), which]
    return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("which", ["both", "ledger alone"])
def test_another_process_is_refused_at_once_and_let_in_afterwards(books: Books, tmp_path: Path, which: str) -> None:
    assert another_process(tmp_path, which) == "vault.in_use"
    add(books, 1, "still ours")
    assert another_process(tmp_path, which) == "vault.in_use"
    books.close()
    assert another_process(tmp_path, which) == "opened"


def test_opening_twice_in_one_process_is_refused_and_keeps_the_lock(books: Books, tmp_path: Path) -> None:
    """Merely reading the file's beginning would drop this process's locks on it when it is closed again."""
    with pytest.raises(VaultInUse):
        opened(tmp_path)
    assert another_process(tmp_path, "both") == "vault.in_use"


def test_control_reading_an_open_book_drops_its_lock(books: Books, tmp_path: Path) -> None:
    (tmp_path / "ledger.db").read_bytes()
    (tmp_path / "identity.db").read_bytes()
    assert another_process(tmp_path, "both") == "opened"


@pytest.mark.parametrize("book", ["ledger", "identity"])
@pytest.mark.parametrize("damage", ["missing", "empty", "one byte", "garbage", "wrong key", "short", "cut"])
def test_a_book_that_cannot_be_read_is_named(books: Books, tmp_path: Path, book: str, damage: str) -> None:
    add(books, 1, "one")
    books.close()
    held = set(claims._open_files)  # another test's vault may still be open
    path = tmp_path / f"{book}.db"
    if damage == "missing":
        path.unlink()
    elif damage == "wrong key":
        other = open_books(tmp_path / "other.db", None, b"?" * 32, None, create=True)
        with other.engine.begin() as connection:
            connection.execute(text("CREATE TABLE t (a)"))
        other.close()
        (tmp_path / "other.db").replace(path)
    else:
        whole = path.read_bytes()
        data = {"empty": b"", "one byte": b"x", "garbage": os.urandom(8192), "short": whole[:100], "cut": whole[:-9]}
        path.write_bytes(data[damage])
    with pytest.raises(DamagedDatabase) as caught:
        opened(tmp_path)
    assert caught.value.params["book"] == book
    # What was refused is given up again.
    assert set(claims._open_files) <= held


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"precious")
    with pytest.raises(VaultExists):
        opened(tmp_path, create=True)
    assert (tmp_path / "ledger.db").read_bytes() == b"precious"


@pytest.mark.parametrize("book", ["ledger", "identity"])
@pytest.mark.parametrize("create", [True, False])
def test_links_and_folders_are_no_books(books: Books, tmp_path: Path, book: str, create: bool) -> None:
    books.close()
    path = tmp_path / f"{book}.db"
    path.rename(tmp_path / "elsewhere.db")
    path.symlink_to(tmp_path / "elsewhere.db")
    if create:
        (tmp_path / {"ledger": "identity", "identity": "ledger"}[book]).with_suffix(".db").unlink()
    with pytest.raises(VaultExists if create else UnsafePlace):
        opened(tmp_path, create=create)
    path.unlink()
    path.mkdir()
    with pytest.raises((VaultExists, UnsafePlace)):
        opened(tmp_path, create=create)


def test_a_file_that_the_disk_refuses_is_a_failure_of_the_disk(
    books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.close()

    def refuse(*_arguments: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DiskFailed):
        opened(tmp_path)


@pytest.mark.parametrize("keys", [(b"short", None), (b"L" * 32, b"short"), (b"L" * 33, b"I" * 32)])
def test_a_key_of_another_length_is_our_own_mistake(tmp_path: Path, keys: tuple[bytes, bytes | None]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_books(tmp_path / "ledger.db", tmp_path / "identity.db", *keys, create=True)
    assert not list(tmp_path.iterdir())


def test_a_key_without_a_file_is_our_own_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs its file"):
        open_books(tmp_path / "ledger.db", None, LEDGER_KEY, IDENTITY_KEY, create=True)


# -------------------------------------------------------------------------------------------------- damage and failures


def damage_found(folder: Path) -> tuple[object, ...]:
    """Which books are found to be damaged, at opening or by reading them whole."""
    try:
        books = opened(folder)
    except DamagedDatabase as error:
        return (error.params["book"],)
    try:
        return books.damaged()
    finally:
        books.close()


@pytest.mark.parametrize("book", ["ledger", "identity"])
def test_a_flipped_bit_anywhere_is_found_and_its_book_named(books: Books, tmp_path: Path, book: str) -> None:
    with books.engine.begin() as connection:
        for _row in range(300):
            connection.execute(text("INSERT INTO money (minor) VALUES (1)"))
            connection.execute(text("INSERT INTO names (name) VALUES (:name)"), {"name": "x" * 60})
    books.close()
    path = tmp_path / f"{book}.db"
    whole = path.read_bytes()
    positions = range(5, len(whole), len(whole) // 40)
    named = []
    for position in positions:
        flipped = bytearray(whole)
        flipped[position] ^= 0x10
        path.write_bytes(flipped)
        named.append(damage_found(tmp_path))
    assert named == [(book,)] * len(positions)
    path.write_bytes(whole)
    assert damage_found(tmp_path) == ()


def test_a_damaged_tree_under_right_pages_is_found(books: Books) -> None:
    """Authenticated pages can still be wrong, if our own program or its engine wrote them so."""
    with books.engine.begin() as connection:
        connection.execute(text("CREATE INDEX by_minor ON money (minor)"))
        connection.execute(text("INSERT INTO money (minor) VALUES (1)"))
        connection.execute(text("PRAGMA writable_schema = ON"))
        connection.execute(
            text("UPDATE sqlite_schema SET sql = replace(sql, '(minor)', '(-minor)') WHERE name = 'by_minor'")
        )
        connection.execute(text("PRAGMA writable_schema = RESET"))
    assert books.damaged() == ("ledger",)


class DriverError(Exception):
    """What the driver raises, with SQLite's extended result code."""

    def __init__(self, code: object) -> None:
        super().__init__("message")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (13, DiskFull),
        (10, DiskFailed),
        (10 | 4 << 8, DiskFailed),
        (8, DiskFailed),
        (14, DiskFailed),
        (11, DamagedDatabase),
        (11 | 1 << 8, DamagedDatabase),
        (26, DamagedDatabase),
        (5, VaultInUse),
        (6, VaultInUse),
    ],
)
def test_a_failing_database_is_translated(code: int, meaning: type[Exception]) -> None:
    with pytest.raises(meaning), translating_errors("ledger"):
        raise DriverError(code)


@pytest.mark.parametrize("error", [DriverError(19), DriverError(None), KeyError("x"), VaultExists()])
def test_any_other_error_passes(error: Exception) -> None:
    with pytest.raises(type(error)), translating_errors():
        raise error
    assert failures.meaning(None) is None


def test_nothing_wrong_is_translated_into_nothing(books: Books) -> None:
    with translating_errors():
        add(books, 1, "one")
    assert held(books) == ([1], ["one"])


# --------------------------------------------------------------------------------------------------- the super-journal


@pytest.mark.parametrize(("identity", "swept"), [(True, True), (False, False)])
def test_what_a_kill_leaves_is_swept_only_with_both_books_open(
    books: Books, tmp_path: Path, identity: bool, swept: bool
) -> None:
    books.close()
    stale = tmp_path / "ledger.db-mj0A1B2C93F"
    others = [tmp_path / name for name in ("ledger.db-mjnotes", "identity.db-mj0A1B2C93F", "ledger.db-mj0A1B2C93F.txt")]
    for path in (stale, *others):
        path.write_bytes(b"")
    opened(tmp_path, identity=identity).close()
    assert stale.exists() is not swept
    assert all(path.exists() for path in others)


def test_nothing_is_swept_when_the_identity_book_cannot_be_opened(books: Books, tmp_path: Path) -> None:
    books.close()
    (tmp_path / "ledger.db-mj0A1B2C93F").write_bytes(b"")
    (tmp_path / "identity.db").write_bytes(os.urandom(4096))
    with pytest.raises(DamagedDatabase):
        opened(tmp_path)
    assert (tmp_path / "ledger.db-mj0A1B2C93F").exists()


def test_a_commit_to_one_book_does_not_write_the_other(books: Books, tmp_path: Path) -> None:
    before = (tmp_path / "identity.db").stat().st_mtime_ns
    with books.engine.begin() as connection:
        connection.execute(text("INSERT INTO money (minor) VALUES (1)"))
    assert (tmp_path / "identity.db").stat().st_mtime_ns == before
    assert engine.IDENTITY in books.names


def test_what_cannot_be_swept_keeps_nobody_out(books: Books, tmp_path: Path) -> None:
    books.close()
    (tmp_path / "ledger.db-mj0A1B2C93F").mkdir()
    opened(tmp_path).close()


def test_a_book_that_the_disk_no_longer_gives_is_not_called_damaged(
    books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.close()
    (tmp_path / "identity.db").write_bytes(os.urandom(8192))
    real = Path.open

    def refuse(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == "identity.db":
            raise OSError(errno.EIO, "the disk failed")
        return real(path, *arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        with pytest.raises(DiskFailed):
            opened(tmp_path)
    with pytest.raises(DamagedDatabase):
        opened(tmp_path)


def test_a_page_that_breaks_under_the_open_books_is_damage(books: Books, tmp_path: Path) -> None:
    with books.engine.begin() as connection:
        # The engine reads pages anew that its memory no longer holds; here it is given little.
        connection.exec_driver_sql("PRAGMA cache_size = -1024")
        connection.execute(text("CREATE TABLE wide (filling BLOB)"))
        for _row in range(800):
            connection.execute(text("INSERT INTO wide VALUES (randomblob(4000))"))
    path = tmp_path / "ledger.db"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 10)
        file.write(bytes(64))
    assert books.damaged() == ("ledger",)
    with pytest.raises(DamagedDatabase), translating_errors(), books.engine.connect() as connection:
        connection.execute(text("SELECT sum(length(hex(filling))) FROM wide")).all()
