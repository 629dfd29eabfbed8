"""Tables as text: comma, semicolon or tab between cells, quotes, line breaks within cells, in any usual encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.domain.table_rows import ENCODINGS, TableAsked, TableText
from desktop.intake.tables.gathering import Rows
from desktop.intake.text import Decoded, decode_any

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = (";", "\t", ",", "|")
_LOOKED_AT = 60
_SAID = "sep="  # how Excel says in the first line which sign it was
_WEB_PAGE = ("<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<div", "<style")
# Letters that only one of two code pages has where the other has a letter of another language.
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_LITHUANIAN = frozenset("ąčęėįšųūžĄČĘĖĮŠŲŪŽ")


def read_text_table(data: bytes, asked: TableAsked) -> TableText:
    """Read a table of text.

    Raises:
        CannotRead: with reason empty, table_html, table_xml, table_quote, table_cell, table_too_wide, table_too_long,
            encoding or binary.
    """
    decoded = decode_table(data, asked.encoding)
    begin = decoded.text[:2000].lstrip().lower()
    if begin.startswith("<?xml"):
        raise CannotRead(reason="table_html" if "<html" in begin else "table_xml")
    if begin.startswith(_WEB_PAGE):
        raise CannotRead(reason="table_html")
    text, separator = _said_separator(decoded.text)
    separator = separator or separator_of(text)
    rows = Rows()
    for line, cells in _records(text, separator):
        rows.add(line, cells)
    if not rows.rows:
        raise CannotRead(reason="empty")
    return TableText(tuple(rows.rows), tuple(rows.lines), encoding=decoded.encoding, separator=separator)


def decode_table(data: bytes, encoding: str = "") -> Decoded:
    """Decode a table's text, as chosen or as its letters tell.

    Raises:
        CannotRead: with reason empty, encoding or binary.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xff\xfe\xef\xbb\xbf"):
        raise CannotRead(reason="empty")
    if encoding in ENCODINGS:
        text = data.decode({"utf-8": "utf-8-sig"}.get(encoding, encoding), "replace")
        if "\x00" in text:
            raise CannotRead(reason="binary")
        return Decoded(text, encoding)
    found = decode_any(data)
    if found.encoding == "cp1250":
        return _central_or_baltic(data, found)
    return Decoded(found.text, {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(
        found.encoding, found.encoding
    ))  # fmt: skip


def _central_or_baltic(data: bytes, polish: Decoded) -> Decoded:
    """Choose between Windows-1250 (Polish) and Windows-1257 (Lithuanian) by which gives its language's letters."""
    baltic = data.decode("cp1257", "replace")
    if _letters_of(baltic, _LITHUANIAN) > _letters_of(polish.text, _POLISH):
        return Decoded(baltic, "cp1257")
    return polish


def _letters_of(text: str, own: frozenset[str]) -> int:
    counted = Counter(sign for sign in text if sign > "\x7f" and sign.isalpha())
    return sum(count if sign in own else -count for sign, count in counted.items())


def _said_separator(text: str) -> tuple[str, str]:
    first, _newline, rest = text.partition("\n")
    said = first.strip("\r\ufeff\"' ").lower()
    if said.startswith(_SAID) and said[len(_SAID) :] in SEPARATORS:
        return "\n" + rest, said[len(_SAID) :]  # the line is left empty, so that the others keep their numbers
    return text, ""


def separator_of(text: str) -> str:
    """Tell what stands between cells: with it most rows have the same number of cells, more than one."""
    best, chosen = (0, 0), SEPARATORS[0]
    for each in SEPARATORS:
        try:
            widths = Counter(len(cells) for _line, cells in islice(_records(text, each), _LOOKED_AT) if any(cells))
        except CannotRead:
            continue
        several = Counter({width: count for width, count in widths.items() if width > 1})
        if several:
            width, count = max(several.items(), key=lambda found: (found[1], found[0]))
            score = (count * 20 // sum(widths.values()), width)
            if score > best:
                best, chosen = score, each
    return chosen


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give the records with the line on which each begins.

    Raises:
        CannotRead: with reason table_quote, table_cell.
    """
    strict = '"' in text and _is_strict(text, separator)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        reason = "table_cell" if "limit" in str(error) else "table_quote"
        raise CannotRead(reason=reason, line=line) from None


def _is_strict(text: str, separator: str) -> bool:
    """Tell whether quotes are used as the rules say; where they are not, they are taken as they come."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for _cells in reader:
            pass
    except csv.Error as error:
        return "expected after" not in str(error)
    return True
