"""The list of advances, with what of each is open and for how long."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.advances import AdvanceRow, AdvanceState
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.storage.context import campaign_code
from desktop.storage.lists.matching import amounting, coded, named, numbered, of_person
from desktop.storage.lists.money_rows import names_of
from desktop.storage.lists.spec import NO, YES, ListSpec, Sums, by_code, by_period, by_span, exactly
from desktop.storage.merged import by_person, code_now
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import advance_identity
from desktop.storage.tables_money import advance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed


def load_advances(desk: Desk, ids: Sequence[int]) -> dict[int, AdvanceRow]:
    """Read the advances of some ids as rows of the list; their age is that of the office's day."""
    stored = desk.connection.execute(select(advance).where(advance.c.id.in_(ids))).all()
    names = names_of(desk, (row.person_id for row in stored))
    rows = {}
    for row in stored:
        on, due = date.fromisoformat(row.day), date.fromisoformat(row.due)
        rows[row.id] = AdvanceRow(
            row_id=row.id,
            code=make_code(CodeKind.ADVANCE, row.id),
            on=on,
            due=due,
            campaign=campaign_code(row.campaign_id),
            person=code_now(desk, row.person_id),
            person_name=names[row.person_id],
            amount=Money(row.amount, row.currency),
            open=Money(row.open, row.currency),
            method=PaymentMethod(row.method),
            state=AdvanceState(row.state),
            days=(desk.today - on).days if row.open else None,
            overdue=bool(row.open) and due < desk.today,
        )
    return rows


def _matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [
        *named(desk, advance.c.id, Indexed.ADVANCE, typed),
        *named(desk, advance.c.person_id, Indexed.PERSON, typed),
        *named(desk, advance.c.campaign_id, Indexed.CAMPAIGN, typed),
        *coded(advance.c.id, CodeKind.ADVANCE, typed),
        *of_person(desk, advance.c.person_id, typed),
        *coded(advance.c.campaign_id, CodeKind.CAMPAIGN, typed),
        *numbered(advance.c.id, typed),
        *amounting(typed, advance.c.amount_key, advance.c.open_key),
    ]


def _by_open(value: str) -> ColumnElement[bool]:
    if value not in (YES, NO):
        raise ValueError("a flag is filtered by yes or no")
    return advance.c.open > 0 if value == YES else advance.c.open == 0


ADVANCES = ListSpec(
    table=advance,
    natural=advance.c.id,
    sorts={
        "code": advance.c.id,
        "on": advance.c.day,
        "due": advance.c.due,
        "campaign": advance.c.campaign_id,
        "person": advance.c.person_id,
        "person_name": advance_identity.c.person_sort,
        "amount": advance.c.amount_key,
        "open": advance.c.open_key,
        "state": advance.c.state,
    },
    worked={"method": lambda _desk: advance.c.method + ""},
    filters={
        "campaign": by_code(advance.c.campaign_id, CodeKind.CAMPAIGN),
        "person": by_person(advance.c.person_id),
        "on": by_period(advance.c.day),
        "due": by_period(advance.c.due),
        "amount": by_span(advance.c.amount_key),
        "state": exactly(advance.c.state),
        "method": exactly(advance.c.method),
        "currency": exactly(advance.c.currency),
        "open": _by_open,
    },
    load=load_advances,
    sums=Sums(advance.c.currency, advance.c.id, {"open": advance.c.open, "amount": advance.c.amount}),
    matches=_matches,
)
