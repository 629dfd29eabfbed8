"""Reads the register of erasures out of a later state of the same office: a newer backup's ledger, or a vault's."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop.domain.erasing import LaterState
from desktop.storage.engine import open_books, translating_errors

if TYPE_CHECKING:
    from pathlib import Path


def read_later(ledger: Path, key: bytes | bytearray, sequence: int, head: str) -> LaterState | None:
    """Read what was erased by then; None where that ledger does not go on from `head`, its record number `sequence`.

    Two states may have parted: an old backup was restored and worked in. Their codes stand for different people since,
    so nothing of the one is done to the other.

    Args:
        ledger: A copy of the ledger book, of any schema; it is opened as its own vault would open it.
        key: The book's key.
        sequence: The number of the last record of the state that is being restored.
        head: That record's hash.

    Raises:
        DamagedDatabase: It cannot be read with this key.
        EngineUnsafe, DiskFailed, VaultInUse: As `open_books` says.
    """
    books = open_books(ledger, None, key, None)
    try:
        with translating_errors(), books.engine.connect() as connection:
            ask = connection.exec_driver_sql
            if ask("SELECT hash FROM journal WHERE sequence = ?", (sequence,)).scalar() != head:
                return None
            at = ask("SELECT at FROM journal ORDER BY sequence DESC LIMIT 1").scalar_one()
            known = ask("SELECT count(*) FROM sqlite_schema WHERE name = 'erasure'").scalar_one()
            rows = ask("SELECT subject, day FROM erasure").all() if known else ()
            return LaterState(
                datetime.fromisoformat(str(at)), {str(row.subject): date.fromisoformat(row.day) for row in rows}
            )
    finally:
        books.close()
