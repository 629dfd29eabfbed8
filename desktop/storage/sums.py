"""The sums kept beside the ledger, in the transaction that moves the money: a fund's, its items', a person's.

Every one of them is provable from the postings (`storage.checks`), and is nothing but a shorter way to read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.funding import FundingRule, ItemNeed, fund_items
from desktop.domain.ledger import FUND_SUMS, ITEM_SUMS, Account
from desktop.domain.money import Money
from desktop.storage.context import campaign_id, person_id, scale_of
from desktop.storage.merged import merged_with, now
from desktop.storage.tables_ledger import campaign, item, payout, payout_line, person, person_paid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement

    from desktop.domain.ledger import Entry, Posting
    from desktop.storage.context import Desk


def keep_sums(desk: Desk, *entries: Entry) -> None:
    """Bring all sums up to date with entries that were just posted."""
    postings = [posting for entry in entries for posting in entry.postings]
    by_campaign: dict[str, list[Posting]] = {}
    for posting in postings:
        if posting.campaign is not None:
            by_campaign.setdefault(posting.campaign, []).append(posting)
    for code, of_fund in by_campaign.items():
        number = campaign_id(code)
        _move_fund(desk, number, of_fund)
        _move_items(desk, number, of_fund)
        refund(desk, number)
    _move_people(desk, postings)


def _move_fund(desk: Desk, number: int, postings: Iterable[Posting]) -> None:
    changes: dict[str, int] = {}
    for posting in postings:
        if posting.account in FUND_SUMS:
            name, sign = FUND_SUMS[posting.account]
            changes[name] = changes.get(name, 0) + sign * posting.money.minor
    if changes:
        values: dict[str, ColumnElement[int]] = {name: campaign.c[name] + change for name, change in changes.items()}
        desk.connection.execute(campaign.update().where(campaign.c.id == number).values(**values))


def _move_items(desk: Desk, number: int, postings: Iterable[Posting]) -> None:
    for posting in postings:
        if posting.item is None or posting.account not in ITEM_SUMS:
            continue
        name, sign = ITEM_SUMS[posting.account]
        moved = desk.connection.execute(
            item.update()
            .where(item.c.campaign_id == number, item.c.line == posting.item)
            .values({name: item.c[name] + sign * posting.money.minor})
        )
        if not moved.rowcount:
            raise ValueError("a posting names an expense item that its campaign has not")


def _move_people(desk: Desk, postings: Iterable[Posting]) -> None:
    paid: dict[tuple[int, str], int] = {}
    for posting in postings:
        if posting.account is Account.AID and posting.person is not None:
            key = (now(desk, person_id(posting.person)), posting.money.currency)
            paid[key] = paid.get(key, 0) + posting.money.minor
    for (number, currency), minor in paid.items():
        where = (person_paid.c.person_id == number, person_paid.c.currency == currency)
        moved = desk.connection.execute(person_paid.update().where(*where).values(paid=person_paid.c.paid + minor))
        if not moved.rowcount:
            desk.connection.execute(person_paid.insert().values(person_id=number, currency=currency, paid=minor))
    for number in {payee for payee, _currency in paid}:
        largest = max(
            row.paid * scale_of(row.currency)
            for row in desk.connection.execute(select(person_paid).where(person_paid.c.person_id == number))
        )
        desk.connection.execute(person.update().where(person.c.id == number).values(paid_key=largest))


def commit_money(desk: Desk, number: int, sign: int) -> None:
    """Reserve what the lines of the payout `number` take from their items and fund (`sign` 1), or free it (-1)."""
    lines = desk.connection.execute(
        select(payout_line.c.campaign_id, payout_line.c.item, payout_line.c.charged).where(
            payout_line.c.payout_id == number
        )
    ).all()
    for line in lines:
        desk.connection.execute(
            item.update()
            .where(item.c.campaign_id == line.campaign_id, item.c.line == line.item)
            .values(committed=item.c.committed + sign * line.charged)
        )
        desk.connection.execute(
            campaign.update()
            .where(campaign.c.id == line.campaign_id)
            .values(committed=campaign.c.committed + sign * line.charged)
        )


def keep_last_payout(desk: Desk, number: int) -> None:
    """Keep the day of a person's last payout that was paid and not taken back; `number` is the payee's."""
    everybody = merged_with(desk, number)
    last = (
        select(func.coalesce(func.max(payout.c.day), ""))
        .where(payout.c.payee_id.in_(everybody), payout.c.entry.is_not(None), payout.c.countered_by.is_(None))
        .scalar_subquery()
    )
    desk.connection.execute(person.update().where(person.c.id == everybody[0]).values(last_payout=last))


def refund(desk: Desk, number: int) -> None:
    """Work out anew what of a campaign's items is planned and funded, after its money or its items changed."""
    fund = desk.connection.execute(
        select(
            campaign.c.currency, campaign.c.collected, campaign.c.fees, campaign.c.moved, campaign.c.funding_rule
        ).where(campaign.c.id == number)
    ).one()
    lines = desk.connection.execute(
        select(item.c.id, item.c.funded, *NEED_COLUMNS).where(item.c.campaign_id == number).order_by(item.c.line)
    ).all()
    needs = [funding_need(row, fund.currency) for row in lines]
    net = Money(fund.collected - fund.fees + fund.moved, fund.currency)
    funded = fund_items(net, needs, FundingRule(fund.funding_rule))
    for row in lines:
        if funded[row.line].minor != row.funded:
            desk.connection.execute(item.update().where(item.c.id == row.id).values(funded=funded[row.line].minor))
    desk.connection.execute(
        campaign.update()
        .where(campaign.c.id == number)
        .values(
            planned=sum(row.planned for row in lines if not row.archived),
            funded=sum(money.minor for money in funded.values()),
        )
    )


NEED_COLUMNS = (
    item.c.line, item.c.priority, item.c.planned, item.c.paid, item.c.archived, item.c.earmarked, item.c.allotted,
)  # fmt: skip


def funding_need(row: Any, currency: str) -> ItemNeed:
    """Say what an item asks for: an archived one only what was paid for it already."""
    return ItemNeed(
        row.line,
        row.priority,
        Money(row.paid if row.archived else row.planned, currency),
        Money(row.paid, currency),
        Money(row.earmarked, currency),
        None if row.allotted is None else Money(row.paid if row.archived else row.allotted, currency),
    )
