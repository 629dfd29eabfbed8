"""Values that no program writes: words outside their list, days that are none, scales of another currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, literal, or_, select

from desktop.domain.advances import AdvanceState
from desktop.domain.campaigns import CampaignStatus, FundKind, Publicity
from desktop.domain.cash import CashKind
from desktop.domain.ledger import MOVING, EntryKind, PaymentMethod
from desktop.domain.pages import ItemCategory
from desktop.domain.payouts import PayeeRole, PayoutState
from desktop.domain.people import PersonCategory
from desktop.domain.pledges import PledgeState
from desktop.domain.receipts import DocumentKind, DocumentState
from desktop.domain.shares import FeeBearer
from desktop.domain.summaries import Finding
from desktop.storage.check_decisions import WORDS
from desktop.storage.context import scale_of
from desktop.storage.tables_ledger import (
    campaign,
    document,
    donation,
    entry,
    item,
    payout,
    payout_line,
    person,
    posting,
    series,
)  # fmt: skip
from desktop.storage.tables_money import advance, cash_voucher, pledge, settlement, settlement_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import Enum

    from sqlalchemy import Column, Select, Table

    from desktop.storage.context import Desk

_WORDS: tuple[tuple[Column[str], type[Enum]], ...] = (
    (person.c.category, PersonCategory),
    (campaign.c.kind, FundKind),
    (campaign.c.status, CampaignStatus),
    (campaign.c.publicity, Publicity),
    (item.c.category, ItemCategory),
    (entry.c.kind, EntryKind),
    (donation.c.method, PaymentMethod),
    (donation.c.fee_bearer, FeeBearer),
    (pledge.c.state, PledgeState),
    (payout.c.method, PaymentMethod),
    (payout.c.state, PayoutState),
    (payout.c.role, PayeeRole),
    (document.c.kind, DocumentKind),
    (document.c.state, DocumentState),
    (series.c.kind, DocumentKind),
    (cash_voucher.c.kind, CashKind),
    (advance.c.state, AdvanceState),
    (advance.c.method, PaymentMethod),
    (settlement.c.method, PaymentMethod),
    *WORDS,
)
_SCALED = (campaign, item, donation, payout, document, cash_voucher, advance, pledge)
_DAYS = (
    campaign.c.starts, campaign.c.ends, entry.c.day, entry.c.happened, donation.c.day, donation.c.happened,
    payout.c.day, payout.c.happened, document.c.issued_on, cash_voucher.c.day, cash_voucher.c.happened,
    advance.c.day, advance.c.due, advance.c.happened,
    settlement.c.day, settlement_line.c.day, pledge.c.day, pledge.c.due,
)  # fmt: skip
_FLAGS = (
    person.c.archived, campaign.c.archived, item.c.archived, donation.c.opening, donation.c.withdrawn,
    payout.c.override,
)  # fmt: skip


def check_values(desk: Desk) -> Iterator[Finding]:
    """Look at each kind of value once, however many rows hold it."""
    for column, kind in _WORDS:
        known = [member.value for member in kind]
        if desk.connection.execute(select(literal(1)).where(column.not_in(known)).limit(1)).first():
            yield _strange(column)
    for table in _SCALED:
        pairs = desk.connection.execute(select(table.c.currency, table.c.scale).distinct()).all()
        if any(scale_of(row.currency) != row.scale for row in pairs):
            yield _strange(table.c.scale)
    for column in _DAYS:
        no_day = and_(column != "", func.coalesce(func.date(column), "") != column)
        if desk.connection.execute(select(literal(1)).where(no_day).limit(1)).first():
            yield _strange(column)
    for flag in _FLAGS:
        if desk.connection.execute(select(literal(1)).where(flag.not_in((0, 1))).limit(1)).first():
            yield _strange(flag)
    yield from _kinship(desk)


def _strange(column: Column[str] | Column[int]) -> Finding:
    return Finding("verify.strange_value", {"where": f"{column.table.name}.{column.name}"})


def _kinship(desk: Desk) -> Iterator[Finding]:
    """Check what rows say of rows above them: an item's currency, an opening's entry, the account of a method."""
    other_currency = select(item.c.id).join(campaign).where(item.c.currency != campaign.c.currency)
    other_kind = (
        select(donation.c.id)
        .join(entry, entry.c.number == donation.c.entry)
        .where((entry.c.kind == EntryKind.OPENING.value) != (donation.c.opening == 1))
    )
    other_fund = select(payout_line.c.payout_id).join(payout, payout.c.id == payout_line.c.payout_id)
    for query, column in (
        (other_currency, item.c.currency),
        (other_kind, donation.c.opening),
        (other_fund.where(payout_line.c.campaign_id != payout.c.campaign_id), payout_line.c.campaign_id),
        *((_other_account(event), event.c.method) for event in (donation, payout, advance, settlement)),
    ):
        if desk.connection.execute(query.limit(1)).first():
            yield _strange(column)


def _other_account(event: Table) -> Select[tuple[int]]:
    """Find events whose money did not lie where their method says: cash in the cash desk, all else at the bank."""
    accounts: dict[str, list[str]] = {}
    for method in MOVING:
        accounts.setdefault(method.account.value, []).append(method.value)
    where = [
        and_(posting.c.account == account, event.c.method.not_in(methods)) for account, methods in accounts.items()
    ]
    return select(event.c.id).join(posting, posting.c.entry == event.c.entry).where(or_(*where))
