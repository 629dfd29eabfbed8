"""Gives the helper a picture or a PDF and hears its pages.

What comes back is checked as if the helper were the file:
numbers in their bounds, pixels of exactly the size that was said.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import CannotRead
from desktop.intake.apart.process import hear, program
from desktop.intake.apart.wire import FLAG, Broken, Part

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

_MEDIA = ("application/pdf", "image/jpeg", "image/png", "image/webp", "image/tiff")
_CHANNELS = 3
_LONGEST_CODE = 200
_MOST_CODES = 20
_REASONS = frozenset(("locked", "too_many_pages", "too_many_pixels", "no_picture", "heic"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a file: pages at most `longest` pixels long, codes or not; and what the helper may use.

    `most` is the most pages that it may have; `seconds` the longest that one page may take.
    """

    longest: int
    codes: bool = False
    first_only: bool = False
    most: int = 200
    mebibytes: int = 1536
    seconds: int = 90


@dataclass(frozen=True, slots=True)
class PixelPage:
    """A page as pixels: red, green and blue, row by row from the top. `codes` are the texts of its QR codes."""

    media: str
    number: int
    count: int
    width: int
    height: int
    codes: tuple[str, ...]
    pixels: bytes


def read_apart(data: bytes, asked: Asked) -> Generator[PixelPage, None, None]:
    """Open a file in the helper and give its pages as they come. Use `contextlib.closing`: it ends the helper.

    Raises:
        CannotRead: With the reason as a stable word.
    """
    with closing(hear(_command(asked), data, asked.seconds)) as parts:
        for part in parts:
            if "refused" in part.told:
                raise CannotRead(reason=_reason(part.told["refused"]))
            try:
                page = _page(part, asked)
            except Broken:
                raise CannotRead(reason="reader_failed") from None
            yield page


def _reason(word: object) -> str:
    """Take the helper's reason only if it is one; "damaged" is said of a picture here."""
    if word == "damaged":
        return "picture_damaged"
    return word if isinstance(word, str) and word in _REASONS else "reader_failed"


def _page(part: Part, asked: Asked) -> PixelPage:
    told = part.told
    numbers = [told.get(name) for name in ("number", "count", "width", "height")]
    codes = told.get("codes")
    if not all(type(each) is int and 0 < each <= 100_000 for each in numbers) or not _are_codes(codes):
        raise Broken
    number, count, width, height = (int(str(each)) for each in numbers)
    whole = max(width, height) <= asked.longest and len(part.blob) == width * height * _CHANNELS
    if told.get("media") not in _MEDIA or not whole or count > asked.most:
        raise Broken
    return PixelPage(str(told["media"]), number, count, width, height, tuple(codes or ()), part.blob)


def _are_codes(codes: Any) -> bool:
    return (
        isinstance(codes, list)
        and len(codes) <= _MOST_CODES
        and all(isinstance(each, str) and len(each) <= _LONGEST_CODE for each in codes)
    )


def _command(asked: Asked) -> Sequence[str]:
    return [*program(), FLAG, json.dumps(asdict(asked))]
