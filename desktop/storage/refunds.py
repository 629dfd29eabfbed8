"""Refunds: what was given back of a donation, each beside its entry; the reasons are remarks in the identity book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from desktop.domain.donations import REFUNDED
from desktop.domain.errors import NotFound
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.ledger import Account
from desktop.domain.money import Money
from desktop.domain.refunds import Refund
from desktop.storage.context import read_day
from desktop.storage.remarks import Remarks
from desktop.storage.tables_ledger import donation, entry, posting
from desktop.storage.tables_money import donation_refund

if TYPE_CHECKING:
    from desktop.storage.context import Desk


class Refunds:
    """The repository of refunds."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, code: str, amount: Money, fund_amount: Money, on: date, entry: int) -> None:
        """Store what was given back of a donation beside its posted `entry`.

        Raises:
            NotFound: There is no such donation.
        """
        number = read_code(CodeKind.DONATION, code)
        self._desk.connection.execute(
            donation_refund.insert().values(
                id=self._desk.next_id(donation_refund),
                donation_id=number,
                entry=entry,
                day=on.isoformat(),
                amount=amount.minor,
                fund_amount=fund_amount.minor,
            )
        )
        self._move(number, amount.minor, fund_amount.minor)

    def mark_countered(self, code: str, refund: Refund, entry: int) -> None:
        """Say that `entry` took a refund of a donation back.

        Raises:
            NotFound: There is no such donation.
        """
        self._desk.connection.execute(
            donation_refund.update().where(donation_refund.c.entry == refund.entry).values(countered_by=entry)
        )
        self._move(read_code(CodeKind.DONATION, code), -refund.amount.minor, -refund.fund_amount.minor)

    def _move(self, number: int, amount: int, fund_amount: int) -> None:
        moved = self._desk.connection.execute(
            donation.update()
            .where(donation.c.id == number)
            .values(refunded=donation.c.refunded + amount, fund_refunded=donation.c.fund_refunded + fund_amount)
        )
        if not moved.rowcount:
            raise NotFound(subject=make_code(CodeKind.DONATION, number))


def read_refunds(desk: Desk, gift: Any) -> tuple[Refund, ...]:
    """Read what was given back of a donation's row, in order; each has its reason where the identity book is open."""
    query = (
        select(donation_refund, entry.c.happened)
        .join(entry, entry.c.number == donation_refund.c.entry)
        .where(donation_refund.c.donation_id == gift.id)
        .order_by(donation_refund.c.id)
    )
    rows = desk.connection.execute(query).all()
    if not rows:
        return ()
    said = [each.text for each in Remarks(desk).of(make_code(CodeKind.DONATION, gift.id)) if each.verb == REFUNDED]
    return tuple(
        Refund(
            entry=row.entry,
            on=date.fromisoformat(row.day),
            amount=Money(row.amount, gift.currency),
            fund_amount=Money(row.fund_amount, gift.fund_currency),
            countered_by=row.countered_by,
            reason=said[place] if place < len(said) else "",
            happened=read_day(row.happened),
        )
        for place, row in enumerate(rows)
    )


def refunded_by_share(desk: Desk, number: int) -> dict[tuple[int, int | None], int]:
    """Sum what was given back of a donation by fund and expense item, in the funds' currency, from the postings."""
    mine = select(donation_refund).where(donation_refund.c.donation_id == number).subquery()
    query = (
        select(posting.c.campaign_id, posting.c.item, func.sum(posting.c.minor).label("sum"))
        .join(mine, or_(mine.c.entry == posting.c.entry, mine.c.countered_by == posting.c.entry))
        .where(posting.c.account == Account.DONATIONS.value)
        .group_by(posting.c.campaign_id, posting.c.item)
    )
    return {(row.campaign_id, row.item): row.sum for row in desk.connection.execute(query)}
