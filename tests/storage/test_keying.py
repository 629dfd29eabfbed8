"""A key reaches the engine, whatever the path of its book, and the text it was told in is gone afterwards."""

from pathlib import Path
from typing import Any

import pytest

from desktop.storage import keying
from tests.faults.writer import make_small, open_small

KEY = bytes(range(32))


class Listening:
    """A connection that keeps the very texts it was given."""

    def __init__(self, fails: bool = False) -> None:
        self.texts: list[str] = []
        self.fails = fails

    def executescript(self, text: str) -> None:
        self.texts.append(text)
        if self.fails and len(self.texts) == 1:
            raise OSError


@pytest.mark.parametrize("fails", [False, True])
def test_the_text_is_overwritten_also_when_the_engine_refuses(fails: bool) -> None:
    connection = Listening(fails)
    try:
        keying.tell_key(connection, KEY)
    except OSError:
        assert fails
    assert set(connection.texts[0]) == {" "}
    assert not any(KEY.hex() in text for text in connection.texts)
    assert len(connection.texts) > 2


def test_a_key_is_told_as_sqlcipher_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(keying, "_wipe_text", told.append)
    keying.tell_key(Listening(), KEY)
    keying.attach(Listening(), "/a", "identity", bytearray(KEY))
    assert told[0] == f"PRAGMA key = \"x'{KEY.hex()}'\""
    assert told[1] == f"ATTACH DATABASE CAST(x'2f61' AS TEXT) AS identity KEY \"x'{KEY.hex()}'\""


@pytest.mark.parametrize("name", ["plain", 'it\'s "so"', "дыск ё", "a;b--c", "100%?#x"])
def test_a_book_is_attached_by_any_path(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir(mode=0o700)
    make_small(folder)
    books = open_small(folder)
    assert books.damaged() == ()
    books.close()
    assert {path.name for path in folder.iterdir()} >= {"ledger.db", "identity.db"}
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_text_is_overwritten_in_its_place() -> None:
    text: Any = bytearray(b"PRAGMA key of a book").decode("ascii")
    keying._wipe_text(text)
    assert text == " " * 20
