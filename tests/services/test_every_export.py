"""What holds for every file that leaves: neutral metadata, no name but where chosen, the same bytes, no live text.

The office of these tests is filled with texts that break things elsewhere: formulas, markup, control signs, quotes.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.documents.joined import join_pdfs
from desktop.domain.accounting import BookFormat
from desktop.domain.ledger import PaymentMethod
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.receipts import Organisation
from desktop.domain.settings import OfficeSettings
from desktop.services import documents
from desktop.services.auditors_pack import make_pack
from desktop.services.journal_export import BooksRequest, make_journal
from desktop.services.reports import WorkbookRequest, all_campaigns, make_workbook
from tests.services.office_kit import TODAY, Kit, draft_campaign, make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.services.office import Office

NASTY = (
    "=HYPERLINK(\"http://evil\",1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1",
    "<b>bold</b><para>&amp;&#0;", "</para><img src=\"file:///etc/passwd\"/>", "%s {0} {name}", "a;b\"c'd,e",
    "\u202egnp.exe", "'=1", "[[link]]", "x" * 120, "Ж" * 60, "& < >", "\\N(1) \\\\host\\share",
)  # fmt: skip
NAMES = ("Verabeichyk", "Ганна")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Every text that a form takes is one of those above, in turn."""
    organisation = Organisation(*(NASTY[place] for place in (1, 6, 0, 5, 7, 8, 3, 12)))
    made = make_office(tmp_path_factory.mktemp("nasty") / "vault", OfficeSettings(organisation))
    kit = Kit(made)
    people = [
        kit.person(text, PersonCategory.PAYEE, name_local=f"{text} {NAMES[place % 2]}")
        for place, text in enumerate(NASTY)
    ]
    items = tuple(
        replace(item, label=text) for item, text in zip(draft_campaign(*["9"] * len(NASTY)).items, NASTY, strict=True)
    )
    campaign = kit.campaign(title=NASTY[0], items=items).code
    kit.give(campaign, "100", people[0], receipt="en", reference=NASTY[0], method=PaymentMethod.CASH)
    for place, (text, person) in enumerate(zip(NASTY, people, strict=True), 1):
        kit.pay(campaign, person, {place: "1"}, voucher=("en", "be")[place % 2], purpose=text)
    yield made
    made.close()


def workbook(office: Office, use: NameUse = NameUse.CODE) -> bytes:
    return make_workbook(office, WorkbookRequest(all_campaigns(office), use)).data


def pack(office: Office, use: NameUse = NameUse.CODE) -> bytes:
    return make_pack(office, WorkbookRequest(all_campaigns(office), use)).data


def papers(office: Office) -> list[bytes]:
    return [documents.view_document(office, f"PV/2026/{count:04d}") for count in range(1, len(NASTY) + 1)]


def test_no_cell_of_a_workbook_is_a_text_s_formula(office: Office) -> None:
    for use in NameUse:
        book = load_workbook(io.BytesIO(workbook(office, use)))
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert "HYPERLINK" not in str(cell.value)
                        assert "cmd|" not in str(cell.value)
                    assert cell.hyperlink is None or "evil" not in str(cell.hyperlink.target)


def test_no_line_of_a_csv_begins_a_formula(office: Office) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(office, NameUse.NAME))) as archive:
        index = archive.read("index.csv").decode("utf-8-sig")
    for text in (index, make_journal(office, BooksRequest(BookFormat.CSV)).data.decode("utf-8-sig")):
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        assert len({len(row) for row in rows}) == 1, "no text makes a column or a line more"
        for cell in (cell for row in rows for cell in row):
            assert not cell.lstrip().startswith(("=", "+", "@"))
            assert not cell.startswith("-") or re.fullmatch(r"-[0-9]+(?:[.,][0-9]+)?", cell)


def test_every_text_stands_on_its_paper_as_it_was_typed(office: Office) -> None:
    for pdf, text in zip(papers(office), NASTY, strict=True):
        reader = PdfReader(io.BytesIO(pdf))
        said = "".join("".join(page.extract_text() for page in reader.pages).split())
        wanted = "".join(sign for sign in text if sign.isprintable() and not sign.isspace())
        assert wanted in said
        assert not [each for page in reader.pages for each in page.get("/Annots") or ()], "nothing to click"
        assert b"file:///" not in pdf


def test_metadata_name_nobody_and_no_place(office: Office, tmp_path: Path) -> None:
    for pdf in (*papers(office), join_pdfs(papers(office)[:2], TODAY)):
        meta = PdfReader(io.BytesIO(pdf)).metadata or {}
        assert {str(meta.get(key, "")) for key in ("/Author", "/Creator", "/Producer")} <= {"", "Skarbonka", "PDFium"}
        assert re.fullmatch(r"|(?:[A-Z]{2}/\d{4}/\d{4})", str(meta.get("/Title", "")))
        assert re.search(r"D:\d{8}000000", str(meta["/CreationDate"])), "the day without the hour"
        assert b"/Metadata" not in pdf
        assert bytes(tmp_path.parent) not in pdf
    book = load_workbook(io.BytesIO(workbook(office, NameUse.NAME)))
    assert {book.properties.creator, book.properties.lastModifiedBy} <= {"Skarbonka", None}
    assert (book.properties.title or "") in ("", "Skarbonka", "Budget workbook")
    for data in (workbook(office), pack(office)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.comment == b""
            for entry in archive.infolist():
                assert entry.date_time[3:] == (0, 0, 0)
                assert entry.extra == b""
                assert re.fullmatch(r"[A-Za-z0-9_\-./\[\]]+", entry.filename)
                assert not entry.filename.startswith(("/", ".."))


def test_the_same_facts_give_the_same_bytes(office: Office) -> None:
    assert workbook(office) == workbook(office)
    assert pack(office, NameUse.NAME) == pack(office, NameUse.NAME)
    assert join_pdfs(papers(office), TODAY) == join_pdfs(papers(office), TODAY)
    for form in BookFormat:
        assert make_journal(office, BooksRequest(form)).data == make_journal(office, BooksRequest(form)).data


def test_no_file_without_names_holds_one(office: Office) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(office))) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".pdf"):
                said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
            elif name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(data)) as inner:
                    said = "".join(inner.read(each).decode("utf-8", "ignore") for each in inner.namelist())
            else:
                said = data.decode()
            assert not [each for each in NAMES if each in said], name
    for form in BookFormat:
        data = make_journal(office, BooksRequest(form)).data
        assert not [each for each in NAMES if each.encode() in data]


def test_every_page_bears_the_head_of_the_journal(office: Office) -> None:
    for pdf in papers(office):
        for page in PdfReader(io.BytesIO(pdf)).pages:
            assert re.search(r"(?:Journal|[Жж]урнал\w*)\W+[0-9a-f]{12}", page.extract_text())
