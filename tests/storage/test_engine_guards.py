"""Each guard before a write is tripped: by plain SQLite, by a library loaded first, by a setting that does not hold."""

import os
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.errors import EngineUnsafe
from desktop.storage import sqlcipher
from desktop.storage.engine import open_books

KEY = b"K" * 32


class Answers:
    """A DB-API module that is SQLCipher but for some answers."""

    def __init__(self, change: Callable[[str], str | None]) -> None:
        self.change = change

    def connect(self, *arguments: Any, **named: Any) -> Any:
        return Changed(sqlcipher.load().connect(*arguments, **named), self.change)


class Changed:
    def __init__(self, connection: Any, change: Callable[[str], str | None]) -> None:
        self.connection, self.change = connection, change

    def execute(self, statement: str, *values: Any) -> Any:
        return self.connection.execute(self.change(statement) or statement, *values)

    def executescript(self, statements: str) -> Any:
        return self.connection.executescript(self.change(statements) or statements)

    def close(self) -> None:
        self.connection.close()


def answering(asked: str, instead: str) -> Answers:
    return Answers(lambda statement: instead if asked in statement else None)


def reason(folder: Path, module: Any, *, create: bool = True) -> object:
    with pytest.raises(EngineUnsafe) as caught:
        open_books(folder / "ledger.db", folder / "identity.db", KEY, KEY, create=create, module=module)
    return caught.value.params["reason"]


def test_the_programs_own_engine_is_safe() -> None:
    sqlcipher.check_engine()


def test_plain_sqlite_is_refused_and_makes_no_file(tmp_path: Path) -> None:
    assert reason(tmp_path, sqlite3) == "no_encryption"
    assert not list(tmp_path.iterdir())


def test_an_empty_cipher_version_is_refused(tmp_path: Path) -> None:
    assert reason(tmp_path, answering("cipher_version", "SELECT ''")) == "no_encryption"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("asked", "version"),
    [
        ("sqlite_version", "3.52.9"),
        ("sqlite_version", "3.54.0"),
        ("sqlite_version", "4.0.0"),
        ("cipher_version", "3.4.2 community"),
        ("cipher_version", "5.0.0 community"),
    ],
)
def test_a_version_that_was_never_tried_is_refused_and_makes_no_file(tmp_path: Path, asked: str, version: str) -> None:
    assert reason(tmp_path, answering(asked, f"SELECT '{version}'")) == "version"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("schema", ["main", "identity"])
@pytest.mark.parametrize("answer", ["SELECT '0'", "SELECT 1 WHERE 0"])
def test_a_key_without_effect_is_refused_before_anything_is_written(tmp_path: Path, schema: str, answer: str) -> None:
    assert reason(tmp_path, answering(f"{schema}.cipher_status", answer)) == "not_keyed"
    book = {"main": "ledger.db", "identity": "identity.db"}[schema]
    assert (tmp_path / book).stat().st_size == 0


@pytest.mark.parametrize("book", ["ledger", "identity"])
def test_a_book_replaced_by_a_plain_one_is_refused_untouched(tmp_path: Path, book: str) -> None:
    open_books(tmp_path / "ledger.db", tmp_path / "identity.db", KEY, KEY, create=True).close()
    path = tmp_path / f"{book}.db"
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    other = tmp_path / {"ledger": "identity.db", "identity": "ledger.db"}[book]
    other.write_bytes(os.urandom(4096))
    before = path.read_bytes()
    assert reason(tmp_path, None, create=False) == "plaintext"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("setting", "wrong"),
    [
        *((f"{schema}.{name}", wrong) for schema in ("main", "identity") for name, wrong in (
            ("journal_mode", "WAL"), ("synchronous", "NORMAL"), ("locking_mode", "NORMAL"), ("secure_delete", "OFF"))),
        ("foreign_keys", "OFF"),
        ("temp_store", "FILE"),
        ("fullfsync", "OFF"),
        ("recursive_triggers", "OFF"),
        ("trusted_schema", "ON"),
        ("cell_size_check", "OFF"),
    ],
)  # fmt: skip
def test_a_setting_that_does_not_hold_is_refused(tmp_path: Path, setting: str, wrong: str) -> None:
    asked: list[str] = []

    def change(statement: str) -> str | None:
        if statement.startswith(f"PRAGMA {setting} ="):
            asked.append(statement)
            return f"PRAGMA {setting} = {wrong}"
        return None

    with pytest.raises(EngineUnsafe) as caught:
        open_books(tmp_path / "ledger.db", tmp_path / "identity.db", KEY, KEY, create=True, module=Answers(change))
    assert dict(caught.value.params) == {"reason": "setting", "setting": setting}
    assert asked


def test_a_setting_without_an_answer_is_refused(tmp_path: Path) -> None:
    def change(statement: str) -> str | None:
        return "SELECT 1 WHERE 0" if statement == "PRAGMA foreign_keys" else None

    assert reason(tmp_path, Answers(change)) == "setting"


# ------------------------------------------------------------------------------------------- a library loaded first

WRITE = """
import sys
from pathlib import Path
from desktop.domain.errors import EngineUnsafe
{load}
from desktop.storage.engine import open_books
folder = Path(sys.argv[1])
try:
    books = open_books(folder / "ledger.db", None, b"K" * 32, None, create=True, module={module})
except EngineUnsafe as error:
    print("refused", error.params["reason"])
else:
    with books.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
    books.close()
    print((folder / "ledger.db").read_bytes()[:15] == b"SQLite format 3")
"""
UNGUARDED = """
import sys
import sqlcipher3.dbapi2 as module
connection = module.connect(sys.argv[1] + "/plain.db")
connection.execute("PRAGMA key = 'x'")
connection.execute("CREATE TABLE t (a)")
connection.close()
print(open(sys.argv[1] + "/plain.db", "rb").read(15) == b"SQLite format 3")
"""


def preloaded(folder: Path, code: str) -> str:
    """Run code in a process into which the system's own SQLite was loaded before everything."""
    library = find_library("sqlite3") or sysconfig.get_config_var("SQLITE_LIBRARY")
    assert library, "the machine has no libsqlite3 to preload"
    environment = {**os.environ, "LD_PRELOAD": library}
    arguments = [sys.executable, "-c", code, str(folder)]
    return subprocess.run(arguments, capture_output=True, text=True, check=True, env=environment).stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="LD_PRELOAD is Linux's")
def test_with_a_library_loaded_first_the_program_still_encrypts(tmp_path: Path) -> None:
    assert preloaded(tmp_path, WRITE.format(load="", module="None")) == "False"


@pytest.mark.skipif(sys.platform != "linux", reason="LD_PRELOAD is Linux's")
def test_with_a_library_loaded_first_and_no_deep_binding_the_guard_refuses(tmp_path: Path) -> None:
    code = WRITE.format(load="import sqlcipher3.dbapi2 as replaced", module="replaced")
    assert preloaded(tmp_path, code) == "refused no_encryption"
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="LD_PRELOAD is Linux's")
def test_control_without_guards_a_library_loaded_first_writes_plaintext(tmp_path: Path) -> None:
    assert preloaded(tmp_path, UNGUARDED) == "True"


def test_the_flags_of_loading_are_put_back() -> None:
    before = sys.getdlopenflags()
    sqlcipher.load()
    assert sys.getdlopenflags() == before


def test_other_systems_load_it_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    sqlcipher.check_engine(sqlcipher.load())
