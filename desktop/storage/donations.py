"""Donations: the event and its shares beside its ledger entry; texts, which may name people, in the identity book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.donations import Donation, DonationDraft
from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.shares import BookedGift, BookedShare, FeeBearer, GiftShare
from desktop.storage.context import (
    campaign_code,
    campaign_id,
    day_text,
    person_code_or_none,
    person_id,
    read_day,
    scale_of,
)  # fmt: skip
from desktop.storage.ledger import rates_of
from desktop.storage.merged import merged_with, now
from desktop.storage.refunds import read_refunds, refunded_by_share
from desktop.storage.search import Indexed, index_rows
from desktop.storage.tables_identity import donation_identity, person_identity
from desktop.storage.tables_ledger import donation
from desktop.storage.tables_money import donation_share, pledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.storage.context import Desk


class Donations:
    """The repository of donations."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: DonationDraft, entry: int | None) -> str:
        """Store a donation beside its posted `entry` (none for a gift in kind); gives the new code.

        Raises:
            Refused: "identity.needed" when there is a text and the identity book is not open.
        """
        return self._add(draft, entry, opening=False)

    def add_many(self, drafts: Sequence[DonationDraft], first_entry: int) -> list[str]:
        """Store donations as `add` does, their rows together, beside entries posted one after another; gives codes."""
        return self._add_all([(draft, first_entry + place) for place, draft in enumerate(drafts)])

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
        said: Any = None
        if self._desk.has_identity:
            query = select(donation_identity).where(donation_identity.c.id == row.id)
            said = self._desk.connection.execute(query).one_or_none()
        gift = self._gift(row)
        kept = select(pledge.c.id).where(pledge.c.donation_id == row.id)
        pledged = self._desk.connection.execute(kept).scalar_one_or_none()
        return Donation(
            make_code(CodeKind.DONATION, row.id),
            self._draft(row, gift, said),
            row.entry,
            gift,
            row.countered_by,
            row.receipt or None,
            opening=bool(row.opening),
            taken_back_because="" if said is None else said.taken_back_because,
            refunds=read_refunds(self._desk, row),
            withdrawn=bool(row.withdrawn),
            pledge=None if pledged is None else make_code(CodeKind.PLEDGE, pledged),
        )

    def mark_countered(self, code: str, entry: int | None, reason: str = "") -> None:
        """Say that `entry` took a donation back; a gift in kind, which has none, is withdrawn.

        Raises:
            NotFound: There is no such donation.
            Refused: "entry.already_countered" when it was taken back before; "identity.needed" when there is a reason
                and the identity book, where it is kept, is not open.
        """
        row = self._row(code)
        if row.taken_back:
            raise refuse("entry.already_countered", entry=row.entry, countered_by=row.countered_by)
        self._desk.need_identity(reason)
        if reason:
            self._desk.connection.execute(
                donation_identity.update().where(donation_identity.c.id == row.id).values(taken_back_because=reason)
            )
        change = {"withdrawn": 1} if entry is None else {"countered_by": entry}
        self._desk.connection.execute(donation.update().where(donation.c.id == row.id).values(**change))

    def without_entry(self) -> Iterator[str]:
        """Give the codes of the gifts that stand in no entry: those in kind."""
        query = select(donation.c.id).where(donation.c.entry.is_(None)).order_by(donation.c.id)
        for number in self._desk.connection.execute(query).scalars().all():
            yield make_code(CodeKind.DONATION, number)

    def of_donor(self, person: str, year: int) -> tuple[str, ...]:
        """Give the codes of a donor's gifts that happened in a year, in the order of their days."""
        day = func.coalesce(func.nullif(donation.c.happened, ""), donation.c.day)
        theirs = donation.c.donor_id.in_(merged_with(self._desk, person_id(person)))
        query = select(donation.c.id).where(theirs, day.between(f"{year:04d}-01-01", f"{year:04d}-12-31"))
        found = self._desk.connection.execute(query.order_by(day, donation.c.id)).scalars()
        return tuple(make_code(CodeKind.DONATION, number) for number in found)

    def _row(self, code: str) -> Any:
        number = read_code(CodeKind.DONATION, code)
        row = self._desk.connection.execute(select(donation).where(donation.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return row

    def _gift(self, row: Any) -> BookedGift:
        """Read a gift's shares, with what was given back of each."""
        query = select(donation_share).where(donation_share.c.donation_id == row.id).order_by(donation_share.c.position)
        nothing = Money.zero(row.fund_currency)
        shares = tuple(
            BookedShare(
                campaign_code(part.campaign_id),
                part.item,
                Money(part.gross, row.currency),
                Money(part.fee, row.currency),
                Money(part.fund_gross, row.fund_currency),
                Money(part.fund_fee, row.fund_currency),
                nothing,
            )
            for part in self._desk.connection.execute(query)
        )
        gift = BookedGift(shares, Money(row.fund_gross, row.fund_currency), Money(row.fund_fee, row.fund_currency))
        if not row.fund_refunded:
            return gift
        refunded = refunded_by_share(self._desk, row.id)
        given_back = [refunded.get((campaign_id(each.campaign), each.item), 0) for each in shares]
        return gift.with_refunded([Money(minor, row.fund_currency) for minor in given_back])

    def _draft(self, row: Any, gift: BookedGift, said: Any) -> DonationDraft:
        foreign = row.entry is not None and row.fund_currency != row.currency
        rates = rates_of(self._desk, row.entry) if foreign else ()
        plain = len(gift.shares) == 1 and gift.shares[0].item is None
        return DonationDraft(
            campaign=campaign_code(row.campaign_id),
            gross=Money(row.gross, row.currency),
            fee=Money(row.fee, row.currency),
            on=date.fromisoformat(row.day),
            method=PaymentMethod(row.method),
            donor=person_code_or_none(row.donor_id),
            reference="" if said is None else said.reference,
            shares=() if plain else tuple(GiftShare(each.campaign, each.gross, each.item) for each in gift.shares),
            fee_bearer=FeeBearer(row.fee_bearer),
            rate=rates[0] if rates else None,
            asset=row.asset,
            quantity=row.quantity,
            goods="" if said is None else said.goods,
            happened=read_day(row.happened),
        )

    def _add(self, draft: DonationDraft, entry: int | None, *, opening: bool) -> str:
        return self._add_all([(draft, entry)], opening=opening)[0]

    def _add_all(self, gifts: Sequence[tuple[DonationDraft, int | None]], *, opening: bool = False) -> list[str]:
        self._desk.need_identity(*(text for draft, _entry in gifts for text in (draft.reference, draft.goods)))
        first, connection = self._desk.next_id(donation), self._desk.connection
        numbered = [(number, draft, entry) for number, (draft, entry) in enumerate(gifts, start=first)]
        connection.execute(donation.insert(), [_values(*each, opening=opening) for each in numbered])
        connection.execute(
            donation_share.insert(),
            [
                _share_values(number, position, share)
                for number, draft, _entry in numbered
                for position, share in enumerate(draft.booked.shares, start=1)
            ],
        )
        self._desk.tally(donation, len(numbered))
        if self._desk.has_identity:
            sorts = {
                donor: name_sort(self._desk, _number_of(donor)) for donor in {draft.donor for draft, _entry in gifts}
            }
            connection.execute(
                donation_identity.insert(),
                [
                    {"id": number, "reference": draft.reference, "goods": draft.goods, "donor_sort": sorts[draft.donor]}
                    for number, draft, _entry in numbered
                ],
            )
            index_rows(
                self._desk,
                Indexed.DONATION,
                ((number, (draft.reference, draft.goods)) for number, draft, _entry in numbered),
            )
        return [make_code(CodeKind.DONATION, number) for number, _draft, _entry in numbered]


def _number_of(donor: str | None) -> int | None:
    return None if donor is None else person_id(donor)


def _values(number: int, draft: DonationDraft, entry: int | None, *, opening: bool) -> dict[str, object]:
    gift = draft.booked
    return {
        "id": number,
        "campaign_id": campaign_id(draft.parts[0].campaign),
        "entry": entry,
        "currency": draft.gross.currency,
        "scale": scale_of(draft.gross.currency),
        "gross": draft.gross.minor,
        "fee": draft.fee.minor,
        "fee_bearer": draft.fee_bearer.value,
        "fund_currency": gift.fund_gross.currency,
        "fund_gross": gift.fund_gross.minor,
        "fund_fee": gift.fund_fee.minor,
        "parts": len(gift.shares),
        "day": draft.on.isoformat(),
        "happened": day_text(draft.happened),
        "method": draft.method.value,
        "asset": draft.asset,
        "quantity": draft.quantity,
        "donor_id": _number_of(draft.donor),
        "opening": int(opening),
    }


def _share_values(number: int, position: int, share: BookedShare) -> dict[str, object]:
    return {
        "donation_id": number,
        "position": position,
        "campaign_id": campaign_id(share.campaign),
        "item": share.item,
        "gross": share.gross.minor,
        "fee": share.fee.minor,
        "fund_gross": share.fund_gross.minor,
        "fund_fee": share.fund_fee.minor,
    }


def name_sort(desk: Desk, number: int | None) -> str:
    """Give the key by which a person's name is sorted; empty for nobody."""
    query = select(person_identity.c.name_sort).where(person_identity.c.id == now(desk, number or 0))
    return desk.connection.execute(query).scalar_one_or_none() or ""
