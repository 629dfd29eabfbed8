"""What the checks of all events share: sums over an event's entry, and whether its counter-entry counters it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, select

from desktop.storage.tables_ledger import entry, posting

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table

    from desktop.domain.ledger import Account


def wrongly_taken_back(event: Table) -> ColumnElement[bool]:
    """An event that names a counter-entry which does not counter it."""
    counter = entry.alias("counter")
    real = exists().where(counter.c.number == event.c.countered_by, counter.c.counters == event.c.entry)
    return and_(event.c.countered_by.is_not(None), ~real)


def sum_of(
    account: Account | tuple[Account, ...], number: ColumnElement[int], *more: ColumnElement[bool]
) -> ColumnElement[int]:
    """What an entry's postings on an account, or on some, come to; `more` are further conditions on them."""
    accounts = account if isinstance(account, tuple) else (account,)
    total = select(func.coalesce(func.sum(posting.c.minor), 0))
    found = total.where(posting.c.entry == number, posting.c.account.in_([each.value for each in accounts]), *more)
    return found.scalar_subquery()
