"""What every account comes to: funds, items and the cash desk from their kept sums, the rest from the postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.ledger import Account
from desktop.domain.money import Money
from desktop.domain.reports import AccountSum
from desktop.storage.context import campaign_code, person_code_or_none
from desktop.storage.tables_ledger import campaign, item, posting
from desktop.storage.tables_money import cash_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.context import Desk

_WHERE_IT_LIES = (Account.BANK, Account.BROUGHT_FORWARD, Account.EXCHANGE)
_MOVED = (Account.TRANSFERS, Account.CASH_DIFFERENCE)


def account_sums(desk: Desk) -> Iterator[AccountSum]:
    """Give each account's sum in each of its currencies, those that come to nothing left out."""
    yield from _kept(desk)
    for accounts, by in (
        (_WHERE_IT_LIES, None),
        (_MOVED, posting.c.campaign_id),
        ((Account.ADVANCES,), posting.c.person_id),
    ):
        columns = [posting.c.account, posting.c.currency, *([by] if by is not None else [])]
        total = func.sum(posting.c.minor)
        query = select(*columns, total.label("minor")).where(posting.c.account.in_([each.value for each in accounts]))
        for row in desk.connection.execute(query.group_by(*columns).having(total != 0).order_by(*columns)).mappings():
            fund = row.get("campaign_id")
            yield AccountSum(
                Account(row["account"]),
                Money(row["minor"], row["currency"]),
                campaign_code(fund) if fund else None,
                person=person_code_or_none(row.get("person_id")),
            )


def _kept(desk: Desk) -> Iterator[AccountSum]:
    """Read the sums that are kept beside the entries."""
    funds = select(campaign.c.id, campaign.c.currency, campaign.c.collected, campaign.c.fees).order_by(campaign.c.id)
    for row in desk.connection.execute(funds):
        for account, minor in ((Account.DONATIONS, -row.collected), (Account.FEES, row.fees)):
            if minor:
                yield AccountSum(account, Money(minor, row.currency), campaign_code(row.id))
    items = (
        select(item.c.campaign_id, item.c.line, item.c.paid, campaign.c.currency)
        .join(campaign, campaign.c.id == item.c.campaign_id)
        .where(item.c.paid != 0)
        .order_by(item.c.campaign_id, item.c.line)
    )
    for paid in desk.connection.execute(items):
        yield AccountSum(Account.AID, Money(paid.paid, paid.currency), campaign_code(paid.campaign_id), paid.line)
    held = func.sum(cash_day.c.came_in - cash_day.c.went_out)
    cash = select(cash_day.c.currency, held.label("minor")).group_by(cash_day.c.currency).having(held != 0)
    for drawer in desk.connection.execute(cash):
        yield AccountSum(Account.CASH, Money(drawer.minor, drawer.currency))
