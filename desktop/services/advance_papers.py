"""The vouchers of advances in cash: out when one is given or topped up, in when a remainder comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.advances import read_subject
from desktop.domain.errors import NotFound, refuse
from desktop.domain.ledger import PaymentMethod
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentFacts, DocumentKind
from desktop.domain.text import many_lines
from desktop.i18n import mark, texts
from desktop.services.consents import agreed_use
from desktop.services.paper_facts import in_zloty, plain_paper, told_of_recipient

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.advances import Advance
    from desktop.domain.money import Money
    from desktop.domain.receipts import IssueRequest
    from desktop.storage.work import Work

_GIVEN = mark("Advance {code}")
_RETURNED = mark("Remainder of advance {code} returned")
_TOPPED_UP = mark("Paid on top of advance {code} by its proofs")


@dataclass(frozen=True, slots=True)
class AdvanceCash:
    """Cash that went to the holder of an advance or came back: what its voucher rests on.

    `settlement` is its number among those of the advance, 0 for the advance itself.
    """

    advance: Advance
    settlement: int
    kind: DocumentKind
    amount: Money
    on: date

    @property
    def subject(self) -> str:
        """What the voucher rests on, as the register has it: "A-0001" or "A-0001/2"."""
        return f"{self.advance.code}/{self.settlement}" if self.settlement else self.advance.code


def advance_cash(work: Work, subject: str) -> AdvanceCash:
    """Read what an advance's voucher rests on.

    Raises:
        NotFound: There is no such advance or settlement.
        Refused: "document.subject_taken_back"; "document.no_cash" where no cash came or went.
    """
    code, number = read_subject(subject)
    advance = work.advances.get(code)
    draft = advance.draft
    found = AdvanceCash(advance, 0, DocumentKind.PAYMENT_VOUCHER, draft.amount, draft.happened or draft.on)
    method, countered = draft.method, advance.countered_by
    if number:
        settlement = advance.settlement(number)
        if settlement is None:
            raise NotFound(subject=subject)
        came = settlement.draft
        kind = DocumentKind.MONEY_IN_VOUCHER if came.returned else DocumentKind.PAYMENT_VOUCHER
        found = AdvanceCash(advance, number, kind, came.returned or came.topped_up, came.happened or came.on)
        method, countered = came.method, settlement.countered_by
    if countered is not None:
        raise refuse("document.subject_taken_back", code=found.subject)
    if method is not PaymentMethod.CASH or not found.amount:
        raise refuse("document.no_cash", code=found.subject)
    return found


def advance_facts(work: Work, subject: str, request: IssueRequest, today: date) -> DocumentFacts:
    """Gather what such a voucher says; number and words are still empty."""
    cash = advance_cash(work, subject)
    settings = work.settings.load()
    draft = cash.advance.draft
    person = work.people.get(draft.person)
    use = agreed_use(work, request.name_use, person)
    paper = plain_paper(settings, cash.kind, request, cash=True)
    if cash.kind is DocumentKind.PAYMENT_VOUCHER:
        paper = told_of_recipient(paper, person, use)
    return DocumentFacts(
        kind=cash.kind,
        number="",
        language=request.language,
        issued_on=today,
        operation_on=cash.on,
        organisation=settings.organisation,
        party=person.named(use),
        party_code=person.code,
        name_use=use,
        amount=cash.amount,
        words="",
        campaign=draft.campaign,
        subject=cash.subject,
        method=PaymentMethod.CASH,
        purpose=_purpose(cash, request, use),
        journal_head=work.head(),
        paper=in_zloty(work, paper, cash.amount, cash.on),
    )


def _purpose(cash: AdvanceCash, request: IssueRequest, use: NameUse) -> str:
    """The worker's words, the advance's own where its holder is named, or a neutral sentence in each language."""
    draft = cash.advance.draft
    said = many_lines(request.purpose) or (draft.purpose if use is NameUse.NAME and not cash.settlement else "")
    if said:
        return said
    text = _GIVEN
    if cash.settlement:
        text = _RETURNED if cash.kind is DocumentKind.MONEY_IN_VOUCHER else _TOPPED_UP
    languages = dict.fromkeys(filter(None, (request.language, request.second_language)))
    each = (texts(language).tr(text) for language in languages)
    return "\n".join(dict.fromkeys(one.format(code=cash.advance.code) for one in each))
