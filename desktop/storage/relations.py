"""Relations between people: all of each in the identity book; without that book there are none to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from desktop.domain.errors import NotFound, refuse
from desktop.domain.relations import Relation, RelationDraft, RelationKind
from desktop.storage.context import person_code, person_id
from desktop.storage.merged import code_now, merged_with
from desktop.storage.tables_identity import relation

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk

_NOBODY = 0


class Relations:
    """The repository of relations."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, person: str, draft: RelationDraft, at: datetime, actor: int) -> int:
        """Store a relation of a person; gives its number.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        number = self._desk.next_id(relation)
        values = {"id": number, "person_id": person_id(person), "at": at.isoformat(), "actor": actor}
        self._desk.connection.execute(relation.insert().values(**values, **_values(draft)))
        return number

    def get(self, number: int) -> Relation:
        """Load a relation as it was entered, also one that was removed.

        Raises:
            NotFound: There is no such relation, or the identity book is not open.
        """
        query = select(relation).where(relation.c.id == number)
        row = self._desk.connection.execute(query).one_or_none() if self._desk.has_identity else None
        if row is None:
            raise NotFound(subject=str(number))
        return _relation(row)

    def of(self, code: str) -> tuple[Relation, ...]:
        """Read the relations of a person and of those merged into them, seen from the person as both are known now.

        What stands between two records that are one person now is left out, and so is what is said twice.
        """
        if not self._desk.has_identity:
            return ()
        mine = merged_with(self._desk, person_id(code))
        query = select(relation).where(
            or_(relation.c.person_id.in_(mine), relation.c.other_id.in_(mine)), relation.c.removed == 0
        )
        found: dict[tuple[str, RelationKind], Relation] = {}
        for row in self._desk.connection.execute(query.order_by(relation.c.id)):
            ours = row.person_id in mine
            other = row.other_id if ours else row.person_id
            if other in mine:
                continue
            kind = RelationKind(row.kind) if ours else RelationKind(row.kind).inverse
            draft = RelationDraft(code_now(self._desk, other), kind, row.note)
            seen = Relation(row.id, person_code(mine[0]), draft, row.revision)
            found.setdefault((draft.other, kind), seen)
        return tuple(found.values())

    def write(self, number: int, draft: RelationDraft, revision: int) -> None:
        """Let a relation say something else, or say something again, over the `revision` that was read.

        Raises:
            Refused: "changed_meanwhile"; "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        changed = self._desk.connection.execute(
            relation.update()
            .where(relation.c.id == number, relation.c.revision == revision)
            .values(**_values(draft), removed=0, revision=relation.c.revision + 1)
        )
        if not changed.rowcount:
            raise refuse("changed_meanwhile")

    def remove(self, number: int) -> None:
        """Take a relation's words away; that there was one stays.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        silence(self._desk, relation.c.id == number)


def silence(desk: Desk, which: ColumnElement[bool]) -> None:
    """Make relations say nothing any more, not even who the other one was."""
    empty = {"other_id": _NOBODY, "kind": "", "note": "", "removed": 1, "revision": relation.c.revision + 1}
    desk.connection.execute(relation.update().where(which, relation.c.removed == 0).values(empty))


def _values(draft: RelationDraft) -> dict[str, Any]:
    return {"other_id": person_id(draft.other), "kind": draft.kind.value, "note": draft.note}


def _relation(row: Any) -> Relation:
    if row.removed:
        return Relation(row.id, person_code(row.person_id), RelationDraft(), row.revision, removed=True)
    draft = RelationDraft(person_code(row.other_id), RelationKind(row.kind), row.note)
    return Relation(row.id, person_code(row.person_id), draft, row.revision)
