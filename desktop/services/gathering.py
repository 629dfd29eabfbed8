"""What a document will say, gathered from the books: by its record, its kind, and what the worker chose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.advances import read_subject as read_advance
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.ids import CodeKind
from desktop.domain.ledger import PaymentMethod
from desktop.domain.payouts import PayoutState
from desktop.domain.receipts import RECEIPTS, VOUCHERS, DocumentFacts, DocumentKind
from desktop.domain.statements import read_subject
from desktop.domain.text import many_lines
from desktop.i18n import LANGUAGES, texts
from desktop.services.advance_papers import advance_cash, advance_facts
from desktop.services.consents import agreed_use
from desktop.services.desk_papers import cash_facts, cash_kind
from desktop.services.paper_facts import check_request, told_of_paper, with_texts
from desktop.services.receipt_facts import gift_purpose, told_of_gift
from desktop.services.statements import statement_facts
from desktop.services.voucher_facts import told_of_payout

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.payouts import PayoutDraft
    from desktop.domain.receipt_gifts import ReceiptGift
    from desktop.domain.receipts import IssueRequest
    from desktop.i18n import Texts
    from desktop.storage.work import Work


def kinds_for(work: Work, subject: str) -> tuple[DocumentKind, ...]:
    """Say which kinds of document a record may get, the usual one first; nothing for one that gets none.

    Raises:
        Refused: "code.unreadable" for what is no such record's code.
        NotFound: There is no such record.
    """
    letter = subject[:1].upper()
    if letter == CodeKind.PERSON.value:
        return (DocumentKind.ANNUAL_STATEMENT,)
    if letter == CodeKind.ADVANCE.value:
        return (advance_cash(work, subject).kind,)
    if letter == CodeKind.CASH_VOUCHER.value:
        return (cash_kind(work.cash.get(subject).draft),)
    if letter != CodeKind.DONATION.value:
        return kinds_of(work.payouts.get(subject).draft)
    gift = work.donations.get(subject)
    kinds = () if gift.opening else kinds_of(gift.draft)
    return kinds if gift.draft.donor is not None else tuple(each for each in kinds if each not in RECEIPTS)


def party_of(work: Work, subject: str) -> str | None:
    """Give the code of the person whom a record's document names; None where there is none."""
    letter = subject[:1].upper()
    if letter == CodeKind.PERSON.value:
        return read_subject(subject).donor
    if letter == CodeKind.CASH_VOUCHER.value:
        return None
    if letter == CodeKind.ADVANCE.value:
        return work.advances.get(read_advance(subject)[0]).draft.person
    draft = subject_draft(work, subject)
    return draft.donor if isinstance(draft, DonationDraft) else draft.payee


def kinds_of(draft: DonationDraft | PayoutDraft) -> tuple[DocumentKind, ...]:
    """Say which kinds the document of a gift or payout can be, the usual one first."""
    cash = draft.method is PaymentMethod.CASH
    if not isinstance(draft, DonationDraft):
        return (DocumentKind.PAYMENT_VOUCHER,) if cash else VOUCHERS
    if draft.in_kind:
        return (DocumentKind.IN_KIND_RECEIPT,)
    return (DocumentKind.DONATION_RECEIPT, DocumentKind.MONEY_IN_VOUCHER) if cash else (DocumentKind.DONATION_RECEIPT,)


def chosen_kind(kinds: tuple[DocumentKind, ...], request: IssueRequest, subject: str) -> DocumentKind:
    """Give the kind that is asked for, or the usual one.

    Raises:
        Refused: "document.kind" for one that the record cannot have.
    """
    kind = request.kind or kinds[0]
    if kind not in kinds:
        raise refuse("document.kind", at="kind", code=subject, kind=kind)
    return kind


def subject_draft(work: Work, subject: str) -> DonationDraft | PayoutDraft:
    """Give the donation or payout that a document rests on; refuse one that was taken back."""
    if subject.startswith(f"{CodeKind.DONATION.value}-"):
        donation = work.donations.get(subject)
        if donation.taken_back:
            raise refuse("document.subject_taken_back", code=subject)
        if donation.refunds and not donation.net_refundable:
            raise refuse("document.subject_refunded", code=subject)
        return donation.draft
    payout = work.payouts.get(subject)
    if payout.state is PayoutState.TAKEN_BACK:
        raise refuse("document.subject_taken_back", code=subject)
    if payout.entry is None:
        raise refuse("document.payout_not_paid", code=subject)
    return payout.draft


def check_languages(language: str, second: str) -> str:
    """Refuse a language that documents do not speak; gives the second one, empty where it is the first again."""
    for name, each in (("language", language), ("second_language", second or language)):
        if each not in LANGUAGES:
            raise refuse("document.language", at=name, language=each[:12])
    return "" if second == language else second


def gather_for(work: Work, subject: str, request: IssueRequest, today: date) -> DocumentFacts:
    """Gather all that the document of any record will say; its number is still empty.

    Raises:
        Refused: The record was taken back or may not have such a document, or a language or text does not do.
        NotFound: There is no such record.
    """
    letter = subject[:1].upper()
    if letter not in (CodeKind.PERSON.value, CodeKind.CASH_VOUCHER.value, CodeKind.ADVANCE.value):
        return gather(work, subject_draft(work, subject), subject, request, today)
    _check(request)
    kinds: tuple[DocumentKind, ...]
    if letter == CodeKind.PERSON.value:
        kinds, gathered = (DocumentKind.ANNUAL_STATEMENT,), statement_facts
    else:
        kinds = kinds_for(work, subject)
        gathered = advance_facts if letter == CodeKind.ADVANCE.value else cash_facts
    chosen_kind(kinds, request, subject)
    return _in_words(work, gathered(work, subject, request, today), request)


def _check(request: IssueRequest) -> None:
    check_languages(request.language, request.second_language)
    refuse_errors(check_request(request))


def _in_words(work: Work, facts: DocumentFacts, request: IssueRequest) -> DocumentFacts:
    """Write the amount in words, and the paper's sentences, in each of its languages."""
    from desktop.documents.words import amount_in_words  # noqa: PLC0415 - late: heavy

    second = check_languages(request.language, request.second_language)
    return with_texts(
        work,
        replace(
            facts,
            words=amount_in_words(facts.amount, request.language),
            second_language=second,
            second_words=amount_in_words(facts.amount, second) if second else "",
        ),
    )


def gather(
    work: Work, draft: DonationDraft | PayoutDraft, subject: str, request: IssueRequest, today: date
) -> DocumentFacts:
    """Gather all that the document of a gift or payout will say; its number is still empty.

    `subject` is the record's code, empty before it is recorded.

    Raises:
        Refused: A language or text does not do, or a gift without a donor would get a receipt.
    """
    _check(request)
    kind = chosen_kind(kinds_of(draft), request, subject)
    party_code = draft.donor if isinstance(draft, DonationDraft) else draft.payee
    if party_code is None and kind is not DocumentKind.MONEY_IN_VOUCHER:
        raise refuse("document.needs_donor", at="donor")
    person = None if party_code is None else work.people.get(party_code)
    use = agreed_use(work, request.name_use, person)
    told = (
        told_of_gift(work, draft, subject, kind)
        if isinstance(draft, DonationDraft)
        else told_of_payout(work, draft, subject, use, kind)
    )
    settings = work.settings.load()
    facts = DocumentFacts(
        number="",
        language=request.language,
        issued_on=today,
        operation_on=draft.happened or draft.on,
        organisation=settings.organisation,
        party=texts(request.language).tr("Anonymous donor") if person is None else person.named(use),
        party_code=person.code if person is not None else "",
        name_use=use,
        words="",
        campaign=draft.campaign,
        subject=subject,
        method=draft.method,
        purpose=_purpose(draft, request, told.get("gift")),
        journal_head=work.head(),
        paper=told_of_paper(work, settings, kind, request, draft, person, use, subject),
        **told,
    )
    return _in_words(work, facts, request)


def _purpose(draft: DonationDraft | PayoutDraft, request: IssueRequest, gift: ReceiptGift | None) -> str:
    """The worker's words, or a neutral sentence in the document's language; in two, one below the other."""
    said = many_lines(request.purpose)
    if said:
        return said
    languages = dict.fromkeys(filter(None, (request.language, request.second_language)))
    return "\n".join(dict.fromkeys(_neutral(draft, gift, texts(each)) for each in languages))


def _neutral(draft: DonationDraft | PayoutDraft, gift: ReceiptGift | None, words: Texts) -> str:
    if isinstance(draft, DonationDraft):
        return gift_purpose(draft, gift, words)
    return draft.purpose.strip() or words.tr("Aid from campaign {campaign}").format(campaign=draft.campaign)
