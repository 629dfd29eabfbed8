"""Payouts that say what their lines and their entries say, to the cent; and that stand where their marks say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, literal, or_, select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import Account
from desktop.domain.payouts import PayoutState
from desktop.domain.summaries import Finding
from desktop.storage.tables_ledger import document, entry, payout, payout_line, posting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk

_WITH_ENTRY = [state.value for state in (PayoutState.PAID, PayoutState.SIGNED, PayoutState.TAKEN_BACK)]
_UNAPPROVED = [
    state.value
    for state in PayoutState
    if state.value not in _WITH_ENTRY and state is not PayoutState.APPROVED
]  # fmt: skip


def check_payouts(desk: Desk) -> Iterator[Finding]:
    """Find payouts that do not say what their lines, their entry and their voucher say."""
    wrong = select(payout.c.id).where(or_(_other_lines(), _other_state(), and_(_has_entry(), _other_entry())))
    for number in desk.connection.execute(wrong.order_by(payout.c.id)).scalars():
        yield Finding("verify.event_differs", {"subject": make_code(CodeKind.PAYOUT, number)})


def _has_entry() -> ColumnElement[bool]:
    return payout.c.entry.is_not(None)


def _other_lines() -> ColumnElement[bool]:
    """A payout whose lines are not its sums, in either currency; or whose two currencies are one and differ."""
    mine = payout_line.c.payout_id == payout.c.id
    given, charged = (
        select(func.coalesce(func.sum(column), 0)).where(mine).scalar_subquery()
        for column in (payout_line.c.amount, payout_line.c.charged)
    )
    same = payout.c.currency == payout.c.fund_currency
    return or_(
        given != payout.c.amount,
        charged != payout.c.fund_amount,
        and_(same, payout.c.amount != payout.c.fund_amount),
        same == (payout.c.rate != ""),
    )


def _other_state() -> ColumnElement[bool]:
    """A payout whose state is not what its entry, its approval, its counter-entry and its voucher make it."""
    counter = entry.alias("counter")
    real = exists().where(counter.c.number == payout.c.countered_by, counter.c.counters == payout.c.entry)
    signed = exists().where(document.c.number == payout.c.voucher, document.c.state == "signed")
    approved = payout.c.state == PayoutState.APPROVED.value
    return or_(
        payout.c.state.in_(_WITH_ENTRY) != _has_entry(),
        (payout.c.state == PayoutState.TAKEN_BACK.value) != payout.c.countered_by.is_not(None),
        and_(payout.c.countered_by.is_not(None), ~real),
        (payout.c.state == PayoutState.SIGNED.value) != signed,
        and_(approved, payout.c.approver.is_(None)),
        and_(payout.c.state.in_(_UNAPPROVED), payout.c.approver.is_not(None)),
    )


def _other_entry() -> ColumnElement[bool]:
    """A paid payout that is not what its entry says: day, payee, fund, each item, and what the payee got."""
    mine = posting.c.entry == payout.c.entry
    in_fund = posting.c.campaign_id.is_not_distinct_from(payout.c.campaign_id)
    other_party = exists().where(
        mine,
        or_(
            posting.c.person_id.is_distinct_from(payout.c.payee_id),
            and_(in_fund, posting.c.currency != payout.c.fund_currency),
            and_(~in_fund, or_(posting.c.campaign_id.is_not(None), posting.c.currency != payout.c.currency)),
        ),
    )
    aid = posting.c.account == Account.AID.value
    lies = posting.c.account.in_((Account.BANK.value, Account.CASH.value))
    whole, given = (
        select(func.coalesce(func.sum(posting.c.minor), 0)).where(mine, account).scalar_subquery()
        for account in (aid, lies)
    )
    same_item = payout_line.alias("same_item")
    for_item = select(func.sum(same_item.c.charged)).where(
        same_item.c.payout_id == payout.c.id, same_item.c.item == payout_line.c.item
    )
    by_item = select(func.coalesce(func.sum(posting.c.minor), 0)).where(mine, aid, posting.c.item == payout_line.c.item)
    other_item = select(literal(1)).where(
        payout_line.c.payout_id == payout.c.id,
        by_item.correlate(payout, payout_line).scalar_subquery()
        != for_item.correlate(payout, payout_line).scalar_subquery(),
    )
    dated = exists().where(entry.c.number == payout.c.entry, entry.c.day == payout.c.day)
    return or_(whole != payout.c.fund_amount, given != -payout.c.amount, ~dated, other_party, other_item.exists())
