"""Copies a closed book whose key is not held, as it is; what an interrupted commit left half done is taken back first.

Beside a book that was killed in a commit lies its journal: the pages as they were, encrypted as they were. The engine
puts them back before it looks at any key. That is done in the copy alone, so the book itself is left to whoever holds
its key; and the super-journal beside the books decides, as at an opening (`storage/moved`). Nothing more can be proven
without the key, and whoever asks for the copy says so.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from errno import EDQUOT, ENOSPC
from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedDatabase, DiskFailed, DiskFull, refuse
from desktop.storage.failures import translating_errors
from desktop.storage.keying import tell_key
from desktop.storage.moved import settle_copied
from desktop.storage.sqlcipher import load

if TYPE_CHECKING:
    from pathlib import Path

_KEY_BYTES = 32


def carry_book(path: Path, ledger: Path, target: Path) -> None:
    """Copy a closed book to `target`, as it is after the last whole commit.

    Args:
        path: The book; nobody may have it open.
        ledger: The ledger beside it, which this process has open: so nobody else comes between.
        target: The copy; it must not exist.

    Raises:
        Refused: "backup.names_unsettled": what was left half done could not be taken back.
        DiskFull, DiskFailed: It could not be copied.
    """
    journal, copied = path.with_name(f"{path.name}-journal"), target.with_name(f"{target.name}-journal")
    try:
        shutil.copyfile(path, target)
        if not _holds(journal):
            return
        shutil.copyfile(journal, copied)
        settle_copied(copied, ledger)
        if _holds(copied):
            _take_back(target)
        if _holds(copied):
            raise refuse("backup.names_unsettled")
        copied.unlink(missing_ok=True)
    except OSError as error:
        raise (DiskFull if error.errno in {ENOSPC, EDQUOT} else DiskFailed)() from error


def _holds(journal: Path) -> bool:
    try:
        return journal.stat().st_size > 0
    except FileNotFoundError:
        return False


def _take_back(book: Path) -> None:
    """Let the engine put the journal's pages back: it does so at the first reading, which then fails: no key fits."""
    connection = load().connect(str(book), isolation_level=None)
    try:
        with suppress(DamagedDatabase), translating_errors():
            connection.execute("PRAGMA cipher_log_level = 'NONE'")
            tell_key(connection, os.urandom(_KEY_BYTES))
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    finally:
        connection.close()
