"""The one gate of the cash desks: no entry takes one below nothing or touches a closed day; and the sums kept by it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.cash import CashDay, cash_changes, check_cash, check_open
from desktop.domain.errors import refuse_errors
from desktop.domain.money import Money
from desktop.storage.context import scale_of
from desktop.storage.tables_money import cash_close, cash_day, cash_movement

if TYPE_CHECKING:
    from desktop.domain.ledger import Entry
    from desktop.storage.context import Desk


def guard_cash(desk: Desk, entry: Entry) -> None:
    """Refuse an entry that a cash desk does not allow, whatever verb makes it.

    Raises:
        Refused: "cash.day_closed"; "cash.below_nothing" on the entry's day, "cash.below_nothing_later" on a later one.
    """
    for currency, change in cash_changes(entry).items():
        closed = last_closed(desk, currency)
        refuse_errors(check_open(entry.on, closed, None if closed is None else closed + timedelta(days=1)))
        held = held_before(desk, currency, entry.on)
        refuse_errors(check_cash(held, cash_days(desk, currency, entry.on), entry.on, change))


def keep_cash(desk: Desk, number: int, entry: Entry) -> None:
    """Keep what a posted entry changed in the cash desks."""
    for currency, change in cash_changes(entry).items():
        desk.connection.execute(
            cash_movement.insert().values(
                id=desk.next_id(cash_movement),
                entry=number,
                currency=currency,
                scale=scale_of(currency),
                amount=change.minor,
                day=entry.on.isoformat(),
            )
        )
        desk.tally(cash_movement, 1)
        came_in, went_out = max(change.minor, 0), max(-change.minor, 0)
        moved = desk.connection.execute(
            cash_day.update()
            .where(cash_day.c.currency == currency, cash_day.c.day == entry.on.isoformat())
            .values(came_in=cash_day.c.came_in + came_in, went_out=cash_day.c.went_out + went_out)
        )
        if not moved.rowcount:
            desk.connection.execute(
                cash_day.insert().values(
                    currency=currency, day=entry.on.isoformat(), came_in=came_in, went_out=went_out
                )
            )


def last_closed(desk: Desk, currency: str) -> date | None:
    """Give the last day on which a cash desk was closed."""
    query = select(func.max(cash_close.c.day)).where(cash_close.c.currency == currency)
    found = desk.connection.execute(query).scalar_one_or_none()
    return date.fromisoformat(found) if found else None


def held_before(desk: Desk, currency: str, day: date) -> Money:
    """Give what a cash desk held before a day began."""
    query = select(func.coalesce(func.sum(cash_day.c.came_in - cash_day.c.went_out), 0)).where(
        cash_day.c.currency == currency, cash_day.c.day < day.isoformat()
    )
    return Money(int(desk.connection.execute(query).scalar_one()), currency)


def cash_days(desk: Desk, currency: str, first: date) -> tuple[CashDay, ...]:
    """Give the days from `first` on, on which cash moved, in order."""
    query = select(cash_day).where(cash_day.c.currency == currency, cash_day.c.day >= first.isoformat())
    return tuple(
        CashDay(date.fromisoformat(row.day), Money(row.came_in, currency), Money(row.went_out, currency))
        for row in desk.connection.execute(query.order_by(cash_day.c.day))
    )
