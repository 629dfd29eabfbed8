"""Issuing within a unit of work: facts gathered and frozen, the number taken, the paper drawn, all or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.donations import DonationDraft
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.ids import CodeKind
from desktop.domain.payouts import PayoutState
from desktop.domain.people import NameUse
from desktop.domain.receipts import (
    Document,
    DocumentFacts,
    DocumentState,
    Rendering,
    Series,
    freeze,
)
from desktop.domain.text import many_lines
from desktop.i18n import DOCUMENT_LANGUAGES, texts
from desktop.services.consents import naming_problems
from desktop.services.facts import DOCUMENT, DOCUMENT_FACTS, DOCUMENT_PDF
from desktop.services.periods import require_open
from desktop.services.receipt_facts import gift_purpose, told_of_gift
from desktop.services.voucher_facts import told_of_payout

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.payouts import PayoutDraft
    from desktop.domain.receipt_gifts import ReceiptGift
    from desktop.domain.receipts import IssueRequest
    from desktop.i18n import Texts
    from desktop.services.office import Office
    from desktop.storage.work import Work


@dataclass(frozen=True, slots=True)
class Issued:
    """A document just issued, with the digest of its frozen facts for the journal."""

    document: Document
    facts_digest: str


def document_facts(issued: Issued) -> dict[str, object]:
    """Tell the journal of an issued document: its number and the digests of its paper and its facts."""
    return {
        DOCUMENT: issued.document.number,
        DOCUMENT_PDF: issued.document.sha256,
        DOCUMENT_FACTS: issued.facts_digest,
        "replaces": issued.document.replaces,
    }


def draw(facts: DocumentFacts, rendering: Rendering) -> bytes:
    """Draw a paper; the library loads when the first one is drawn."""
    from desktop.documents.papers import draw_document  # noqa: PLC0415 - late: heavy

    return draw_document(facts, rendering)


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
        if each not in DOCUMENT_LANGUAGES:
            raise refuse("document.language", at=name, language=each[:12])
    return "" if second == language else second


def gather(
    work: Work, draft: DonationDraft | PayoutDraft, subject: str, request: IssueRequest, today: date
) -> DocumentFacts:
    """Gather all that a document will say; its number is still empty.

    Raises:
        Refused: The language is not known, or a gift without a donor would get a receipt.
    """
    from desktop.documents.words import amount_in_words  # noqa: PLC0415 - late: heavy

    second = check_languages(request.language, request.second_language)
    party_code = draft.donor if isinstance(draft, DonationDraft) else draft.payee
    if party_code is None:
        raise refuse("document.needs_donor", at="donor")
    person = work.people.get(party_code)
    use = request.name_use if person.known else NameUse.CODE
    told = (
        told_of_gift(work, draft, subject)
        if isinstance(draft, DonationDraft)
        else told_of_payout(work, draft, subject, use)
    )
    return DocumentFacts(
        number="",
        language=request.language,
        issued_on=today,
        operation_on=draft.happened or draft.on,
        organisation=work.settings.load().organisation,
        party=person.named(use),
        party_code=party_code,
        name_use=use,
        words=amount_in_words(told["amount"], request.language),
        campaign=draft.campaign,
        subject=subject,
        method=draft.method,
        purpose=_purpose(draft, request, told.get("gift")),
        journal_head=work.head(),
        second_language=second,
        second_words=amount_in_words(told["amount"], second) if second else "",
        **told,
    )


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


def issue(work: Work, office: Office, subject: str, request: IssueRequest, replaces: str | None = None) -> Issued:
    """Issue the document of a donation or payout: its number is taken here, in the caller's transaction.

    Raises:
        Refused: A valid document is there already, the subject was taken back, the replacement does not fit, or the
            person is named and did not agree to it.
    """
    if (valid := work.documents.valid_for(subject)) is not None:
        raise refuse("document.already_issued", number=valid, code=subject)
    require_open(work, office.today(), subject)  # only where the clock went back
    draft = subject_draft(work, subject)
    replaces = _predecessor(work, subject) if replaces is None else check_replaces(work, replaces, subject)
    facts = gather(work, draft, subject, request, office.today())
    refuse_errors(naming_problems(work, facts.party_code, facts.name_use))
    currency = facts.amount.currency
    plain = currency == work.settings.load().base_currency
    series = Series(facts.kind, currency, facts.issued_on.year, plain)
    count = work.documents.take_number(series)
    facts = replace(facts, number=series.number(count))
    pdf = draw(facts, Rendering())
    document = Document(
        number=facts.number,
        kind=facts.kind,
        state=DocumentState.ISSUED,
        language=facts.language,
        issued_on=facts.issued_on,
        amount=facts.amount,
        subject_code=subject,
        campaign=facts.campaign,
        party_code=facts.party_code,
        sha256=hashlib.sha256(pdf).hexdigest(),
        replaces=replaces,
    )
    work.documents.add(document, freeze(facts), pdf, series=series, count=count)
    return Issued(document, facts.digest())


def _predecessor(work: Work, subject: str) -> str | None:
    """Give the last voided document of a donation or payout: a new one always says which it stands in for."""
    voided = [each for each in work.documents.for_subject(subject) if each.state is DocumentState.VOIDED]
    return voided[-1].number if voided else None


def check_replaces(work: Work, number: str, subject: str) -> str:
    """Refuse a replacement of a valid document, or of another donation's or payout's; gives the number."""
    replaced = work.documents.get(number)
    if replaced.subject_code != subject:
        raise refuse("document.replaces_other", number=number)
    if replaced.state is not DocumentState.VOIDED:
        raise refuse("document.replaces_valid", number=number)
    return number
