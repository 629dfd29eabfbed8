"""Finds what is due for review: whose clock has run out, class by class, read from days that are kept anyway."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import String, cast, func, literal, select, union_all

from desktop.domain.attachments import AttachmentKind
from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.ids import CodeKind
from desktop.domain.people import PersonCategory
from desktop.domain.retention import Clock, DueRow, document_term, years_after, years_before
from desktop.storage.context import campaign_code, person_code
from desktop.storage.erasures import Erasures
from desktop.storage.merged import now
from desktop.storage.tables_identity import attachment, campaign_identity
from desktop.storage.tables_ledger import campaign, document, donation, journal, payout, person
from desktop.storage.tables_money import advance, pledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, CompoundSelect, Select

    from desktop.domain.retention import Terms
    from desktop.storage.context import Desk

_PROOFS = (AttachmentKind.INVOICE.value, AttachmentKind.SIGNED_SCAN.value)
_RUNNING = [each.value for each in CampaignStatus if each.is_running]
_NO_ACTIVITY = (
    "record.kept", "attachment.removed", "campaign.erased", "campaign.archived", "person.archived", "person.merged",
)  # fmt: skip
"""What is done about a record because it is old makes it no younger."""
_CODE_DIGITS = 3  # where the digits of "P-0001" begin, counted from one


class Retention:
    """Reads for the review. Of what only the identity book shows nothing is given without it."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def due(self, terms: Terms, today: date) -> tuple[DueRow, ...]:
        """Give all that is due on a day and not kept longer, the longest due first, class by class."""
        begun = self._desk.connection.execute(
            select(func.substr(journal.c.at, 1, 10)).order_by(journal.c.sequence).limit(1)
        ).scalar()
        shortest = min(terms.years(clock) for clock in Clock)
        if not self._desk.has_identity or begun is None or years_after(date.fromisoformat(begun), shortest) > today:
            return ()  # nothing in the books is older than the books themselves, as far as clocks go
        kept, erased = Erasures(self._desk).kept(today), Erasures(self._desk).everything()
        found = (
            *self._people(terms, today),
            *self._stories(terms, today),
            *self._files(terms, today),
            *self._documents(terms, today),
        )
        rows = [row for row in found if row.subject not in erased and (row.subject, row.clock.value) not in kept]
        return tuple(sorted(rows, key=lambda row: (list(Clock).index(row.clock), row.due, row.subject)))

    def _people(self, terms: Terms, today: date) -> Iterator[DueRow]:
        last: dict[int, str] = {}
        events = _activity(today).subquery()
        query = select(events.c.whose, func.max(events.c.day).label("day")).group_by(events.c.whose)
        for row in self._desk.connection.execute(query):
            whose = now(self._desk, row.whose)
            last[whose] = max(last.get(whose, ""), row.day)
        categories = select(person.c.id, person.c.category).where(person.c.merged_into.is_(None))
        for each in self._desk.connection.execute(categories):
            if each.category == PersonCategory.STAFF.value or each.id not in last:
                continue
            clock = Clock.DONORS if each.category == PersonCategory.DONOR.value else Clock.PEOPLE
            yield from _row(clock, person_code(each.id), last[each.id], terms.years(clock), today)

    def _stories(self, terms: Terms, today: date) -> Iterator[DueRow]:
        said = func.max(func.substr(journal.c.at, 1, 10)).label("said")
        told = select(journal.c.subject, said).where(_of(CodeKind.CAMPAIGN)).group_by(journal.c.subject)
        since = {row.subject: row.said for row in self._desk.connection.execute(told)}
        over = campaign.c.status.not_in(_RUNNING) & (campaign.c.kind == FundKind.APPEAL.value)
        query = select(campaign.c.id, campaign.c.ends).where(over)
        filled = select(campaign_identity.c.id).where(campaign_identity.c.title != "")
        for row in self._desk.connection.execute(query.where(campaign.c.id.in_(filled))):
            code = campaign_code(row.id)
            day = max(row.ends, since.get(code, ""))
            if day:
                yield from _row(Clock.STORIES, code, day, terms.stories, today)

    def _files(self, terms: Terms, today: date) -> Iterator[DueRow]:
        columns = (attachment.c.id, attachment.c.subject, attachment.c.kind, attachment.c.added_at)
        query = select(*columns).where(attachment.c.removed_at == "", attachment.c.subject != "")
        for row in self._desk.connection.execute(query.order_by(attachment.c.id)):
            added = date.fromisoformat(row.added_at[:10])
            if row.kind not in _PROOFS:
                yield from _row(Clock.FILES, f"#{row.id}", row.added_at[:10], terms.files, today, row.subject)
            elif "/" not in row.subject and document_term(added, terms.documents) < today:
                ended = document_term(added, terms.documents)
                yield DueRow(Clock.DOCUMENTS, f"#{row.id}", added, ended, row.subject)

    def _documents(self, terms: Terms, today: date) -> Iterator[DueRow]:
        before = date(today.year - terms.documents, 1, 1).isoformat()
        query = select(document.c.number, document.c.issued_on).where(document.c.issued_on < before)
        for row in self._desk.connection.execute(query.order_by(document.c.id)):
            issued = date.fromisoformat(row.issued_on)
            yield DueRow(Clock.DOCUMENTS, row.number, issued, document_term(issued, terms.documents))


def _row(clock: Clock, subject: str, day: str, years: int, today: date, of: str = "") -> Iterable[DueRow]:
    if day > years_before(today, years).isoformat():
        return ()
    since = date.fromisoformat(day)
    return (DueRow(clock, subject, since, years_after(since, years), of),)


def _of(kind: CodeKind) -> ColumnElement[bool]:
    """The journal's records of activity about one kind of code, found by its index."""
    return journal.c.subject.between(f"{kind.value}-", f"{kind.value}-~") & journal.c.verb.not_in(_NO_ACTIVITY)


def _activity(today: date) -> CompoundSelect[tuple[int, str]]:
    """Select a day for each thing that happened to a person: their own, and those of campaigns for them."""
    at = func.substr(journal.c.at, 1, 10)
    digits = cast(func.substr(journal.c.subject, _CODE_DIGITS), person.c.id.type)
    theirs = campaign.c.beneficiary_key
    running = campaign.c.status.in_(_RUNNING)

    def of_campaign(column: object, day: object) -> Select[tuple[int, str]]:
        return select(theirs, day).where(column == campaign.c.id, theirs > 0)  # type: ignore[call-overload,no-any-return]

    return union_all(
        select(donation.c.donor_key.label("whose"), donation.c.day.label("day")).where(donation.c.donor_key > 0),
        select(payout.c.payee_id, payout.c.day),
        select(advance.c.person_id, advance.c.day),
        select(pledge.c.donor_id, pledge.c.due),
        select(document.c.party_key, document.c.issued_on).where(document.c.party_key > 0),
        of_campaign(donation.c.campaign_id, donation.c.day),
        of_campaign(payout.c.campaign_id, payout.c.day),
        of_campaign(advance.c.campaign_id, advance.c.day),
        select(theirs, literal(today.isoformat(), String)).where(theirs > 0, running),
        select(digits, at).where(_of(CodeKind.PERSON)),
    )
