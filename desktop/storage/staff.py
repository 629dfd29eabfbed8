"""Staff: a number and two moments in the ledger book, a name in the identity book."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from desktop.domain.staff import StaffUser
from desktop.storage.context import read_moment
from desktop.storage.tables_identity import staff_identity
from desktop.storage.tables_money import staff

if TYPE_CHECKING:
    from desktop.storage.context import Desk

_UNKNOWN = datetime(1, 1, 1, tzinfo=UTC)


class Staff:
    """The repository of the people who may or might open the vault."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def everybody(self) -> tuple[StaffUser, ...]:
        """Give all who are or were users, by number; without names where the identity book is not open."""
        names = self.names()
        rows = self._desk.connection.execute(select(staff).order_by(staff.c.number))
        return tuple(
            StaffUser(
                row.number,
                read_moment(row.added_at) or _UNKNOWN,
                read_moment(row.removed_at),
                names.get(row.number, ""),
            )
            for row in rows
        )

    def names(self) -> dict[int, str]:
        """Give the names that are known."""
        if not self._desk.has_identity:
            return {}
        return {row.number: row.name for row in self._desk.connection.execute(select(staff_identity))}

    def colleagues(self, number: int) -> int:
        """Count the others who may open the vault: who could confirm what this user asks for."""
        others = select(func.count()).where(staff.c.removed_at == "", staff.c.number != number)
        return int(self._desk.connection.execute(others).scalar_one())

    def highest(self) -> int:
        """Give the highest number ever given; 0 before the first."""
        return int(self._desk.connection.execute(select(func.coalesce(func.max(staff.c.number), 0))).scalar_one())

    def add(self, number: int, at: datetime) -> None:
        """Store that a user may open the vault from now on."""
        self._desk.connection.execute(
            insert(staff)
            .values(number=number, added_at=at.isoformat())
            .on_conflict_do_update(index_elements=["number"], set_={"added_at": at.isoformat()})
        )

    def remove(self, number: int, at: datetime) -> None:
        """Store that a user may open the vault no more. The number and the name stay: the journal speaks of them."""
        self._desk.connection.execute(staff.update().where(staff.c.number == number).values(removed_at=at.isoformat()))

    def rename(self, number: int, name: str) -> None:
        """Store a user's name, or take it away if it is empty. Needs the identity book."""
        self._desk.need_identity()
        self._desk.connection.execute(
            insert(staff_identity)
            .values(number=number, name=name)
            .on_conflict_do_update(index_elements=["number"], set_={"name": name})
        )
