"""Events of people's cases: all of each in the identity book; without that book there are none to see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.case_events import CaseEvent, EventDraft, EventKind
from desktop.domain.errors import NotFound, refuse
from desktop.storage.context import person_code, person_id
from desktop.storage.merged import merged_with
from desktop.storage.search import Indexed, index_row, unindex_rows
from desktop.storage.tables_identity import case_event

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk


class CaseEvents:
    """The repository of events."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, person: str, draft: EventDraft, at: datetime, actor: int) -> int:
        """Store an event of a person's case; gives its number.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        number = self._desk.next_id(case_event)
        values = {"id": number, "person_id": person_id(person), "at": at.isoformat(), "actor": actor}
        self._desk.connection.execute(case_event.insert().values(**values, **_values(draft)))
        index_row(self._desk, Indexed.EVENT, number, draft.text, new=True)
        return number

    def get(self, number: int) -> CaseEvent:
        """Load an event, also one that was removed.

        Raises:
            NotFound: There is no such event, or the identity book is not open.
        """
        query = select(case_event).where(case_event.c.id == number)
        row = self._desk.connection.execute(query).one_or_none() if self._desk.has_identity else None
        if row is None:
            raise NotFound(subject=str(number))
        return _event(row)

    def of(self, code: str) -> tuple[CaseEvent, ...]:
        """Read the events of a person and of those merged into them, the newest first."""
        if not self._desk.has_identity:
            return ()
        mine = case_event.c.person_id.in_(merged_with(self._desk, person_id(code)))
        query = select(case_event).where(mine, case_event.c.removed == 0)
        rows = self._desk.connection.execute(query.order_by(case_event.c.day.desc(), case_event.c.id.desc()))
        return tuple(_event(row) for row in rows)

    def write(self, number: int, draft: EventDraft, revision: int) -> None:
        """Let an event say something else, or say something again, over the `revision` that was read.

        Raises:
            Refused: "changed_meanwhile"; "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        changed = self._desk.connection.execute(
            case_event.update()
            .where(case_event.c.id == number, case_event.c.revision == revision)
            .values(**_values(draft), removed=0, revision=case_event.c.revision + 1)
        )
        if not changed.rowcount:
            raise refuse("changed_meanwhile")
        index_row(self._desk, Indexed.EVENT, number, draft.text)

    def remove(self, number: int) -> None:
        """Take an event's day and words away; that there was one stays.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        silence(self._desk, case_event.c.id == number)


def silence(desk: Desk, which: ColumnElement[bool]) -> None:
    """Make events say nothing any more, and take their words out of the search."""
    told = select(case_event.c.id).where(which, case_event.c.removed == 0)
    unindex_rows(desk, Indexed.EVENT, desk.connection.execute(told).scalars().all())
    empty = {"day": "", "kind": "", "text": "", "removed": 1, "revision": case_event.c.revision + 1}
    desk.connection.execute(case_event.update().where(which, case_event.c.removed == 0).values(empty))


def _values(draft: EventDraft) -> dict[str, Any]:
    return {"day": draft.on.isoformat(), "kind": draft.kind.value, "text": draft.text}


def _event(row: Any) -> CaseEvent:
    draft = None if row.removed else EventDraft(date.fromisoformat(row.day), EventKind(row.kind), row.text)
    return CaseEvent(row.id, person_code(row.person_id), draft, row.revision, row.actor)
