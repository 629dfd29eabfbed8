"""Gifts of things, which stand in no entry of the ledger: what a report shows of them beside the money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.money import Money
from desktop.storage.context import campaign_code, campaign_id, person_code_or_none
from desktop.storage.tables_identity import donation_identity
from desktop.storage.tables_ledger import donation
from desktop.storage.tables_money import donation_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from desktop.storage.context import Desk


@dataclass(frozen=True, slots=True)
class Things:
    """A campaign's share of a gift in kind. `receipt` and `goods` are empty where there are none, or none is known."""

    code: str
    on: date
    campaign: str
    item: int | None
    value: Money
    donor: str | None
    receipt: str
    goods: str


def gifts_in_kind(desk: Desk, campaigns: Collection[str]) -> Iterator[Things]:
    """Give the shares of some campaigns in gifts of things that were not taken back, in the order of their days."""
    numbers = [campaign_id(code) for code in campaigns]
    share = donation_share.c  # both tables have a fund's gross: a label tells the share's from the gift's
    query = (
        select(donation, share.campaign_id.label("fund"), share.item, share.fund_gross.label("value"))
        .join(donation_share, share.donation_id == donation.c.id)
        .where(donation.c.entry.is_(None), donation.c.withdrawn == 0, share.campaign_id.in_(numbers))
        .order_by(donation.c.day, donation.c.id, share.position)
    )
    rows = desk.connection.execute(query).all()
    said = _goods(desk, [row.id for row in rows])
    for row in rows:
        yield Things(
            make_code(CodeKind.DONATION, row.id),
            date.fromisoformat(row.day),
            campaign_code(row.fund),
            row.item,
            Money(row.value, row.fund_currency),
            person_code_or_none(row.donor_id),
            row.receipt or "",
            said.get(row.id, ""),
        )


def _goods(desk: Desk, numbers: Collection[int]) -> dict[int, str]:
    """Give the words for what was given; nothing without the book of names."""
    if not desk.has_identity:
        return {}
    query = select(donation_identity.c.id, donation_identity.c.goods).where(donation_identity.c.id.in_(numbers))
    return {row.id: row.goods for row in desk.connection.execute(query)}
