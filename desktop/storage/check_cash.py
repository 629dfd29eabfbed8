"""The cash desks recomputed from postings: movements, days, vouchers, counts and closings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, func, literal, or_, select

from desktop.domain.cash import CashKind
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import Account, EntryKind
from desktop.domain.money import Money
from desktop.domain.summaries import Finding
from desktop.storage.check_sums import differs
from desktop.storage.context import scale_of
from desktop.storage.event_checks import sum_of, wrongly_taken_back
from desktop.storage.tables_ledger import entry, posting
from desktop.storage.tables_money import cash_close, cash_count, cash_day, cash_movement, cash_voucher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.context import Desk


def check_cash_desks(desk: Desk) -> Iterator[Finding]:
    """Compare what is kept of cash with the postings it was made of."""
    yield from _movements(desk)
    yield from _days(desk)
    yield from _vouchers(desk)
    yield from _counts(desk)
    yield from _closings(desk)


def _movements(desk: Desk) -> Iterator[Finding]:
    of_cash = (
        select(posting.c.entry, posting.c.currency, func.sum(posting.c.minor).label("sum"), entry.c.day)
        .join(entry, entry.c.number == posting.c.entry)
        .where(posting.c.account == Account.CASH.value)
        .group_by(posting.c.entry, posting.c.currency)
        .having(func.sum(posting.c.minor) != 0)
    )
    true = {(row.entry, row.currency): (row.sum, row.day) for row in desk.connection.execute(of_cash)}
    for row in desk.connection.execute(select(cash_movement)):
        kept = (row.amount, row.day)
        if true.pop((row.entry, row.currency), None) != kept or row.scale != scale_of(row.currency):
            yield Finding("verify.cash_differs", {"entry": row.entry})
    for number, _currency in true:
        yield Finding("verify.cash_differs", {"entry": number})


def _days(desk: Desk) -> Iterator[Finding]:
    came_in, went_out = (func.sum(func.max(each, 0)) for each in (cash_movement.c.amount, -cash_movement.c.amount))
    query = select(cash_movement.c.currency, cash_movement.c.day, came_in.label("came_in"), went_out.label("went_out"))
    grouped = query.group_by(cash_movement.c.currency, cash_movement.c.day)
    true = {(row.currency, row.day): (row.came_in, row.went_out) for row in desk.connection.execute(grouped)}
    kept = {(row.currency, row.day): (row.came_in, row.went_out) for row in desk.connection.execute(select(cash_day))}
    for key in sorted(true.keys() | kept.keys()):
        for index, what in enumerate(("cash_in", "cash_out")):
            pair = kept.get(key, (0, 0))[index], true.get(key, (0, 0))[index]
            if pair[0] != pair[1]:
                yield differs(what, key[1], *(Money(minor, key[0]) for minor in pair))


def _vouchers(desk: Desk) -> Iterator[Finding]:
    goes_out = cash_voucher.c.kind.in_([kind.value for kind in CashKind if not kind.comes_in])
    at_bank = cash_voucher.c.kind.in_([kind.value for kind in CashKind if not kind.needs_a_fund])
    change = case((goes_out, -cash_voucher.c.amount), else_=cash_voucher.c.amount)
    other_currency = select(literal(1)).where(
        posting.c.entry == cash_voucher.c.entry, posting.c.currency != cash_voucher.c.currency
    )
    wrong = (
        select(cash_voucher.c.id)
        .join(entry, entry.c.number == cash_voucher.c.entry)
        .where(
            or_(
                sum_of(Account.CASH, cash_voucher.c.entry) != change,
                sum_of(Account.BANK, cash_voucher.c.entry) != case((at_bank, -change), else_=0),
                entry.c.kind != EntryKind.CASH.value,
                entry.c.day != cash_voucher.c.day,
                other_currency.exists(),
                wrongly_taken_back(cash_voucher),
            )
        )
    )
    for number in desk.connection.execute(wrong).scalars():
        yield Finding("verify.event_differs", {"subject": make_code(CodeKind.CASH_VOUCHER, number)})


def _counts(desk: Desk) -> Iterator[Finding]:
    """A count is the sum of its pieces, and its voucher booked exactly its difference, on its day."""
    booked = and_(
        cash_voucher.c.id == cash_count.c.voucher_id,
        cash_voucher.c.currency == cash_count.c.currency,
        cash_voucher.c.day == cash_count.c.day,
        cash_voucher.c.kind == CashKind.DIFFERENCE.value,
    )
    query = select(cash_count, cash_voucher.c.amount.label("booked")).outerjoin(cash_voucher, booked)
    for row in desk.connection.execute(query):
        try:
            counted = sum(value * count for value, count in json.loads(row.pieces))
        except (ValueError, TypeError):  # what stands there are no pieces any more
            counted = None
        difference = row.counted - row.expected
        if counted != row.counted or (row.booked or 0) != difference or (row.voucher_id is None) != (difference == 0):
            yield Finding("verify.count_changed", {"count": row.id})


def _closings(desk: Desk) -> Iterator[Finding]:
    held = select(func.coalesce(func.sum(cash_day.c.came_in - cash_day.c.went_out), 0)).where(
        cash_day.c.currency == cash_close.c.currency, cash_day.c.day <= cash_close.c.day
    )
    query = (
        select(cash_close.c.currency, cash_close.c.day)
        .join(cash_count, cash_count.c.id == cash_close.c.count_id)
        .where(
            or_(
                held.scalar_subquery() != cash_close.c.balance,
                cash_count.c.counted != cash_close.c.balance,
                cash_count.c.currency != cash_close.c.currency,
                cash_count.c.day != cash_close.c.day,
            )
        )
    )
    for row in desk.connection.execute(query):
        yield Finding("verify.close_changed", {"currency": row.currency, "date": row.day})
