"""Transfers that say what their entries say, decisions with their approvals, plans that follow their revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, literal, or_, select

from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.decisions import DecisionAction, DecisionKind, DecisionState
from desktop.domain.funding import FundingRule
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import Account, EntryKind
from desktop.domain.revisions import RevisionKind
from desktop.domain.summaries import Finding
from desktop.storage.context import campaign_code
from desktop.storage.tables_ledger import campaign, entry, item, posting
from desktop.storage.tables_money import decision, decision_line, plan_revision, transfer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import Enum

    from sqlalchemy import Column, ColumnElement

    from desktop.storage.context import Desk

WORDS: tuple[tuple[Column[str], type[Enum]], ...] = (
    (campaign.c.kind, FundKind),
    (campaign.c.funding_rule, FundingRule),
    (decision.c.kind, DecisionKind),
    (decision.c.rule, FundingRule),
    (decision.c.state, DecisionState),
    (decision_line.c.action, DecisionAction),
    (plan_revision.c.kind, RevisionKind),
)


def check_decisions(desk: Desk) -> Iterator[Finding]:
    """Check what money moved between funds, what was decided, and how plans came to be what they are."""
    yield from _transfers(desk)
    yield from _general_funds(desk)
    yield from _approvals(desk)
    yield from _plans(desk)


def _moved(fund: ColumnElement[int]) -> ColumnElement[int]:
    total = select(func.coalesce(func.sum(posting.c.minor), 0))
    return total.where(
        posting.c.entry == transfer.c.entry,
        posting.c.account == Account.TRANSFERS.value,
        posting.c.campaign_id == fund,
        posting.c.currency == transfer.c.currency,
    ).scalar_subquery()


def _transfers(desk: Desk) -> Iterator[Finding]:
    counter = entry.alias("counter")
    counters = exists().where(counter.c.number == transfer.c.countered_by, counter.c.counters == transfer.c.entry)
    beside = select(func.count()).where(posting.c.entry == transfer.c.entry).scalar_subquery()
    wrong = (
        select(transfer.c.id)
        .join(entry, entry.c.number == transfer.c.entry)
        .where(
            or_(
                entry.c.kind != EntryKind.TRANSFER.value,
                entry.c.day != transfer.c.day,
                beside != literal(2),
                _moved(transfer.c.from_id) != transfer.c.amount,
                _moved(transfer.c.to_id) != -transfer.c.to_amount,
                transfer.c.to_currency != transfer.c.currency,
                and_(transfer.c.countered_by.is_not(None), ~counters),
            )
        )
    )
    for number in desk.connection.execute(wrong).scalars():
        yield Finding("verify.event_differs", {"subject": make_code(CodeKind.TRANSFER, number)})


def _general_funds(desk: Desk) -> Iterator[Finding]:
    """A general fund is open and nobody's, and each currency has one."""
    mine = campaign.c.kind == FundKind.GENERAL.value
    closed = or_(
        campaign.c.status != CampaignStatus.OPEN.value, campaign.c.archived != 0, campaign.c.beneficiary_id.is_not(None)
    )
    twice = select(func.max(campaign.c.id)).where(mine).group_by(campaign.c.currency).having(func.count() > 1)
    for number in (
        *desk.connection.execute(select(campaign.c.id).where(mine, closed)).scalars(),
        *desk.connection.execute(twice).scalars(),
    ):
        yield Finding("verify.campaign_changed", {"campaign": campaign_code(number)})


def _approvals(desk: Desk) -> Iterator[Finding]:
    """Nobody approved their own without an override, and an approval says who gave it and when."""
    approved = decision.c.state == DecisionState.APPROVED.value
    unsaid = or_(decision.c.approver.is_(None), decision.c.approved_at == "")
    own = and_(decision.c.approver == decision.c.author, decision.c.override == 0)
    wrong = select(decision.c.id).where(or_(and_(approved, or_(unsaid, own)), and_(~approved, ~unsaid)))
    for number in desk.connection.execute(wrong.order_by(decision.c.id)).scalars():
        yield Finding("verify.decision_changed", {"decision": make_code(CodeKind.DECISION, number)})


def _plans(desk: Desk) -> Iterator[Finding]:
    """Each revision begins where the one before it ended, and the last one ends at the plan of today."""
    now: dict[tuple[int, int], int] = {}
    query = select(item.c.campaign_id, item.c.line, item.c.planned, item.c.archived)
    for row in desk.connection.execute(query):
        now[row.campaign_id, row.line] = 0 if row.archived else row.planned
    last: dict[tuple[int, int], int] = {}
    broken: set[int] = set()
    for row in desk.connection.execute(select(plan_revision).order_by(plan_revision.c.id)):
        place = (row.campaign_id, row.line)
        if last.get(place, row.before) != row.before:
            broken.add(row.campaign_id)
        last[place] = row.after
    broken.update(place[0] for place, after in last.items() if now.get(place) != after)
    for number in sorted(broken):
        yield Finding("verify.plan_broken", {"campaign": campaign_code(number)})
