"""What waits to be done, as conditions on rows: Home counts by them, and the lists show the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, or_, select

from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.decisions import DecisionState
from desktop.domain.listing import ListKind
from desktop.domain.payouts import PayoutState
from desktop.domain.pledges import PledgeState
from desktop.domain.summaries import TaskKind
from desktop.storage.tables_ledger import campaign, document, donation, item, payout
from desktop.storage.tables_money import advance, decision, pledge

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

ENDS_SOON = timedelta(days=14)
APPROVAL_DUE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kind of task: in which list its rows stand, and which of them they are."""

    kind: TaskKind
    where: ListKind
    condition: ColumnElement[bool]


def pledge_overdue(today: date) -> ColumnElement[bool]:
    """Give the condition on pledges that should have come by a day and did not."""
    return and_(pledge.c.state == PledgeState.OPEN.value, pledge.c.due < today.isoformat())


def waiting(today: date) -> tuple[Waiting, ...]:
    """Give all kinds of tasks as they are on a day."""
    live = and_(campaign.c.archived == 0, campaign.c.kind == FundKind.APPEAL.value)
    running = campaign.c.status.in_([status.value for status in CampaignStatus if status.takes_money])
    public = campaign.c.status.in_(
        [each.value for each in (CampaignStatus.OPEN, CampaignStatus.PAUSED, CampaignStatus.CLOSED)]
    )
    is_open = campaign.c.status == CampaignStatus.OPEN.value
    undecided, has = _closed(), _has()
    ending = campaign.c.ends.between(today.isoformat(), (today + ENDS_SOON).isoformat())
    differs = and_(campaign.c.goal.is_not(None), campaign.c.planned > 0, campaign.c.goal != campaign.c.planned)
    overdue = and_(advance.c.open > 0, advance.c.due < today.isoformat())
    return (
        # By their indexed keys: a row in a hundred thousand is found without looking at the others.
        Waiting(TaskKind.OVERDRAWN, ListKind.CAMPAIGNS, campaign.c.available_key < 0),
        Waiting(TaskKind.OVERSPENT, ListKind.ITEMS, item.c.remaining_key < 0),
        Waiting(TaskKind.NO_RECEIPT, ListKind.DONATIONS, donation.c.wants_receipt == 1),
        Waiting(TaskKind.TO_APPROVE, ListKind.PAYOUTS, payout.c.state == PayoutState.SUBMITTED.value),
        Waiting(TaskKind.APPROVED, ListKind.PAYOUTS, payout.c.state == PayoutState.APPROVED.value),
        Waiting(TaskKind.RETURNED, ListKind.PAYOUTS, payout.c.state == PayoutState.RETURNED.value),
        Waiting(TaskKind.PLEDGES_OVERDUE, ListKind.PLEDGES, pledge_overdue(today)),
        Waiting(TaskKind.NO_VOUCHER, ListKind.PAYOUTS, payout.c.wants_voucher == 1),
        Waiting(TaskKind.TO_SIGN, ListKind.DOCUMENTS, document.c.wants_signature == 1),
        Waiting(TaskKind.TO_PAY, ListKind.CAMPAIGNS, and_(live, public, campaign.c.available > 0)),
        Waiting(TaskKind.ADVANCE_OVERDUE, ListKind.ADVANCES, overdue),
        Waiting(TaskKind.GOAL_DIFFERS, ListKind.CAMPAIGNS, and_(live, running, differs)),
        Waiting(TaskKind.SURPLUS, ListKind.CAMPAIGNS, and_(undecided, has > _needed())),
        Waiting(TaskKind.SHORTFALL, ListKind.CAMPAIGNS, and_(undecided, has < _needed())),
        Waiting(TaskKind.NO_BENEFICIARY, ListKind.CAMPAIGNS, and_(live, running, campaign.c.beneficiary_key == 0)),
        Waiting(TaskKind.ENDING, ListKind.CAMPAIGNS, and_(live, is_open, ending)),
    )


def _closed() -> ColumnElement[bool]:
    """Campaigns whose difference is to be decided on, where there is one."""
    return and_(
        campaign.c.archived == 0,
        campaign.c.kind == FundKind.APPEAL.value,
        campaign.c.status == CampaignStatus.CLOSED.value,
        campaign.c.goal_shown > 0,
    )


def _has() -> ColumnElement[int]:
    """What reached a campaign, from donors and from other funds."""
    return campaign.c.collected - campaign.c.fees + campaign.c.moved


def _needed() -> ColumnElement[int]:
    """What a campaign's live items ask for, as `domain.decisions.standing` says; without items, its goal at most.

    Where no decision was made, the kept sum of plans says it, and no item is read.
    """
    limit = case((campaign.c.decided != "", func.coalesce(item.c.allotted, item.c.planned)), else_=item.c.planned)
    # An expression, not the bare column: SQLite would go by the index of what is archived, through nearly all items.
    live = item.c.archived + 0 == 0
    asked = select(func.sum(limit)).where(item.c.campaign_id == campaign.c.id, live).scalar_subquery()
    has = _has()
    by_items = func.coalesce(asked, func.min(has, func.coalesce(campaign.c.goal, has)))
    return case((and_(campaign.c.decided == "", campaign.c.planned > 0), campaign.c.planned), else_=by_items)


def watched(today: date) -> tuple[Waiting, ...]:
    """Give what only the checks look at, in the lists where it can be put right."""
    reduced = exists().where(
        document.c.number == donation.c.receipt, document.c.amount > donation.c.gross - donation.c.refunded
    )
    stands = or_(donation.c.countered_by.is_not(None), and_(donation.c.refunded > 0, reduced))
    unsigned = and_(payout.c.state == PayoutState.PAID.value, payout.c.countered_by.is_(None))
    late = and_(
        payout.c.state == PayoutState.SUBMITTED.value, payout.c.submitted_at < (today - APPROVAL_DUE).isoformat()
    )
    return (
        Waiting(TaskKind.UNSIGNED, ListKind.PAYOUTS, unsigned),
        Waiting(TaskKind.RECEIPT_STANDS, ListKind.DONATIONS, and_(donation.c.receipt != "", stands)),
        Waiting(TaskKind.APPROVAL_LATE, ListKind.PAYOUTS, late),
        Waiting(TaskKind.UNDECIDED, ListKind.CAMPAIGNS, and_(_closed(), _has() != _needed())),
        Waiting(TaskKind.PROPOSED, ListKind.DECISIONS, _proposed()),
    )


def to_decide(user: int, *, alone: bool) -> Waiting:
    """Give the decisions that wait for this user: a colleague's; in an office of one, all that were proposed."""
    theirs = and_(_proposed(), decision.c.author != user)
    return Waiting(TaskKind.DECISION_TO_APPROVE, ListKind.DECISIONS, _proposed() if alone else theirs)


def _proposed() -> ColumnElement[bool]:
    return decision.c.state == DecisionState.PROPOSED.value
