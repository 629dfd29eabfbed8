"""Exports without a name until they are whole: what a killed program had written of one, the system takes back itself.

Linux has files without a name (O_TMPFILE). Where there are none (other systems, some file systems), a file is written
beside its place under a hidden name, as the vault's own are; a kill can leave that one.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.vault.files import atomic_write, disk_error, sync, sync_folder

if TYPE_CHECKING:
    from pathlib import Path

_NAMELESS = getattr(os, "O_TMPFILE", 0)


def write_unseen(path: Path, data: bytes) -> None:
    """Write a file for its owner alone; whatever happens, there is the old one or the new one, whole, and no other.

    Where an old one is replaced, the new one, whole already, has a hidden name for the moment between two calls.

    Raises:
        DiskFull: There is no room; an old file is as it was.
        DiskFailed: The disk refused; an old file is as it was.
    """
    try:
        if not _NAMELESS:
            raise OSError
        descriptor = os.open(path.parent, os.O_WRONLY | _NAMELESS, 0o600)
    except OSError:
        atomic_write(path, data)
        return
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            sync(descriptor)
            _name(descriptor, path)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(error) from error


def _name(descriptor: int, path: Path) -> None:
    """Give a written file its name; a link at `path` is replaced, not followed."""
    held = f"/proc/self/fd/{descriptor}"
    try:
        os.link(held, path, src_dir_fd=descriptor, follow_symlinks=True)
    except FileExistsError:
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")
        os.link(held, fresh, src_dir_fd=descriptor, follow_symlinks=True)
        try:
            fresh.replace(path)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
            raise
