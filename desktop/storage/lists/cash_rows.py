"""The list of cash movements, each with what its cash desk held after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.cash import CashKind, CashRow
from desktop.domain.ids import CodeKind
from desktop.domain.ledger import Account, EntryKind
from desktop.domain.money import Money
from desktop.storage.context import campaign_code
from desktop.storage.entry_events import events_of, original_of, paper_or_code
from desktop.storage.lists.matching import amounting, coded
from desktop.storage.lists.spec import ListSpec, Sums, by_period, by_span, exactly
from desktop.storage.tables_ledger import donation, entry, payout, posting
from desktop.storage.tables_money import advance, cash_day, cash_movement, cash_voucher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Table

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed

_KINDS: tuple[tuple[CodeKind, Table], ...] = (
    (CodeKind.DONATION, donation),
    (CodeKind.PAYOUT, payout),
    (CodeKind.ADVANCE, advance),
    (CodeKind.CASH_VOUCHER, cash_voucher),
)


def load_cash(desk: Desk, ids: Sequence[int]) -> dict[int, CashRow]:
    """Read the movements of some ids as rows of the list."""
    columns = (cash_movement, entry.c.kind)
    query = select(*columns).join(entry, entry.c.number == cash_movement.c.entry).where(cash_movement.c.id.in_(ids))
    stored = desk.connection.execute(query).all()
    events = events_of(desk, (row.entry for row in stored))
    funds = _funds(desk, (row.entry for row in stored))
    balances = _balances(desk, stored)
    rows = {}
    for row in stored:
        event = events.get(row.entry)
        rows[row.id] = CashRow(
            row_id=row.id,
            on=date.fromisoformat(row.day),
            entry=row.entry,
            code=event.code if event is not None else "",
            document=event.document if event is not None else None,
            kind=EntryKind(row.kind),
            why=CashKind(event.why) if event is not None and event.why else None,
            campaign=funds.get(row.entry),
            change=Money(row.amount, row.currency),
            balance=Money(balances[row.id], row.currency),
        )
    return rows


def _funds(desk: Desk, entries: Iterable[int]) -> dict[int, str]:
    """Give the fund that each entry's cash belongs to, where there is one."""
    query = select(posting.c.entry, posting.c.campaign_id).where(
        posting.c.entry.in_(list(entries)), posting.c.account == Account.CASH.value, posting.c.campaign_id.is_not(None)
    )
    return {row.entry: campaign_code(row.campaign_id) for row in desk.connection.execute(query)}


def _balances(desk: Desk, rows: Sequence[Any]) -> dict[int, int]:
    """Add up what each row left: the days before its own from the kept sums, its own day from the movements."""
    days: dict[str, set[str]] = {}
    for row in rows:
        days.setdefault(row.currency, set()).add(row.day)
    balances: dict[int, int] = {}
    for currency, wanted in days.items():
        change = cash_day.c.came_in - cash_day.c.went_out
        after = func.sum(change).over(order_by=cash_day.c.day)
        query = select(cash_day.c.day, (after - change).label("before")).where(
            cash_day.c.currency == currency, cash_day.c.day <= max(wanted)
        )
        before = {row.day: row.before for row in desk.connection.execute(query)}
        on_days = (
            select(cash_movement.c.id, cash_movement.c.day, cash_movement.c.amount)
            .where(cash_movement.c.currency == currency, cash_movement.c.day.in_(wanted))
            .order_by(cash_movement.c.day, cash_movement.c.id)
        )
        for row in desk.connection.execute(on_days):
            before[row.day] = before.get(row.day, 0) + row.amount
            balances[row.id] = before[row.day]
    return balances


def _matches(_desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [*_of_events(typed), *amounting(typed, cash_movement.c.in_key, cash_movement.c.out_key)]


def _of_events(typed: Typed) -> Iterator[ColumnElement[bool]]:
    """Movements of an event whose code was typed, with the entry that took it back."""
    for kind, table in _KINDS:
        for condition in coded(table.c.id, kind, typed):
            numbers = select(table.c.entry).where(condition, table.c.entry.is_not(None))
            taken_back = select(table.c.countered_by).where(condition, table.c.countered_by.is_not(None))
            yield cash_movement.c.entry.in_(numbers.union_all(taken_back))


def _by_voucher(_desk: Desk) -> ColumnElement[Any]:
    """Sort by the document, or by the code of what a movement rests on where there is none."""
    return paper_or_code(cash_movement.c.entry)


def _by_text(_desk: Desk) -> ColumnElement[Any]:
    """Sort by what it was, like beside like: the kind, the cash voucher's kind, the fund."""
    number = cash_movement.c.entry
    kind = select(entry.c.kind).where(entry.c.number == number).scalar_subquery()
    why = select(cash_voucher.c.kind).where(cash_voucher.c.entry == original_of(number)).correlate(cash_movement)
    fund = select(func.max(posting.c.campaign_id)).where(
        posting.c.entry == number, posting.c.account == Account.CASH.value, posting.c.campaign_id.is_not(None)
    )
    return func.printf(
        "%s/%s/%06d", kind, func.coalesce(why.scalar_subquery(), ""), func.coalesce(fund.scalar_subquery(), 0)
    )


CASH = ListSpec(
    table=cash_movement,
    natural=cash_movement.c.id,
    sorts={"on": cash_movement.c.day, "came_in": cash_movement.c.in_key, "went_out": cash_movement.c.out_key},
    worked={"voucher": _by_voucher, "text": _by_text},
    filters={
        "currency": exactly(cash_movement.c.currency),
        "on": by_period(cash_movement.c.day),
        "amount": by_span(cash_movement.c.in_key + cash_movement.c.out_key),
    },
    load=load_cash,
    sums=Sums(
        cash_movement.c.currency,
        cash_movement.c.id,
        {"came_in": func.max(cash_movement.c.amount, 0), "went_out": func.max(-cash_movement.c.amount, 0)},
    ),
    matches=_matches,
)
