"""A snapshot: copies of both books through the engine, each opened with its key and proven to hold what the books do.

Every page is authenticated as it is read and sealed anew as it is written, so damage is found, not copied. It knows no
table by its columns but those that never changed, so books of an older schema can be copied before they are changed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from desktop.domain.backups import Sums
from desktop.domain.errors import DamagedDatabase
from desktop.domain.journal import GENESIS
from desktop.storage.engine import IDENTITY, LEDGER, Books, open_books, translating_errors
from desktop.storage.keying import tell_key
from desktop.storage.migrations import SCHEMAS
from desktop.storage.sqlcipher import load

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.domain.progress import Progress

_PAGES = 500
"""Pages copied between two words about progress: 2 MB."""


def take_snapshot(
    books: Books,
    ledger_key: bytes | bytearray,
    identity_key: bytes | bytearray | None,
    folder: Path,
    progress: Progress,
) -> Sums:
    """Copy the open books as "ledger.db" and "identity.db", and prove the copies.

    Args:
        books: The open books; no unit of work may be at work meanwhile.
        ledger_key: The ledger's key; the copy has the same.
        identity_key: The identity book's, or None when that is not open.
        folder: An empty folder of its own.
        progress: Hears how many pages are copied.

    Raises:
        DamagedDatabase: A page is not as it was written, or a copy does not hold what the books do.
        DiskFull, DiskFailed, Stopped: The copies are to be thrown away.
    """
    keys = {LEDGER: ledger_key} | ({IDENTITY: identity_key} if books.has_identity and identity_key is not None else {})
    paths = {book: folder / f"{book}.db" for book in keys}
    with translating_errors(), books.engine.connect() as connection:
        before = _sums(connection, books.names)
        driver = connection.connection.driver_connection
        for book, path in paths.items():
            with translating_errors(book):
                _copy(driver, SCHEMAS[book] or "main", path, keys[book], progress)
    copies = open_books(paths[LEDGER], paths.get(IDENTITY), ledger_key, keys.get(IDENTITY))
    try:
        for book in copies.damaged():
            raise DamagedDatabase(book=book, reason="copy")
        with translating_errors(), copies.engine.connect() as connection:
            if _sums(connection, copies.names) != before:
                raise DamagedDatabase(book=LEDGER, reason="copy")
    finally:
        copies.close()
    return before


def _copy(driver: Any, schema: str, path: Path, key: bytes | bytearray, progress: Progress) -> None:
    """Copy one book; the copy is on the disk when this returns."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    copy = load().connect(str(path), isolation_level=None)
    try:
        copy.execute("PRAGMA cipher_log_level = 'NONE'")
        tell_key(copy, key)
        copy.execute("PRAGMA synchronous = FULL")
        driver.backup(
            copy,
            pages=_PAGES,
            name=schema,
            progress=lambda _status, remaining, whole: progress.step(whole - remaining, whole),
        )
    finally:
        copy.close()


def _sums(connection: Connection, books: tuple[str, ...]) -> Sums:
    """Count and add up what both books hold."""
    rows: dict[str, int] = {}
    for book in books:
        schema = SCHEMAS[book] or "main"
        listed = f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' ORDER BY name"  # noqa: S608  our own words
        for name in connection.exec_driver_sql(listed).scalars().all():
            counted = f'SELECT count(*) FROM {schema}."{name}"'  # noqa: S608  a table's name out of the schema itself
            rows[f"{book}.{name}"] = int(connection.exec_driver_sql(counted).scalar_one())
    added = "SELECT account, currency, sum(minor) AS minor FROM main.posting GROUP BY account, currency"
    balances = {(row.account, row.currency): int(row.minor) for row in connection.exec_driver_sql(added)}
    head = connection.exec_driver_sql("SELECT hash FROM main.journal ORDER BY sequence DESC LIMIT 1").scalar()
    return Sums(rows["ledger.journal"], str(head or GENESIS), rows, balances)
