"""Decisions on what a closed campaign has above or below its plan: by which rule, to the cent, by whom and approved.

A surplus stays restricted until somebody decided on it; a shortfall is allotted to the items. One person proposes and
another approves, and approving carries it out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.errors import Problem
from desktop.domain.funding import FundingRule, check_share, fund_items, need_of
from desktop.domain.money import Money, check_positive, total
from desktop.domain.remarks import check_reason
from desktop.domain.revisions import check_reallocation

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.domain.campaigns import Campaign, Item

MOST_LINES = 100

PROPOSED, APPROVED, WITHDRAWN = "decision.proposed", "decision.approved", "decision.withdrawn"
"""The verbs of decisions in the journal, and of the remarks that say why."""


class DecisionKind(Enum):
    """What is decided on; the value is what is stored."""

    SURPLUS = "surplus"
    SHORTFALL = "shortfall"
    REALLOCATION = "reallocation"  # more of an item's plan than one person may move alone


class DecisionState(Enum):
    """Where a decision stands; the value is what is stored."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class DecisionAction(Enum):
    """What one line of a decision does; the value is what is stored."""

    EXTEND = "extend"  # an item's plan grows
    REDUCE = "reduce"  # an item's plan shrinks in favour of another one
    TRANSFER = "transfer"  # money goes to another campaign or to the general fund
    REFUND = "refund"  # a donor gets money back
    ALLOT = "allot"  # an item gets this much in place of its plan


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One line: the action, its amount in the campaign's currency, and what it is about.

    `item` is a line's number, `to` another fund's code, `donation` a donation's code.
    """

    action: DecisionAction
    amount: Money
    item: int | None = None
    to: str | None = None
    donation: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision as proposed. `rule` is how the amounts were found; `reason` lies in the identity book."""

    campaign: str
    kind: DecisionKind
    rule: FundingRule
    lines: tuple[DecisionLine, ...]
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as stored. `amount` is what it is about: the surplus, what is missing, or what is moved.

    `author` and `approver` are users' numbers. `override` says that there was nobody else to approve it; why is kept.
    `reason` and `override_reason` are empty without the identity book.
    """

    code: str
    draft: DecisionDraft
    amount: Money
    state: DecisionState
    author: int
    approver: int | None = None
    approved_at: datetime | None = None
    override: bool = False
    override_reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A line of the list of decisions."""

    row_id: int
    code: str
    on: date
    campaign: str
    kind: DecisionKind
    rule: FundingRule
    amount: Money
    state: DecisionState
    author: int
    approver: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a campaign has, and what its items ask for: the difference is what may have to be decided."""

    has: Money
    needs: Money

    @property
    def difference(self) -> Money:
        """A surplus above nothing, a shortfall below it."""
        return self.has - self.needs

    @property
    def kind(self) -> DecisionKind | None:
        """What would have to be decided; None when nothing would."""
        if not self.difference:
            return None
        return DecisionKind.SURPLUS if self.difference.minor > 0 else DecisionKind.SHORTFALL

    @property
    def to_decide(self) -> Money:
        """What the lines of a decision must come to: the whole surplus, or all that there is to allot."""
        return self.difference if self.kind is DecisionKind.SURPLUS else self.has


def standing(campaign: Campaign) -> Standing:
    """Say what a campaign has and needs: what reached it of donors and other funds, against the plans of its items.

    Where a decision allotted amounts in place of plans, these count. A campaign without items needs its goal.
    """
    has = campaign.totals.net + campaign.totals.moved
    live = [item for item in campaign.items if not item.draft.archived]
    needs = total((limit_of(item, decided=bool(campaign.decided)) for item in live), has.currency)
    if not live:
        needs = has if campaign.draft.goal is None or has < campaign.draft.goal else campaign.draft.goal
    return Standing(has, needs)


def limit_of(item: Item, *, decided: bool) -> Money:
    """Say what an item asks for: its plan, or what a decision allotted to it."""
    return item.allotted if decided and item.allotted is not None else item.planned


def undecided(campaign: Campaign) -> Standing | None:
    """Give what must be decided before a campaign is settled; None when nothing must."""
    if campaign.kind is FundKind.GENERAL:
        return None
    found = standing(campaign)
    return None if found.kind is None else found


def proposed_lines(campaign: Campaign, rule: FundingRule) -> tuple[DecisionLine, ...]:
    """Work out a decision's lines by a rule; by hand a surplus has none, a shortfall's items what is bound already.

    A shortfall's money is allotted to the items. A surplus extends them: by priority the first one, in proportion all.
    """
    found = standing(campaign)
    live = [item for item in campaign.items if not item.draft.archived]
    if found.kind is DecisionKind.SHORTFALL:
        needs = [replace(need_of(item), allotted=None) for item in live]
        if rule is FundingRule.MANUAL:
            needs = [replace(need, allotted=item.paid + item.committed) for need, item in zip(needs, live, strict=True)]
        funded = fund_items(found.has, needs, rule)
        return tuple(DecisionLine(DecisionAction.ALLOT, funded[item.line], item.line) for item in live)
    if found.kind is None or rule is FundingRule.MANUAL or not live:
        return ()
    if rule is FundingRule.PRIORITY:
        first = min(live, key=lambda item: (item.draft.priority, item.line))
        return (DecisionLine(DecisionAction.EXTEND, found.difference, first.line),)
    parts = found.difference.split([item.planned.minor for item in live])
    return tuple(
        DecisionLine(DecisionAction.EXTEND, part, item.line) for item, part in zip(live, parts, strict=True) if part
    )


def check_decision(campaign: Campaign, draft: DecisionDraft, available: Money | None = None) -> tuple[Problem, ...]:
    """Say what is wrong with a decision: it must be about what there is to decide, and come to that exactly.

    Args:
        campaign: The campaign as it stands now.
        draft: The decision.
        available: What can leave the fund now, where it is not the campaign's own figure.
    """
    if draft.kind is DecisionKind.REALLOCATION:
        return _check_moved_plan(campaign, draft)
    found = standing(campaign)
    if campaign.draft.status is not CampaignStatus.CLOSED:
        return (Problem("decision.not_closed", "campaign", {"campaign": campaign.code}),)
    if campaign.kind is FundKind.GENERAL or found.kind is not draft.kind:
        return (Problem("decision.nothing_to_decide", "campaign", {"campaign": campaign.code}),)
    problems = list(check_reason(draft.reason))
    if draft.kind is DecisionKind.SURPLUS:
        problems.extend(_check_surplus(campaign, draft))
        leaving = total((line.amount for line in draft.lines if line.action in _LEAVES), found.has.currency)
        can_leave = campaign.totals.available if available is None else available
        if not problems and leaving > can_leave:
            facts = {"amount": leaving, "available": can_leave}
            problems.append(Problem("decision.already_reserved", "lines", facts))
    else:
        problems.extend(_check_shortfall(campaign, draft))
    whole = total(
        (line.amount for line in draft.lines if line.amount.currency == found.has.currency), found.has.currency
    )
    if whole != found.to_decide:
        facts = {"sum": whole, "whole": found.to_decide, "rest": found.to_decide - whole}
        problems.append(Problem("decision.does_not_sum", "lines", facts))
    return tuple(problems)


_LEAVES = (DecisionAction.TRANSFER, DecisionAction.REFUND)


def _check_surplus(campaign: Campaign, draft: DecisionDraft) -> list[Problem]:
    live = {item.line for item in campaign.items if not item.draft.archived}
    found: list[Problem] = []
    if len(draft.lines) > MOST_LINES:
        found.append(Problem("decision.too_many_lines", "lines", {"most": MOST_LINES}))
    seen: set[tuple[object, ...]] = set()
    for place, line in enumerate(draft.lines[:MOST_LINES]):
        at = f"lines.{place}"
        if line.amount.currency != campaign.draft.currency:
            found.append(Problem("item.other_currency", f"{at}.amount", {"currency": campaign.draft.currency}))
        else:
            found.extend(check_positive(line.amount, at=f"{at}.amount"))
        about = (line.action, line.item, line.to, line.donation)
        if about in seen:
            found.append(Problem("decision.line_twice", at))
        seen.add(about)
        fits = (line.item in live, line.to not in (None, campaign.code), line.donation is not None)
        if line.action not in _NAMES or not fits[_NAMES.index(line.action)]:
            found.append(Problem("decision.line_unclear", at))
    return found


_NAMES = (DecisionAction.EXTEND, DecisionAction.TRANSFER, DecisionAction.REFUND)


def _check_shortfall(campaign: Campaign, draft: DecisionDraft) -> list[Problem]:
    live = {item.line: item for item in campaign.items if not item.draft.archived}
    named = [line.item for line in draft.lines]
    if sorted(live) != sorted(line or 0 for line in named) or any(
        line.action is not DecisionAction.ALLOT for line in draft.lines
    ):
        return [Problem("decision.every_item", "lines")]
    found = [problem for line in draft.lines for problem in check_share(live[line.item or 0], line.amount)]
    if not found and draft.rule is not FundingRule.MANUAL:
        expected = {line.item: line.amount for line in proposed_lines(campaign, draft.rule)}
        if any(expected[line.item] != line.amount for line in draft.lines):
            found.append(Problem("decision.not_by_the_rule", "rule", {"rule": draft.rule}))
    return found


def _check_moved_plan(campaign: Campaign, draft: DecisionDraft) -> tuple[Problem, ...]:
    if [line.action for line in draft.lines] != [DecisionAction.REDUCE, DecisionAction.EXTEND]:
        return (Problem("decision.line_unclear", "lines"),)
    source, target = draft.lines
    if source.amount != target.amount:
        return (Problem("decision.line_unclear", "lines"),)
    return check_reallocation(campaign, source.item or 0, target.item or 0, source.amount, draft.reason)


def check_approval(decision: Decision, approver: int, colleagues: int, override: str) -> tuple[Problem, ...]:
    """Say why a user cannot approve a decision: nobody approves their own while there is somebody else.

    Args:
        decision: The decision.
        approver: The user who would approve it.
        colleagues: How many others may open the vault.
        override: The reason of somebody who approves their own, being alone.
    """
    if decision.state is not DecisionState.PROPOSED:
        return (Problem("decision.not_proposed", None, {"code": decision.code, "state": decision.state}),)
    if decision.author != approver:
        return ()
    if colleagues:
        return (Problem("decision.own", None, {"code": decision.code}),)
    if not override.strip():
        return (Problem("decision.override_missing", "override"),)
    return check_reason(override, at="override")
