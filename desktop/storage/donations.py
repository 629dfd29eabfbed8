"""Donations: the event beside its ledger entry; the bank's reference, which may name people, in the identity book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.donations import Donation, DonationDraft
from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.storage.context import (
    campaign_code,
    campaign_id,
    day_text,
    person_code_or_none,
    person_id,
    read_day,
    scale_of,
)
from desktop.storage.search import Indexed, index_row
from desktop.storage.tables_identity import donation_identity, person_identity
from desktop.storage.tables_ledger import donation
from desktop.storage.tables_money import donation_share

if TYPE_CHECKING:
    from desktop.storage.context import Desk


class Donations:
    """The repository of donations."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: DonationDraft, entry: int) -> str:
        """Store a donation beside its posted `entry`; gives the new code.

        Raises:
            Refused: "identity.needed" when there is a reference and the identity book is not open.
        """
        return self._add(draft, entry, opening=False)

    def add_opening(self, campaign: str, money: Money, on: date, entry: int, happened: date | None = None) -> str:
        """Store what a campaign had collected before this ledger, beside its opening `entry`; gives the new code."""
        draft = DonationDraft(campaign, money, Money.zero(money.currency), on, happened=happened)
        return self._add(draft, entry, opening=True)

    def get(self, code: str) -> Donation:
        """Load a donation.

        Raises:
            NotFound: There is no such donation.
        """
        row = self._row(code)
        reference = reason = ""
        if self._desk.has_identity:
            words = select(donation_identity).where(donation_identity.c.id == row.id)
            said = self._desk.connection.execute(words).one_or_none()
            reference, reason = (said.reference, said.taken_back_because) if said is not None else ("", "")
        draft = DonationDraft(
            campaign=campaign_code(row.campaign_id),
            gross=Money(row.gross, row.currency),
            fee=Money(row.fee, row.currency),
            on=date.fromisoformat(row.day),
            method=PaymentMethod(row.method),
            donor=person_code_or_none(row.donor_id),
            reference=reference,
            happened=read_day(row.happened),
        )
        return Donation(
            make_code(CodeKind.DONATION, row.id),
            draft,
            row.entry,
            row.countered_by,
            row.receipt or None,
            opening=bool(row.opening),
            taken_back_because=reason,
        )

    def mark_countered(self, code: str, entry: int, reason: str = "") -> None:
        """Say that `entry` took a donation back.

        Raises:
            NotFound: There is no such donation.
            Refused: "entry.already_countered" when it was taken back before; "identity.needed" when there is a reason
                and the identity book, where it is kept, is not open.
        """
        row = self._row(code)
        if row.countered_by is not None:
            raise refuse("entry.already_countered", entry=row.entry, countered_by=row.countered_by)
        self._desk.need_identity(reason)
        if reason:
            self._desk.connection.execute(
                donation_identity.update().where(donation_identity.c.id == row.id).values(taken_back_because=reason)
            )
        self._desk.connection.execute(donation.update().where(donation.c.id == row.id).values(countered_by=entry))

    def _row(self, code: str) -> Any:
        number = read_code(CodeKind.DONATION, code)
        row = self._desk.connection.execute(select(donation).where(donation.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return row

    def _add(self, draft: DonationDraft, entry: int, *, opening: bool) -> str:
        self._desk.need_identity(draft.reference)
        number = self._desk.next_id(donation)
        donor = None if draft.donor is None else person_id(draft.donor)
        self._desk.connection.execute(
            donation.insert().values(
                id=number,
                campaign_id=campaign_id(draft.campaign),
                entry=entry,
                currency=draft.gross.currency,
                scale=scale_of(draft.gross.currency),
                gross=draft.gross.minor,
                fee=draft.fee.minor,
                fund_currency=draft.gross.currency,
                fund_gross=draft.gross.minor,
                fund_fee=draft.fee.minor,
                day=draft.on.isoformat(),
                happened=day_text(draft.happened),
                method=draft.method.value,
                donor_id=donor,
                opening=int(opening),
            )
        )
        self._desk.connection.execute(
            donation_share.insert().values(
                donation_id=number,
                position=1,
                campaign_id=campaign_id(draft.campaign),
                gross=draft.gross.minor,
                fee=draft.fee.minor,
                fund_gross=draft.gross.minor,
                fund_fee=draft.fee.minor,
            )
        )
        self._desk.tally(donation, 1)
        if self._desk.has_identity:
            self._desk.connection.execute(
                donation_identity.insert().values(
                    id=number, reference=draft.reference, donor_sort=name_sort(self._desk, donor)
                )
            )
            index_row(self._desk, Indexed.DONATION, number, draft.reference, new=True)
        return make_code(CodeKind.DONATION, number)


def name_sort(desk: Desk, number: int | None) -> str:
    """Give the key by which a person's name is sorted; empty for nobody."""
    query = select(person_identity.c.name_sort).where(person_identity.c.id == (number or 0))
    return desk.connection.execute(query).scalar_one_or_none() or ""
