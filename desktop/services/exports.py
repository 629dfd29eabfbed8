"""Files that the user asks for: the only plaintext that ever reaches a disk."""

from __future__ import annotations

import errno
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from desktop import paths
from desktop.domain.errors import CannotWrite, DiskFailed, DiskFull

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What was there before is put back only up to this size: a film that somebody chose to replace is not held in memory.
MOST_PUT_BACK = 64 * 1024 * 1024

_REASONS = {
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EISDIR: "folder",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "not_allowed",
    errno.ENAMETOOLONG: "not_allowed",
}


def write_export(path: Path, data: bytes) -> None:
    """Write a whole file, readable by its owner alone, or nothing: an older file of that name stays until then.

    The folder of a vault takes no export: a slip of the hand there would replace a book, and nothing lies beside the
    books unencrypted. A device or a pipe is none either: it would be replaced by the file.

    Raises:
        CannotWrite: With the reason as a stable word.
    """
    from desktop.vault.unseen import write_unseen  # noqa: PLC0415 - late: a vault's libraries load when one is opened

    try:
        _check_target(path)
        write_unseen(path, data, paths.state_folder())
    except OSError as error:
        raise CannotWrite(reason=_REASONS.get(error.errno or 0, "not_allowed")) from None
    except DiskFull:
        raise CannotWrite(reason="no_room") from None
    except DiskFailed as error:
        reason = _REASONS.get(getattr(error.__cause__, "errno", None) or 0, "not_allowed")
        raise CannotWrite(reason=reason) from None


@contextmanager
def written_with(path: Path, data: bytes) -> Iterator[None]:
    """Write a file for the time of a `with` whose end records it: neither stays without the other.

    If the block fails, what lay there before is put back, or there is nothing again. A file of more than
    `MOST_PUT_BACK` bytes is not put back: the new one is deleted all the same.

    Raises:
        CannotWrite: As `write_export`; the block is not entered.
    """
    former = _former(path)
    write_export(path, data)
    try:
        yield
    except BaseException:  # a stop and a full disk too: nothing lies about without its record
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if former is not None:
            with suppress(CannotWrite):
                write_export(path, former)
        raise


def _former(path: Path) -> bytes | None:
    """Read what lies at a place now; None for nothing, and for what `write_export` refuses by itself."""
    try:
        if path.is_file() and path.stat().st_size <= MOST_PUT_BACK:
            return path.read_bytes()
    except OSError:
        return None
    return None


def sweep_exports() -> None:
    """Delete what killed programs left half written of exports, where the disk could not take it back by itself."""
    from desktop.vault.unseen import sweep_unseen  # noqa: PLC0415 - late: as above

    sweep_unseen(paths.state_folder())


def _check_target(path: Path) -> None:
    from desktop.vault.vault import is_vault  # noqa: PLC0415 - late: as above

    if path.is_dir():
        raise CannotWrite(reason="folder")
    if not path.parent.is_dir():
        raise CannotWrite(reason="no_folder")
    if path.exists() and not path.is_file():
        raise CannotWrite(reason="device")
    folder = path.parent.resolve()
    if is_vault(folder) or is_vault(folder.parent):
        raise CannotWrite(reason="vault")
