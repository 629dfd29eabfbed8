"""The hunt for marked words: in files and names of files, in whatever form somebody may have written them."""

from __future__ import annotations

import base64
import io
import json
import quopri
import zipfile
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from pypdf import PdfReader
from pypdf.errors import PyPdfError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
_SHORTEST = 6
"""Signs of base64: fewer stand in any megabyte of encrypted bytes by chance."""
_OLD_ENCODINGS = ("cp1251", "koi8-r", "cp866")


def base64_cores(data: bytes) -> Iterator[bytes]:
    """What base64 makes of data wherever it lies in a longer stream: the part that its neighbours do not touch."""
    for before in range(3):
        for alphabet in (base64.b64encode, base64.urlsafe_b64encode):
            text = alphabet(bytes(before) + data).rstrip(b"=")
            core = text[4 if before else 0 : -4]
            if len(core) >= _SHORTEST:
                yield core


def escapes(text: str) -> dict[str, bytes]:
    """How a text is written where only ASCII may stand: in addresses, JSON, Python, HTML, letters."""
    plain = json.dumps(text)[1:-1]
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in text)
    found = {
        "percent": quote(text),
        "percent, lower case": quote(text).lower() if not text.isascii() else quote(text),
        "percent, plus": quote_plus(text),
        "percent, all": "".join(f"%{byte:02X}" for byte in text.encode()),
        "percent, all, lower case": "".join(f"%{byte:02x}" for byte in text.encode()),
        "JSON": plain,
        "JSON, all": escaped,
        "JSON, all, upper case": escaped.upper().replace("\\U", "\\u"),
        "Python": text.encode("unicode-escape").decode(),
        "HTML": text.encode("ascii", "xmlcharrefreplace").decode(),
        "HTML, hexadecimal": "".join(f"&#x{ord(sign):x};" for sign in text),
    }
    data = {name: each.encode() for name, each in found.items()}
    return {**data, "quoted-printable": quopri.encodestring(text.encode(), quotetabs=False).replace(b"=\n", b"")}


def forms(text: str) -> dict[str, tuple[bytes, ...]]:
    """Every form in which a text is looked for, by the form's name."""
    found: dict[str, tuple[bytes, ...]] = {name: (data,) for name, data in escapes(text).items()}
    for encoding in (*ENCODINGS, *_OLD_ENCODINGS):
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        found[encoding] = (data,)
        found[f"{encoding}, hex"] = (data.hex().encode(),)
        found[f"{encoding}, HEX"] = (data.hex().upper().encode(),)
        found[f"{encoding}, base64"] = tuple(base64_cores(data))
    return found


def words_of(mark: str) -> set[str]:
    """A mark, and each word of it that is marked too: a part of a name is a name."""
    return {mark, *(word for word in mark.split() if "mark" in word or "марк" in word)}


class Hunt:
    """Knows some marks in all their forms, and finds them."""

    def __init__(self, *marks: str) -> None:
        self.marks = marks

    @cached_property
    def needles(self) -> dict[bytes, str]:
        """Each form of a mark, and which mark it is."""
        return {
            needle: mark
            for mark in self.marks
            for text in words_of(mark)
            for needles in forms(text).values()
            for needle in needles
        }

    def hits(self, data: bytes) -> set[str]:
        """The marks that stand in some bytes, also within an archive or a PDF."""
        found = {mark for needle, mark in self.needles.items() if needle in data}
        with suppress(zipfile.BadZipFile, PyPdfError):  # what no reader opens was looked at as it is
            if data.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    for name in archive.namelist():
                        found |= self.hits(archive.read(name))
            if data.startswith(b"%PDF"):
                text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
                found |= self.hits(" ".join(text.split()).encode())
        return found

    def files(self, *folders: Path, without: tuple[Path, ...] = ()) -> dict[str, set[str]]:
        """The files below some folders in whose bytes or names a mark stands."""
        found: dict[str, set[str]] = {}
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if any(path.is_relative_to(other) for other in without):
                    continue
                marks = self.hits(str(path.relative_to(folder)).encode())
                if path.is_file():
                    marks |= self.hits(path.read_bytes())
                if marks:
                    found[str(path)] = marks
        return found
