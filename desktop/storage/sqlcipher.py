"""The encrypting database engine: loading the right one, and proving that it is the right one before any write.

When another program's ``libsqlite3`` is loaded first, its functions replace SQLCipher's, ``PRAGMA key`` becomes a
silent no-op and a vault is written in plaintext. So the module is loaded with its own symbols first, and its answers
are checked each time.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from desktop.domain.errors import EngineUnsafe

PLAIN_MAGIC = b"SQLite format 3\x00"
# The versions that were measured under power cuts and kills; another one is another program until it was tried too.
SQLITE_FROM = (3, 53, 0)
SQLITE_BELOW = (3, 54, 0)
CIPHER_MAJOR = "4."


def load() -> Any:
    """Import SQLCipher's DB-API module so that no other SQLite in the process can stand in for it."""
    deep = getattr(os, "RTLD_DEEPBIND", 0)
    if not (deep and sys.platform == "linux"):
        import sqlcipher3.dbapi2 as module  # noqa: PLC0415  the flags below must be set first where they exist

        return module
    before = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_NOW | deep)
    try:
        import sqlcipher3.dbapi2 as module  # noqa: PLC0415  under these flags only
    finally:
        sys.setdlopenflags(before)
    return module


def check_engine(module: Any = None) -> None:
    """Refuse an engine that does not encrypt or was never tried. Touches no file.

    Args:
        module: The DB-API module to ask; the program's own when None.

    Raises:
        EngineUnsafe: With `reason` "no_encryption" or "version".
    """
    module = load() if module is None else module
    connection = module.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
        number = connection.execute("SELECT sqlite_version()").fetchone()[0]
    finally:
        connection.close()
    if row is None or not row[0]:
        raise EngineUnsafe(reason="no_encryption")
    version = tuple(int(part) for part in str(number).split("."))
    if not (SQLITE_FROM <= version < SQLITE_BELOW and str(row[0]).startswith(CIPHER_MAJOR)):
        raise EngineUnsafe(reason="version", version=number)


def check_keyed(connection: Any, schema: str) -> None:
    """Refuse a book whose pages would not be encrypted although a key was given.

    Raises:
        EngineUnsafe: With `reason` "not_keyed".
    """
    row = connection.execute(f"PRAGMA {schema}.cipher_status").fetchone()
    if row is None or str(row[0]) != "1":
        raise EngineUnsafe(reason="not_keyed")


def versions(module: Any = None) -> dict[str, str]:
    """Tell what the engine is made of, each with its version: SQLCipher, SQLite, and the library it encrypts with.

    Args:
        module: The DB-API module to ask; the program's own when None.
    """
    module = load() if module is None else module
    connection = module.connect(":memory:")
    try:
        connection.execute("PRAGMA key = 'a question about versions'")  # without a key it names no library
        cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
        sqlite = connection.execute("SELECT sqlite_version()").fetchone()[0]
        library = connection.execute("PRAGMA cipher_provider_version").fetchone()[0]
    finally:
        connection.close()
    name, version, *_day = str(library).split()
    return {"SQLCipher": str(cipher).split()[0], "SQLite": str(sqlite), name: version}
