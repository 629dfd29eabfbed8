"""Staff: a number, two moments and the roles in the ledger book, a name in the identity book."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from desktop.domain.roles import EVERYTHING, Role, Roles, in_order
from desktop.domain.staff import StaffUser
from desktop.storage.context import read_moment
from desktop.storage.settings import ROLES
from desktop.storage.tables_identity import staff_identity
from desktop.storage.tables_ledger import setting
from desktop.storage.tables_money import staff

if TYPE_CHECKING:
    from desktop.storage.context import Desk

_UNKNOWN = datetime(1, 1, 1, tzinfo=UTC)


class Staff:
    """The repository of the people who may or might open the vault."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk
        self._former: dict[int, Roles] = {}

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

    def all_roles(self) -> dict[int, Roles]:
        """Give the roles of all of whom something was said."""
        kept = select(setting).where(setting.c.name.startswith(ROLES, autoescape=True))
        rows = self._desk.connection.execute(kept).all()
        return {int(row.name.removeprefix(ROLES)): _read_roles(row.value) for row in rows}

    def roles(self, number: int) -> Roles:
        """Give a user's roles; all of them where nothing was said."""
        kept = select(setting.c.value).where(setting.c.name == f"{ROLES}{number}")
        value = self._desk.connection.execute(kept).scalar()
        return EVERYTHING if value is None else _read_roles(value)

    def duty(self, number: int) -> Roles:
        """Give the roles that a user had when this unit of work began: whoever changes them does it by those."""
        return self._former[number] if number in self._former else self.roles(number)

    def set_roles(self, number: int, roles: Roles) -> None:
        """Store a user's roles in place of those before."""
        self._former.setdefault(number, self.roles(number))
        values = {"name": f"{ROLES}{number}", "value": json.dumps([role.value for role in in_order(roles)])}
        stored = insert(setting).values(values)
        self._desk.connection.execute(
            stored.on_conflict_do_update(index_elements=["name"], set_={"value": values["value"]})
        )


def _read_roles(value: str) -> Roles:
    """Read roles as they are stored; what no program wrote there gives none."""
    try:
        told = json.loads(value)
    except ValueError:
        told = []
    return frozenset(role for role in Role if role.value in told)
