"""Advances and settlements against their entries, and the sums kept of them against the settlements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select

from desktop.domain.advances import AdvanceState
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import Account, EntryKind
from desktop.domain.money import Money
from desktop.domain.summaries import Finding
from desktop.storage.check_sums import differs
from desktop.storage.event_checks import sum_of, wrongly_taken_back
from desktop.storage.tables_ledger import entry, posting
from desktop.storage.tables_money import advance, settlement, settlement_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select

    from desktop.storage.context import Desk

_SUMS = ("spent", "returned", "topped_up")


def check_advances(desk: Desk) -> Iterator[Finding]:
    """Compare every advance and settlement with its entry, and an advance's sums with its settlements."""
    wrong = {*desk.connection.execute(_advances()).scalars(), *desk.connection.execute(_settlements()).scalars()}
    for number in sorted(wrong):
        yield Finding("verify.event_differs", {"subject": make_code(CodeKind.ADVANCE, number)})
    yield from _sums(desk)


def _advances() -> Select[Any]:
    settled = case((advance.c.countered_by.is_not(None), AdvanceState.TAKEN_BACK.value),
                   (advance.c.open == 0, AdvanceState.SETTLED.value), else_=AdvanceState.OPEN.value)  # fmt: skip
    return (
        select(advance.c.id)
        .join(entry, entry.c.number == advance.c.entry)
        .where(
            or_(
                sum_of(Account.ADVANCES, advance.c.entry) != advance.c.amount,
                entry.c.kind != EntryKind.ADVANCE.value,
                entry.c.day != advance.c.day,
                advance.c.state != settled,
                _of_others(advance.c.entry).exists(),
                wrongly_taken_back(advance),
            )
        )
    )


def _settlements() -> Select[Any]:
    lines = select(func.coalesce(func.sum(settlement_line.c.amount), 0)).where(
        settlement_line.c.settlement_id == settlement.c.id
    )
    for_item = select(func.sum(settlement_line.c.amount)).where(
        settlement_line.c.settlement_id == settlement.c.id, settlement_line.c.item == posting.c.item
    )
    proven = for_item.correlate(settlement, posting).scalar_subquery()
    other_item = (
        select(literal(1))
        .where(posting.c.entry == settlement.c.entry, posting.c.account == Account.AID.value)
        .group_by(posting.c.item)
        .having(func.sum(posting.c.minor) != func.coalesce(proven, 0))
    )
    return (
        select(settlement.c.advance_id)
        .join(advance, advance.c.id == settlement.c.advance_id)
        .join(entry, entry.c.number == settlement.c.entry)
        .where(
            or_(
                sum_of(Account.AID, settlement.c.entry) != settlement.c.spent,
                sum_of(Account.ADVANCES, settlement.c.entry)
                != settlement.c.topped_up - settlement.c.spent - settlement.c.returned,
                lines.scalar_subquery() != settlement.c.spent,
                entry.c.kind != EntryKind.SETTLEMENT.value,
                entry.c.day != settlement.c.day,
                and_(settlement.c.returned > 0, settlement.c.topped_up > 0),
                _of_others(settlement.c.entry).exists(),
                other_item.exists(),
                wrongly_taken_back(settlement),
            )
        )
    )


def _of_others(number: ColumnElement[int]) -> Select[Any]:
    """Find postings of an entry that are another campaign's, person's or currency's than the advance's."""
    return select(literal(1)).where(
        posting.c.entry == number,
        or_(
            posting.c.campaign_id.is_distinct_from(advance.c.campaign_id),
            posting.c.person_id.is_distinct_from(advance.c.person_id),
            posting.c.currency != advance.c.currency,
        ),
    )


def _sums(desk: Desk) -> Iterator[Finding]:
    grouped = (
        select(settlement.c.advance_id, *(func.sum(settlement.c[name]).label(name) for name in _SUMS))
        .where(settlement.c.countered_by.is_(None))
        .group_by(settlement.c.advance_id)
    )
    true = {row.advance_id: row for row in desk.connection.execute(grouped)}
    for row in desk.connection.execute(select(advance)):
        for name in _SUMS:
            expected = getattr(true[row.id], name) if row.id in true else 0
            if getattr(row, name) != expected:
                kept = Money(getattr(row, name), row.currency)
                yield differs(name, make_code(CodeKind.ADVANCE, row.id), kept, Money(expected, row.currency))
