"""Every kept sum and count recomputed from nothing: a fund's, its items', a person's, a list's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from desktop.domain.funding import FundingRule, fund_items
from desktop.domain.ledger import FUND_SUMS, ITEM_SUMS, Account
from desktop.domain.money import Money
from desktop.domain.payouts import PayoutState
from desktop.domain.summaries import Finding
from desktop.storage.context import campaign_code, person_code, scale_of
from desktop.storage.merged import now
from desktop.storage.sums import NEED_COLUMNS, funding_need
from desktop.storage.tables_ledger import (
    campaign,
    document,
    donation,
    item,
    payout,
    payout_line,
    person,
    person_paid,
    posting,
    tally,
)  # fmt: skip
from desktop.storage.tables_money import advance, cash_movement, decision, pledge, rate, transfer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop.storage.context import Desk


def differs(what: str, subject: str, kept: object, true: object) -> Finding:
    """Say that something kept is not what it should be."""
    return Finding("verify.sum_differs", {"what": what, "subject": subject, "kept": kept, "true": true})


def check_funds(desk: Desk) -> Iterator[Finding]:
    """Compare each campaign's sums with its postings, in its own currency and in no other."""
    query = select(posting.c.campaign_id, posting.c.account, posting.c.currency, func.sum(posting.c.minor).label("sum"))
    true: dict[tuple[int, str, str], int] = {}
    grouped = query.where(posting.c.campaign_id.is_not(None)).group_by(*query.selected_columns[:3])
    for row in desk.connection.execute(grouped):
        true[row.campaign_id, row.account, row.currency] = row.sum
    currencies: dict[int, str] = {}
    for row in desk.connection.execute(select(campaign)):
        currencies[row.id] = row.currency
        sums: dict[str, int] = {}
        for account, (what, sign) in FUND_SUMS.items():
            sums[what] = sums.get(what, 0) + sign * true.get((row.id, account.value, row.currency), 0)
        for what, expected in sums.items():
            if getattr(row, what) != expected:
                kept = Money(getattr(row, what), row.currency)
                yield differs(what, campaign_code(row.id), kept, Money(expected, row.currency))
    for number, _account, currency in true:
        if currencies.get(number) != currency:
            yield Finding("verify.other_currency", {"campaign": campaign_code(number), "currency": currency})


def check_items(desk: Desk) -> Iterator[Finding]:
    """Compare what is kept as paid and as given for each expense item alone with its postings."""
    query = (
        select(posting.c.campaign_id, posting.c.item, posting.c.account, func.sum(posting.c.minor).label("sum"))
        .where(posting.c.item.is_not(None), posting.c.account.in_([account.value for account in ITEM_SUMS]))
        .group_by(posting.c.campaign_id, posting.c.item, posting.c.account)
    )
    true: dict[tuple[int, int], dict[str, int]] = {}
    for row in desk.connection.execute(query):
        name, sign = ITEM_SUMS[Account(row.account)]
        sums = true.setdefault((row.campaign_id, row.item), {})
        sums[name] = sums.get(name, 0) + sign * row.sum
    columns = (item.c.campaign_id, item.c.line, item.c.currency, item.c.paid, item.c.earmarked)
    for line in desk.connection.execute(select(*columns)):
        expected = true.pop((line.campaign_id, line.line), {})
        for what, kept in (("paid", line.paid), ("earmarked", line.earmarked)):
            if kept != expected.get(what, 0):
                code = f"{campaign_code(line.campaign_id)}.{line.line}"
                amounts = (Money(minor, line.currency) for minor in (kept, expected.get(what, 0)))
                yield differs(f"item_{what}", code, *amounts)
    for number, missing in true:
        yield Finding("verify.item_missing", {"campaign": campaign_code(number or 1), "line": missing})


def check_committed(desk: Desk) -> Iterator[Finding]:
    """Compare what is kept as reserved, for each fund and item, with the lines of the approved payouts."""
    query = (
        select(payout_line.c.campaign_id, payout_line.c.item, func.sum(payout_line.c.charged).label("sum"))
        .join(payout, payout.c.id == payout_line.c.payout_id)
        .where(payout.c.state == PayoutState.APPROVED.value)
        .group_by(payout_line.c.campaign_id, payout_line.c.item)
    )
    true = {(row.campaign_id, row.item): int(row.sum) for row in desk.connection.execute(query)}
    funds: dict[int, int] = {}
    for (number, _line), minor in true.items():
        funds[number] = funds.get(number, 0) + minor
    for row in desk.connection.execute(select(item.c.campaign_id, item.c.line, item.c.committed, item.c.currency)):
        expected = true.pop((row.campaign_id, row.line), 0)
        if row.committed != expected:
            code = f"{campaign_code(row.campaign_id)}.{row.line}"
            yield differs("item_committed", code, Money(row.committed, row.currency), Money(expected, row.currency))
    for number, line in true:
        yield Finding("verify.item_missing", {"campaign": campaign_code(number), "line": line})
    for fund in desk.connection.execute(select(campaign.c.id, campaign.c.committed, campaign.c.currency)):
        expected = funds.get(fund.id, 0)
        if fund.committed != expected:
            kept = Money(fund.committed, fund.currency)
            yield differs("committed", campaign_code(fund.id), kept, Money(expected, fund.currency))


def check_funded(desk: Desk) -> Iterator[Finding]:
    """Work out what of each item is planned and funded, and compare it with what is kept."""
    lines: dict[int, list[Any]] = {}
    query = select(item.c.campaign_id, item.c.funded, *NEED_COLUMNS).order_by(item.c.campaign_id, item.c.line)
    for row in desk.connection.execute(query):
        lines.setdefault(row.campaign_id, []).append(row)
    for fund in desk.connection.execute(select(campaign)):
        code, currency = campaign_code(fund.id), fund.currency
        mine = lines.get(fund.id, [])
        net = Money(fund.collected - fund.fees + fund.moved, currency)
        needs = [funding_need(row, currency) for row in mine]
        funded = fund_items(net, needs, FundingRule(fund.funding_rule))
        for row in mine:
            if funded[row.line].minor != row.funded:
                yield differs("item_funded", f"{code}.{row.line}", Money(row.funded, currency), funded[row.line])
        planned = sum(row.planned for row in mine if not row.archived)
        whole = sum(money.minor for money in funded.values())
        for what, kept, expected in (("planned", fund.planned, planned), ("funded", fund.funded, whole)):
            if kept != expected:
                yield differs(what, code, Money(kept, currency), Money(expected, currency))


def check_people(desk: Desk) -> Iterator[Finding]:
    """Compare what is kept of each person - paid, last payout, campaigns - with postings, payouts and campaigns."""
    yield from _check_paid(desk)
    last = (
        select(payout.c.payee_id, func.max(payout.c.day).label("day"))
        .where(payout.c.entry.is_not(None), payout.c.countered_by.is_(None))
        .group_by(payout.c.payee_id)
    )
    days: dict[int, str] = {}
    for paid in desk.connection.execute(last):
        whose = now(desk, paid.payee_id)
        days[whose] = max(days.get(whose, ""), paid.day)
    for_them = select(campaign.c.beneficiary_id, func.count().label("found")).group_by(campaign.c.beneficiary_id)
    campaigns: dict[int, int] = {}
    for helped in desk.connection.execute(for_them.where(campaign.c.beneficiary_id.is_not(None))):
        whose = now(desk, helped.beneficiary_id)
        campaigns[whose] = campaigns.get(whose, 0) + helped.found
    for row in desk.connection.execute(select(person.c.id, person.c.last_payout, person.c.campaigns)):
        if row.last_payout != days.get(row.id, ""):
            yield differs("last_payout", person_code(row.id), row.last_payout, days.get(row.id, ""))
        if row.campaigns != campaigns.get(row.id, 0):
            yield differs("campaigns", person_code(row.id), row.campaigns, campaigns.get(row.id, 0))


def _check_paid(desk: Desk) -> Iterator[Finding]:
    query = (
        select(posting.c.person_id, posting.c.currency, func.sum(posting.c.minor).label("sum"))
        .where(and_(posting.c.account == Account.AID.value, posting.c.person_id.is_not(None)))
        .group_by(posting.c.person_id, posting.c.currency)
    )
    true: dict[tuple[int, str], int] = {}
    for summed in desk.connection.execute(query):
        key = (now(desk, summed.person_id), summed.currency)
        true[key] = true.get(key, 0) + summed.sum
    kept = {(row.person_id, row.currency): row.paid for row in desk.connection.execute(select(person_paid))}
    for number, currency in sorted(true.keys() | kept.keys()):
        pair = kept.get((number, currency), 0), true.get((number, currency), 0)
        if pair[0] != pair[1]:
            yield differs("person_paid", person_code(number), *(Money(minor, currency) for minor in pair))
    keys: dict[int, int] = {}
    for (number, currency), minor in kept.items():
        keys[number] = max(keys.get(number, minor * scale_of(currency)), minor * scale_of(currency))
    for row in desk.connection.execute(select(person.c.id, person.c.paid_key)):
        if row.paid_key != keys.get(row.id, 0):
            yield differs("paid_key", person_code(row.id), row.paid_key, keys.get(row.id, 0))


def check_counts(desk: Desk) -> Iterator[Finding]:
    """Compare the kept counts of rows with the rows."""
    query = select(tally.c.kind, tally.c.archived, tally.c.count.label("found"))
    kept = {(row.kind, row.archived): row.found for row in desk.connection.execute(query)}
    true: Mapping[tuple[str, int], int] = dict(_true_counts(desk))
    for key in sorted(kept.keys() | true.keys()):
        if kept.get(key, 0) != true.get(key, 0):
            yield differs("count", key[0], kept.get(key, 0), true.get(key, 0))


def _true_counts(desk: Desk) -> Iterator[tuple[tuple[str, int], int]]:
    for table in (person, campaign, item):
        counted = select(table.c.archived, func.count().label("found")).group_by(table.c.archived)
        for row in desk.connection.execute(counted):
            yield (table.name, row.archived), int(row.found)
    for table in (donation, payout, document, rate, cash_movement, advance, pledge, decision, transfer):
        yield (table.name, 0), int(desk.connection.execute(select(func.count()).select_from(table)).scalar_one())
