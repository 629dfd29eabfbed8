"""How the two processes talk: parts of a few facts and some bytes, each with its length before it, through pipes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FLAG = "--open-file"
"""The program's hidden argument by which it starts as the helper."""
LONGEST_HEAD = 1 << 16
LARGEST_BLOB = 64 << 20


class Broken(Exception):
    """What came is no part: the other side ended in the midst of it, or is not itself any more."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page, or the last word. `told` holds numbers and short texts; `blob` a page's pixels."""

    told: Mapping[str, Any]
    blob: bytes = field(default=b"", repr=False)


def write_part(stream: IO[bytes], part: Part) -> None:
    """Write a part, and send it."""
    head = json.dumps({**part.told, "bytes": len(part.blob)}).encode()
    stream.write(len(head).to_bytes(4, "big"))
    stream.write(head)
    stream.write(part.blob)
    stream.flush()


def read_part(stream: IO[bytes]) -> Part:
    """Read the next part; nothing in it is trusted.

    Raises:
        Broken: There is none, or it is too large or none at all.
    """
    length = int.from_bytes(_exactly(stream, 4), "big")
    if not 0 < length <= LONGEST_HEAD:
        raise Broken
    try:
        told = json.loads(_exactly(stream, length))
        size = told.pop("bytes")
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError):
        raise Broken from None
    if type(size) is not int or not 0 <= size <= LARGEST_BLOB:
        raise Broken
    return Part(told, _exactly(stream, size))


def _exactly(stream: IO[bytes], count: int) -> bytes:
    pieces: list[bytes] = []
    while count:
        piece = stream.read(count)
        if not piece:
            raise Broken
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)
