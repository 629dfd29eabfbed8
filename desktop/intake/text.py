"""Bytes of an unknown file become text, or a refusal that says what the file is instead.

Encodings: UTF-8, UTF-16 and UTF-32 with a byte order mark; without one UTF-8, UTF-16 where it is safely told,
Windows-1251 and KOI8-R (Cyrillic) and Windows-1250 (Polish). Every step is linear in the size of the file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop.domain.errors import CannotRead

MOST_BYTES = 8 * 1024 * 1024  # a saved web page with pictures inside; the text in it is far smaller
MOST_CHARACTERS = 1_000_000  # a campaign page has some thousand; a book has less than a million
MOST_LINES = 10_000  # that are not blank; a page has some hundred

# Leading bytes of what people take for a page by mistake (the public registries of file signatures).
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"PK\x07\x08", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"BZh", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office_file"),
    (b"{\\rtf", "office_file"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x01\x00", "image"),
)
# Names inside a zip that tell an office document (OOXML, OpenDocument) from an ordinary archive.
_OFFICE_PARTS = (b"[Content_Types].xml", b"mimetypeapplication/vnd.", b"word/", b"xl/", b"ppt/")

BYTE_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be"),
)
# High bytes of UTF-16 in our languages: Latin, Latin extended, Cyrillic, punctuation (dashes, thin spaces), signs, and
# the surrogates and the selector of pictograms.
_UTF16_HIGH = frozenset((0x00, 0x01, 0x02, 0x04, *range(0x20, 0x28), *range(0xD8, 0xE0), 0xFE))

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-zA-Z0-9_:-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Bytes that are letters in Windows-1250 or Windows-1251; quotes, dashes, spaces and signs are none.
_HIGH_WORD = re.compile(
    rb"[A-Za-z]*[\x8c\x8f\x9c\x9f\xa1-\xa3\xa5\xa8\xaa\xaf\xb2-\xb4\xb8-\xff]"
    rb"[A-Za-z\x8c\x8f\x9c\x9f\xa1-\xa3\xa5\xa8\xaa\xaf\xb2-\xb4\xb8-\xff]*"
)
_KOI8_READ_WRONG = re.compile("[а-яА-Я][А-Я]")
_READ_RIGHT = re.compile("[а-яА-Я][а-я]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FILLED_LINE = re.compile(r"[^\s][^\r\n]*")
_MANY_BLANKS = re.compile(r"\n(?:[ \t]*\n){3,}")
_NEWLINE = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")  # full-width, Arabic and other decimal digits
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_TO_SPACE = dict.fromkeys(map(ord, _SPACES), " ")
# A run of marks this long has no meaning in any language, and would make Unicode normalisation quadratic.
_MARKS = re.compile(r"([^\w\s\x00-\u02ff]{30})[^\w\s\x00-\u02ff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the name of the encoding it was read with ("" for pasted text)."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a file.

    Raises:
        CannotRead: with reason empty, too_large, archive, pdf, office_file, image, binary or encoding.
    """
    if len(data) > MOST_BYTES:
        raise CannotRead(reason="too_large", size=len(data), most=MOST_BYTES)
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xff\xfe\xef\xbb\xbf"):
        raise CannotRead(reason="empty")
    kind = kind_by_signature(data)
    if kind:
        raise CannotRead(reason=kind)
    return decode_any(data)


def decode_any(data: bytes) -> Decoded:
    """Decode bytes of any length that are text.

    Raises:
        CannotRead: with reason binary or encoding.
    """
    decoded = _by_mark(data) or _by_guess(data)
    _check_characters(decoded.text)
    return decoded


def kind_by_signature(data: bytes) -> str | None:
    """Tell by its first bytes what a file is that is no text: archive, pdf, office_file, image, binary; or None."""
    for magic, reason in _SIGNATURES:
        if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:32]):
            is_office = magic == b"PK\x03\x04" and any(part in data for part in _OFFICE_PARTS)
            return "office_file" if is_office else reason
    if data[257:262] == b"ustar":
        return "archive"
    return "binary" if data[:4] == b"RIFF" or data[4:8] == b"ftyp" else None


def check_text(text: str) -> None:
    """Refuse text (decoded or pasted) that is empty, too long or not text.

    Raises:
        CannotRead: with reason empty, too_large or binary.
    """
    if not text.strip():
        raise CannotRead(reason="empty")
    if len(text) > MOST_CHARACTERS:
        raise CannotRead(reason="too_large", size=len(text), most=MOST_CHARACTERS)
    if text.count("\n") + text.count("\r") > MOST_LINES and len(_FILLED_LINE.findall(text)) > MOST_LINES:
        raise CannotRead(reason="too_large", size=len(text), most=MOST_CHARACTERS)
    _check_characters(text)


def tidy(text: str) -> str:
    """Make the working text: NFC, one kind of newline, space and digit, no invisible characters, no stray controls."""
    text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    text = _INVISIBLE.sub("", _NEWLINE.sub("\n", text))
    text = unicodedata.normalize("NFC", _MARKS.sub(r"\1", text))
    return _MANY_BLANKS.sub("\n\n\n", _CONTROL.sub(" ", text.translate(_TO_SPACE)))


def _check_characters(text: str) -> None:
    """Refuse what decodes but is no text: a zero character, or more than a few controls."""
    controls = len(_CONTROL.findall(text))
    if "\x00" in text.rstrip("\x00\x1a") or controls * 200 > len(text) + 200:
        raise CannotRead(reason="binary")


def _by_mark(data: bytes) -> Decoded | None:
    for mark, codec, name in BYTE_MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if codec.startswith("utf-16"):
                body = body[: len(body) // 2 * 2]
            try:
                return Decoded(body.decode(codec), name)
            except UnicodeDecodeError:
                raise CannotRead(reason="encoding") from None
    return None


def _by_guess(data: bytes) -> Decoded:
    codec = _utf16_without_mark(data)
    if codec:
        return Decoded(data.decode(codec), codec)
    if b"\x00" in data.rstrip(b"\x00\x1a"):
        raise CannotRead(reason="binary")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        problem = error
    if problem.start >= len(data) - 3 and problem.reason == "unexpected end of data":
        return Decoded(data[: problem.start].decode("utf-8"), "utf-8")  # a file cut within its last character
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].lower() in (b"windows-1251", b"cp1251"):
        return _eight_bit(data, "cp1251")
    if _mostly_utf8(data):
        raise CannotRead(reason="encoding")
    return _eight_bit(data, _code_page(data))


def _utf16_without_mark(data: bytes) -> str:
    """Tell UTF-16 by its newlines and spaces and by its few different high bytes; "" when it is not safe to say so."""
    sample = data[:65536]
    if len(data) % 2 or len(data) < 8:
        return ""
    for codec, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        usual = sum(byte in _UTF16_HIGH for byte in high)
        # Spaces, digits, newlines and Latin letters have a zero there, and never in the other half.
        zeros, wrong = high.count(0), low.count(0)
        if zeros * 12 > len(high) and wrong * 50 <= zeros and usual * 100 >= len(high) * 98:
            try:
                data.decode(codec)
            except UnicodeDecodeError:
                continue
            return codec
    return ""


def _mostly_utf8(data: bytes) -> bool:
    """Tell damaged UTF-8 (nearly all of its letters decode) from an eight-bit code page (hardly any does)."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    return whole > broken


def _code_page(data: bytes) -> str:
    """Choose between Windows-1251 and Windows-1250: the euro has another place in each, and Polish mixes its letters.

    A Cyrillic word has no Latin letters; a Polish word with a letter of its own mostly has.
    """
    euro_1251, euro_1250 = data.count(b"\x88"), data.count(b"\x80")
    if bool(euro_1251) != bool(euro_1250):
        return "cp1251" if euro_1251 else "cp1250"
    mixed = cyrillic = 0
    for word in _HIGH_WORD.findall(data[:65536]):
        latin = sum(byte < 0x80 for byte in word)
        if len(word) > 1 and latin:
            mixed += 1
        elif len(word) > 1 and sum(byte >= 0xC0 for byte in word) > 1:
            cyrillic += 1
    return "cp1250" if mixed > cyrillic else "cp1251"


def _eight_bit(data: bytes, codec: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise CannotRead(reason="binary") from None
    sample = text[:65536]
    if codec == "cp1251" and len(_KOI8_READ_WRONG.findall(sample)) > len(_READ_RIGHT.findall(sample)):
        koi8 = data.decode("koi8-r")
        if len(_READ_RIGHT.findall(koi8[:65536])) > len(_READ_RIGHT.findall(sample)):
            return Decoded(koi8, "koi8-r")
    return Decoded(text, codec)
