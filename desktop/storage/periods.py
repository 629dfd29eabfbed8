"""Months: which are locked, by whom, who asked for the unlocking, and how many entries are dated in each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.periods import Month, MonthLock, read_month
from desktop.storage.context import read_moment
from desktop.storage.tables_ledger import entry
from desktop.storage.tables_money import period_lock

if TYPE_CHECKING:
    from desktop.storage.context import Desk

_MONTH_LENGTH = 7  # of "2026-03-31"


class Periods:
    """The repository of locked months."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def locked(self) -> frozenset[Month]:
        """Give the locked months."""
        return frozenset(
            read_month(text) for text in self._desk.connection.execute(select(period_lock.c.month)).scalars()
        )

    def locks(self) -> tuple[MonthLock, ...]:
        """Give the locked months with who locked them, the latest first."""
        rows = self._desk.connection.execute(select(period_lock).order_by(period_lock.c.month.desc()))
        return tuple(_lock(row) for row in rows)

    def get(self, month: Month) -> MonthLock | None:
        """Give a month's lock; None when it is open."""
        query = select(period_lock).where(period_lock.c.month == str(month))
        row = self._desk.connection.execute(query).one_or_none()
        return None if row is None else _lock(row)

    def entries(self) -> dict[Month, int]:
        """Count the entries dated in each month, from the index of their days alone."""
        month = func.substr(entry.c.day, 1, _MONTH_LENGTH)
        rows = self._desk.connection.execute(select(month.label("month"), func.count().label("found")).group_by(month))
        return {read_month(row.month): row.found for row in rows}

    def lock(self, month: Month, user: int, at: datetime) -> None:
        """Lock an open month."""
        self._desk.connection.execute(
            period_lock.insert().values(month=str(month), locked_at=at.isoformat(), locked_by=user)
        )

    def ask(self, month: Month, user: int, at: datetime) -> None:
        """Keep that a user asks for the unlocking of a locked month."""
        self._desk.connection.execute(
            period_lock.update().where(period_lock.c.month == str(month)).values(asked_by=user, asked_at=at.isoformat())
        )

    def unlock(self, month: Month) -> None:
        """Open a locked month again; what was done stays in the journal."""
        self._desk.connection.execute(period_lock.delete().where(period_lock.c.month == str(month)))


def _lock(row: Any) -> MonthLock:
    return MonthLock(
        read_month(row.month),
        datetime.fromisoformat(row.locked_at),
        row.locked_by,
        row.asked_by,
        read_moment(row.asked_at),
    )
