"""The emergency: what opens a vault is overwritten and deleted at once, here and in the backups beside it.

The header holds the only copies of the books' keys, each sealed to a user or to the recovery papers. Without it the
books are noise for good, so the headers go first, in milliseconds, however large the books are. What this cannot reach
is said wherever it is offered: copies elsewhere keep their own headers, and a solid-state disk may keep old blocks of
an overwritten file where only its maker can read them; the disk's own encryption answers that, not a program.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.vault.copies import COPY, HEADER
from desktop.vault.files import sync, sync_folder
from desktop.vault.header import MOST_BYTES
from desktop.vault.leftovers import OWN, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BACKUPS = "backups"
_ENDS = MOST_BYTES + 4096
"""Bytes overwritten at both ends of a large file: a backup's header lies at its beginning, its list of parts last."""
_HALF_MADE = (".backup-*", ".rehearsal-*")


@dataclass(frozen=True, slots=True)
class Wiped:
    """What became of a vault's files: how many are gone, and the names of those that the disk would not give up."""

    gone: int
    left: tuple[str, ...] = ()


def destroy_keys(folder: Path) -> Wiped:
    """Overwrite and delete both headers, those of the backups beside the vault, and of copies that were never finished.

    The books may be open meanwhile.
    """
    headers = [folder / HEADER, folder / COPY, *folder.glob(f".{HEADER}*")]
    made = [*folder.glob(f"{BACKUPS}/*"), *folder.glob(f"{BACKUPS}/.*")]
    half = [path for pattern in _HALF_MADE for path in folder.glob(f"{pattern}/*")]
    half += [path for place in unfinished(folder) for path in place.rglob("*")]
    return _destroyed([*headers, *half, *made])


def destroy_books(folder: Path) -> Wiped:
    """Delete the rest, once the books are closed; files that are none of the program's are left where they are."""
    gone = _destroyed(path for pattern in OWN for path in folder.glob(pattern))
    half = [path for pattern in _HALF_MADE for path in folder.glob(pattern)]
    for place in (*half, *unfinished(folder), folder / BACKUPS):
        shutil.rmtree(place, ignore_errors=True)
    with suppress(OSError):  # something else lies there, and stays
        folder.rmdir()
    with suppress(OSError):
        sync_folder(folder.parent)
    return gone


def _destroyed(paths: Iterable[Path]) -> Wiped:
    """Overwrite all of them before any is deleted: what opens must be noise before time is spent on names."""
    found = [path for path in dict.fromkeys(paths) if path.is_symlink() or path.is_file()]
    for path in found:
        with suppress(OSError):
            _overwrite(path)
    left = []
    for path in found:
        try:
            path.unlink()
        except OSError:
            left.append(path.name)
    for place in {path.parent for path in found}:
        with suppress(OSError):
            sync_folder(place)
    return Wiped(len(found) - len(left), tuple(left))


def _overwrite(path: Path) -> None:
    """Write random bytes over a file, or over both ends of a large one, and bring them onto the disk."""
    if path.is_symlink():  # what it leads to is not ours
        return
    flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "wb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        file.write(os.urandom(min(size, _ENDS)))
        if size > _ENDS:
            file.seek(size - min(_ENDS, size - _ENDS))
            file.write(os.urandom(min(_ENDS, size - _ENDS)))
        sync(file.fileno())
