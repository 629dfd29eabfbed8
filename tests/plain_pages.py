"""Every page of a closed book as it lies behind the encryption: tables, indexes, free pages, what rows left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE, RESERVED, SALT, VECTOR = 4096, 80, 16, 16


def plain_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Decrypt a book page by page with its raw key (SQLCipher 4: AES-256 in CBC, the vector in each page's end)."""
    data = path.read_bytes()
    assert len(data) % PAGE == 0
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        begin = SALT if start == 0 else 0
        vector = page[PAGE - RESERVED : PAGE - RESERVED + VECTOR]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        yield page[:begin] + decryptor.update(page[begin : PAGE - RESERVED]) + decryptor.finalize()


def plain_bytes(path: Path, key: bytes) -> bytes:
    """All pages one after another, so that a text over a page's end is found as its parts."""
    return b"".join(plain_pages(path, key))
