"""Exports without a name until they are whole: what a killed program had written of one, the system takes back itself.

Linux has files without a name (O_TMPFILE). Where there are none (other systems; FAT, exFAT and NTFS on sticks), a file
is written beside its place under a hidden name, and a kill leaves it there, in plaintext. So that name is noted in the
program's own folder first, and the note goes with the name: what a note still names at the next start or export is
deleted, also when its stick comes back later. What another computer left of the same file goes as well.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import VaultError
from desktop.vault.files import atomic_write, disk_error, hidden_name, private_folder, read_bounded, sync, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMELESS = getattr(os, "O_TMPFILE", 0)
_FOLDER = "exports"
_MOST_BYTES = 16 * 1024
_HIDDEN = re.compile(r"\..+\.[0-9a-f]{16}\.new", re.DOTALL)


def write_unseen(path: Path, data: bytes, state: Path) -> None:
    """Write a file for its owner alone; whatever happens, there is the old one or the new one, whole, and no other.

    Where an old one is replaced, the new one, whole already, has a hidden name for the moment between two calls.

    Args:
        path: The file.
        data: What it shall hold.
        state: The program's own folder, where hidden names are noted.

    Raises:
        DiskFull: There is no room; an old file is as it was.
        DiskFailed: The disk refused; an old file is as it was.
    """
    sweep_unseen(state)
    _sweep_beside(path)
    try:
        if not _NAMELESS:
            raise OSError
        descriptor = os.open(path.parent, os.O_WRONLY | _NAMELESS, 0o600)
    except OSError:
        with _noted(hidden_name(path), state) as fresh:
            atomic_write(path, data, fresh)
        return
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            sync(descriptor)
            _name(descriptor, path, state)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(error) from error


def sweep_unseen(state: Path) -> None:
    """Delete what killed programs left of exports; what cannot be reached now is tried again the next time."""
    for note in _notes(state):
        left = _read(note)
        if left is not None and (_is_at_work(left[1]) or not left[0].parent.is_dir()):
            continue
        with suppress(OSError):
            if left is not None:
                left[0].unlink(missing_ok=True)
            note.unlink()


def _notes(state: Path) -> list[Path]:
    """Find what was noted; nothing in a folder of state that lets nobody in."""
    with suppress(OSError):
        return sorted((state / _FOLDER).glob("*.note"))
    return []


def _name(descriptor: int, path: Path, state: Path) -> None:
    """Give a written file its name; a link at `path` is replaced, not followed."""
    held = f"/proc/self/fd/{descriptor}"
    try:
        os.link(held, path, src_dir_fd=descriptor, follow_symlinks=True)
    except FileExistsError:
        with _noted(hidden_name(path), state) as fresh:
            os.link(held, fresh, src_dir_fd=descriptor, follow_symlinks=True)
            try:
                fresh.replace(path)
            except OSError:
                with suppress(OSError):
                    fresh.unlink()
                raise


@contextmanager
def _noted(fresh: Path, state: Path) -> Iterator[Path]:
    """Note a hidden name for as long as it may be there; a disk that refuses the note stops no export."""
    note = state / _FOLDER / f"{secrets.token_hex(8)}.note"
    with suppress(VaultError, OSError):
        for folder in reversed([note.parent, *note.parent.parents]):
            if not folder.exists():
                private_folder(folder)
        atomic_write(note, json.dumps([str(fresh.absolute()), os.getpid()]).encode("ascii"))
    try:
        yield fresh
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)


def _read(note: Path) -> tuple[Path, int] | None:
    """Read which hidden file a note names, and whose process it was; None for anything that was never noted here."""
    try:
        path, process = json.loads(read_bounded(note, _MOST_BYTES) or b"")
        found = Path(path)
        return (found, int(process)) if _HIDDEN.fullmatch(found.name) else None
    except (VaultError, ValueError, TypeError, OverflowError, RecursionError):
        return None


def _is_at_work(process: int) -> bool:
    """Whether the program that noted it may be writing still. Windows deletes no file that is being written."""
    if os.name != "posix" or process == os.getpid() or process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sweep_beside(path: Path) -> None:
    """Delete what a kill elsewhere left of this very file: a stick is carried from one computer to another."""
    own = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{16}}\.new")
    with suppress(OSError):
        for left in path.parent.iterdir():
            if own.fullmatch(left.name) and (left.is_symlink() or left.is_file()):
                left.unlink()
