"""The office's own papers: logo and codes at the top, the journal's head and the count on every page, fixed bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from desktop.documents.cash_report import draw_cash_report
from desktop.documents.decision_note import draw_decision_note
from desktop.documents.numbers_audit import AuditSheet, draw_numbers_audit
from desktop.documents.person_card import CardColumn, FactsPart, PersonCard, TablePart, draw_person_card
from desktop.documents.settlement_sheet import draw_settlement_sheet
from desktop.domain.money import Money
from desktop.domain.numbers import NumberLine, SeriesAudit
from desktop.domain.receipts import DocumentKind, DocumentState, Organisation, Series
from tests.documents.kinds_kit import LONG, logo
from tests.documents.papers_kit import flat, notdef
from tests.documents.test_decision_note import surplus
from tests.documents.test_office_papers import CASH, HEAD, SHEET, row
from tests.documents.test_papers_layout import _check, watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PageObject

OFFICE = Organisation("Lantern Aid", "Lipowa 4, Białystok", "0000123456", "PL", "Ema Lichylnik", "Treasurer",
                      "Jan Kawka", company_code="012345678", tax_number="521-000-00-00", status="charity")  # fmt: skip
LONG_OFFICE = Organisation(LONG["name"] * 3, LONG["address"] * 8, "1" * 90, "PL", LONG["person"] * 2, LONG["role"],
                           LONG["person"], company_code="2" * 60, tax_number="3" * 60, status="4" * 90)  # fmt: skip
MANY = 90


def _cash(office: Organisation, picture: bytes) -> bytes:
    rows = tuple(row(at, 100, 1000 + 100 * at) for at in range(1, MANY))
    report = replace(CASH.report, rows=rows)
    head = replace(HEAD, organisation=office, logo=picture)
    return draw_cash_report(replace(CASH, head=head, report=report, texts=(LONG["label"],) * (MANY - 1)))


def _settlement(office: Organisation, picture: bytes) -> bytes:
    last = SHEET.advance.settlements[-1]
    proofs = tuple(replace(last.draft.lines[0], document=f"{LONG['label']} {at}") for at in range(MANY))
    settled = replace(last, draft=replace(last.draft, lines=proofs))
    advance = replace(SHEET.advance, settlements=(settled,))
    head = replace(HEAD, organisation=office, logo=picture)
    return draw_settlement_sheet(replace(SHEET, head=head, advance=advance, holder=LONG["person"]))


def _audit(office: Organisation, picture: bytes) -> bytes:
    series = Series(DocumentKind.PAYMENT_VOUCHER, "EUR", 2026, plain=True)
    lines = tuple(
        NumberLine(at, f"PV/2026/{at:04d}", date(2026, 5, 1), Money(100 * at, "EUR"), DocumentState.VOIDED,
                   f"O-{at:04d}", voided_on=date(2026, 5, 2), voided_by=1, reason=LONG["purpose"][:300])
        for at in range(1, MANY)
    )  # fmt: skip
    audit = SeriesAudit(series, MANY - 1, lines, ())
    states = {state: state.value for state in DocumentState}
    head = replace(HEAD, organisation=office, logo=picture)
    return draw_numbers_audit(AuditSheet(head, date(2026, 1, 1), date(2026, 12, 31), (audit,), states))


def _note(office: Organisation, picture: bytes) -> bytes:
    note = replace(surplus(), organisation=office, journal_head=HEAD.journal, reason=LONG["purpose"] * 4)
    return draw_decision_note(note, "en", "", picture)


def _card(office: Organisation, picture: bytes) -> bytes:
    facts = tuple((LONG["label"], LONG["purpose"] if at % 3 else "2026-05-01") for at in range(9))
    columns = (CardColumn("Date", 12), CardColumn(LONG["label"], 40), CardColumn("Amount", 20, right=True))
    lines = tuple(("2026-05-01", LONG["purpose"][: 9 * at], "1 000 000.00 EUR") for at in range(MANY))
    parts = (FactsPart(LONG["label"], facts), TablePart(LONG["role"], columns, lines))
    return draw_person_card(PersonCard(replace(HEAD, organisation=office, logo=picture), "P-0142", parts))


PAPERS: dict[str, Callable[[Organisation, bytes], bytes]] = {
    "cash": _cash, "settlement": _settlement, "audit": _audit, "note": _note, "card": _card,
}  # fmt: skip
each_paper = pytest.mark.parametrize("name", PAPERS)


def _pictures(page: PageObject) -> int:
    """Count the pictures that a page draws; the QR code is none of them."""
    return page.get_contents().get_data().count(b" Do")


@each_paper
def test_every_page_bears_the_journals_head_and_its_count(name: str) -> None:
    pages = PdfReader(io.BytesIO(PAPERS[name](OFFICE, logo()))).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        said = " ".join(page.extract_text().split())
        assert HEAD.journal[:12] in said
        assert f"Page {number} of {len(pages)}" in said


@each_paper
def test_the_first_page_bears_logo_address_and_codes(name: str) -> None:
    first, *others = PdfReader(io.BytesIO(PAPERS[name](OFFICE, logo()))).pages
    said = " ".join(first.extract_text().split())
    for text in (
        "Lantern Aid",
        "Lipowa 4, Białystok, PL",
        "0000123456",
        "REGON: 012345678",
        "NIP: 521-000-00-00",
        "charity",
    ):
        assert text in said
    assert _pictures(first) == 1
    assert not any(map(_pictures, others))
    assert not _pictures(PdfReader(io.BytesIO(PAPERS[name](OFFICE, b""))).pages[0])


@each_paper
def test_the_same_facts_give_the_same_bytes_and_tell_nothing_beside(name: str) -> None:
    pdf = PAPERS[name](OFFICE, logo())
    assert pdf == PAPERS[name](replace(OFFICE), logo())
    assert pdf != PAPERS[name](OFFICE, b"")
    assert pdf != PAPERS[name](replace(OFFICE, tax_number="1"), logo())
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    day = "D:20261122000000Z" if name == "note" else "D:20260521000000Z"
    assert set(metadata.values()) <= {"Skarbonka", "F-0001", day, "", "False", "/False"}
    for telling in (b"Lichylnik", b"Lantern", b"/tmp", b"/home", b"/URI"):
        assert telling not in pdf


@each_paper
@pytest.mark.parametrize("picture", [b"", logo()], ids=["plain", "logo"])
def test_long_texts_find_room(name: str, picture: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = watching(monkeypatch)
    pdf = PAPERS[name](LONG_OFFICE, picture)
    _check(sheets)
    assert notdef(pdf) == 0


@each_paper
def test_markup_is_printed_as_it_is(name: str) -> None:
    hostile = "<b>A</b> &amp; =HYPERLINK(1)"
    pdf = PAPERS[name](Organisation(*[f"{hostile}\x00\u202e\u200b👨"] * 12), logo())
    assert hostile in flat(pdf)
    assert notdef(pdf) == 0
    assert b"/Annot" not in pdf
