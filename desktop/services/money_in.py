"""The money-in voucher of the cash desk: for a gift in cash, or for cash that came in without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.cash import CashKind
from desktop.domain.errors import refuse
from desktop.domain.ledger import PaymentMethod
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentFacts, DocumentKind
from desktop.domain.text import many_lines, one_line
from desktop.i18n import mark, texts
from desktop.services.paper_facts import in_zloty, plain_paper

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.cash import CashDraft
    from desktop.domain.receipts import IssueRequest
    from desktop.storage.work import Work

_PAYERS = {
    CashKind.WITHDRAWAL: mark("Our own account at the bank"),
    CashKind.DIFFERENCE: mark("Count of the cash desk"),
}
_PURPOSES = {
    CashKind.WITHDRAWAL: mark("Cash drawn from the bank"),
    CashKind.OTHER_IN: mark("Cash brought in"),
    CashKind.DIFFERENCE: mark("Cash found at the count"),
}


def cash_draft(work: Work, subject: str) -> CashDraft:
    """Give the cash voucher that a money-in voucher rests on.

    Raises:
        Refused: "document.subject_taken_back"; "document.cash_out" where cash went out.
        NotFound: There is no such voucher.
    """
    voucher = work.cash.get(subject)
    if voucher.countered_by is not None:
        raise refuse("document.subject_taken_back", code=subject)
    if not voucher.draft.kind.comes_in or voucher.draft.amount.minor <= 0:
        raise refuse("document.cash_out", code=subject)
    return voucher.draft


def cash_facts(work: Work, subject: str, request: IssueRequest, today: date) -> DocumentFacts:
    """Gather what the voucher of such cash says; number and words are still empty."""
    draft = cash_draft(work, subject)
    settings = work.settings.load()
    words, operation = texts(request.language), draft.happened or draft.on
    paper = plain_paper(settings, DocumentKind.MONEY_IN_VOUCHER, request, cash=True)
    named = request.name_use is NameUse.NAME
    said = many_lines(request.purpose) or (draft.text if named else "")
    payer = _PAYERS.get(draft.kind)
    return DocumentFacts(
        kind=DocumentKind.MONEY_IN_VOUCHER,
        number="",
        language=request.language,
        issued_on=today,
        operation_on=operation,
        organisation=settings.organisation,
        party=one_line(request.payer) or (words.tr(payer) if payer else ""),
        party_code="",
        name_use=request.name_use,
        amount=draft.amount,
        words="",
        # Such cash belongs to no campaign: the register files its voucher under the office's own fund.
        campaign=work.campaigns.general(draft.amount.currency),
        subject=subject,
        method=PaymentMethod.CASH,
        purpose=said or words.tr(_PURPOSES[draft.kind]),
        journal_head=work.head(),
        paper=in_zloty(work, paper, draft.amount, operation),
    )
