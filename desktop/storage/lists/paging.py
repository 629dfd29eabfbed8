"""Reading a list by keys: a page from a place on, and the shape of the whole, never the whole itself.

A list is read in the order of an index: nothing is sorted, and a page costs the same at its end as at its start. When
only a few rows are left after filtering, their keys are fetched and ordered instead.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from desktop.domain.listing import PAGE_SIZE, Cursor, Outline
from desktop.domain.money import Money
from desktop.storage.lists.order import Reading, anchors_statement, numbered_statement, page_statement, shielded
from desktop.storage.lists.typed import read_typed
from desktop.storage.tables_identity import identity_metadata
from desktop.storage.tables_ledger import tally

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select, Table

    from desktop.domain.listing import Query
    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import ListSpec

FEW = 3000
Place = tuple[Any, int]


def reading(desk: Desk, spec: ListSpec, query: Query) -> Reading:
    """Understand what is asked of a list.

    Raises:
        ValueError: There is no such column to sort or filter by, which would be our own bug.
    """
    key, source = _key(desk, spec, query.sort)
    conditions: list[ColumnElement[bool]] = []
    for name, value in query.filters.items():
        if name not in spec.filters:
            raise ValueError("the list is not filtered by this")
        unknown = name in spec.personal_filters and not desk.has_identity
        conditions.append(spec.table.c.id < 0 if unknown else spec.filters[name](value))
    conditions += _typed(desk, spec, query.text)
    with_archived = query.archived or not spec.can_be_archived
    worked = query.sort in spec.worked
    return Reading(desk, spec, key, source, query.descending, with_archived, tuple(conditions), worked)


def _key(desk: Desk, spec: ListSpec, sort: str) -> tuple[ColumnElement[Any], Table]:
    if sort in spec.worked:
        return spec.worked[sort](desk), spec.table
    if sort and sort not in spec.sorts:
        raise ValueError("the list is not sorted by this")
    key = spec.sorts[sort] if sort else spec.natural
    if key.table.metadata is identity_metadata and not desk.has_identity:
        key = spec.natural
    return key, key.table


def _typed(desk: Desk, spec: ListSpec, text: str) -> list[ColumnElement[bool]]:
    """Give what rows must meet to have what was typed: each of its words, or all of it as one number."""
    # Something was typed that can mean nothing here: nothing is found, instead of everything.
    words = [or_(*(spec.matches(desk, typed) or [spec.table.c.id < 0])) for typed in read_typed(text)]
    whole = spec.whole(desk, text) if spec.whole is not None and words else ()
    return [or_(spec.table.c.id.in_(whole), and_(*words))] if whole else words


def read_places(asked: Reading, after: Cursor | None, limit: int) -> list[Place]:
    """Give the keys and ids of up to `limit` rows after a place, in order."""
    few = _few(asked)
    if few is not None:
        places = _ordered(asked, few)
        if after is not None:
            here = (after.key, after.row_id)
            places = [place for place in places if (place < here if asked.descending else place > here)]
        return places[:limit]
    return [(row.key, row.id) for row in asked.desk.connection.execute(page_statement(asked, after, limit))]


def read_place(asked: Reading, row_id: int) -> Cursor | None:
    """Give the place of a row, whether the list shows it or not; None when there is no such row."""
    statement = select(asked.key.label("key")).where(asked.source.c.id == row_id)
    row = asked.desk.connection.execute(statement).one_or_none()
    return Cursor(row.key, row_id) if row is not None else None


def read_outline(asked: Reading) -> Outline:
    """Count a list and give the places where its pages begin."""
    few = _few(asked)
    if few is not None:
        places = _ordered(asked, few)
        cursors = [Cursor(*place) for place in places[PAGE_SIZE - 1 :: PAGE_SIZE]]
        count = len(places)
    elif asked.worked:
        rows = asked.desk.connection.execute(numbered_statement(asked)).all()
        count = rows[-1].number if rows else 0
        cursors = [Cursor(row.key, row.id) for row in rows if row.number % PAGE_SIZE == 0]
    else:
        rows = asked.desk.connection.execute(anchors_statement(asked)).all()
        cursors = [Cursor(row.key, row.id) for row in rows if row.is_place]
        count = rows[-1].id if asked.conditions else _kept_count(asked)
    if count == PAGE_SIZE * len(cursors):
        cursors = cursors[:-1]  # the last page is full: no page begins after it
    return Outline(count, (None, *cursors))


def read_totals(asked: Reading) -> dict[str, tuple[Money, ...]]:
    """Sum up all rows of a list by column, each currency apart; what comes to nothing is left out."""
    sums = asked.spec.sums
    if sums is None:
        return {}
    figures = [func.sum(figure).label(name) for name, figure in sums.figures.items()]
    statement = select(sums.currency.label("currency"), *figures).group_by(sums.currency).order_by(sums.currency)
    few = _few(asked)
    if few is not None:
        statement = statement.where(sums.of.in_(_listed(few)))
    elif sums.of.table is asked.spec.table:
        statement = statement.where(*_narrowing(asked))
    else:
        statement = statement.where(sums.of.in_(select(asked.spec.table.c.id).where(*_narrowing(asked))))
    totals: dict[str, tuple[Money, ...]] = {}
    for row in asked.desk.connection.execute(statement).mappings():
        for name in sums.figures:
            if row[name]:
                totals[name] = (*totals.get(name, ()), Money(row[name], row["currency"]))
    return totals


def _narrowing(asked: Reading) -> tuple[ColumnElement[bool], ...]:
    away = () if asked.with_archived else (asked.spec.table.c.archived + 0 == 0,)
    return (*asked.conditions, *away)


def _few(asked: Reading) -> list[int] | None:
    """Give the ids that are left after filtering when they are few, else None.

    Of several conditions, the first that few rows meet tells; the others are then looked at in those rows alone. Left
    to itself, SQLite may begin with what nearly all rows meet.
    """
    if not asked.conditions:
        return None
    for condition in asked.conditions if len(asked.conditions) > 1 else ():
        found = _ids(asked, condition)
        if len(found) <= FEW:
            others = [each for each in asked.conditions if each is not condition]
            return _ids(asked, asked.spec.table.c.id.in_(_listed(found)), shielded(*others)) if found else []
    found = _ids(asked, *asked.conditions)
    return found if len(found) <= FEW else None


def _ids(asked: Reading, *conditions: ColumnElement[bool]) -> list[int]:
    """Give the ids of rows that meet conditions, until they are more than few."""
    table = asked.spec.table
    statement = select(table.c.id).where(*conditions).limit(FEW + 1)
    if not asked.with_archived:
        statement = statement.where(table.c.archived + 0 == 0)
    return list(asked.desk.connection.execute(statement).scalars())


def _listed(ids: list[int]) -> Select[tuple[int]]:
    return select(func.json_each(json.dumps(ids)).table_valued("value", name="listed").c.value)


def _ordered(asked: Reading, ids: list[int]) -> list[Place]:
    """Give the places of a few rows, in order."""
    listed = func.json_each(json.dumps(ids)).table_valued("value", name="listed")
    statement = select(asked.key.label("key"), asked.source.c.id.label("id")).join(
        listed, asked.source.c.id == listed.c.value
    )
    places = [(row.key, row.id) for row in asked.desk.connection.execute(statement)]
    return sorted(places, reverse=asked.descending)


def _kept_count(asked: Reading) -> int:
    """Give the count of a whole list, which is kept."""
    kept = select(func.coalesce(func.sum(tally.c.count), 0)).where(tally.c.kind == asked.spec.table.name)
    if not asked.with_archived:
        kept = kept.where(tally.c.archived == 0)
    return int(asked.desk.connection.execute(kept).scalar_one())
