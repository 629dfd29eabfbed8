"""Excel workbooks (.xlsx): the values of one sheet, read as a stream, within limits, with nothing worked out.

No macro, link or formula is ever followed: of a formula only the value that was last shown is taken.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.domain.table_rows import LONGEST_CELL, TableAsked, TableText
from desktop.intake.tables.cells import is_of_days
from desktop.intake.tables.sheet import Sheet
from desktop.intake.tables.xml_parts import read_part

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
MOST_PARTS = 2_000
_SMALL = 1 << 20  # what little there is may be packed ever so tightly

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 0x1
_MACROS = re.compile(r"vbaProject|/activeX/|macrosheets|/ctrlProps/|customUI", re.IGNORECASE)
_OUTSIDE = re.compile(r"externalLinks|/embeddings/|connections\.xml|/queryTables/|/model/", re.IGNORECASE)
_TYPES, _BOOK, _BOOK_LINKS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def is_old_workbook(data: bytes) -> bool:
    """Tell files of Excel before 2007, and of any Excel under a password: both are boxes of another make."""
    return data.startswith(_OLD)


def old_reason(data: bytes) -> str:
    """Say which of the two it is."""
    return "table_locked" if _LOCKED in data else "table_old_excel"


def read_workbook(data: bytes, asked: TableAsked) -> TableText:
    """Read one sheet.

    Raises:
        CannotRead: With the reason as a stable word.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _guard(archive, len(data))
            return _read(archive, asked)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        raise CannotRead(reason="damaged_table") from None


def _guard(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    whole = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or whole > MOST_UNPACKED or (whole > _SMALL and whole > MOST_RATIO * packed):
        raise CannotRead(reason="table_bomb")
    if "mimetype" in names or "content.xml" in names:
        raise CannotRead(reason="table_ods")
    if _TYPES not in names:
        raise CannotRead(reason="table_archive")
    if any(_MACROS.search(name) for name in names):
        raise CannotRead(reason="table_macros")
    if any(_OUTSIDE.search(name) for name in names):
        raise CannotRead(reason="table_links")
    if _BOOK not in names or len(set(names)) != len(names):
        raise CannotRead(reason="table_no_xlsx")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise CannotRead(reason="table_locked")
    if b"macroEnabled" in archive.read(_TYPES):
        raise CannotRead(reason="table_macros")


def _read(archive: zipfile.ZipFile, asked: TableAsked) -> TableText:
    book, links = _Book(), _Links()
    names = set(archive.namelist())
    with archive.open(_BOOK) as part:
        read_part(part, book)
    if _BOOK_LINKS in names:
        with archive.open(_BOOK_LINKS) as part:
            read_part(part, links)
    sheets = [
        (name, place)
        for name, link in book.sheets
        if (place := links.places.get(link, "")) in names and "chartsheets/" not in place
    ]
    if not sheets:
        raise CannotRead(reason="table_no_xlsx")
    name, place = next((each for each in sheets if each[0] == asked.sheet), sheets[0])
    strings, styles = _Strings(), _Styles()
    for part_name, heard in ((links.of("sharedStrings"), strings), (links.of("styles"), styles)):
        if part_name in names:
            with archive.open(part_name) as part:
                read_part(part, heard)
    sheet = Sheet(strings.texts, styles.of_days, since_1904=book.since_1904)
    with archive.open(place) as part:
        read_part(part, sheet)
    sheet.spread_merged()
    return TableText(
        tuple(sheet.rows.rows),
        tuple(sheet.rows.lines),
        sheets=tuple(each for each, _place in sheets),
        sheet=name,
        unvalued=sheet.unvalued,
    )


class _Quiet:
    """Hears nothing; its children hear what they need."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear nothing."""

    def end(self, name: str) -> None:
        """Hear nothing."""

    def text(self, text: str) -> None:
        """Hear nothing."""


class _Book(_Quiet):
    """The names of the visible sheets with their links; and from which day days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            link = next(
                (value for key, value in attributes.items() if key.rpartition(":")[2] == "id" and ":" in key), ""
            )
            self.sheets.append((attributes.get("name", "")[:100], link))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in ("1", "true")


class _Links(_Quiet):
    """Where the parts lie, by their links and by their kinds."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship":
            return
        if attributes.get("TargetMode", "").lower() == "external":
            raise CannotRead(reason="table_links")
        target = attributes.get("Target", "")
        place = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        self.places[attributes.get("Id", "")] = place
        self._kinds[attributes.get("Type", "").rpartition("/")[2]] = place

    def of(self, kind: str) -> str:
        """Give the place of the part of a kind; empty where there is none."""
        return self._kinds.get(kind, "")


class _Strings(_Quiet):
    """The texts that cells name by number; of the marks for reading a text aloud nothing."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._heard = self._aside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._aside = True
        elif name == "t":
            self._heard = not self._aside

    def end(self, name: str) -> None:
        if name == "t":
            self._heard = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            self.texts.append("".join(self._pieces))

    def text(self, text: str) -> None:
        if self._heard and self._length <= LONGEST_CELL:  # one more is enough to refuse it
            self._pieces.append(text)
            self._length += len(text)


class _Styles(_Quiet):
    """Which styles of cells show days."""

    def __init__(self) -> None:
        self.of_days: list[bool] = []
        self._codes: dict[str, str] = {}
        self._cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            number = attributes.get("numFmtId", "0")
            self.of_days.append(is_of_days(int(number) if number.isdecimal() else 0, self._codes.get(number, "")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._cells = False
