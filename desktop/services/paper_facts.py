"""How a document is set, gathered for freezing: form, sheet, logo, what the form asks for, and its sentences."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from desktop.domain.cases import address_lines
from desktop.domain.consents import ConsentRule, Purpose
from desktop.domain.errors import Problem, Severity
from desktop.domain.ledger import PaymentMethod
from desktop.domain.paper_rules import FORMED, check_accounts
from desktop.domain.papers import DocumentPaper, PaperForm, PaperTexts, masked_iban
from desktop.domain.payouts import PayeeRole, PayoutDraft
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.rates import POLAND, PinnedRate
from desktop.domain.receipts import RECEIPTS, DocumentKind
from desktop.domain.text import one_line
from desktop.services.consents import naming_problems, unconsented
from desktop.services.rates import official_rate

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.donations import DonationDraft
    from desktop.domain.money import Money
    from desktop.domain.people import Person
    from desktop.domain.receipts import DocumentFacts, IssueRequest
    from desktop.domain.settings import OfficeSettings
    from desktop.storage.work import Work

LONGEST_ATTACHMENTS = 300
_ZLOTY = "PLN"
_PEOPLE = (PayeeRole.BENEFICIARY, PayeeRole.RELATIVE, PayeeRole.PROXY)
"""Who gets money in their own person; the others are firms, or paid for what they do."""


def check_request(request: IssueRequest) -> tuple[Problem, ...]:
    """Say which of the texts that a worker adds are too long for a paper."""
    found = list(check_accounts(request.debit or "", request.credit or ""))
    found.extend(
        Problem("text.too_long", name, {"longest": LONGEST_ATTACHMENTS})
        for name in ("attachments", "payer", "end_to_end", "donor_code", "agreement")
        if len(getattr(request, name)) > LONGEST_ATTACHMENTS
    )
    return tuple(found)


def plain_paper(settings: OfficeSettings, kind: DocumentKind, request: IssueRequest, *, cash: bool) -> DocumentPaper:
    """Set a kind by the office's rules, or as the worker chose; a country's form is for cash alone."""
    rule = settings.papers.of(kind)
    form = request.form or (settings.papers.form if cash else PaperForm.PLAIN)
    form = form if kind in FORMED else PaperForm.PLAIN
    return DocumentPaper(
        form=form,
        grounds=form is PaperForm.EAST,
        layout=request.layout or rule.layout,
        logo=settings.logo,
        attachments=one_line(request.attachments),
        debit=one_line(rule.debit if request.debit is None else request.debit),
        credit=one_line(rule.credit if request.credit is None else request.credit),
    )


def told_of_paper(
    work: Work, settings: OfficeSettings, kind: DocumentKind, request: IssueRequest, draft: DonationDraft | PayoutDraft,
    person: Person | None, use: NameUse, subject: str,
) -> DocumentPaper:  # fmt: skip
    """Gather how the document of a gift or payout is set, and what its form asks for.

    A person's papers and address are told only where the person is told by name.
    """
    paper = plain_paper(settings, kind, request, cash=draft.method is PaymentMethod.CASH)
    if isinstance(draft, PayoutDraft):
        paper = _of_payout(work, paper, kind, request, draft, person, use, subject)
    elif kind in RECEIPTS:
        paper = told_of_donor(paper, request, person, use)
    amount = draft.amount if isinstance(draft, PayoutDraft) else draft.gross
    return in_zloty(work, paper, amount, draft.happened or draft.on)


def told_of_donor(paper: DocumentPaper, request: IssueRequest, person: Person | None, use: NameUse) -> DocumentPaper:
    """Add what a donor's tax office asks for, where the donor is told by name."""
    if not _named(person, use):
        return paper
    return replace(
        paper,
        address=_address(person),
        donor_code=one_line(request.donor_code),
        agreement=one_line(request.agreement),
    )


def _of_payout(
    work: Work, paper: DocumentPaper, kind: DocumentKind, request: IssueRequest, draft: PayoutDraft,
    person: Person | None, use: NameUse, subject: str,
) -> DocumentPaper:  # fmt: skip
    if kind is DocumentKind.TRANSFER_CONFIRMATION:
        iban = draft.iban or (person.draft.iban if person is not None else "")
        return replace(paper, iban=masked_iban(iban), end_to_end=one_line(request.end_to_end) or subject)
    proxy = draft.role is PayeeRole.PROXY
    if proxy:
        paper = replace(paper, behalf=_beneficiary(work, draft, use))
    paper = replace(paper, asks_consent=_asks_consent(work, draft, person))
    return told_of_recipient(paper, person, use, proxy=proxy)


def _asks_consent(work: Work, draft: PayoutDraft, person: Person | None) -> bool:
    """Tell whether a voucher asks its recipient, a person, to be named to accountants: none agreed to is on record."""
    if person is None or draft.role not in _PEOPLE or work.settings.load().document_consent is ConsentRule.OFF:
        return False
    if draft.role is PayeeRole.BENEFICIARY and person.draft.category is not PersonCategory.BENEFICIARY:
        return False  # a clinic may be paid in a campaign that names no beneficiary
    return bool(unconsented(work, (person.code,), Purpose.ACCOUNTANT))


def told_of_recipient(
    paper: DocumentPaper, person: Person | None, use: NameUse, *, proxy: bool = False
) -> DocumentPaper:
    """Add what a country's form asks of who gets the money, where the person is told by name."""
    if not _named(person, use) or person is None:
        return paper
    asked = proxy or paper.form in (PaperForm.LITHUANIA, PaperForm.EAST)
    stranger = person.draft.category is not PersonCategory.STAFF
    addressed = paper.form is PaperForm.POLAND or (paper.form is PaperForm.LITHUANIA and stranger)
    return replace(
        paper,
        document=one_line(person.draft.document) if asked else "",
        address=_address(person) if addressed else "",
    )


def _named(person: Person | None, use: NameUse) -> bool:
    return person is not None and person.known and use is NameUse.NAME


def _address(person: Person | None) -> str:
    return "" if person is None else one_line(", ".join(address_lines(person.draft)))


def _beneficiary(work: Work, draft: PayoutDraft, use: NameUse) -> str:
    """Name for whom a proxy takes the money, as the proxy is named; nobody where that is the payee."""
    code = work.campaigns.get(draft.campaign).draft.beneficiary
    if code is None or work.people.now(code) == work.people.now(draft.payee):
        return ""
    person = work.people.get(code)
    refused = any(each.severity is Severity.ERROR for each in naming_problems(work, code, use))
    return person.named(use if person.known and not refused else NameUse.CODE)


def in_zloty(work: Work, paper: DocumentPaper, amount: Money, on: date) -> DocumentPaper:
    """Convert an amount for a Polish form by the bank's table of the day before; nothing where that is not here.

    The form leaves a line to write it on by hand then (Accounting Act, art. 21(3)).
    """
    if paper.form is not PaperForm.POLAND or amount.currency == _ZLOTY:
        return paper
    rate = official_rate(work, amount.currency, _ZLOTY, on, POLAND)
    if not isinstance(rate, PinnedRate):
        return paper
    return replace(paper, converted=rate.convert(amount), rate=rate)


def with_texts(work: Work, facts: DocumentFacts) -> DocumentFacts:
    """Give a paper its sentences in each of its languages: the office's own texts, else the program's."""
    from desktop.documents.paper_texts import own_texts  # noqa: PLC0415 - late: heavy

    if facts.paper is None:
        return facts
    template = work.templates.current(facts.kind, facts.language)
    paper = replace(facts.paper, texts=merged(template.texts, own_texts(facts, facts.language)))
    if facts.second_language:
        second = work.templates.current(facts.kind, facts.second_language).texts
        paper = replace(paper, second_texts=merged(second, own_texts(facts, facts.second_language)))
    return replace(facts, paper=paper, template=template.version)


def merged(texts: PaperTexts, own: PaperTexts) -> PaperTexts:
    """Put the program's own sentence wherever the office wrote none."""
    return PaperTexts(**{each.name: getattr(texts, each.name) or getattr(own, each.name) for each in fields(own)})
