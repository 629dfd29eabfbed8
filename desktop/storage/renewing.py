"""A book gets another key: every page is written anew in one transaction of the engine.

SQLCipher's `PRAGMA rekey` reads each page with the old key and writes it with the new one. The pages as they were lie
in the rollback journal, encrypted as before: killed in between, the next opening puts them back, with whichever key it
is tried. After a failure the engine may go on with the wrong key, so the books must be closed then.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import DamagedDatabase, DiskFailed, Stopped
from desktop.storage.claims import claim, give_up
from desktop.storage.engine import LEDGER, Books, is_damaged
from desktop.storage.failures import translating_errors
from desktop.storage.keying import tell_key
from desktop.storage.sqlcipher import load

if TYPE_CHECKING:
    from desktop.domain.progress import Progress

_SCHEMAS = {LEDGER: "main", "identity": "identity"}
_LOOK_SECONDS = 0.2
_LOCK_SECONDS = 0.25


def renew_key(books: Books, book: str, path: Path, fresh: bytes | bytearray, progress: Progress) -> None:
    """Give an open book another key, and read all of it with that.

    Once begun it cannot be stopped: `progress` is told how far it is, and is not heard.

    Raises:
        DiskFull, DiskFailed, DamagedDatabase: The books must be closed; which key opens this one, trying tells.
    """
    with translating_errors(book), books.engine.connect() as connection:
        driver = connection.connection.driver_connection
        said: list[Any] = []
        failed: list[BaseException] = []

        def write_anew() -> None:
            try:
                said.extend(driver.execute(f"PRAGMA {_SCHEMAS[book]}.rekey = \"x'{fresh.hex()}'\"").fetchall())  # type: ignore[union-attr]
            except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that waits
                failed.append(error)

        writer = threading.Thread(target=write_anew, name="rekey")
        writer.start()
        try:
            while writer.is_alive():
                writer.join(_LOOK_SECONDS)
                _tell(path, progress)
        finally:
            writer.join()  # nobody may close the connection meanwhile
        if failed:
            raise failed[0]
        if [str(row[0]) for row in said] != ["ok"]:
            raise DiskFailed
        if is_damaged(connection, book):
            raise DamagedDatabase(book=book)


def _tell(path: Path, progress: Progress) -> None:
    """Say how far it is: the journal grows to the book's own size. Looked at, never opened, for the locks' sake."""
    with suppress(OSError, Stopped):
        whole = path.stat().st_size
        progress.step(min(path.with_name(f"{path.name}-journal").stat().st_size, whole), whole)


def opens_with(path: Path, book: str, key: bytes | bytearray) -> bool:
    """Try whether a closed book opens with a key; an interrupted change of keys is rolled back here.

    Raises:
        VaultInUse: Another program, or this one, has it open.
        DamagedDatabase: It is missing, or no book at all.
        EngineUnsafe, UnsafePlace, DiskFailed: As `engine.open_books` says.
    """
    places = claim({book: Path(path)}, False, read_only=True)
    try:
        with translating_errors(book):
            connection = load().connect(str(path), timeout=_LOCK_SECONDS, isolation_level=None)
        try:
            with translating_errors(book):
                connection.execute("PRAGMA cipher_log_level = 'NONE'")
                tell_key(connection, key)
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except DamagedDatabase:
            return False
        finally:
            connection.close()
    finally:
        give_up(places)
    return True
