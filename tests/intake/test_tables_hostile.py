"""Hostile and mistaken files: each is refused with its own reason, and never read in part; each has a control."""

import io
import struct
import zipfile

import pytest

from desktop.domain.errors import CannotRead
from desktop.domain.table_rows import TableAsked
from desktop.intake.tables import workbook as workbooks
from desktop.intake.tables.apart import REASONS
from desktop.intake.tables.reader import read_table
from desktop.services.explanations import READ_REASONS
from tests.intake.table_files import BOOK, LINKS, PLAIN, STYLES, TYPES, sheet, strings, text_cell, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LONG = "".join(f"{number * number} " for number in range(450_000))  # five megabytes that pack as texts do
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<worksheet><sheetData><row><c t='inlineStr'><is><t>&b;</t></is></c></row></sheetData></worksheet>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&e;</t></si></sst>'
LINKED = LINKS.replace(
    "</Relationships>", '<Relationship Id="x" Target="file:///c:/other.xlsx" TargetMode="External"/></Relationships>'
)


def reason(data: bytes) -> str:
    with pytest.raises(CannotRead) as refused:
        read_table(data, TableAsked())
    return str(refused.value.params["reason"])


def test_the_control_is_read() -> None:
    table = read_table(workbook(PLAIN), TableAsked())
    assert table.rows == (("Name", "Phone"), ("Anna Kowalska", "+48 600 100 200"))


def zipped(**parts: str | bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return whole.getvalue()


def twice_named() -> bytes:
    whole = io.BytesIO(workbook(PLAIN))
    with zipfile.ZipFile(whole, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", sheet(""))
    return whole.getvalue()


def locked_part() -> bytes:
    data = bytearray(workbook(PLAIN))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(sign)
        data[at + place] |= 1
    return bytes(data)


def longer_than_it_says() -> bytes:
    """A part whose header says that it is small, and unpacks to more."""
    data = bytearray(workbook(PLAIN))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


HOSTILE = {
    "empty": b"",
    "only blanks": b" \r\n\t\r\n",
    "old Excel": OLE,
    "locked by a password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "a locked part": locked_part(),
    "macros": workbook(PLAIN, {"xl/vbaProject.bin": b"\0"}),
    "macros by its kind": workbook(
        PLAIN, {"[Content_Types].xml": TYPES.replace("sheet.main", "sheet.macroEnabled.main")}
    ),
    "links to other files": workbook(PLAIN, {"xl/externalLinks/externalLink1.xml": "<x/>"}),
    "a link in the book": workbook(PLAIN, {"xl/_rels/workbook.xml.rels": LINKED}),
    "entities": workbook(more={"xl/worksheets/sheet1.xml": LAUGHS}),
    "an entity from outside": workbook(PLAIN, {"xl/sharedStrings.xml": OUTSIDE}),
    "cut off": workbook(PLAIN)[:-40],
    "cut off within": workbook(PLAIN)[:300],
    "a sheet cut off": workbook(more={"xl/worksheets/sheet1.xml": sheet(PLAIN)[:-60]}),
    "no such text": workbook('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'),
    "a part longer than it says": longer_than_it_says(),
    "the same part twice": twice_named(),
    "no sheet": workbook(PLAIN, {"xl/worksheets/sheet1.xml": None}),
    "no links": workbook(PLAIN, {"xl/_rels/workbook.xml.rels": None}),
    "no book": workbook(PLAIN, {"xl/workbook.xml": None}),
    "a document": zipped(**{"[Content_Types].xml": TYPES, "word/document.xml": "<x/>"}),
    "an archive": zipped(**{"table.csv": "a;b"}),
    "an empty archive": b"PK\x05\x06" + b"\0" * 18,
    "OpenDocument": zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<x/>"}),
    "a web page": b"<html><table><tr><td>Anna</td></tr></table></html>",
    "a web page with a mark": "\ufeff  <!DOCTYPE HTML>\n<table>".encode(),
    "a web page as XML": b'<?xml version="1.0"?><html xmlns="x"></html>',
    "XML": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "a picture": b"\x89PNG\r\n\x1a\n....",
    "a PDF": b"%PDF-1.7\n",
    "another archive": b"Rar!\x1a\x07\x00",
    "bytes": bytes(range(256)) * 4,
    "an open quote": b'Name;Place\nAnna;"Vilnius\nOlga;Riga\n',
    "a huge cell of text": b"Name;Place\nAnna;" + b"x" * 5_000_000 + b"\n",
    "a huge cell in quotes": b'Name;Place\nAnna;"' + b"x" * 5_000_000 + b'"\n',
    "a huge cell of a workbook": workbook(f'<row r="1">{text_cell("A1", LONG)}</row>'),
    "a huge text of a workbook": workbook(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        {"xl/sharedStrings.xml": strings(f"<si><t>{LONG}</t></si>")},
    ),
    "too wide": b";".join([b"x"] * 300) + b"\n",
    "a cell far out": workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
}
EXPECTED = {
    "empty": "empty",
    "only blanks": "empty",
    "old Excel": "table_old_excel",
    "locked by a password": "table_locked",
    "a locked part": "table_locked",
    "macros": "table_macros",
    "macros by its kind": "table_macros",
    "links to other files": "table_links",
    "a link in the book": "table_links",
    "entities": "table_declarations",
    "an entity from outside": "table_declarations",
    "cut off": "damaged_table",
    "cut off within": "damaged_table",
    "a sheet cut off": "damaged_table",
    "no such text": "damaged_table",
    "a part longer than it says": "damaged_table",
    "the same part twice": "table_no_xlsx",
    "no sheet": "table_no_xlsx",
    "no links": "table_no_xlsx",
    "no book": "table_no_xlsx",
    "a document": "table_no_xlsx",
    "an archive": "table_archive",
    "an empty archive": "table_archive",
    "OpenDocument": "table_ods",
    "a web page": "table_html",
    "a web page with a mark": "table_html",
    "a web page as XML": "table_html",
    "XML": "table_xml",
    "a picture": "no_table",
    "a PDF": "no_table",
    "another archive": "table_archive",
    "bytes": "binary",
    "an open quote": "table_quote",
    "a huge cell of text": "table_cell",
    "a huge cell in quotes": "table_cell",
    "a huge cell of a workbook": "table_cell",
    "a huge text of a workbook": "table_cell",
    "too wide": "table_too_wide",
    "a cell far out": "table_too_wide",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_refused_with_its_own_reason(name: str) -> None:
    found = reason(HOSTILE[name])
    assert found == EXPECTED[name]
    assert found in REASONS


def test_each_reason_has_a_sentence() -> None:
    assert REASONS | {"reader_failed", "too_slow"} <= READ_REASONS.keys()


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = workbook(PLAIN, {"xl/media/picture.bin": b"\0" * (30 << 20)})
    assert len(bomb) < 100_000
    assert reason(bomb) == "table_bomb"
    monkeypatch.setattr(workbooks, "MOST_RATIO", 10**6)  # the control: without the limit it is read
    assert read_table(bomb, TableAsked()).rows[0] == ("Name", "Phone")
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 20 << 20)
    assert reason(bomb) == "table_bomb"
    monkeypatch.undo()
    assert reason(workbook(PLAIN, {f"xl/part{number}.bin": b"" for number in range(2100)})) == "table_bomb"


def test_a_large_file_is_not_looked_at() -> None:
    assert reason(b"a;b\n" * (6 << 20)) == "table_file_large"


def test_a_million_empty_rows_are_no_rows() -> None:
    rows = (
        "".join(f'<row r="{number}" spans="1:3"/>' for number in range(1, 1_000_000))
        + f'<row r="1048576">{text_cell("A1048576", "Anna")}</row>'
    )
    table = read_table(workbook(more={"xl/worksheets/sheet1.xml": sheet(rows)}), TableAsked())
    assert (table.rows, table.lines) == ((("Anna",),), (1_048_576,))
    assert reason(workbook("<row/>" * 1000)) == "empty"
    assert reason(b";;;\n" * 100_000) == "empty"


def test_too_many_rows_cells_or_letters_are_refused() -> None:
    assert reason(b"x;y\n" * 50_001) == "table_too_long"
    assert len(read_table(b"x;y\n" * 50_000, TableAsked()).rows) == 50_000
    assert reason((b"x;" * 150 + b"\n") * 7_000) == "table_too_long"
    long = strings(f"<si><t>{'x' * 32_000}</t></si>")
    cells = ("<row>" + '<c t="s"><v>0</v></c>' * 10 + "</row>") * 100
    assert reason(workbook(cells, {"xl/sharedStrings.xml": long})) == "table_too_long"


def test_formulas_are_never_worked_out() -> None:
    cell = '<c r="A1" t="str"><f>HYPERLINK("http://example.invalid","x")</f><v>shown</v></c>'
    table = read_table(workbook(f'<row r="1">{cell}<c r="B1"><f>1+1</f></c></row>'), TableAsked())
    assert (table.rows, table.unvalued) == ((("shown",),), 1)
    text = read_table(b"=cmd|' /C calc'!A0;Anna\n", TableAsked())
    assert text.rows[0][0] == "=cmd|' /C calc'!A0"  # a text like any other here; the row is refused later


def test_what_is_odd_but_harmless_is_read() -> None:
    styles = STYLES.replace('<xf numFmtId="0"/>', '<xf numFmtId="x"/>')
    book = BOOK.replace("<sheets>", '<sheets><sheet name="Gone" state="hidden" r:id="rId1"/>')
    table = read_table(workbook(PLAIN, {"xl/styles.xml": styles, "xl/workbook.xml": book}), TableAsked())
    assert table.sheets == ("People",)
    assert len(table.rows) == 2
