"""Who somebody is now: the step from a person who was merged away to the one who was kept.

What was booked under the old code stays booked under it, as the ledger keeps everything; whoever reads follows the
pointer. There is one step at most, never a chain (a trigger refuses it), and few people are merged: all pointers are
read at once, from an index that holds nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from desktop.domain.ids import CodeKind, read_code
from desktop.storage.context import person_code
from desktop.storage.tables_ledger import person

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import Condition


def pointers(desk: Desk) -> dict[int, int]:
    """Give who was merged into whom, by numbers; remembered for the rest of the work."""
    if not desk.known.get("pointers"):
        # More than nothing: that is how SQLite knows that the small index holds all of them.
        query = select(person.c.id, person.c.merged_into).where(person.c.merged_into > 0)
        desk.known["pointers"] = [{row.id: row.merged_into for row in desk.connection.execute(query)}]
    found: dict[int, int] = desk.known["pointers"][0]
    return found


def forget_pointers(desk: Desk) -> None:
    """Read them anew: one has changed."""
    desk.known.pop("pointers", None)


def now(desk: Desk, number: int) -> int:
    """Give who this person is now: the number itself for nearly everybody."""
    return pointers(desk).get(number, number)


def merged_with(desk: Desk, number: int) -> tuple[int, ...]:
    """Give all numbers that are one person with this one: the kept one's first, then those merged into it."""
    kept = now(desk, number)
    return (kept, *sorted(gone for gone, into in pointers(desk).items() if into == kept))


def code_now(desk: Desk, number: int) -> str:
    """Write the code of who this person is now."""
    return person_code(now(desk, number))


def code_now_or_none(desk: Desk, number: int | None) -> str | None:
    """Write the code of who this person is now, or nothing for nobody."""
    return code_now(desk, number) if number else None


def by_person(column: ColumnElement[int]) -> Condition:
    """Make a filter by a person's code, whatever it was merged with; an empty one finds what belongs to nobody."""

    def condition(value: str) -> ColumnElement[bool]:
        if not value:
            return column == 0
        number = read_code(CodeKind.PERSON, value)
        into = select(person.c.merged_into).where(person.c.id == number).scalar_subquery()
        kept = func.coalesce(into, number)
        return column.in_(select(person.c.id).where(or_(person.c.id == kept, person.c.merged_into == kept)))

    return condition
