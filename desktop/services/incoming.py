"""Bytes of a file that a worker chose, no more of them than a reader takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead

if TYPE_CHECKING:
    from pathlib import Path


def read_incoming(path: Path, most: int) -> bytes:
    """Read a file up to one byte past `most`, so that the reader sees that there is more.

    Raises:
        CannotRead: with reason missing, folder or not_allowed.
    """
    try:
        if path.is_dir():
            raise CannotRead(reason="folder")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise CannotRead(reason="missing") from None
    except (OSError, ValueError):
        raise CannotRead(reason="not_allowed") from None
