"""Changes files as damage and malice do: bits, pieces, numbers at bounds, words of formats, files crossed."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence

_BOUNDS = (0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF)
_WORDS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b",", b";", b"\t", b'"', b"'", b"<", b">", b"&", b"&#0;", b"]]>",
    b"--", b"<!DOCTYPE x [", b"<!--", b"{", b"}", b"[", b"]", b"NaN", b"1e999", b"-1", b"9" * 40, b"0.0", b"\xc2",
    b"\xed\xa0\xbd", b"\xf0\x9f\x98\x80", "É".encode(), "٣".encode(), "²".encode(), b"\xc2\xa0", b"%PDF-",
    b"PK\x03\x04", b"null", b"true", b"2026-02-30", b"0000-00-00", b"1.1.1", b"1 000,00", b"EUR", b"\\u0000",
    b"\\ud800", b"%00", b"xml:lang", b"xmlns:a",
)  # fmt: skip
_LARGEST = 200_000

Mutate = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutated(dice: random.Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """Change a file in some places."""
    changed = bytearray(data)
    for _turn in range(dice.choice((1, 1, 1, 2, 3, 5, 9))):
        _CHANGES[dice.randrange(len(_CHANGES))](dice, changed, pool)
    return bytes(changed[:_LARGEST])


def _place(dice: random.Random, data: bytearray) -> int:
    """Somewhere; heads of files are where formats are told."""
    if not data:
        return 0
    return dice.randrange(min(len(data), 64) if dice.random() < 0.3 else len(data))


def _bit(dice: random.Random, data: bytearray, _pool: Sequence[bytes]) -> None:
    if data:
        data[_place(dice, data)] ^= 1 << dice.randrange(8)


def _byte(dice: random.Random, data: bytearray, _pool: Sequence[bytes]) -> None:
    if data:
        data[_place(dice, data)] = dice.choice((*_BOUNDS, dice.randrange(256)))


def _number(dice: random.Random, data: bytearray, _pool: Sequence[bytes]) -> None:
    """A number of two or four bytes at its bounds, in either order."""
    size, place = dice.choice((2, 4)), _place(dice, data)
    value = dice.choice((0, 1, 2 ** (8 * size) - 1, 2 ** (8 * size - 1), 2 ** (8 * size - 1) - 1, len(data)))
    data[place : place + size] = (value % 2 ** (8 * size)).to_bytes(size, dice.choice(("big", "little")))


def _digits(dice: random.Random, data: bytearray, _pool: Sequence[bytes]) -> None:
    """A digit of a written number becomes another number."""
    places = [place for place, byte in enumerate(data[:5000]) if 48 <= byte <= 57]
    if places:
        place = dice.choice(places)
        data[place : place + 1] = dice.choice((b"0", b"-", b"99999999999999999999", b"1e9", b"", b".", b"7"))


def _cut(dice: random.Random, data: bytearray, _pool: Sequence[bytes]) -> None:
    place = _place(dice, data)
    del data[place : place + dice.choice((1, 2, 8, 100, len(data)))]


def _twice(dice: random.Random, data: bytearray, _pool: Sequence[bytes]) -> None:
    place, length = _place(dice, data), dice.choice((1, 4, 30, 400))
    data[place:place] = data[place : place + length] * dice.choice((1, 2, 50))


def _word(dice: random.Random, data: bytearray, _pool: Sequence[bytes]) -> None:
    place, word = _place(dice, data), dice.choice(_WORDS)
    data[place : place + (len(word) if dice.random() < 0.5 else 0)] = word


def _cross(dice: random.Random, data: bytearray, pool: Sequence[bytes]) -> None:
    other = dice.choice(pool)
    begin = dice.randrange(len(other) + 1)
    data[_place(dice, data) :] = other[begin : begin + 20_000]


def _swap(dice: random.Random, data: bytearray, _pool: Sequence[bytes]) -> None:
    """Two lines change places."""
    lines = bytes(data).split(b"\n")
    if len(lines) > 1:
        one, two = dice.randrange(len(lines)), dice.randrange(len(lines))
        lines[one], lines[two] = lines[two], lines[one]
        data[:] = b"\n".join(lines)


_CHANGES = (_bit, _byte, _number, _digits, _cut, _twice, _word, _cross, _swap)


def in_archive(dice: random.Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """Change one part of an archive and pack it again, so that its sums are right; now and then, the archive itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001  no archive any more: changed as bytes
        return mutated(dice, data, pool)
    if not parts or dice.random() < 0.3:
        return mutated(dice, data, pool)
    name = dice.choice(sorted(parts))
    way = dice.random()
    if way < 0.8:
        parts[name] = mutated(dice, parts[name], [parts[other] for other in sorted(parts)])
    elif way < 0.9:
        parts[dice.choice(("../up", "/etc/x", "xl/vbaProject.bin", name + "x"))] = parts.pop(name)
    else:
        del parts[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return out.getvalue()
