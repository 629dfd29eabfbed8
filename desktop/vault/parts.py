"""A recovery key in three parts, any two of which give it back; and a part as digits that are printed and typed.

Sharing is Shamir's, two of three, byte by byte: f(x) = secret + chance · x over the 256 numbers of one byte; part n is
f(n). One part alone says nothing: for each secret there is one chance that gives the very same part. There are so few
cases for a byte that the tests try all of them.

A part is written as twelve groups of six digits, which every keyboard types alike, whatever its language. A group is 11
times what it carries (16 bits): any one wrong digit, and any two neighbours swapped, leave a remainder of 11, so the
group in which it happened can be named. The last group is a checksum over the rest.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET_BYTES = 16
NUMBERS = (1, 2, 3)
MOST_SETS = 4095
GROUPS = 12
GROUP_DIGITS = 6
SHORT_ID_BYTES = 4
_FORMAT = 1
_CHECK = 11
_POLYNOMIAL = 0x11B
_INVERSE = {1: 0x01, 2: 0x8D, 3: 0xF6}
_BETWEEN = frozenset(" \t\r\n-–—.·/\u00a0\u202f")


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One of three. `set_number` counts the sets made for a vault; `vault` are the first bytes of the vault's id."""

    number: int
    set_number: int
    vault: bytes
    share: bytes


def split(secret: bytes | bytearray, chance: Callable[[int], bytes] = os.urandom) -> tuple[bytes, bytes, bytes]:
    """Share a secret out in three, any two of which give it back."""
    slopes = chance(len(secret))
    one, two, three = (
        bytes(byte ^ _times(number, slope) for byte, slope in zip(secret, slopes, strict=True)) for number in NUMBERS
    )
    return one, two, three


def join(one: Part, two: Part) -> bytearray:
    """Give back the secret of two different parts of one set. The caller wipes it."""
    # On the line through both points: the slope is what they differ by over how far apart they are.
    inverse = _INVERSE[one.number ^ two.number]
    return bytearray(
        first ^ _times(one.number, _times(inverse, first ^ second))
        for first, second in zip(one.share, two.share, strict=True)
    )


def _times(factor: int, byte: int) -> int:
    """Multiply in the field of 256 numbers (the polynomial of AES)."""
    product = 0
    while factor:
        if factor & 1:
            product ^= byte
        byte <<= 1
        if byte & 0x100:
            byte ^= _POLYNOMIAL
        factor >>= 1
    return product


def write_part(part: Part) -> str:
    """Write a part as groups of digits with blanks between them."""
    front = (_FORMAT << 14 | part.number << 12 | part.set_number).to_bytes(2, "big") + part.vault + part.share
    return " ".join(
        f"{int.from_bytes(pair, 'big') * _CHECK:0{GROUP_DIGITS}d}" for pair in _pairs(front + _checksum(front))
    )


def read_part(text: str, at: str) -> Part:
    """Read a part as it was typed: blanks, hyphens and lines between the digits do not matter.

    Args:
        text: What was typed.
        at: The field's name, for the refusal.

    Raises:
        Refused: Nothing was typed, something else than digits, too few or too many, or a group is mistyped (which one
            is said).
    """
    digits = "".join(letter for letter in text if letter not in _BETWEEN)
    if not digits:
        raise refuse("recovery.part_empty", at=at)
    if not (digits.isascii() and digits.isdigit()):
        raise refuse("recovery.part_letters", at=at)
    if len(digits) != GROUPS * GROUP_DIGITS:
        raise refuse("recovery.part_length", at=at, found=len(digits), whole=GROUPS * GROUP_DIGITS)
    data = bytearray()
    for group in range(GROUPS):
        value, rest = divmod(int(digits[group * GROUP_DIGITS : (group + 1) * GROUP_DIGITS]), _CHECK)
        if rest or value > 0xFFFF:
            raise refuse("recovery.part_group", at=at, group=group + 1)
        data += value.to_bytes(2, "big")
    front, checksum = bytes(data[:-2]), bytes(data[-2:])
    if _checksum(front) != checksum:
        raise refuse("recovery.part_mixed", at=at)
    return _part(front, at)


def _part(front: bytes, at: str) -> Part:
    marks = int.from_bytes(front[:2], "big")
    number, set_number = marks >> 12 & 0b11, marks & 0xFFF
    if marks >> 14 != _FORMAT or number not in NUMBERS or not set_number:
        raise refuse("recovery.part_unknown", at=at)
    return Part(number, set_number, front[2 : 2 + SHORT_ID_BYTES], front[2 + SHORT_ID_BYTES :])


def _checksum(front: bytes) -> bytes:
    return hashlib.sha256(b"skarbonka recovery part\x00" + front).digest()[:2]


def _pairs(data: bytes) -> list[bytes]:
    return [data[at : at + 2] for at in range(0, len(data), 2)]
