"""Events of people's cases: all of each in the identity book; without that book there are none to see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import select

from desktop.domain.case_events import CaseEvent, EventDraft, EventKind
from desktop.storage.context import person_code, person_id
from desktop.storage.merged import merged_with
from desktop.storage.sayings import Sayings
from desktop.storage.search import Indexed, index_row, unindex_rows
from desktop.storage.tables_identity import case_event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement


class CaseEvents(Sayings[EventDraft, CaseEvent]):
    """The repository of events; one that was removed loses its day and words."""

    table = case_event
    silent: ClassVar[Mapping[str, Any]] = {"day": "", "kind": "", "text": ""}

    def add(self, person: str, draft: EventDraft, at: datetime, actor: int) -> int:
        """Store an event of a person's case; gives its number.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        number = self._add(draft, at, actor, person_id=person_id(person))
        index_row(self._desk, Indexed.EVENT, number, draft.text, new=True)
        return number

    def write(self, number: int, draft: EventDraft, revision: int) -> None:
        """Let an event say something else, also to the search; see `Sayings.write`."""
        super().write(number, draft, revision)
        index_row(self._desk, Indexed.EVENT, number, draft.text)

    def silence(self, which: ColumnElement[bool]) -> None:
        """Make events say nothing any more, and take their words out of the search."""
        told = select(case_event.c.id).where(which, case_event.c.removed == 0)
        unindex_rows(self._desk, Indexed.EVENT, self._desk.connection.execute(told).scalars().all())
        super().silence(which)

    def of(self, code: str) -> tuple[CaseEvent, ...]:
        """Read the events of a person and of those merged into them, the newest first."""
        if not self._desk.has_identity:
            return ()
        mine = case_event.c.person_id.in_(merged_with(self._desk, person_id(code)))
        query = select(case_event).where(mine, case_event.c.removed == 0)
        rows = self._desk.connection.execute(query.order_by(case_event.c.day.desc(), case_event.c.id.desc()))
        return tuple(self.saying_of(row) for row in rows)

    def values_of(self, draft: EventDraft) -> dict[str, Any]:
        """Give a draft as it stands in the columns."""
        return {"day": draft.on.isoformat(), "kind": draft.kind.value, "text": draft.text}

    def saying_of(self, row: Any) -> CaseEvent:
        """Read a row; of one that was removed there is no draft."""
        draft = None if row.removed else EventDraft(date.fromisoformat(row.day), EventKind(row.kind), row.text)
        return CaseEvent(row.id, person_code(row.person_id), draft, row.revision, row.actor)
