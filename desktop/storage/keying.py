"""Tells the engine a key without leaving copies of it in memory that nobody wipes.

SQLCipher takes a key as digits in the text of a statement. A text cannot be changed in Python, the driver keeps the
statements that it has prepared, and the engine keeps copies of its own until their place is used again. So the text is
made once and wiped, the statement is not kept, and others of the same shape take the place of the engine's copies.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_DIGITS = b"0123456789abcdef"
_TURNS = 8


def tell_key(connection: Any, key: bytes | bytearray) -> None:
    """Give the key of the connection's own book, before anything of it is read."""
    _run(connection, "PRAGMA key = \"x'", key, "'\"")


def attach(connection: Any, name: str, schema: str, key: bytes | bytearray) -> None:
    """Attach another book, by its path or address, with its key."""
    # The name as digits: a text of ASCII alone has one copy of its letters, which can be wiped.
    digits = name.encode("utf-8", "surrogateescape").hex()
    _run(connection, f"ATTACH DATABASE CAST(x'{digits}' AS TEXT) AS {schema} KEY \"x'", key, "'\"")


def _run(connection: Any, before: str, key: bytes | bytearray, after: str) -> None:
    statement = bytearray(before, "ascii")
    for byte in key:
        statement.append(_DIGITS[byte >> 4])
        statement.append(_DIGITS[byte & 15])
    statement += after.encode("ascii")
    text = statement.decode("ascii")
    try:
        connection.executescript(text)
    finally:
        _wipe_text(text)
        statement[:] = bytes(len(statement))
        _take_the_places(connection, 2 * len(key))


def _take_the_places(connection: Any, digits: int) -> None:
    """Let the engine prepare statements of the same shapes, which mean nothing to it."""
    for turn in range(_TURNS):
        same = str(turn) * digits
        connection.executescript(f"PRAGMA nul = \"x'{same}'\"; SELECT \"x'{same}'\"")


def _wipe_text(text: str) -> None:
    """Overwrite a text of ASCII that nobody else holds: its letters lie in one piece, behind its head."""
    ctypes.memset(id(text) + sys.getsizeof("") - 1, ord(" "), len(text))
