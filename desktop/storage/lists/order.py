"""The statements that read a list in the order of an index: a page from a place on, and hops over the whole.

Only the sort key may choose the index; every other condition is written so that it cannot, or SQLite would find the
rows first and sort them afterwards, all of them for each page.

A few columns have no index, on lists where looking at all rows is quick (`ListSpec.worked`): of these the first rows
after a place are picked out of all, and the whole is numbered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, literal, literal_column, or_, select, tuple_

from desktop.domain.listing import PAGE_SIZE

if TYPE_CHECKING:
    from sqlalchemy import CTE, ColumnElement, Select, Table

    from desktop.domain.listing import Cursor
    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import ListSpec


@dataclass(frozen=True, slots=True)
class Reading:
    """One list as it was asked for: in which order, and which rows.

    `source` is the table that is read in order; it may be in the identity book. `worked` is a key without an index.
    """

    desk: Desk
    spec: ListSpec
    key: ColumnElement[Any]
    source: Table
    descending: bool
    with_archived: bool
    conditions: tuple[ColumnElement[bool], ...]
    worked: bool = False

    def narrowed(self, conditions: tuple[ColumnElement[bool], ...]) -> Reading:
        """Ask for fewer rows: those that meet these conditions too."""
        return replace(self, conditions=self.conditions + conditions)


def page_statement(asked: Reading, after: Cursor | None = None, limit: int = PAGE_SIZE) -> Select[Any]:
    """Give the statement that reads a page's keys and ids; conditions are looked at row by row until it is full."""
    statement = _columns(asked)
    table, source = asked.spec.table, asked.source
    if source is table:
        if not asked.with_archived:
            statement = statement.where(table.c.archived + 0 == 0)
        if asked.conditions:
            statement = statement.where(shielded(*asked.conditions))
    elif asked.conditions or not asked.with_archived:
        same = select(table.c.id).where(table.c.id == source.c.id)
        if not asked.with_archived:
            same = same.where(table.c.archived + 0 == 0)
        if asked.conditions:
            same = same.where(shielded(*asked.conditions))
        statement = statement.where(exists(same.correlate(source)))
    if after is not None:
        statement = statement.where(_beyond(asked, after.key, after.row_id))
    return _sorted(asked, statement).limit(limit)


def anchors_statement(asked: Reading) -> Select[Any]:
    """Give the statement that hops over a list page by page, each hop from where the one before it landed.

    It gives the places that it lands on; when there are conditions, also a row without a key: the count of the list.
    Numbering all rows with a window function takes six times as long.
    """
    found = _found(asked) if asked.conditions else None
    first = _hop(asked, _columns(asked), found).subquery("first_hop")
    hops = select(first.c.key, first.c.id).cte("hops", recursive=True)
    # The plus takes the column's affinity away: compared with a column that has one, SQLite seeks by the key alone.
    beyond = _beyond(asked, literal_column("+hops.key"), literal_column("+hops.id"))
    hop = _hop(asked, select(asked.source.c.id.label("id")).where(beyond), found).scalar_subquery()
    landed = asked.source.alias("landed")
    further = select(landed.c[_name(asked.key)].label("key"), landed.c.id.label("id")).select_from(
        hops.join(landed, landed.c.id == hop)
    )
    hops = hops.union_all(further)
    places = select(hops.c.key.label("key"), hops.c.id.label("id"), literal(1).label("is_place"))
    if found is None:
        return places
    counted = select(literal(None), func.count(), literal(0)).select_from(found)
    return select(places.union_all(counted).subquery("outline"))


def numbered_statement(asked: Reading) -> Select[Any]:
    """Give the statement that numbers a list whose key has no index, and gives the last row of each page."""
    table = asked.spec.table
    order = [each.desc() if asked.descending else each for each in (asked.key, table.c.tie)]
    number = func.row_number().over(order_by=order)
    rows = select(
        asked.key.label("key"), table.c.id.label("id"), number.label("number"), func.count().over().label("whole")
    )
    if not asked.with_archived:
        rows = rows.where(table.c.archived + 0 == 0)
    if asked.conditions:
        rows = rows.where(shielded(*asked.conditions))
    each = rows.subquery("numbered")
    at_end = or_(each.c.number % PAGE_SIZE == 0, each.c.number == each.c.whole)
    return select(each.c.key, each.c.id, each.c.number).where(at_end).order_by(each.c.number)


def _found(asked: Reading) -> CTE:
    """All rows that meet the conditions, found once."""
    table = asked.spec.table
    found = select(table.c.id).where(*asked.conditions)
    if not asked.with_archived:
        found = found.where(table.c.archived + 0 == 0)
    return found.cte("found").prefix_with("MATERIALIZED")


def _hop(asked: Reading, statement: Select[Any], found: CTE | None) -> Select[Any]:
    """Go one page further over the index alone."""
    table, source = asked.spec.table, asked.source
    if found is not None:
        statement = statement.where((source.c.id + 0).in_(select(found.c.id)))
    elif not asked.with_archived and source is table:
        statement = statement.where(table.c.archived + 0 == 0)
    elif not asked.with_archived:
        away = select(table.c.id).where(table.c.archived == 1)
        statement = statement.where((source.c.id + 0).not_in(away))
    return _sorted(asked, statement).limit(1).offset(PAGE_SIZE - 1)


def _name(key: ColumnElement[Any]) -> str:
    return str(getattr(key, "name", ""))  # a column has one; what is worked out is not read by hops


def _columns(asked: Reading) -> Select[Any]:
    return select(asked.key.label("key"), asked.source.c.id.label("id"))


def _sorted(asked: Reading, statement: Select[Any]) -> Select[Any]:
    source = asked.source
    order = (source.c.id,) if asked.key is source.c.id else (asked.key, source.c.tie)
    return statement.order_by(*(each.desc() if asked.descending else each for each in order))


def _beyond(asked: Reading, key: Any, row_id: Any) -> Any:
    """Rows that come after a place."""
    source = asked.source
    if asked.key is source.c.id:
        return source.c.id < row_id if asked.descending else source.c.id > row_id
    here, there = tuple_(asked.key, source.c.tie), tuple_(key, row_id)
    return here < there if asked.descending else here > there


def shielded(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Keep conditions from choosing an index."""
    kept: ColumnElement[bool] = func.iif(and_(*conditions), 1, 0) == 1
    return kept
