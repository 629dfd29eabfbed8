"""The list of pledges."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.money import Money
from desktop.domain.pledges import PledgeRow, PledgeState
from desktop.storage.context import campaign_code
from desktop.storage.lists.matching import amounting, coded, named, numbered, of_person
from desktop.storage.lists.money_rows import names_of
from desktop.storage.lists.spec import ListSpec, Sums, by_code, by_period, by_span, exactly
from desktop.storage.merged import by_person, code_now
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import pledge_identity
from desktop.storage.tables_money import pledge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed


def load_pledges(desk: Desk, ids: Sequence[int]) -> dict[int, PledgeRow]:
    """Read the pledges of some ids as rows of the list."""
    stored = desk.connection.execute(select(pledge).where(pledge.c.id.in_(ids))).all()
    names = names_of(desk, (row.donor_id for row in stored))
    return {
        row.id: PledgeRow(
            row_id=row.id,
            code=make_code(CodeKind.PLEDGE, row.id),
            on=date.fromisoformat(row.day),
            due=date.fromisoformat(row.due),
            campaign=campaign_code(row.campaign_id),
            donor=code_now(desk, row.donor_id),
            donor_name=names[row.donor_id],
            amount=Money(row.amount, row.currency),
            state=PledgeState(row.state),
            donation=None if row.donation_id is None else make_code(CodeKind.DONATION, row.donation_id),
            overdue=row.state == PledgeState.OPEN.value and row.due < desk.today.isoformat(),
        )
        for row in stored
    }


def _matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [
        *named(desk, pledge.c.id, Indexed.PLEDGE, typed),
        *named(desk, pledge.c.donor_id, Indexed.PERSON, typed),
        *named(desk, pledge.c.campaign_id, Indexed.CAMPAIGN, typed),
        *coded(pledge.c.id, CodeKind.PLEDGE, typed),
        *of_person(desk, pledge.c.donor_id, typed),
        *coded(pledge.c.campaign_id, CodeKind.CAMPAIGN, typed),
        *coded(pledge.c.donation_id, CodeKind.DONATION, typed),
        *numbered(pledge.c.id, typed),
        *amounting(typed, pledge.c.amount_key),
    ]


PLEDGES = ListSpec(
    table=pledge,
    natural=pledge.c.id,
    sorts={
        "code": pledge.c.id,
        "on": pledge.c.day,
        "due": pledge.c.due,
        "campaign": pledge.c.campaign_id,
        "donor": pledge.c.donor_id,
        "donor_name": pledge_identity.c.donor_sort,
        "amount": pledge.c.amount_key,
        "state": pledge.c.state,
    },
    worked={"donation": lambda _desk: func.coalesce(pledge.c.donation_id, 0)},
    filters={
        "campaign": by_code(pledge.c.campaign_id, CodeKind.CAMPAIGN),
        "donor": by_person(pledge.c.donor_id),
        "on": by_period(pledge.c.day),
        "due": by_period(pledge.c.due),
        "amount": by_span(pledge.c.amount_key),
        "currency": exactly(pledge.c.currency),
        "state": exactly(pledge.c.state),
    },
    load=load_pledges,
    sums=Sums(pledge.c.currency, pledge.c.id, {"amount": pledge.c.amount}),
    matches=_matches,
)
