"""Makes tables for tests: workbooks part by part, so that each part can be as wrong as a test wants it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
BOOK = f'<workbook {_MAIN} {_LINKED}><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_KINDS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_KINDS}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{_KINDS}/styles" Target="/xl/styles.xml"/></Relationships>'
)
STYLES = (
    f'<styleSheet {_MAIN}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


def sheet(rows: str, more: str = "") -> str:
    """A sheet's part around its rows."""
    return f"<worksheet {_MAIN}><sheetData>{rows}</sheetData>{more}</worksheet>"


def strings(*texts: str) -> str:
    """The part of the texts that cells name by number."""
    return f"<sst {_MAIN}>{''.join(texts)}</sst>"


def text_cell(place: str, text: str) -> str:
    """A cell with its text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def workbook(rows: str = "", more: Mapping[str, str | bytes | None] | None = None, **options: object) -> bytes:
    """A workbook; `more` adds parts, replaces them, or leaves them out (None)."""
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet(rows),
        **(more or {}),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if part is not None:
                archive.writestr(name, part)
    return whole.getvalue()


PLAIN = (
    f'<row r="1">{text_cell("A1", "Name")}{text_cell("B1", "Phone")}</row>'
    f'<row r="2">{text_cell("A2", "Anna Kowalska")}{text_cell("B2", "+48 600 100 200")}</row>'
)
