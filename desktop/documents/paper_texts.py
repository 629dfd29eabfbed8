"""The program's own sentences on papers: what a paper confirms and by which law, in any language of documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.documents.receipt_gift import statement
from desktop.documents.wordings import Wording
from desktop.domain.ledger import PaymentMethod
from desktop.domain.papers import PaperTexts
from desktop.domain.receipts import RECEIPTS, DocumentKind, Rendering

if TYPE_CHECKING:
    from desktop.domain.receipts import DocumentFacts
    from desktop.i18n import Texts

_POLAND, _AMERICA = "PL", "US"


def own_texts(facts: DocumentFacts, language: str) -> PaperTexts:
    """Say what a document confirms, in one language; thanks and a last line are the office's to write."""
    wording = Wording(replace(facts, language=language, second_language=""), Rendering())
    return PaperTexts(basis=_basis(facts, wording.t), statement=_statement(facts, wording))


def _statement(facts: DocumentFacts, wording: Wording) -> str:
    t = wording.t
    if facts.kind in RECEIPTS:
        return statement(wording)
    if facts.kind is DocumentKind.ANNUAL_STATEMENT:
        year = facts.paper.year if facts.paper is not None else 0
        return t.tr("We confirm that these gifts were received in {year} and entered in our books.").format(year=year)
    if facts.kind is DocumentKind.MONEY_IN_VOUCHER:
        return t.tr("We have received the amount stated above in cash.")
    if facts.kind is DocumentKind.TRANSFER_CONFIRMATION:
        return t.tr("We confirm that we sent this transfer. It is confirmed by the bank and needs no signature.")
    return ""


def _basis(facts: DocumentFacts, t: Texts) -> str:
    """Say what a donor's tax office asks for, where the law of the office's country is known (documents.md)."""
    country = facts.organisation.country.strip().upper()
    given = facts.kind in RECEIPTS or facts.kind in (DocumentKind.ANNUAL_STATEMENT, DocumentKind.MONEY_IN_VOUCHER)
    if country == _POLAND and given and facts.method is not PaymentMethod.IN_KIND:
        return t.tr("In Poland a tax deduction needs proof of a bank transfer to us; this paper is no such proof.")
    if country == _AMERICA and given:
        return t.tr("No goods or services were given in exchange.")
    return ""
