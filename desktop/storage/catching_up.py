"""Rows that were written while the identity book was not open get their place in it when it is opened again.

A finance laptop records donations and items without the identity book. Lists that are sorted by something of that book
read it alone, so each row of the ledger book must have its row there. Rows are only ever added, so comparing the last
numbers of both tells all. Stories of campaigns and events of cases were not always searched: they are indexed when none
of their kind is, and so are the keys by which likely duplicates are found.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.campaigns import FundKind
from desktop.storage.context import Desk
from desktop.storage.engine import translating_errors
from desktop.storage.general import name_general
from desktop.storage.people import identity_draft
from desktop.storage.person_keys import has_keys, make_keys
from desktop.storage.search import Indexed, in_part, index_row
from desktop.storage.tables_identity import (
    advance_identity,
    campaign_identity,
    case_event,
    cash_voucher_identity,
    donation_identity,
    item_identity,
    payout_identity,
    person_identity,
    pledge_identity,
)  # fmt: skip
from desktop.storage.tables_ledger import campaign, donation, item, payout
from desktop.storage.tables_money import advance, cash_voucher, pledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row, Table

    from desktop.storage.engine import Books

_AT_ONCE = 2_000

_SHADOWS = (
    (item, item_identity, "title_sort", item.c.campaign_id, campaign_identity, "title_sort"),
    (donation, donation_identity, "donor_sort", donation.c.donor_key, person_identity, "name_sort"),
    (payout, payout_identity, "payee_sort", payout.c.payee_id, person_identity, "name_sort"),
    (advance, advance_identity, "person_sort", advance.c.person_id, person_identity, "name_sort"),
    (pledge, pledge_identity, "donor_sort", pledge.c.donor_id, person_identity, "name_sort"),
)


def catch_up(books: Books) -> None:
    """Give every item, donation, payout, advance, cash voucher and general fund its row in the identity book.

    Writes nothing when none is missing.
    """
    with translating_errors(), books.engine.connect() as connection:
        _name_general_funds(connection)
        _index_long_texts(connection)
        _make_keys(connection)
        for kept, shadow, column, of_whom, whose, key in _SHADOWS:
            last = _last(connection, shadow)
            if last == _last(connection, kept):
                continue
            missing = (
                select(kept.c.id, func.coalesce(whose.c[key], ""))
                .select_from(kept.outerjoin(whose, whose.c.id == of_whom))
                .where(kept.c.id > last)
            )
            connection.execute(shadow.insert().from_select(["id", column], missing))
        wordless = select(cash_voucher.c.id).where(cash_voucher.c.id > _last(connection, cash_voucher_identity))
        connection.execute(cash_voucher_identity.insert().from_select(["id"], wordless))
        connection.commit()


def _name_general_funds(connection: Connection) -> None:
    """The general fund alone of all campaigns may be made without the identity book."""
    last = _last(connection, campaign_identity)
    if last == _last(connection, campaign):
        return
    missing = select(campaign.c.id, campaign.c.currency).where(
        campaign.c.id > last, campaign.c.kind == FundKind.GENERAL.value
    )
    for number, currency in connection.execute(missing).all():
        name_general(Desk(connection, has_identity=True, today=date.min), number, currency)


def _index_long_texts(connection: Connection) -> None:
    """Index stories and events of a vault whose program did not; a kind of which something is indexed is kept so."""
    desk = Desk(connection, has_identity=True, today=date.min)
    for kind, text in ((Indexed.STORY, campaign_identity.c.story), (Indexed.EVENT, case_event.c.text)):
        if connection.execute(in_part(kind).limit(1)).first() is None:
            for number, told in connection.execute(select(text.table.c.id, text).where(text != "")).all():
                index_row(desk, kind, number, told, new=True)


def _make_keys(connection: Connection) -> None:
    desk = Desk(connection, has_identity=True, today=date.min)
    if has_keys(desk):
        return
    make_keys(desk, ((row.id, identity_draft(row)) for row in _each(connection, person_identity)))


def _each(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    """Read a table's rows by their numbers, some thousand at a time."""
    last = 0
    while rows := connection.execute(select(table).where(table.c.id > last).order_by(table.c.id).limit(_AT_ONCE)).all():
        yield from rows
        last = rows[-1].id


def _last(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())
