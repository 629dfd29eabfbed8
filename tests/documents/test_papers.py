"""Receipts and vouchers: what they say, that they say it the same way each time, and what they never tell."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from desktop import i18n, paths
from desktop.documents.papers import draw_document
from desktop.domain.ledger import PaymentMethod
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentKind, Organisation, Rendering
from tests.documents.papers_kit import (
    COPY,
    ORIGINAL,
    PREVIEW,
    RECEIPT,
    RENDERINGS,
    VOID,
    VOUCHER,
    facts,
    flat,
    pages,
    seen,
    text,
)
from tests.tools import papers

KINDS = (RECEIPT, VOUCHER)


@pytest.fixture(scope="module", autouse=True)
def _translations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    papers.install_translations(tmp_path_factory.mktemp("translations"))
    yield
    i18n.install(paths.resources() / "translations")


def _reader(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf))


# ------------------------------------------------------------------------------------------------- what they say


@pytest.mark.parametrize(("name", "kind", "language", "mark"), list(papers.cases()))
def test_a_paper_says_what_its_golden_text_says(name: str, kind: str, language: str, mark: str) -> None:
    golden = (papers.GOLDEN / name).read_text(encoding="utf-8")
    assert papers.drawn(kind, language, mark) == golden, "looked over and right? .venv/bin/python -m tests.tools.papers"


def test_no_golden_text_is_left_over() -> None:
    assert {path.name for path in papers.GOLDEN.iterdir()} == {name for name, *_rest in papers.cases()}


@pytest.mark.parametrize("kind", KINDS)
def test_each_fact_stands_on_the_paper(kind: DocumentKind) -> None:
    given = facts(kind, reference="REF-77")
    said = flat(draw_document(given, ORIGINAL))
    office = given.organisation
    for fact in (
        given.number, given.party, given.party_code, given.words, given.campaign, given.subject, given.purpose,
        given.reference, given.journal_head[:16], given.digest()[:12], "2,848.50 EUR", "2026-11-22", "2026-11-20",
        office.name, office.address, office.registration, office.signatory, office.signatory_role, office.place,
    ):  # fmt: skip
        assert fact in said, fact


@pytest.mark.parametrize("method", list(PaymentMethod))
def test_only_cash_asks_for_an_identity_document(method: PaymentMethod) -> None:
    said = flat(draw_document(facts(VOUCHER, method=method), ORIGINAL))
    assert ("Identity document" in said) == (method is PaymentMethod.CASH)


def test_a_receipt_without_fee_or_purpose_shows_no_empty_captions() -> None:
    said = flat(draw_document(facts(fee=None, net=None, purpose=" ", reference="", campaign=""), ORIGINAL))
    assert not re.search("fee|Purpose|reference|Campaign|campaign", said)


def test_a_fee_stands_there_even_where_the_rest_is_not_known() -> None:
    said = flat(draw_document(facts(net=None), ORIGINAL))
    assert "Payment service fee 1.50 EUR" in said
    assert "after the fee" not in said


def test_a_voucher_without_lines_has_no_table() -> None:
    said = flat(draw_document(facts(VOUCHER, lines=0), ORIGINAL))
    assert "2,848.50 EUR" in said
    assert "Expense item" not in said


def test_the_first_document_of_all_has_no_journal_before_it() -> None:
    said = flat(draw_document(facts(journal_head=""), ORIGINAL))
    assert "Journal" not in said
    assert "Check code" in said


def test_an_office_of_a_name_alone_still_gets_a_paper_to_sign() -> None:
    said = flat(draw_document(facts(VOUCHER, organisation=Organisation("Office")), ORIGINAL))
    assert "Authorised signature" in said
    assert not re.search("Cashier|Place of issue|Registration", said)


def test_a_short_voucher_is_one_sheet_of_two_papers() -> None:
    (sheet,) = pages(draw_document(facts(VOUCHER), ORIGINAL))
    assert (sheet.count("ORIGINAL"), sheet.count("COPY FOR THE OFFICE")) == (1, 1)
    assert sheet.count("PV/2026/0001 ") == 4  # by each title and in each foot


@pytest.mark.parametrize(("lines", "sheets"), [(6, 1), (7, 2), (10, 2), (30, 4)])
def test_a_long_voucher_takes_sheets_of_its_own(lines: int, sheets: int) -> None:
    short = [replace(line, label=f"Item {line.item}") for line in facts(VOUCHER, lines=lines).lines]
    found = pages(draw_document(replace(facts(VOUCHER), lines=tuple(short)), ORIGINAL))
    assert len(found) == sheets
    whole = "\n".join(found)
    for number in range(1, lines + 1):
        assert whole.count(f"\n{number} Item {number} ") == 2
    if sheets > 1:
        half = sheets // 2
        assert all("ORIGINAL" in sheet and "COPY" not in sheet for sheet in found[:half])
        assert all("COPY FOR THE OFFICE" in sheet for sheet in found[half:])
        assert f"Page {half} of {half}" in found[-1]
        assert all("Expense item" in sheet for sheet in found if re.search(r"\n\d+ Item", sheet))


# ----------------------------------------------------------------------------------------------------- the marks


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_has_neither_number_nor_code(kind: DocumentKind) -> None:
    pdf = draw_document(seen(facts(kind), PREVIEW), PREVIEW)
    said = flat(pdf)
    assert "not a document" in said
    assert "PREVIEW" in said
    assert not re.search("ORIGINAL|Journal|Check code|2026/0001", said)
    assert b"BI /W" not in b"".join(page["/Contents"].get_object().get_data() for page in _reader(pdf).pages)


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_says_which_and_when_and_is_no_original(kind: DocumentKind) -> None:
    said = flat(draw_document(facts(kind), COPY))
    assert "DUPLICATE 2 · 2026-12-01" in said
    assert "ORIGINAL" not in said
    assert "DUPLICATE 2" in flat(draw_document(facts(kind), replace(COPY, copied_on=None)))


def test_a_copy_and_a_preview_lie_as_the_original_does() -> None:
    for rendering in (COPY, PREVIEW):
        assert len(pages(draw_document(facts(VOUCHER, lines=5), rendering))) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_void_paper_says_since_when_and_why_on_each_paper(kind: DocumentKind) -> None:
    said = flat(draw_document(facts(kind), VOID))
    papers_drawn = 2 if kind is VOUCHER else 1
    assert said.count("Void since 2026-11-25: this document is cancelled.") == papers_drawn
    assert said.count("Reason: The amount was wrong.") == papers_drawn
    assert "ORIGINAL" not in said


def test_a_void_paper_without_day_or_reason_still_says_it() -> None:
    said = flat(draw_document(facts(), replace(VOID, voided_on=None, void_reason=" ")))
    assert "Void: this document is cancelled." in said
    assert "Reason" not in said


def test_the_longest_reason_stands_there_in_full() -> None:
    reason = "Because the invoice was cancelled. " * 14
    for kind in KINDS:
        said = flat(draw_document(facts(kind), replace(VOID, void_reason=reason)))
        assert reason.strip() in said


# ------------------------------------------------------------------------------------------- always the same bytes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mark", RENDERINGS)
def test_the_same_facts_give_the_same_bytes(kind: DocumentKind, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rendering = RENDERINGS[mark]
    first = draw_document(facts(kind, "be"), rendering)
    draw_document(facts(kind, party="ქართული სახელი Łukasz ŵ"), ORIGINAL)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert hashlib.sha256(draw_document(facts(kind, "be"), rendering)).digest() == hashlib.sha256(first).digest()


def test_other_facts_give_another_file_id() -> None:
    first, second = (_reader(draw_document(facts(purpose=said), ORIGINAL)).trailer["/ID"] for said in ("a", "b"))
    assert first != second


# ------------------------------------------------------------------------------------------------ what is inside


def _fonts(pdf: bytes) -> list[Any]:
    found = {}
    for page in _reader(pdf).pages:
        for name, font in page["/Resources"]["/Font"].items():
            found[name] = font.get_object()
    return list(found.values())


@pytest.mark.parametrize("kind", KINDS)
def test_fonts_are_embedded_and_no_other_is_named(kind: DocumentKind) -> None:
    pdf = draw_document(facts(kind, "be", party="Łukasz ქართული"), ORIGINAL)
    assert b"Helvetica" not in pdf
    assert b"ASCII85" not in pdf
    fonts = _fonts(pdf)
    assert len(fonts) == (4 if kind is VOUCHER else 3)  # both faces, and again for the letters of Georgian
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+DejaVuSansCondensed(-Bold)?", font["/BaseFont"])
        assert font["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\x00\x01\x00\x00"
        assert "/ToUnicode" in font


def test_metadata_are_neutral() -> None:
    reader = _reader(draw_document(facts(language="be"), COPY))
    assert dict(reader.metadata) == {
        "/Author": "Skarbonka", "/Creator": "Skarbonka", "/Producer": "Skarbonka", "/Title": "DR/2026/0001",
        "/Subject": "", "/Keywords": "", "/Trapped": "/False",
        "/CreationDate": "D:20261122000000Z", "/ModDate": "D:20261122000000Z",
    }  # fmt: skip
    assert reader.trailer["/Root"]["/Lang"] == "be"
    assert _reader(draw_document(facts(number=""), PREVIEW)).metadata["/Title"] == "Skarbonka"


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_by_code_holds_no_name(kind: DocumentKind) -> None:
    named = facts(kind)
    coded = replace(named, party=named.party_code, name_use=NameUse.CODE)
    pdf = draw_document(coded, ORIGINAL)
    everything = text(pdf) + str(_reader(pdf).metadata) + coded.qr_text()
    assert not re.search("Кастусь|Прыкладны", everything)
    assert everything.count("P-0003") == (4 if kind is VOUCHER else 1)
    # The control: with the name it is found, but never in the metadata nor in the code.
    pdf = draw_document(named, ORIGINAL)
    assert "Прыкладны" in text(pdf)
    assert "Прыкладны" not in str(_reader(pdf).metadata) + named.qr_text()


def test_nothing_is_written_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_keywords: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    draw_document(facts(), ORIGINAL)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_language_gets_english_captions() -> None:
    given = facts(language="xx")
    assert "Donation receipt" in flat(draw_document(given, Rendering()))


def test_a_day_is_written_as_the_language_writes_it() -> None:
    said = flat(draw_document(facts(language="be", issued_on=date(2026, 3, 5)), ORIGINAL))
    assert "05.03.2026" in said
