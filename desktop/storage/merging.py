"""Merges: the pointer to who somebody is now, in the ledger book; what the records were, in the identity book.

No row that names the merged person is rewritten: entries, documents and what they rest on stay as they were booked. The
sums and search words that are kept for speed are worked out anew for both.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from desktop.domain.errors import NotFound
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import Account
from desktop.domain.merging import Meeting, Merged, Moves
from desktop.domain.payouts import LIVE, PayeeRole
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.receipts import DocumentKind, DocumentState
from desktop.storage.context import day_text, person_code, person_id, read_day, scale_of
from desktop.storage.merged import forget_pointers, merged_with
from desktop.storage.people import DAYS, People, count_campaigns
from desktop.storage.person_keys import change_keys
from desktop.storage.sums import keep_last_payout
from desktop.storage.tables_identity import attachment, case_event, consent, merge, relation
from desktop.storage.tables_ledger import campaign, document, donation, payout, person, person_paid, posting
from desktop.storage.tables_money import advance, pledge

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.storage.context import Desk


class Merges:
    """The repository of merges."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk
        self._people = People(desk)

    def merge(self, merged: Merged, at: datetime, actor: int) -> None:
        """Point the other person to the kept one, and put them away; the kept one's own record is saved apart.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        kept, other = person_id(merged.kept), person_id(merged.other)
        if not merged.was_archived:
            self._people.archive(merged.other)
        self._desk.connection.execute(
            merge.insert().values(
                id=other,
                kept_id=kept,
                at=at.isoformat(),
                actor=actor,
                was_archived=int(merged.was_archived),
                before=_text(merged.before),
                after=_text(merged.after),
            )
        )
        change_keys(self._desk, other, self._people.own(merged.other).draft, None)
        self._point(other, kept)
        self._resum(kept, other)
        self._people.index(kept)

    def separate(self, merged: Merged) -> None:
        """Take the pointer back, and everything that followed it; the kept one's own record is saved apart.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        kept, other = person_id(merged.kept), person_id(merged.other)
        self._point(other, None)
        self._desk.connection.execute(merge.delete().where(merge.c.id == other))
        if not merged.was_archived:
            self._people.archive(merged.other, archived=False)
        change_keys(self._desk, other, None, self._people.own(merged.other).draft)
        for number in (kept, other):
            self._resum(number)
            self._people.index(number)

    def get(self, other: str) -> Merged:
        """Load the merge of a person into another.

        Raises:
            NotFound: This person was not merged, or the identity book is not open.
        """
        query = select(merge).where(merge.c.id == person_id(other))
        row = self._desk.connection.execute(query).one_or_none() if self._desk.has_identity else None
        if row is None:
            raise NotFound(subject=other)
        before, after = _draft(row.before), _draft(row.after)
        return Merged(person_code(row.kept_id), person_code(row.id), before, after, bool(row.was_archived))

    def moves(self, code: str) -> Moves:
        """Count what is booked under this very code."""
        number = person_id(code)
        counted = {
            "campaigns": campaign.c.beneficiary_key == number,
            "donations": donation.c.donor_key == number,
            "pledges": pledge.c.donor_id == number,
            "payouts": payout.c.payee_id == number,
            "advances": advance.c.person_id == number,
            "documents": document.c.party_key == number,
        }
        if self._desk.has_identity:
            counted["consents"] = consent.c.person_id == number
            counted["relations"] = or_(relation.c.person_id == number, relation.c.other_id == number) & (
                relation.c.removed == 0
            )
            counted["events"] = (case_event.c.person_id == number) & (case_event.c.removed == 0)
            counted["attachments"] = (attachment.c.subject == code) & (attachment.c.removed_at == "")
        return Moves(**{name: self._count(condition) for name, condition in counted.items()})

    def meeting(self, one: str, other: str) -> Meeting:
        """Find the live payouts in which one of two people is paid, not as the one helped, in the other's campaign."""
        first, second = (merged_with(self._desk, person_id(code)) for code in (one, other))
        query = (
            select(payout.c.id)
            .join(campaign, campaign.c.id == payout.c.campaign_id)
            .where(
                or_(
                    payout.c.payee_id.in_(first) & campaign.c.beneficiary_key.in_(second),
                    payout.c.payee_id.in_(second) & campaign.c.beneficiary_key.in_(first),
                ),
                payout.c.role.not_in([PayeeRole.BENEFICIARY.value, PayeeRole.OTHER.value]),
                payout.c.state.in_([state.value for state in LIVE]),
            )
            .order_by(payout.c.id)
        )
        found = self._desk.connection.execute(query).scalars()
        return Meeting(tuple(make_code(CodeKind.PAYOUT, number) for number in found))

    def papers_since(self, merged: Merged) -> tuple[str, ...]:
        """Give the valid documents that name the kept person and rest on something booked under the other one's code.

        They were issued since the merge: before it, such a paper named the other one.
        """
        kept, other = person_id(merged.kept), person_id(merged.other)
        rests = [
            document.c.subject_key.in_(select(func.printf(f"{kind.value}%09d", table.c.id)).where(whose == other))
            for kind, table, whose in (
                (CodeKind.DONATION, donation, donation.c.donor_key),
                (CodeKind.PAYOUT, payout, payout.c.payee_id),
                (CodeKind.ADVANCE, advance, advance.c.person_id),
            )
        ]
        query = select(document.c.number).where(
            document.c.party_key == kept, document.c.state != DocumentState.VOIDED.value, or_(*rests)
        )
        return tuple(self._desk.connection.execute(query.order_by(document.c.id)).scalars())

    def statements_of(self, merged: Merged) -> tuple[str, ...]:
        """Give the valid annual statements in the kept person's name; which gifts they count stands in their facts."""
        query = select(document.c.number).where(
            document.c.party_key == person_id(merged.kept),
            document.c.kind == DocumentKind.ANNUAL_STATEMENT.value,
            document.c.state != DocumentState.VOIDED.value,
        )
        return tuple(self._desk.connection.execute(query.order_by(document.c.id)).scalars())

    # ------------------------------------------------------------------ steps

    def _point(self, other: int, kept: int | None) -> None:
        self._desk.connection.execute(
            person.update().where(person.c.id == other).values(merged_into=kept, revision=person.c.revision + 1)
        )
        forget_pointers(self._desk)

    def _resum(self, *numbers: int) -> None:
        """Work out anew what is kept of people: what each was paid, their last payout, their campaigns."""
        for number in numbers:
            mine = merged_with(self._desk, number) if number == merged_with(self._desk, number)[0] else ()
            self._desk.connection.execute(person_paid.delete().where(person_paid.c.person_id == number))
            query = (
                select(posting.c.currency, func.sum(posting.c.minor).label("paid"))
                .where(posting.c.person_id.in_(mine), posting.c.account == Account.AID.value)
                .group_by(posting.c.currency)
            )
            rows = self._desk.connection.execute(query).all()
            for row in rows:
                values = {"person_id": number, "currency": row.currency, "paid": row.paid}
                self._desk.connection.execute(person_paid.insert().values(values))
            largest = max((row.paid * scale_of(row.currency) for row in rows), default=0)
            nothing: dict[str, Any] = {} if mine else {"last_payout": "", "campaigns": 0}
            self._desk.connection.execute(
                person.update().where(person.c.id == number).values(paid_key=largest, **nothing)
            )
            if mine:
                keep_last_payout(self._desk, number)
                count_campaigns(self._desk, number)

    def _count(self, condition: Any) -> int:
        return int(self._desk.connection.execute(select(func.count()).where(condition)).scalar_one())


def _text(draft: PersonDraft) -> str:
    values = asdict(draft)
    values["category"] = draft.category.value
    values.update({name: day_text(getattr(draft, name)) for name in DAYS})
    return json.dumps(values, ensure_ascii=False)


def _draft(text: str) -> PersonDraft:
    values = json.loads(text)
    values["category"] = PersonCategory(values["category"])
    values.update({name: read_day(values.get(name, "")) for name in DAYS})
    values["concerns"] = tuple(values["concerns"])
    return PersonDraft(**values)
