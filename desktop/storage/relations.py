"""Relations between people: all of each in the identity book; without that book there are none to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import or_, select

from desktop.domain.relations import Relation, RelationDraft, RelationKind
from desktop.storage.context import person_code, person_id
from desktop.storage.merged import code_now, merged_with
from desktop.storage.sayings import Sayings
from desktop.storage.tables_identity import relation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_NOBODY = 0


class Relations(Sayings[RelationDraft, Relation]):
    """The repository of relations; one that was removed does not even say who the other one was."""

    table = relation
    silent: ClassVar[Mapping[str, Any]] = {"other_id": _NOBODY, "kind": "", "note": ""}

    def add(self, person: str, draft: RelationDraft, at: datetime, actor: int) -> int:
        """Store a relation of a person; gives its number.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        return self._add(draft, at, actor, person_id=person_id(person))

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

    def values_of(self, draft: RelationDraft) -> dict[str, Any]:
        """Give a draft as it stands in the columns."""
        return {"other_id": person_id(draft.other), "kind": draft.kind.value, "note": draft.note}

    def saying_of(self, row: Any) -> Relation:
        """Read a row as it was entered; one that was removed says nothing."""
        if row.removed:
            return Relation(row.id, person_code(row.person_id), RelationDraft(), row.revision, removed=True)
        draft = RelationDraft(person_code(row.other_id), RelationKind(row.kind), row.note)
        return Relation(row.id, person_code(row.person_id), draft, row.revision)
