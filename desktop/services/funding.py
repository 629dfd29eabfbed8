"""By which rule a fund's money goes to its items, what somebody allots by hand, and moves within the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.funding import FundingRule, check_allotment
from desktop.domain.journal import Record
from desktop.domain.revisions import (
    PlanChange,
    RevisionKind,
    allowance,
    check_reallocation,
    is_approved,
)
from desktop.domain.text import one_line
from desktop.services.campaign_undo import CAMPAIGNS
from desktop.services.campaigns import campaign_facts, require_campaign, revise_plan, revision_facts
from desktop.services.undo import Gesture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.campaigns import Campaign
    from desktop.domain.money import Money
    from desktop.domain.revisions import Allowance, PlanRevision
    from desktop.services.office import Office
    from desktop.storage.work import Work


def fund_campaign(
    office: Office,
    code: str,
    rule: FundingRule,
    amounts: Mapping[int, Money] | None = None,
    revision: int | None = None,
) -> Campaign:
    """Say by which rule a fund's money goes to its items; by hand, `amounts` are what each line gets.

    Args:
        office: The open office.
        code: The campaign's.
        rule: The rule from now on.
        amounts: By hand: the amounts by line; a line that is left out gets nothing.
        revision: The revision that the amounts were worked out on; None where nobody looked at one.

    Raises:
        Refused: Amounts that there is no money or no plan for, or the campaign was decided on or changed meanwhile.
    """
    with office.work() as work:
        campaign = require_campaign(work, code)
        if revision is not None and revision != campaign.revision:
            raise refuse("changed_meanwhile")
        if campaign.decided:
            raise refuse("funding.decided", campaign=code, decision=campaign.decided)
        by_hand = dict(amounts or {}) if rule is FundingRule.MANUAL else {}
        refuse_errors(check_allotment(campaign, by_hand))
        gesture = Gesture(office, work)
        gesture.changes(CAMPAIGNS, campaign.code)
        work.plans.forget_allotments(code)
        for line, amount in by_hand.items():
            work.plans.allot(code, line, amount)
        work.campaigns.set_rule(code, rule)
        work.campaigns.refund(code)
        campaign = work.campaigns.get(code)
        gesture.commit(Record("campaign.saved", campaign.code, campaign_facts(campaign)))
    return campaign


def reallocation_allowance(office: Office, code: str, line: int) -> Allowance:
    """Say what one person alone may move from an item's plan to another item.

    Raises:
        Refused: The campaign has no such item.
        NotFound: There is no such campaign.
    """
    with office.work() as work:
        return _allowance(work, work.campaigns.get(code), line)


def reallocate(office: Office, code: str, source: int, target: int, amount: Money, reason: str) -> Campaign:
    """Move a part of the plan from one item to another, within what the office lets one person do alone.

    Raises:
        Refused: "plan.above_limit" with the figures (propose it as a decision then), or another check failed.
    """
    office.need_identity()
    reason = one_line(reason)
    with office.work() as work:
        campaign = require_campaign(work, code)
        refuse_errors(check_reallocation(campaign, source, target, amount, reason))
        allowed = _allowance(work, campaign, source)
        if amount > allowed.left and is_approved(campaign, work.plans.of(code)):
            raise refuse("plan.above_limit", at="amount", line=source, **allowed.facts())
        gesture = Gesture(office, work)
        gesture.changes(CAMPAIGNS, campaign.code)
        made = move_plan(work, office, campaign, (source, target), amount, RevisionKind.REALLOCATION, reason=reason)
        campaign = work.campaigns.get(code)
        gesture.commit(Record("campaign.saved", campaign.code, {**campaign_facts(campaign), **revision_facts(made)}))
    return campaign


def move_plan(
    work: Work,
    office: Office,
    campaign: Campaign,
    lines: tuple[int, int],
    amount: Money,
    kind: RevisionKind,
    *,
    reason: str = "",
    decision: str | None = None,
) -> tuple[PlanRevision, ...]:
    """Move a part of the plan between two lines within a unit of work, and keep it as revisions."""
    planned = {item.line: item.planned for item in campaign.items}
    source, target = lines
    changes = tuple(
        PlanChange(line, planned[line], after)
        for line, after in sorted({source: planned[source] - amount, target: planned[target] + amount}.items())
    )
    for change in changes:
        work.plans.set_planned(campaign.code, change.line, change.after)
    work.campaigns.refund(campaign.code)
    return revise_plan(work, office, campaign.code, changes, kind, reason, decision)


def plan_history(office: Office, code: str) -> tuple[PlanRevision, ...]:
    """Read how a campaign's plan came to be what it is, oldest first: who, when, why, before and after.

    Raises:
        NotFound: There is no such campaign.
    """
    with office.work() as work:
        work.campaigns.get(code)
        return work.plans.of(code)


def _allowance(work: Work, campaign: Campaign, line: int) -> Allowance:
    item = next((each for each in campaign.items if each.line == line and not each.draft.archived), None)
    if item is None:
        raise refuse("item.no_such_line", at="source", line=line)
    return allowance(item, work.plans.of(campaign.code), work.settings.load().reallocation_limit)
