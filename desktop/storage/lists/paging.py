"""Reading a list by keys: a page from a place on, and the shape of the whole, never the whole itself.

A list is read in the order of an index: nothing is sorted, and a page costs the same at its end as at its start. When
only a few rows are left after filtering, their keys are fetched and ordered instead.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select, tuple_

from desktop.domain.listing import PAGE_SIZE, Cursor, Outline
from desktop.storage.lists.typed import read_typed
from desktop.storage.tables_identity import identity_metadata
from desktop.storage.tables_ledger import tally

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Select, Table

    from desktop.domain.listing import Query
    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import ListSpec

FEW = 3000
Place = tuple[Any, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One list as it was asked for: in which order, and which rows."""

    desk: Desk
    spec: ListSpec
    key: Column[Any]
    descending: bool
    with_archived: bool
    conditions: tuple[ColumnElement[bool], ...]

    @property
    def source(self) -> Table:
        """The table that is read in order; it may be in the identity book."""
        table: Table = self.key.table
        return table

    def narrowed(self, conditions: tuple[ColumnElement[bool], ...]) -> Reading:
        """Ask for fewer rows: those that meet these conditions too."""
        return replace(self, conditions=self.conditions + conditions)


def reading(desk: Desk, spec: ListSpec, query: Query) -> Reading:
    """Understand what is asked of a list.

    Raises:
        ValueError: There is no such column to sort or filter by, which would be our own bug.
    """
    key = spec.natural
    if query.sort:
        if query.sort not in spec.sorts:
            raise ValueError("the list is not sorted by this")
        key = spec.sorts[query.sort]
    if key.table.metadata is identity_metadata and not desk.has_identity:
        key = spec.natural
    conditions: list[ColumnElement[bool]] = []
    for name, value in query.filters.items():
        if name not in spec.filters:
            raise ValueError("the list is not filtered by this")
        unknown = name in spec.personal_filters and not desk.has_identity
        conditions.append(spec.table.c.id < 0 if unknown else spec.filters[name](value))
    for typed in read_typed(query.text):
        # Something was typed that can mean nothing here: nothing is found, instead of everything.
        conditions.append(or_(*(spec.matches(desk, typed) or [spec.table.c.id < 0])))
    with_archived = query.archived or not spec.can_be_archived
    return Reading(desk, spec, key, query.descending, with_archived, tuple(conditions))


def read_places(asked: Reading, after: Cursor | None, limit: int) -> list[Place]:
    """Give the keys and ids of up to `limit` rows after a place, in order."""
    few = _few(asked)
    if few is not None:
        places = _ordered(asked, few)
        if after is not None:
            here = (after.key, after.row_id)
            places = [place for place in places if (place < here if asked.descending else place > here)]
        return places[:limit]
    statement = _in_order(asked)
    if after is not None:
        statement = statement.where(_beyond(asked, after.key, after.row_id))
    return [(row[0], row[1]) for row in asked.desk.connection.execute(statement.limit(limit))]


def read_outline(asked: Reading) -> Outline:
    """Count a list and give the places where its pages begin."""
    few = _few(asked)
    if few is not None:
        places = _ordered(asked, few)
        inner = places[PAGE_SIZE - 1 : len(places) - 1 : PAGE_SIZE] if places else []
        return Outline(len(places), (None, *(Cursor(key, row_id) for key, row_id in inner)))
    statement = anchors_statement(asked)
    cursors = [Cursor(row.key, row.id) for row in asked.desk.connection.execute(statement)]
    count = _whole_count(asked, cursors)
    if cursors and count == PAGE_SIZE * len(cursors):
        cursors.pop()
    return Outline(count, (None, *cursors))


def page_statement(asked: Reading, after: Cursor | None = None) -> Select[Any]:
    """Give the statement that reads a page in the order of an index (a test asks the database for its plan)."""
    statement = _in_order(asked).limit(PAGE_SIZE)
    return statement if after is None else statement.where(_beyond(asked, after.key, after.row_id))


def anchors_statement(asked: Reading) -> Select[Any]:
    """Give the statement that hops over a list page by page; each hop starts where the one before it ended.

    Numbering all rows with a window function takes six times as long.
    """
    source, key = asked.source, asked.key
    first = _in_order(asked).limit(1).offset(PAGE_SIZE - 1).subquery("first_hop")
    hops = select(first.c.key, first.c.id).cte("hops", recursive=True)
    landed = source.alias("landed")
    hop = (
        _in_order(asked, source.c.id.label("id"))
        .where(_beyond(asked, hops.c.key, hops.c.id))
        .limit(1)
        .offset(PAGE_SIZE - 1)
        .correlate(hops)
        .scalar_subquery()
    )
    further = select(landed.c[key.name].label("key"), landed.c.id.label("id")).select_from(
        hops.join(landed, landed.c.id == hop)
    )
    return select(*hops.union_all(further).c)


def _few(asked: Reading) -> list[int] | None:
    """Give the ids that are left after filtering when they are few, else None."""
    if not asked.conditions:
        return None
    table = asked.spec.table
    statement = select(table.c.id).where(*asked.conditions).limit(FEW + 1)
    if not asked.with_archived:
        statement = statement.where(table.c.archived + 0 == 0)
    found = list(asked.desk.connection.execute(statement).scalars())
    return found if len(found) <= FEW else None


def _ordered(asked: Reading, ids: list[int]) -> list[Place]:
    """Give the places of a few rows, in order."""
    listed = func.json_each(json.dumps(ids)).table_valued("value", name="listed")
    statement = select(asked.key, asked.source.c.id).join(listed, asked.source.c.id == listed.c.value)
    rows = asked.desk.connection.execute(statement)
    return sorted(((row[0], row[1]) for row in rows), reverse=asked.descending)


def _in_order(asked: Reading, *columns: ColumnElement[Any]) -> Select[Any]:
    """Select keys and ids in order. Only the key may choose the index: other conditions are kept from doing so."""
    source, key, table = asked.source, asked.key, asked.spec.table
    statement = select(*(columns or (key.label("key"), source.c.id.label("id"))))
    if source is table:
        if not asked.with_archived:
            statement = statement.where(table.c.archived + 0 == 0)
        if asked.conditions:
            statement = statement.where(_shielded(asked.conditions))
    else:
        if not asked.with_archived:
            away = select(table.c.id).where(table.c.archived == 1)
            statement = statement.where(source.c.id.not_in(away))
        if asked.conditions:
            same = select(table.c.id).where(table.c.id == source.c.id, _shielded(asked.conditions))
            statement = statement.where(exists(same.correlate(source)))
    order = (source.c.id,) if key is source.c.id else (key, source.c.id)
    return statement.order_by(*(each.desc() if asked.descending else each for each in order))


def _shielded(conditions: tuple[ColumnElement[bool], ...]) -> ColumnElement[bool]:
    shielded: ColumnElement[bool] = func.iif(and_(*conditions), 1, 0) == 1
    return shielded


def _beyond(asked: Reading, key: Any, row_id: Any) -> Any:
    """Rows that come after a place."""
    own = asked.source.c.id
    if asked.key is own:
        return own < row_id if asked.descending else own > row_id
    here, there = tuple_(asked.key, own), tuple_(key, row_id)
    return here < there if asked.descending else here > there


def _whole_count(asked: Reading, cursors: list[Cursor]) -> int:
    """Count a list: by the kept count where all rows are meant, else by its hops and what is left after the last."""
    if not asked.conditions:
        kept = select(func.coalesce(func.sum(tally.c.count), 0)).where(tally.c.kind == asked.spec.table.name)
        if not asked.with_archived:
            kept = kept.where(tally.c.archived == 0)
        return int(asked.desk.connection.execute(kept).scalar_one())
    rest = _in_order(asked, asked.source.c.id)
    if cursors:
        rest = rest.where(_beyond(asked, cursors[-1].key, cursors[-1].row_id))
    left = asked.desk.connection.execute(
        select(func.count()).select_from(rest.limit(PAGE_SIZE).subquery())
    ).scalar_one()
    return PAGE_SIZE * len(cursors) + int(left)
