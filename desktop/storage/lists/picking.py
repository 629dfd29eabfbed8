"""A few people or campaigns for a chooser: first those that begin as typed, then those that have it anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.listing import Query
from desktop.storage.folding import sort_key
from desktop.storage.lists.campaign_rows import CAMPAIGNS, load_campaigns
from desktop.storage.lists.matching import beginning
from desktop.storage.lists.order import shielded
from desktop.storage.lists.paging import read_places, reading
from desktop.storage.lists.people_rows import PEOPLE, load_people
from desktop.storage.tables_identity import campaign_identity, person_identity
from desktop.storage.tables_ledger import person

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Column, ColumnElement

    from desktop.domain.campaigns import CampaignRow
    from desktop.domain.people import PersonCategory, PersonRow
    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import ListSpec


def pick_people(desk: Desk, text: str, limit: int, categories: Collection[PersonCategory]) -> tuple[PersonRow, ...]:
    """Find people for a chooser; archived ones are left out, `categories` empty means all."""
    among = () if not categories else (person.c.category.in_([each.value for each in categories]),)
    ids = _pick(desk, PEOPLE, "name", text, limit, person_identity.c.name_sort, among)
    rows = load_people(desk, ids)
    return tuple(rows[row_id] for row_id in ids)


def pick_campaigns(desk: Desk, text: str, limit: int) -> tuple[CampaignRow, ...]:
    """Find campaigns for a chooser; archived ones are left out, and nothing typed gives the newest."""
    among: tuple[ColumnElement[bool], ...] = ()
    ids = _pick(desk, CAMPAIGNS, "title" if text.strip() else "", text, limit, campaign_identity.c.title_sort, among)
    rows = load_campaigns(desk, ids)
    return tuple(rows[row_id] for row_id in ids)


def _pick(
    desk: Desk,
    spec: ListSpec,
    sort: str,
    text: str,
    limit: int,
    key: Column[Any],
    among: tuple[ColumnElement[bool], ...],
) -> list[int]:
    found: dict[int, None] = {}
    start = sort_key(text)
    table = spec.table
    if desk.has_identity and start:
        statement = (
            select(key.table.c.id)
            .join(table, table.c.id == key.table.c.id)
            .where(beginning(key, start), shielded(table.c.archived == 0, *among))
            .order_by(key, key.table.c.id)
            .limit(limit)
        )
        found.update(dict.fromkeys(desk.connection.execute(statement).scalars()))
    if len(found) < limit:
        asked = reading(desk, spec, Query(sort=sort, text=text, descending=not sort))
        asked = asked.narrowed(among)
        found.update(dict.fromkeys(row_id for _key, row_id in read_places(asked, None, limit + len(found))))
    return list(found)[:limit]
