"""The list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.cases import status_of
from desktop.domain.ids import CodeKind
from desktop.domain.money import Money
from desktop.domain.people import PersonCategory, PersonRow
from desktop.storage.context import person_code, person_code_or_none, read_day
from desktop.storage.erasures import Erasures
from desktop.storage.lists.matching import coded, named, numbered
from desktop.storage.lists.people_more import by_alert, consents_wanting, planned_for
from desktop.storage.lists.put_away import worked_for
from desktop.storage.lists.spec import ListSpec, Sums, by_flag, by_period, by_presence, by_span, exactly
from desktop.storage.person_keys import people_typed
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import person_identity
from desktop.storage.tables_ledger import person, person_paid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import Condition
    from desktop.storage.lists.typed import Typed


_OF_A_ROW = {"id", "shown", "name_latin", "alias", "country", "case_status"}


def load_people(desk: Desk, ids: Sequence[int]) -> dict[int, PersonRow]:
    """Read the people of some ids as rows of the list."""
    stored = desk.connection.execute(select(person).where(person.c.id.in_(ids))).all()
    paid: dict[int, list[Money]] = {}
    query = select(person_paid).where(person_paid.c.person_id.in_(ids)).order_by(person_paid.c.currency)
    for row in desk.connection.execute(query):
        if row.paid:
            paid.setdefault(row.person_id, []).append(Money(row.paid, row.currency))
    told = {}
    if desk.has_identity:
        columns = (each for each in person_identity.c if each.name in _OF_A_ROW)
        query_told = select(*columns).where(person_identity.c.id.in_(ids))
        told = {row.id: row for row in desk.connection.execute(query_told)}
    planned, consents = planned_for(desk, ids), consents_wanting(desk, ids)
    rows, erased = {}, Erasures(desk).everything()
    for row in stored:
        known = told.get(row.id)
        rows[row.id] = PersonRow(
            row_id=row.id,
            code=person_code(row.id),
            name=(known.shown if known else "") or person_code(row.id),
            name_latin=known.name_latin if known else "",
            alias=known.alias if known else "",
            category=PersonCategory(row.category),
            country=known.country if known else "",
            status=status_of(known.case_status) if known else None,
            archived=bool(row.archived),
            campaigns=row.campaigns,
            paid=tuple(paid.get(row.id, ())),
            last_payout=read_day(row.last_payout),
            merged_into=person_code_or_none(row.merged_into),
            erased=erased.get(person_code(row.id)),
            planned=planned.get(row.id, ()),
            consent=None if row.archived else consents.get(row.id),
        )
    return rows


def _matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [
        *named(desk, person.c.id, Indexed.PERSON, typed),
        *coded(person.c.id, CodeKind.PERSON, typed),
        *numbered(person.c.id, typed),
    ]


def _by_country(value: str) -> ColumnElement[bool]:
    return person.c.id.in_(select(person_identity.c.id).where(person_identity.c.country == value))


def _by_status(value: str) -> ColumnElement[bool]:
    return person.c.id.in_(select(person_identity.c.id).where(person_identity.c.case_status == value))


def _told(condition: Condition) -> Condition:
    """People of whom the identity book says so; it has no index of it, and is walked through."""
    return lambda value: person.c.id.in_(select(person_identity.c.id).where(condition(value)))


_FILTERS: dict[str, Condition] = {
    "category": exactly(person.c.category),
    "country": _by_country,
    "status": _by_status,
    "concern": _told(by_presence(person_identity.c.concerns)),
    "birth_date": _told(by_period(person_identity.c.birth_date)),
    "has_iban": _told(by_presence(person_identity.c.iban)),
    "paid": by_span(person.c.paid_key),
    "last_payout": by_period(person.c.last_payout),
    "archived": by_flag(person.c.archived),
}

PEOPLE = ListSpec(
    table=person,
    natural=person.c.id,
    sorts={
        "code": person.c.id,
        "name": person_identity.c.name_sort,
        "name_latin": person_identity.c.latin_sort,
        "alias": person_identity.c.alias_sort,
        "category": person.c.category,
        "country": person_identity.c.country,
        "status": person_identity.c.case_status,
        "archived": person.c.archived,
        "campaigns": person.c.campaigns,
        "paid": person.c.paid_key,
        "last_payout": person.c.last_payout,
    },
    filters=_FILTERS,
    load=load_people,
    sums=Sums(person_paid.c.currency, person_paid.c.person_id, {"paid": person_paid.c.paid}),
    matches=_matches,
    personal_filters=frozenset({"country", "status", "concern", "birth_date", "has_iban"}),
    worked={"alert": by_alert, **worked_for("person", "P")},
    whole=people_typed,
)
