"""The audit of numbers: every number with what became of it, voids explained, gaps told, no name in it."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfReader

from desktop.domain.errors import Refused
from desktop.domain.journal import Record
from desktop.domain.people import PersonCategory
from desktop.domain.receipts import DocumentKind, IssueRequest, Series
from desktop.services import documents, templates
from desktop.services.cash_papers import cash_report_pdf
from desktop.services.numbers import audit_numbers, numbers_audit_pdf
from tests.services.office_kit import TODAY, Kit, make_office, open_without_names

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    made = Kit(make_office(tmp_path / "vault"))
    made.campaign("500.00")
    made.person("North Star")
    made.person("Hidden Payee", PersonCategory.PAYEE)
    made.give("C-0001", "500.00", "P-0001", receipt="en")
    for amount in ("100.00", "120.00"):
        made.pay("C-0001", "P-0002", {1: amount}, voucher="be")
    documents.hand_out(made.office, "PV/2026/0002")
    documents.hand_out(made.office, "PV/2026/0002")
    documents.void_document(made.office, "PV/2026/0001", "The amount was wrong")
    documents.issue_document(made.office, "O-0001", IssueRequest("en"))
    return made


def words(pdf: bytes) -> str:
    """Give what a paper says, without the spaces: columns and lines end where they like."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_number_says_what_became_of_it(kit: Kit) -> None:
    receipts, vouchers = audit_numbers(kit.office, FIRST, LAST)
    assert [line.number for line in receipts.lines] == ["DR/2026/0001"]
    void, copied, new = vouchers.lines
    assert (void.reason, void.voided_by, void.replaced_by) == ("The amount was wrong", 1, "PV/2026/0003")
    assert void.voided_on == TODAY
    assert (copied.copies, new.replaces) == (1, "PV/2026/0001")
    assert (vouchers.missing, vouchers.voided, vouchers.last) == ((), 1, 3)


def test_the_paper_explains_each_void_and_names_nobody(kit: Kit) -> None:
    said = words(numbers_audit_pdf(kit.office, FIRST, LAST, "en"))
    for text in (
        "Audit of numbers", "DR/2026/0001", "Void since 2026-05-20 by user 1: The amount was wrong.",
        "PV/2026/0003 stands in its place.", "It stands in for PV/2026/0001.", "1 copy was made.",
        "Numbers in this period: 3, of them void: 1. The last that was taken is PV/2026/0003.",
        "No number of this series is missing",
    ):  # fmt: skip
        assert squeezed(text) in said, text
    assert "HiddenPayee" not in said
    assert "Theamountwaswrong" not in words(numbers_audit_pdf(kit.office, FIRST, LAST, "en", reasons=False))


def test_the_same_audit_gives_the_same_bytes(kit: Kit) -> None:
    assert numbers_audit_pdf(kit.office, FIRST, LAST, "be") == numbers_audit_pdf(kit.office, FIRST, LAST, "be")


def test_a_gap_is_told(kit: Kit) -> None:
    with kit.office.work() as work:
        work.documents.take_number(Series(DocumentKind.PAYMENT_VOUCHER, "EUR", TODAY.year))
        work.commit(Record("number.taken", "office"))
    assert audit_numbers(kit.office, FIRST, LAST, "pv")[0].missing == ("PV/2026/0004",)
    said = words(numbers_audit_pdf(kit.office, FIRST, LAST, "en", "PV"))
    assert squeezed("Missing, without a document: PV/2026/0004.") in said
    assert "DR/2026/0001" not in said


def test_another_period_has_no_numbers_and_a_wrong_one_is_refused(kit: Kit) -> None:
    assert audit_numbers(kit.office, date(2025, 1, 1), date(2025, 12, 31)) == ()
    said = words(numbers_audit_pdf(kit.office, date(2025, 1, 1), date(2025, 12, 31), "en"))
    assert squeezed("No number was taken in this period.") in said
    with pytest.raises(Refused, match=r"report\.period"):
        audit_numbers(kit.office, LAST, FIRST)


def test_without_names_the_reasons_stay_where_they_are(kit: Kit, tmp_path: Path) -> None:
    kit.office.close()
    office = open_without_names(tmp_path / "vault")
    try:
        assert squeezed("the reason is in the book of names") in words(numbers_audit_pdf(office, FIRST, LAST, "en"))
    finally:
        office.close()


def test_the_offices_own_papers_bear_its_logo(kit: Kit, tmp_path: Path) -> None:
    picture = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "#b03020").save(picture)
    draws = (
        lambda: numbers_audit_pdf(kit.office, FIRST, LAST, "en"),
        lambda: cash_report_pdf(kit.office, "EUR", FIRST, LAST, "en"),
    )
    for draw in draws:
        assert b"/Subtype /Image" not in draw()
    templates.choose_logo(kit.office, picture)
    for draw in draws:
        assert b"/Subtype /Image" in draw()
