"""The vouchers of the cash desk's own movements: cash that came in or went out without a gift, payout or advance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.cash import CashKind
from desktop.domain.errors import refuse
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
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

_OTHER_SIDE = {
    CashKind.WITHDRAWAL: mark("Our own account at the bank"),
    CashKind.DEPOSIT: mark("Our own account at the bank"),
    CashKind.DIFFERENCE: mark("Count of the cash desk"),
}
_PURPOSES = {
    CashKind.WITHDRAWAL: mark("Cash drawn from the bank"),
    CashKind.DEPOSIT: mark("Cash brought to the bank"),
    CashKind.OTHER_IN: mark("Cash brought in"),
    CashKind.OTHER_OUT: mark("Cash paid out"),
    CashKind.DIFFERENCE: mark("Cash found at the count"),
}
_MISSING = mark("Cash missing at the count")


def cash_kind(draft: CashDraft) -> DocumentKind:
    """Say which voucher a movement of the cash desk gets: by where the cash went."""
    return DocumentKind.MONEY_IN_VOUCHER if draft.came_in else DocumentKind.PAYMENT_VOUCHER


def cash_draft(work: Work, subject: str) -> CashDraft:
    """Give the movement that a cash voucher rests on.

    Raises:
        Refused: "document.subject_taken_back".
        NotFound: There is no such movement.
    """
    voucher = work.cash.get(subject)
    if voucher.countered_by is not None:
        raise refuse("document.subject_taken_back", code=subject)
    return voucher.draft


def cash_facts(work: Work, subject: str, request: IssueRequest, today: date) -> DocumentFacts:
    """Gather what the voucher of such cash says; number and words are still empty."""
    draft = cash_draft(work, subject)
    settings = work.settings.load()
    kind, operation = cash_kind(draft), draft.happened or draft.on
    amount = Money(abs(draft.amount.minor), draft.amount.currency)  # cash missing at a count is less than nothing
    paper = plain_paper(settings, kind, request, cash=True)
    use = NameUse.NAME if request.name_use is None else request.name_use
    named = use is NameUse.NAME
    said = many_lines(request.purpose) or (draft.text if named else "")
    return DocumentFacts(
        kind=kind,
        number="",
        language=request.language,
        issued_on=today,
        operation_on=operation,
        organisation=settings.organisation,
        party=one_line(request.payer) or _told(_OTHER_SIDE.get(draft.kind, ""), request, " / "),
        party_code="",
        name_use=use,
        amount=amount,
        words="",
        # Such cash belongs to no campaign: the register files its voucher under the office's own fund.
        campaign=work.campaigns.general(amount.currency),
        subject=subject,
        method=PaymentMethod.CASH,
        purpose=said or _told(_MISSING if draft.amount.minor < 0 else _PURPOSES[draft.kind], request, "\n"),
        journal_head=work.head(),
        paper=in_zloty(work, paper, amount, operation),
    )


def _told(text: str, request: IssueRequest, between: str) -> str:
    """Say a sentence in each of the document's languages; nothing for nothing."""
    languages = dict.fromkeys(filter(None, (request.language, request.second_language)))
    return between.join(dict.fromkeys(texts(each).tr(text) for each in languages)) if text else ""
