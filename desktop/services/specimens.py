"""A document of invented people and sums, to see how a template will look; nothing of it is in the books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.papers import StatementGift
from desktop.domain.people import NameUse
from desktop.domain.receipts import VOUCHERS, DocumentFacts, DocumentKind, DocumentLine, IssueRequest
from desktop.i18n import texts
from desktop.services.paper_facts import merged, plain_paper

if TYPE_CHECKING:
    from desktop.domain.papers import DocumentPaper, PaperTexts
    from desktop.domain.settings import OfficeSettings

_UNITS = 120
_CASH = (DocumentKind.PAYMENT_VOUCHER, DocumentKind.MONEY_IN_VOUCHER)


def specimen(settings: OfficeSettings, kind: DocumentKind, language: str, wanted: PaperTexts,
             today: date) -> DocumentFacts:  # fmt: skip
    """Give the facts of an ordinary document in the office's own currency, with the texts that are wanted on it."""
    from desktop.documents.paper_texts import own_texts  # noqa: PLC0415 - late: heavy
    from desktop.documents.words import amount_in_words  # noqa: PLC0415 - late: heavy

    words, currency = texts(language), settings.base_currency
    amount = Money.of(str(_UNITS), currency)
    cash = kind in _CASH
    paper = plain_paper(settings, kind, IssueRequest(language), cash=cash)
    if kind is DocumentKind.ANNUAL_STATEMENT:
        paper = replace(paper, year=today.year, gifts=_gifts(amount, today))
    if kind is DocumentKind.TRANSFER_CONFIRMATION:
        paper = replace(paper, iban="•••• 4567", end_to_end="O-0001")
    facts = DocumentFacts(
        kind=kind,
        number="",
        language=language,
        issued_on=today,
        operation_on=today,
        organisation=settings.organisation,
        party=words.tr("An invented name"),
        party_code="P-0001",
        name_use=NameUse.NAME,
        amount=amount,
        words=amount_in_words(amount, language),
        campaign="C-0001",
        subject="D-0001",
        method=_method(kind, cash=cash),
        purpose=words.tr("Donation to campaign {campaign}").format(campaign="C-0001"),
        lines=(DocumentLine(1, words.tr("Expense item"), amount),) if kind in VOUCHERS else (),
        paper=paper,
    )
    return replace(facts, paper=_worded(paper, wanted, own_texts(facts, language)))


def _worded(paper: DocumentPaper, wanted: PaperTexts, own: PaperTexts) -> DocumentPaper:
    return replace(paper, texts=merged(wanted, own))


def _method(kind: DocumentKind, *, cash: bool) -> PaymentMethod:
    if kind is DocumentKind.IN_KIND_RECEIPT:
        return PaymentMethod.IN_KIND
    return PaymentMethod.CASH if cash else PaymentMethod.BANK


def _gifts(amount: Money, today: date) -> tuple[StatementGift, ...]:
    return tuple(
        StatementGift(f"D-{n:04d}", today - timedelta(days=30 * (3 - n)), "C-0001", PaymentMethod.BANK, part)
        for n, part in enumerate(amount.split([1, 1, 1]), 1)
    )
