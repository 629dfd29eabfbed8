"""The bytes of a table become text, and the text rows of cells. A zip gives the one table in it, within limits."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.intake.text import BYTE_MARKS, kind_by_signature

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
MOST_LINES = 100_000
LONGEST_LINE = 20_000

_PACKED = b"PK\x03\x04"
_PLAIN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def unpacked(data: bytes) -> bytes:
    """Give the one table in a zip, or the data as it is.

    Raises:
        CannotRead: with reason table_too_large, zip_members, zip_bomb, spreadsheet or damaged.
    """
    if len(data) > MOST_BYTES:
        raise CannotRead(reason="table_too_large")
    if not data.startswith(_PACKED):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _member(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise CannotRead(reason="damaged") from None


def _member(archive: zipfile.ZipFile) -> bytes:
    members = archive.infolist()
    if any(member.filename == "[Content_Types].xml" or member.filename == "mimetype" for member in members):
        raise CannotRead(reason="spreadsheet")
    if len(members) != 1 or not members[0].filename.lower().endswith((".csv", ".xml", ".json")):
        raise CannotRead(reason="zip_members")
    member = members[0]
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _PLAIN_PACKING:
        raise CannotRead(reason="damaged")
    # What the archive says of its sizes may be a lie: it is read no further than that, and what differs is damaged.
    if member.file_size > MOST_UNPACKED or member.file_size > MOST_RATIO * max(member.compress_size, 1):
        raise CannotRead(reason="zip_bomb")
    with archive.open(member) as file:
        return file.read(member.file_size + 1)


def text_of(data: bytes) -> str:
    """Decode a table: UTF-8, UTF-16 with a byte order mark, or Windows-1250.

    Raises:
        CannotRead: with reason empty, spreadsheet, binary or no_rates.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xff\xfe\xef\xbb\xbf"):
        raise CannotRead(reason="empty")
    kind = kind_by_signature(data)
    if kind:
        raise CannotRead(reason="spreadsheet" if kind == "office_file" else "no_rates")
    text = _decoded(data)
    if "\x00" in text:
        raise CannotRead(reason="binary")
    return text


def _decoded(data: bytes) -> str:
    for mark, codec, _ in BYTE_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1250", "replace")


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Split a table into rows of stripped cells with their line numbers from 1; rows without any cell are left out.

    A cell never spans two lines: no table of rates has such cells, and an unclosed quote would swallow the file.

    Raises:
        CannotRead: with reason table_too_large.
    """
    head = text[:4096].splitlines()[0:5]
    separator = max(";\t,", key=lambda sign: (max((line.count(sign) for line in head), default=0), sign == ","))
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if number > MOST_LINES or len(line) > LONGEST_LINE:
            raise CannotRead(reason="table_too_large")
        cells = [cell.strip() for row in csv.reader([line], delimiter=separator) for cell in row]
        if any(cells):
            yield number, cells
