"""Files for their owner alone: written whole or not at all, in places that nobody else can write to."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
from contextlib import suppress
from errno import EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path

from desktop.domain.errors import (
    DamagedHeader,
    DiskFailed,
    DiskFull,
    Problem,
    Severity,
    UnsafePlace,
    WriteProtected,
)

RESERVE = 50 * 1024 * 1024
_POSIX = os.name == "posix"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_SYNC_FOLDERS = ("dropbox", "onedrive", "google drive", "googledrive", "nextcloud", "owncloud", "yandex.disk", "icloud")
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "ceph", "glusterfs", "davfs"})
_NETWORK_FUSE = ("fuse.sshfs", "fuse.rclone", "fuse.gvfsd", "fuse.davfs", "fuse.google", "fuse.onedriver")


def atomic_write(path: Path, data: bytes, fresh: Path | None = None) -> None:
    """Write a file for its owner alone so that, whatever happens, it is the old one or the new one, whole.

    A link at `path` is replaced, not followed. Until it is whole it is `fresh`, a hidden name beside it unless given.

    Raises:
        DiskFull: There is no room; the old file is as it was.
        DiskFailed: The disk refused; the old file is as it was.
    """
    path = Path(path)
    fresh = fresh or hidden_name(path)
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BINARY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            sync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise disk_error(error) from error


def hidden_name(path: Path) -> Path:
    """Draw a name beside a file for what shall take its place."""
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")


def sync(descriptor: int) -> None:
    """Bring a file's bytes onto the disk itself, past the drive's own cache where the system can ask for that."""
    if sys.platform == "darwin":  # pragma: no cover  macOS alone keeps bytes in the drive after fsync
        import fcntl  # noqa: PLC0415  exists on POSIX only

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names onto the disk. Windows cannot open a folder; there the rename is enough."""
    if not _POSIX:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def disk_error(error: OSError) -> DiskFull | DiskFailed:
    """Tell a full disk, and a place that takes no writing, from any other refusal of the disk."""
    if error.errno in {ENOSPC, EDQUOT}:
        return DiskFull()
    return WriteProtected() if error.errno in {EROFS, EPERM} else DiskFailed()


def takes_writing(folder: Path) -> bool:
    """Whether files can be made in a folder, as far as its rights and its medium tell without trying."""
    return os.access(folder, os.W_OK | os.X_OK)


def read_bounded(path: Path, most: int) -> bytes | None:
    """Read a small file, or None when there is none.

    Raises:
        DamagedHeader: It is larger than anything the program writes there.
        UnsafePlace: It is a link or no file.
        DiskFailed: It cannot be read.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UnsafePlace(reason="link")
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK | _BINARY)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskFailed from error
    if len(data) > most:
        raise DamagedHeader(reason="form")
    return data


def private_folder(path: Path) -> None:
    """Make a folder for its owner alone, or take an existing one away from everybody else.

    Raises:
        UnsafePlace: It is a link or no folder, or belongs to somebody else.
        DiskFull, DiskFailed: It cannot be made.
    """
    try:
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise UnsafePlace(reason="link")
        if _POSIX and stat.S_IMODE(found.st_mode) != 0o700:
            path.chmod(0o700)
    except PermissionError as error:
        raise UnsafePlace(reason="owner") from error
    except OSError as error:
        raise disk_error(error) from error


def check_place(folder: Path) -> None:
    """Refuse a place where others could swap or read a vault's files. The folder itself need not exist yet.

    Raises:
        UnsafePlace: The folder is a link ("link"), or it or a folder above can be written by everybody ("writable").
    """
    folder = Path(folder)
    if folder.is_symlink():
        raise UnsafePlace(reason="link")
    if not _POSIX:
        return
    whole = folder.resolve()
    for place in (whole, *whole.parents):
        try:
            mode = place.stat().st_mode
        except FileNotFoundError:
            continue
        except OSError as error:
            raise UnsafePlace(reason="unreachable") from error
        # In a sticky folder (/tmp) everybody may add names, but nobody may move another's.
        if mode & stat.S_IWOTH and (place == whole or not mode & stat.S_ISVTX):
            raise UnsafePlace(reason="writable")


def place_warnings(folder: Path) -> tuple[Problem, ...]:
    """Say when a vault would lie where copies of its files are made half-written: a synchronised or network folder."""
    whole = Path(folder).resolve()
    warnings = []
    if any(name in part.lower() for part in whole.parts for name in _SYNC_FOLDERS):
        warnings.append(Problem("vault.sync_folder", "folder", severity=Severity.WARNING))
    if _is_network(whole):
        warnings.append(Problem("vault.network_folder", "folder", severity=Severity.WARNING))
    return tuple(warnings)


def _is_network(whole: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether the nearest mount above is of a network's kind, where the system tells."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    kinds: dict[Path, str] = {}
    for line in lines:
        fields = line.split(" ")
        if len(fields) >= 3:
            kinds[Path(fields[1].replace("\\040", " "))] = fields[2]
    kind = next((kinds[place] for place in (whole, *whole.parents) if place in kinds), "")
    return kind in _NETWORK or kind.startswith(_NETWORK_FUSE)


def room_to_keep(folder: Path) -> int:
    """Tell the free bytes that a write to a vault must find: twice what it holds, and 50 MB."""
    held = sum(path.stat().st_size for path in Path(folder).glob("*.db"))
    return 2 * held + RESERVE


def free_space_guard(folder: Path, needed: int | None = None) -> None:
    """Refuse to begin what might not fit.

    Args:
        folder: Any folder on the disk in question.
        needed: Bytes that must be free; `room_to_keep` when None.

    Raises:
        DiskFull: With `needed` and `free` in bytes.
    """
    try:
        needed = room_to_keep(folder) if needed is None else needed
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise DiskFailed from error
    if free < needed:
        raise DiskFull(needed=needed, free=free)
