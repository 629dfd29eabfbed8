"""The voucher of a payout that is no plain one: foreign money with its rate, a proxy with a paper."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader

from desktop.domain.money import Money
from desktop.domain.payouts import PayeeRole, PayoutDraft, PayoutLine
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import IssueRequest, thaw
from desktop.services.documents import preview_draft, view_document
from desktop.services.payouts import record_payout
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture
def draft(kit: Kit) -> PayoutDraft:
    kit.campaign("1000")
    kit.give("C-0001", "500")
    kit.person("Clinic", PersonCategory.PAYEE)
    rate = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.HAND, TODAY)
    lines = (PayoutLine(1, Money.of("100", "USD")),)
    plain = PayoutDraft("C-0001", "P-0001", lines, TODAY, role=PayeeRole.PROXY, rate=rate)
    return replace(plain, authority="Letter of Alesia", invoice="FV 12")


def test_it_says_what_the_money_was_and_by_which_paper_it_was_taken(kit: Kit, draft: PayoutDraft) -> None:
    assert "92.00 EUR (1 USD = 0.92 EUR" in said(preview_draft(kit.office, draft, IssueRequest("en")))
    made = record_payout(kit.office, draft, IssueRequest("en"))
    assert made.document == "PV-USD/2026/0001"
    text = said(view_document(kit.office, made.document))
    for part in ("100.00 USD", "92.00 EUR (1 USD = 0.92 EUR", "Proxy", "Letter of Alesia", "FV 12"):
        assert part in text
    with kit.office.work() as work:
        frozen = work.documents.facts(made.document)
    assert thaw(frozen).payout is not None
    assert verify(kit.office).findings == ()


def test_a_voucher_by_alias_tells_no_paper_and_no_invoice(kit: Kit, draft: PayoutDraft) -> None:
    made = record_payout(kit.office, draft, IssueRequest("be", NameUse.ALIAS))
    text = said(view_document(kit.office, made.document or ""))
    assert "Alesia" not in text
    assert "FV 12" not in text
