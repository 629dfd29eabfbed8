"""Words and days of people's cases, relations and events that no program writes, and people who are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, literal, or_, select

from desktop.domain.case_events import EventKind
from desktop.domain.cases import CaseStatus
from desktop.domain.relations import RelationKind
from desktop.domain.summaries import Finding
from desktop.storage.tables_identity import case_event, person_identity, relation
from desktop.storage.tables_ledger import person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, ColumnElement

    from desktop.storage.context import Desk


def check_cases(desk: Desk) -> Iterator[Finding]:
    """Look at each kind of value once; nothing is seen without the identity book."""
    if not desk.has_identity:
        return
    everybody = select(person.c.id)
    told, kept = relation.c.removed == 0, case_event.c.removed == 0
    for column, wrong in (
        (
            person_identity.c.case_status,
            _no_word(person_identity.c.case_status, "", *(each.value for each in CaseStatus)),
        ),
        (person_identity.c.detained_on, _no_day(person_identity.c.detained_on)),
        (person_identity.c.released_on, _no_day(person_identity.c.released_on)),
        (relation.c.kind, told & _no_word(relation.c.kind, *(each.value for each in RelationKind))),
        (relation.c.person_id, relation.c.person_id.not_in(everybody)),
        (relation.c.other_id, told & relation.c.other_id.not_in(everybody)),
        (case_event.c.kind, kept & _no_word(case_event.c.kind, *(each.value for each in EventKind))),
        (case_event.c.day, kept & or_(case_event.c.day == "", _no_day(case_event.c.day))),
        (case_event.c.person_id, case_event.c.person_id.not_in(everybody)),
    ):
        if desk.connection.execute(select(literal(1)).select_from(column.table).where(wrong).limit(1)).first():
            yield Finding("verify.strange_value", {"where": f"{column.table.name}.{column.name}"})


def _no_word(column: Column[str], *known: str) -> ColumnElement[bool]:
    return column.not_in(known)


def _no_day(column: Column[str]) -> ColumnElement[bool]:
    return and_(column != "", func.coalesce(func.date(column), "") != column)
