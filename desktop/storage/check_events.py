"""Entries that balance, and events that say what their entries say: donations, payouts, documents, to the cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, exists, func, or_, select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import EntryKind
from desktop.domain.receipts import RECEIPTS, VOUCHERS
from desktop.domain.summaries import Finding
from desktop.storage.check_gifts import check_gifts
from desktop.storage.check_payouts import check_payouts
from desktop.storage.tables_ledger import document, donation, entry, payout, posting
from desktop.storage.tables_money import advance, cash_voucher, donation_refund, settlement, transfer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table

    from desktop.storage.context import Desk


EVENTS: tuple[Table, ...] = (
    donation,
    payout,
    donation_refund,
    transfer,
    advance,
    settlement,
    cash_voucher,
)
"""What an entry may rest on: each has the number of its `entry`, and of the one that it was `countered_by`."""

_LATE = (
    (donation, CodeKind.DONATION),
    (payout, CodeKind.PAYOUT),
    (advance, CodeKind.ADVANCE),
    (cash_voucher, CodeKind.CASH_VOUCHER),
)


def check_events(desk: Desk) -> Iterator[Finding]:
    """Check entries by themselves, and then what stands beside them."""
    yield from _unbalanced(desk)
    yield from _lonely(desk)
    yield from check_gifts(desk)
    yield from check_payouts(desk)
    yield from _happened(desk)
    yield from _papers(desk)


def _unbalanced(desk: Desk) -> Iterator[Finding]:
    unequal = (
        select(posting.c.entry, posting.c.currency)
        .group_by(posting.c.entry, posting.c.currency)
        .having(func.sum(posting.c.minor) != 0)
    )
    for row in desk.connection.execute(unequal):
        yield Finding("verify.entry_unbalanced", {"entry": row.entry, "currency": row.currency})
    bare = select(entry.c.number).where(entry.c.number.not_in(select(posting.c.entry)))
    for number in desk.connection.execute(bare).scalars():
        yield Finding("verify.entry_empty", {"entry": number})


def _lonely(desk: Desk) -> Iterator[Finding]:
    """Find entries that no event stands beside, and counter-entries whose event does not know of them."""
    first = entry.c.kind != EntryKind.COUNTER.value
    beside = or_(*(exists().where(event.c.entry == entry.c.number) for event in EVENTS))
    known = or_(
        *(exists().where(event.c.entry == entry.c.counters, event.c.countered_by == entry.c.number) for event in EVENTS)
    )
    for number in desk.connection.execute(select(entry.c.number).where(~case((first, beside), else_=known))).scalars():
        yield Finding("verify.entry_without_event", {"entry": number})


def _happened(desk: Desk) -> Iterator[Finding]:
    """Check that what was booked after its month was locked says the same day of the event as its entry."""
    for event, kind in _LATE:
        late = select(event.c.id).join(entry, entry.c.number == event.c.entry)
        for number in desk.connection.execute(late.where(event.c.happened != entry.c.happened)).scalars():
            yield Finding("verify.happened_differs", {"subject": make_code(kind, number)})


def _papers(desk: Desk) -> Iterator[Finding]:
    """Check that each donation's receipt and each payout's voucher is the one document on it that is not void."""
    for table, column, kind, papers in (
        (donation, donation.c.receipt, CodeKind.DONATION, RECEIPTS),
        (payout, payout.c.voucher, CodeKind.PAYOUT, VOUCHERS),
    ):
        live = (
            select(func.coalesce(func.group_concat(document.c.number), ""))
            .where(
                document.c.subject_key == func.printf(f"{kind.value}%09d", table.c.id),
                document.c.state != "voided",
                document.c.kind.in_([each.value for each in papers]),
            )
            .scalar_subquery()
        )
        for number in desk.connection.execute(select(table.c.id).where(column != live)).scalars():
            yield Finding("verify.document_misplaced", {"subject": make_code(kind, number)})
