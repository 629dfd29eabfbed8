"""What a donor's form may be before any library opens it: a small plain .xlsx without macros, links out or bombs."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from desktop.domain.errors import CannotRead
from desktop.domain.templates import LARGEST_TEMPLATE

MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 500
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MACROS = re.compile(r"vbaProject|/activeX/|/ctrlProps/|macrosheets|customUI", re.IGNORECASE)
_OUTSIDE = re.compile(r"externalLinks|/embeddings/|connections\.xml|/queryTables/|/model/", re.IGNORECASE)
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_LINKS = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_HYPERLINK = re.compile(rb"<Relationship\b[^>]*/hyperlink[\"'][^>]*>", re.IGNORECASE)
_CALLS = re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink|webPublishItems)\b|\bWEBSERVICE\s*\(", re.IGNORECASE)


def guard(data: bytes) -> None:
    """Refuse what is no form.

    Raises:
        CannotRead: With the reason as a stable word.
    """
    if len(data) > LARGEST_TEMPLATE:
        raise CannotRead(reason="template_too_large")
    if data.startswith(_OLD_EXCEL):
        raise CannotRead(reason="template_locked")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        raise CannotRead(reason="template_no_xlsx") from None


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotRead(reason="template_bomb")
    if len(set(names)) != len(names) or not {"xl/workbook.xml", "[Content_Types].xml"} <= set(names):
        raise CannotRead(reason="template_no_xlsx")
    if any(_MACROS.search(name) for name in names):
        raise CannotRead(reason="template_macros")
    if any(_OUTSIDE.search(name) for name in names):
        raise CannotRead(reason="template_links")
    left = MOST_UNPACKED
    for part in parts:
        with archive.open(part) as opened:
            text = opened.read(left + 1)
        left -= len(text)
        if left < 0:
            raise CannotRead(reason="template_bomb")
        if part.filename.endswith((".xml", ".rels", ".vml")):
            _check_text(text)


def _check_text(text: bytes) -> None:
    """Refuse declarations of entities, and whatever would fetch something from elsewhere; plain hyperlinks may stay."""
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in text[:200]:
        text = text.decode("utf-16", "replace").encode()
    if _DECLARES.search(text):
        raise CannotRead(reason="template_declarations")
    if _LINKS.search(_HYPERLINK.sub(b"", text)) or _CALLS.search(text):
        raise CannotRead(reason="template_links")
    if b"macroEnabled" in text:
        raise CannotRead(reason="template_macros")
