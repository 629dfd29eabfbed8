"""The cash report and the settlement sheet: what they say, in both languages, the same each time, on many sheets."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.documents.cash_report import CashSheet, draw_cash_report
from desktop.documents.office_paper import PaperHead
from desktop.documents.settlement_sheet import SettlementSheet, draw_settlement_sheet
from desktop.domain.advances import Advance, AdvanceDraft, AdvanceState, ProofLine, Settlement, SettlementDraft
from desktop.domain.cash import CashKind, CashReport, CashRow
from desktop.domain.ledger import EntryKind
from desktop.domain.money import Money
from desktop.domain.receipts import Organisation
from desktop.i18n import texts
from tests.documents.papers_kit import text

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "office_papers"
ORGANISATION = Organisation(
    "Lantern Aid", "Lipowa 4, Białystok", "0000123456", "PL", "Ema Lichylnik", "Treasurer", "Jan Kawka"
)
HEAD = PaperHead(ORGANISATION, "en", date(2026, 5, 21), "0123456789abcdef" * 4)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def row(at: int, change: int, balance: int, document: str | None = None) -> CashRow:
    kind = EntryKind.PAYOUT if document else EntryKind.CASH
    why = None if document else CashKind.WITHDRAWAL
    code = "O-0001" if document else f"K-{at:04d}"
    return CashRow(at, date(2026, 5, at % 28 + 1), at, code, document, kind, why, None, eur(change), eur(balance))


ROWS = (row(1, 40000, 41000), row(2, -12550, 28450, "PV/2026/0001"))
CASH = CashSheet(
    HEAD,
    CashReport("EUR", date(2026, 5, 1), date(2026, 5, 31), eur(1000), ROWS),
    (
        "Withdrawn from the bank",
        "Payout O-0001, C-0001, with a text that is too long to stand in one line of its column",
    ),
    date(2026, 5, 20),
)
GIVEN = AdvanceDraft("P-0001", "C-0001", eur(20000), date(2026, 5, 1), date(2026, 5, 31), purpose="Rent\nand a ticket")
PROOFS = (
    ProofLine(
        1, eur(9000), "FV 12/2026, <b>Notary</b> & sons, Białystok, second floor, ask for the receipt", date(2026, 5, 4)
    ),
    ProofLine(2, eur(5000), "", date(2026, 5, 5)),
)
SHEET = SettlementSheet(
    HEAD,
    Advance(
        "A-0001",
        GIVEN,
        AdvanceState.SETTLED,
        3,
        eur(14000),
        eur(6000),
        eur(0),
        (
            Settlement(1, SettlementDraft(date(2026, 5, 9), PROOFS[:1], eur(0), eur(0)), 4, countered_by=5),
            Settlement(2, SettlementDraft(date(2026, 5, 10), PROOFS, eur(6000), eur(0)), 6),
        ),
    ),
    "Heron",
    "C-0001",
    {1: "Housing", 2: "Travel"},
    "Cash",
)


def said(name: str) -> str:
    return text(draw_cash_report(CASH) if name == "cash_report" else draw_settlement_sheet(SHEET))


@pytest.mark.parametrize("name", ["cash_report", "settlement_sheet"])
def test_a_paper_says_what_its_golden_text_says(name: str) -> None:
    assert said(name) == (GOLDEN / f"{name}.en.txt").read_text(encoding="utf-8")


def test_the_same_facts_give_the_same_bytes_and_others_do_not() -> None:
    assert draw_cash_report(CASH) == draw_cash_report(replace(CASH))
    assert draw_settlement_sheet(SHEET) == draw_settlement_sheet(replace(SHEET, items={2: "Travel", 1: "Housing"}))
    assert draw_cash_report(CASH) != draw_cash_report(replace(CASH, closed=None))


def test_papers_speak_belarusian() -> None:
    t = texts("be")
    head = replace(HEAD, language="be")
    cash = text(draw_cash_report(replace(CASH, head=head)))
    for word in ("Cash report", "Turnover", "Balance", "Cashier"):
        assert t.tr(word) in cash
    assert "21.05.2026" in cash
    assert "400,00" in cash
    sheet = text(draw_settlement_sheet(replace(SHEET, head=head)))
    for word in ("Settlement of an advance", "Holder of the advance", "Still open"):
        assert t.tr(word) in sheet


def test_what_was_taken_back_is_not_on_the_sheet() -> None:
    assert "2026-05-09" not in said("settlement_sheet")
    plain = replace(SHEET, advance=replace(SHEET.advance, settlements=(), draft=replace(GIVEN, purpose="")))
    assert "Purpose" not in text(draw_settlement_sheet(plain))


def test_a_long_report_goes_on_with_its_headings_and_closes_once() -> None:
    rows = tuple(row(at, 100, 1000 + 100 * at) for at in range(1, 121))
    report = replace(CASH.report, rows=rows)
    pdf = draw_cash_report(replace(CASH, report=report, texts=("Withdrawn from the bank",) * 120))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) > 2
    assert all("Voucher" in page for page in pages)
    assert [page.count("Closing balance") for page in pages] == [0] * (len(pages) - 1) + [1]
    assert "Jan Kawka" in pages[-1]
    assert sum(page.count("Withdrawn") for page in pages) == 120


def test_papers_name_nobody_in_their_metadata() -> None:
    metadata = PdfReader(io.BytesIO(draw_settlement_sheet(SHEET))).metadata
    assert metadata is not None
    assert set(metadata.values()) <= {"Skarbonka", "D:20260521000000Z", "", "False", "/False"}
