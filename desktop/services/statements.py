"""The annual statement of a donor: every gift of a year in one currency, less what was given back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import total
from desktop.domain.papers import StatementGift
from desktop.domain.receipts import DocumentFacts, DocumentKind
from desktop.domain.statements import StatementSubject, read_subject, stands_on, subject_of
from desktop.domain.text import many_lines
from desktop.services.consents import agreed_use
from desktop.services.paper_facts import plain_paper, told_of_donor

if TYPE_CHECKING:
    from desktop.domain.donations import Donation
    from desktop.domain.receipts import IssueRequest
    from desktop.services.office import Office
    from desktop.storage.work import Work


def statement_facts(work: Work, subject: str, request: IssueRequest, today: date) -> DocumentFacts:
    """Gather what a statement says; number and words are still empty.

    Raises:
        Refused: "statement.no_gifts" where the donor gave nothing then; "statement.subject".
        NotFound: There is no such person.
    """
    told = read_subject(subject)
    person = work.people.get(told.donor)
    told = told._replace(donor=person.code)
    gifts = _gifts(work, told)
    if not gifts:
        raise refuse("statement.no_gifts", at="year", code=told.donor, year=told.year, currency=told.currency)
    for code in person.merged:  # one that was issued before the merge counts some of these gifts
        earlier = str(told._replace(donor=code))
        if (valid := work.documents.valid_for(earlier)) is not None:
            raise refuse("document.already_issued", number=valid, code=earlier)
    use = agreed_use(work, request.name_use, person)
    settings = work.settings.load()
    paper = plain_paper(settings, DocumentKind.ANNUAL_STATEMENT, request, cash=False)
    lines = tuple(_line(gift) for gift in gifts)
    return DocumentFacts(
        kind=DocumentKind.ANNUAL_STATEMENT,
        number="",
        language=request.language,
        issued_on=today,
        operation_on=min(date(told.year, 12, 31), today),
        organisation=settings.organisation,
        party=person.named(use),
        party_code=told.donor,
        name_use=use,
        amount=total((line.amount for line in lines), told.currency),
        words="",
        # A statement belongs to no campaign: the register files it under the office's own fund.
        campaign=work.campaigns.general(told.currency),
        subject=str(told),
        method=PaymentMethod.BANK,
        purpose=many_lines(request.purpose),
        journal_head=work.head(),
        paper=replace(told_of_donor(paper, request, person, use), year=told.year, gifts=lines),
    )


def _gifts(work: Work, subject: StatementSubject) -> list[Donation]:
    codes = work.donations.of_donor(subject.donor, subject.year)
    return [gift for gift in map(work.donations.get, codes) if stands_on(_of_now(work, gift), subject)]


def _of_now(work: Work, gift: Donation) -> Donation:
    """Give a gift as its donor's who is meant today: they may have been merged into another."""
    donor = gift.draft.donor
    return gift if donor is None else replace(gift, draft=replace(gift.draft, donor=work.people.now(donor)))


def _line(gift: Donation) -> StatementGift:
    draft = gift.draft
    funds = ", ".join(dict.fromkeys(share.campaign for share in draft.parts))
    return StatementGift(gift.code, draft.happened or draft.on, funds, draft.method, draft.gross - gift.refunded)


def require_no_statement(work: Work, gift: Donation) -> None:
    """Refuse to change a gift that a valid statement counts: that is voided first.

    Raises:
        Refused: "donation.statement_valid" with the statement's number.
    """
    for subject in dict.fromkeys((subject_of(gift), subject_of(_of_now(work, gift)))):
        valid = work.documents.valid_for(subject) if subject else None
        if valid is not None:
            raise refuse("donation.statement_valid", number=valid, code=gift.code)


def statement_currencies(office: Office, donor: str, year: int) -> tuple[str, ...]:
    """Say in which currencies a donor gave money in a year: there is a statement for each."""
    with office.work() as work:
        kept = work.people.now(donor)
        gifts = [_of_now(work, work.donations.get(code)) for code in work.donations.of_donor(donor, year)]
        subjects = {gift.draft.gross.currency for gift in gifts if _any(gift, kept, year)}
    return tuple(sorted(subjects))


def _any(gift: Donation, donor: str, year: int) -> bool:
    return stands_on(gift, StatementSubject(donor, year, gift.draft.gross.currency))


def statement_years(office: Office, donor: str) -> tuple[int, ...]:
    """Say in which years a donor may have given something, the last one first."""
    this = office.today().year
    return tuple(year for year in range(this, this - 10, -1) if statement_currencies(office, donor, year))
