"""A book's file before it becomes a database: a file and no link, its owner's alone, in no plaintext, open only once.

While books are open, nothing in this process may open and close their files by itself: on POSIX, closing any descriptor
of a file drops all of the process's locks on it. Hence the list of what is open, asked before a file is touched.
"""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedDatabase, DiskFailed, EngineUnsafe, UnsafePlace, VaultExists, VaultInUse
from desktop.storage.failures import refusal
from desktop.storage.sqlcipher import PLAIN_MAGIC

if TYPE_CHECKING:
    from pathlib import Path

_PAGE_BYTES = 4096
_CHUNK_BYTES = 1024 * 1024
Place = tuple[int, int]

_open_files: set[Place] = set()
_open_files_lock = threading.Lock()


def claim(paths: dict[str, Path], create: bool, *, read_only: bool = False) -> frozenset[Place]:
    """Check or make the books' files, and remember that this process has them open.

    Args:
        paths: The file of each book, by the book's name.
        create: Make them; they must not exist.
        read_only: Leave them as they are, also where others may read them: the medium takes no other rights.

    Raises:
        VaultExists, UnsafePlace, VaultInUse, EngineUnsafe, DamagedDatabase: See `engine.open_books`.
        DiskFailed: A file cannot be made or read; WriteProtected: others may read it, and that cannot be changed.
    """
    try:
        with _open_files_lock:
            return _claimed(paths, create, read_only)
    except OSError as error:
        raise refusal(error) from error


def is_open_here(path: Path) -> bool:
    """Tell whether this process has a book open; its file must not be read by other means then."""
    try:
        found = path.lstat()
    except OSError:
        return False
    with _open_files_lock:
        return (found.st_dev, found.st_ino) in _open_files


def _claimed(paths: dict[str, Path], create: bool, read_only: bool) -> frozenset[Place]:
    if create:
        for path in paths.values():
            _make(path)
    places = frozenset(_place(path, book) for book, path in paths.items())
    # Before any file is opened: closing it again would drop the lock of the books that are open already.
    if places & _open_files:
        raise VaultInUse
    if not create:
        for book, path in paths.items():
            _examine(path, book, read_only)
    _open_files.update(places)
    return places


def _make(path: Path) -> None:
    """Make an empty file for its owner alone; SQLite gives its journals the same permissions."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600))
    except FileExistsError as error:
        raise VaultExists from error


def _place(path: Path, book: str) -> Place:
    """Identify a book's file, which must be a file and no link."""
    try:
        found = path.lstat()
    except FileNotFoundError as error:
        raise DamagedDatabase(book=book, reason="missing") from error
    if not stat.S_ISREG(found.st_mode):
        raise UnsafePlace(reason="link")
    return found.st_dev, found.st_ino


def _examine(path: Path, book: str, read_only: bool) -> None:
    """Refuse a file that is empty or in plaintext, and take it away from other users of the machine."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        beginning = os.read(descriptor, len(PLAIN_MAGIC))
        if beginning == PLAIN_MAGIC:
            raise EngineUnsafe(reason="plaintext")
        if os.fstat(descriptor).st_size < _PAGE_BYTES:
            # SQLite would take it for a new, empty database.
            raise DamagedDatabase(book=book, reason="short")
        if not read_only and os.name == "posix" and os.fstat(descriptor).st_mode & 0o077:
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def check_whole(path: Path, book: str) -> None:
    """Refuse a book that ends within a page: the engine would tell it only when it comes to read that page.

    For a book that is open: a commit that was cut off may have left such an end, and opening has mended it then.
    """
    if path.stat().st_size % _PAGE_BYTES:
        raise DamagedDatabase(book=book, reason="short")


def give_up(places: frozenset[Place]) -> None:
    """Forget files that are closed again."""
    with _open_files_lock:
        _open_files.difference_update(places)


def read_through(path: Path) -> None:
    """Read a closed book's file from end to end: the engine takes a page that the disk refuses for a damaged one.

    Raises:
        DiskFailed: The disk refuses to give some of it.
    """
    try:
        with path.open("rb", buffering=0) as file:
            while file.read(_CHUNK_BYTES):
                pass
    except OSError as error:
        raise DiskFailed from error
