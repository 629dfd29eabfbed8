"""What a failing database means: its error codes as errors of the domain, never as a success."""

from __future__ import annotations

from contextlib import contextmanager
from errno import EPERM, EROFS
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import DamagedDatabase, DiskFailed, DiskFull, VaultError, VaultInUse, WriteProtected

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIMARY = 0xFF  # an extended result code keeps its primary code in the lowest byte
_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26
_DISK = frozenset({_IO, _CANNOT_OPEN})
_DAMAGE = frozenset({_CORRUPT, _NOT_A_DATABASE})
_BUSY_CODES = frozenset({_BUSY, _LOCKED})


def meaning(error: BaseException | None, book: str | None = None) -> VaultError | None:
    """Tell what a database error means, or None when it is no failure of the disk, the file or its lock.

    Args:
        error: The driver's error, which carries SQLite's result code.
        book: The book that was touched, when it is known: "ledger" or "identity".
    """
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    primary = code & _PRIMARY
    if primary == _FULL:
        return DiskFull()
    if primary == _READ_ONLY:
        return WriteProtected()
    if primary in _DISK:
        return DiskFailed()
    if primary in _DAMAGE:
        return DamagedDatabase(book=book)
    if primary in _BUSY_CODES:
        return VaultInUse()
    return None


def refusal(error: OSError) -> DiskFailed:
    """Tell a place that takes no writing from any other refusal of the disk."""
    return WriteProtected() if error.errno in {EROFS, EPERM} else DiskFailed()


@contextmanager
def translating_errors(book: str | None = None) -> Iterator[None]:
    """Turn failures of the disk, of a file or of its lock into errors of the domain; let all others through.

    Works around SQLAlchemy's calls and around the driver's own.

    Raises:
        DiskFull: There was no room; the transaction was rolled back.
        DiskFailed: The disk refused a read or a write; the transaction was rolled back. WriteProtected is one of these.
        DamagedDatabase: A page is not what was written. `book` may be None: `Books.damaged` finds which.
        VaultInUse: Another program holds the book.
    """
    try:
        yield
    except Exception as error:
        translated = meaning(error.orig if isinstance(error, DBAPIError) else error, book)
        if translated is None:
            raise
        raise translated from error
