"""When archived rows were put away and by whom, as keys to sort by; worked out of the journal.

Only the Trash sorts by them. It shows archived rows alone, and nothing is looked up for others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, literal_column, select

from desktop.storage.folding import sort_key
from desktop.storage.tables_identity import staff_identity
from desktop.storage.tables_ledger import journal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import Worked

AT, BY = "put_away_at", "put_away_by"

_ARCHIVED = """(
    SELECT max(j.sequence) FROM journal AS j
    WHERE j.subject = '{letter}-' || printf('%04d', {table}.id) AND j.verb = '{table}.archived'
)"""
# The oldest record since which the journal tells of an item that it is archived: services.trash reads it the same way.
_TOLD = """SELECT {which}(j.sequence) FROM journal AS j
    WHERE j.subject = 'C-' || printf('%04d', item.campaign_id) AND json_type(j.facts, '$.items') = 'array'
    AND {has} EXISTS (
        SELECT 1 FROM json_each(j.facts, '$.items') AS told
        WHERE json_extract(told.value, '$[0]') = item.line AND json_extract(told.value, '$[3]')
    )"""
_ITEM = f"({_TOLD.format(which='min', has='')} AND j.sequence > coalesce(({_TOLD.format(which='max', has='NOT')}), 0))"


def worked_for(table: str, letter: str = "") -> Mapping[str, Worked]:
    """Give the keys of a list: of people and campaigns by their code's letter, of items by what is told of them."""
    record: ColumnElement[Any] = literal_column(_ARCHIVED.format(table=table, letter=letter) if letter else _ITEM)

    def by_whom(desk: Desk) -> ColumnElement[Any]:
        actor = func.coalesce(select(journal.c.actor).where(journal.c.sequence == record).scalar_subquery(), 0)
        unnamed = func.printf("~%06d", actor)
        if not desk.has_identity:
            return unnamed
        names = {row.number: sort_key(row.name) for row in desk.connection.execute(select(staff_identity))}
        return case(names, value=actor, else_=unnamed) if names else unnamed

    return {AT: lambda _desk: func.coalesce(record, 0), BY: by_whom}
