"""Gifts against their entries: gross, fee and what came in, every share of them, what was given back, what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, or_, select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import Account, PaymentMethod
from desktop.domain.pledges import PledgeState
from desktop.domain.shares import FeeBearer
from desktop.domain.summaries import Finding
from desktop.storage.event_checks import sum_of, wrongly_taken_back
from desktop.storage.tables_ledger import donation, entry, posting
from desktop.storage.tables_money import donation_refund, donation_share, pledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, ColumnElement, Select

    from desktop.storage.context import Desk

_MONEY = (Account.BANK, Account.CASH, Account.BROUGHT_FORWARD)


def check_gifts(desk: Desk) -> Iterator[Finding]:
    """Check each donation with its shares and refunds, and each pledge with the donation that kept it."""
    wrong = or_(_differs_from_entry(), _shares_differ(), _refunds_differ(), _wrongly_in_kind())
    query = select(donation.c.id).outerjoin(entry, entry.c.number == donation.c.entry).where(wrong)
    for number in desk.connection.execute(query).scalars():
        yield Finding("verify.event_differs", {"subject": make_code(CodeKind.DONATION, number)})
    for number in desk.connection.execute(_wrong_refunds()).scalars():
        yield Finding("verify.event_differs", {"subject": make_code(CodeKind.DONATION, number)})
    for number in desk.connection.execute(_wrong_pledges()).scalars():
        yield Finding("verify.event_differs", {"subject": make_code(CodeKind.PLEDGE, number)})


def _differs_from_entry() -> ColumnElement[bool]:
    """A gift whose entry has other sums, another day or another donor."""
    kept = case((donation.c.fee_bearer == FeeBearer.DONOR.value, 0), else_=donation.c.fee)
    other_donor = exists().where(
        posting.c.entry == donation.c.entry,
        posting.c.account == Account.DONATIONS.value,
        or_(
            posting.c.person_id.is_distinct_from(donation.c.donor_id),
            posting.c.currency != donation.c.fund_currency,
        ),
    )
    return and_(
        donation.c.entry.is_not(None),
        or_(
            sum_of(Account.DONATIONS, donation.c.entry) != -donation.c.fund_gross,
            sum_of(Account.FEES, donation.c.entry) != donation.c.fund_fee,
            sum_of(_MONEY, donation.c.entry, posting.c.currency == donation.c.currency) != donation.c.gross - kept,
            entry.c.day != donation.c.day,
            other_donor,
            wrongly_taken_back(donation),
        ),
    )


def _shares_differ() -> ColumnElement[bool]:
    """A gift that is not the sum of its shares, or whose entry deals it out otherwise."""
    shares = donation_share.c
    from_gift = donation.c.fee_bearer == FeeBearer.CAMPAIGN.value

    def summed(column: Column[int]) -> ColumnElement[int]:
        total = select(func.coalesce(func.sum(column), 0)).where(shares.donation_id == donation.c.id)
        return total.scalar_subquery()

    count = select(func.count()).select_from(donation_share).where(shares.donation_id == donation.c.id)
    first = exists().where(
        shares.donation_id == donation.c.id, shares.position == 1, shares.campaign_id == donation.c.campaign_id
    )
    mine = and_(posting.c.campaign_id == shares.campaign_id, posting.c.item.is_not_distinct_from(shares.item))
    dealt_otherwise = exists().where(
        shares.donation_id == donation.c.id,
        or_(
            sum_of(Account.DONATIONS, donation.c.entry, mine).correlate(donation, donation_share) != -shares.fund_gross,
            and_(
                from_gift,
                sum_of(Account.FEES, donation.c.entry, mine).correlate(donation, donation_share) != shares.fund_fee,
            ),
        ),
    )
    return or_(
        count.scalar_subquery() != donation.c.parts,
        ~first,
        summed(shares.gross) != donation.c.gross,
        summed(shares.fund_gross) != donation.c.fund_gross,
        summed(shares.fee) != case((from_gift, donation.c.fee), else_=0),
        summed(shares.fund_fee) != case((from_gift, donation.c.fund_fee), else_=0),
        and_(donation.c.entry.is_not(None), dealt_otherwise),
    )


def _refunds_differ() -> ColumnElement[bool]:
    """A gift that keeps another sum as given back than its refunds come to, or more than there was."""

    def summed(column: Column[int]) -> ColumnElement[int]:
        live = (donation_refund.c.donation_id == donation.c.id, donation_refund.c.countered_by.is_(None))
        return select(func.coalesce(func.sum(column), 0)).where(*live).scalar_subquery()

    return or_(
        summed(donation_refund.c.amount) != donation.c.refunded,
        summed(donation_refund.c.fund_amount) != donation.c.fund_refunded,
        donation.c.refunded > donation.c.net,
    )


def _wrongly_in_kind() -> ColumnElement[bool]:
    """A gift in kind with an entry, another without, or a withdrawal of what an entry counters."""
    in_kind = donation.c.method == PaymentMethod.IN_KIND.value
    return or_(in_kind != donation.c.entry.is_(None), and_(donation.c.withdrawn == 1, ~in_kind))


def _wrong_refunds() -> Select[int]:
    """Refunds whose entry has other sums or another day, or touches a fund or item that had no share."""
    no_share = exists().where(
        posting.c.entry == donation_refund.c.entry,
        posting.c.account == Account.DONATIONS.value,
        ~exists().where(
            donation_share.c.donation_id == donation_refund.c.donation_id,
            donation_share.c.campaign_id == posting.c.campaign_id,
            donation_share.c.item.is_not_distinct_from(posting.c.item),
        ),
    )
    return (
        select(donation_refund.c.donation_id)
        .join(donation, donation.c.id == donation_refund.c.donation_id)
        .join(entry, entry.c.number == donation_refund.c.entry)
        .where(
            or_(
                sum_of(Account.DONATIONS, donation_refund.c.entry) != donation_refund.c.fund_amount,
                sum_of(_MONEY, donation_refund.c.entry, posting.c.currency == donation.c.currency)
                != -donation_refund.c.amount,
                entry.c.day != donation_refund.c.day,
                no_share,
                wrongly_taken_back(donation_refund),
            )
        )
    )


def _wrong_pledges() -> Select[int]:
    """Pledges that are kept by no donation or by one of somebody else, or name one although they are not kept."""
    keeping = exists().where(
        donation.c.id == pledge.c.donation_id, donation.c.donor_id == pledge.c.donor_id, donation.c.taken_back == 0
    )
    kept = pledge.c.state == PledgeState.KEPT.value
    return select(pledge.c.id).where(or_(and_(kept, ~keeping), and_(~kept, pledge.c.donation_id.is_not(None))))
