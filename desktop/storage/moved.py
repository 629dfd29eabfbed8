"""A vault that was interrupted in a commit over both books, and is opened in another place: rolled back as a whole.

A commit over two files is decided by a third, the super-journal: while it is there, both are rolled back; deleting it
is the commit. SQLite writes its *absolute* path at the end of both journals. On a stick that is mounted elsewhere the
path leads nowhere, so SQLite would take the commit for done, drop a journal and keep the half of a book.

So this folder decides, not the path. Where the super-journal lies beside the books, its name is cut off the journals,
and a journal that names none is always rolled back. Where it does not, the commit was done and the journals are
emptied, also if another copy of the vault still has a super-journal at the old place. The states of such a commit,
and what follows in another folder:

1. Journals without a name at their end, nothing else: SQLite rolls back what there is.
2. The super-journal is there; no, one or both journals name it; books are written in part: all names are cut off.
3. It is deleted; journals still name it: both books are whole and new, the journals are emptied.
4. One journal is gone already: the same as 3, or, when rolling back was interrupted, as 2.

Cutting is one call for each file. Interrupted between them it is done again, as the super-journal is swept away only
when both books are open; and a name that is cut in part is no name either. Nobody needs a key for any of this.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.storage.failures import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: How SQLite names the super-journal of a commit: after the main file, with digits that it draws.
SUPER_JOURNAL = re.compile(r"-mj[0-9A-F]{9}$")
_MAGIC = bytes.fromhex("d9d505f920a163d7")
# Behind the name stand its length, its checksum and the magic; before it a page number that no page can have.
_NUMBER, _BEHIND = 4, 16
_LONGEST = 4096
# The bytes by which SQLite locks a file; whoever has the books open holds at least one of them.
_LOCK_AT, _LOCK_BYTES = 0x40000000, 512
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class _Ending:
    """What a journal names at its end: the super-journal's path, and where the journal would end without it."""

    name: str
    begins: int


def mend_moved(ledger: Path, identity: Path | None) -> None:
    """Before the books are opened, let an interrupted commit over both be decided by what lies in this folder.

    Touches nothing where both journals name this very folder, where there is none, or where another program has the
    books: that one is refused by its lock later, as ever.

    Raises:
        DiskFailed: A journal cannot be read or cut; WriteProtected where it lies on what takes no writing.
    """
    paths = [path.with_name(f"{path.name}-journal") for path in (ledger, identity) if path is not None]
    try:
        if not any(_named_elsewhere(path, ledger) for path in paths):
            return
        with _alone(ledger) as alone:
            if alone:
                _decide(paths, ledger)
    except OSError as error:
        raise refusal(error) from error


def settle_copied(journal: Path, ledger: Path) -> None:
    """Decide for the copy of a book's journal, wherever it lies, by what lies beside the ledger it was copied from.

    Afterwards it names no super-journal: what is left in it is to be put back, and nothing is left of a commit that
    was done.
    """
    ending = _ending(journal)
    if ending is not None:
        _cut(journal, ending.begins if _is_there(ledger.with_name(_last_part(ending.name))) else 0)


def _decide(paths: Iterable[Path], ledger: Path) -> None:
    """Cut the name off each journal whose super-journal lies here; empty the others."""
    for path in paths:
        ending = _named_elsewhere(path, ledger)
        if ending is not None:
            here = ledger.with_name(_last_part(ending.name))
            _cut(path, ending.begins if _is_there(here) else 0)


def _is_there(super_journal: Path) -> bool:
    """Whether a super-journal is there, as SQLite asks it: an empty file is none."""
    try:
        return super_journal.stat().st_size > 0
    except FileNotFoundError:
        return False


def _cut(path: Path, size: int) -> None:
    descriptor = os.open(path, os.O_RDWR | _PLAIN)
    try:
        os.ftruncate(descriptor, size)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _named_elsewhere(path: Path, ledger: Path) -> _Ending | None:
    """Read which super-journal of these books a journal names, if that name leads to another folder."""
    ending = _ending(path)
    if ending is None:
        return None
    last = _last_part(ending.name)
    if not (last.startswith(ledger.name) and SUPER_JOURNAL.fullmatch(last.removeprefix(ledger.name))):
        return None
    folder = ending.name[: -len(last)]
    try:
        same = ledger.parent.samefile(folder)
    except (OSError, ValueError):
        same = False
    return None if same else ending


def _last_part(name: str) -> str:
    """The file's name of a path that another system may have written."""
    return re.split(r"[/\\]", name)[-1]


def _ending(path: Path) -> _Ending | None:
    """Read the name at the end of a journal, or None where there is no journal or no whole name."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _PLAIN)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size < _NUMBER + _BEHIND:
            return None
        file.seek(size - _BEHIND)
        behind = file.read(_BEHIND)
        length = int.from_bytes(behind[:4], "big")
        begins = size - _BEHIND - length - _NUMBER
        if behind[8:] != _MAGIC or not 0 < length <= _LONGEST or begins < 0:
            return None
        file.seek(begins + _NUMBER)
        name = file.read(length)
    return _Ending(os.fsdecode(name), begins) if int.from_bytes(behind[4:8], "big") in _sums(name) else None


def _sums(name: bytes) -> set[int]:
    """The checksum of a name: its bytes added up, which are signed on one sort of processor and not on another."""
    unsigned = sum(name)
    return {unsigned & 0xFFFFFFFF, (unsigned - 256 * sum(byte > 127 for byte in name)) & 0xFFFFFFFF}


@contextmanager
def _alone(ledger: Path) -> Iterator[bool]:
    """Hold the ledger's lock as SQLite would, or say that another program has it.

    Only while this process has the books closed: closing the file drops every lock of the process on it.
    """
    descriptor = os.open(ledger, os.O_RDWR | _PLAIN)
    try:
        yield _lock(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        if os.name == "posix":
            import fcntl  # noqa: PLC0415  exists on POSIX only

            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_BYTES, _LOCK_AT)
        else:  # pragma: no cover  Windows has its own way to lock a part of a file
            import msvcrt  # noqa: PLC0415  exists on Windows only

            os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, _LOCK_BYTES)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
