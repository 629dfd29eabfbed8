"""Digests over the pages of a closed book, which tell whether any page is another than when it was closed.

The engine proves each page by itself: an older page of the same file, put back in its place, passes. But every writing
of a page makes it anew with a random beginning and a check of its own at its end, so these ends together are the state
of the whole file. Only they are read. No key is needed.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PAGE_BYTES = 4096
_END_BYTES = 80  # 16 random bytes and the 64 bytes of the page's own check
_MOST_BYTES = 512 * 1024 * 1024
"""Of a larger file none is made: opening would wait for the disk."""


def page_sum(path: Path) -> str:
    """Give the digest over a closed book's pages; empty where there is no such file, or one that is too large.

    The file must not be open in this process: closing it here would drop its locks.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as file:
            size = file.seek(0, 2)
            if size > _MOST_BYTES:
                return ""
            for end in range(_PAGE_BYTES, size + _PAGE_BYTES, _PAGE_BYTES):
                file.seek(max(min(end, size) - _END_BYTES, 0))
                digest.update(file.read(_END_BYTES))
            digest.update(size.to_bytes(8, "big"))
    except OSError:
        return ""
    return digest.hexdigest()
