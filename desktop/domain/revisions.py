"""Revisions of a campaign's plan: what an expense item was planned at, and what it is planned at now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.errors import Problem
from desktop.domain.money import Money, check_positive
from desktop.domain.remarks import check_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from desktop.domain.campaigns import Campaign, CampaignDraft, Item

BEFORE_APPROVAL = (CampaignStatus.DRAFT, CampaignStatus.IN_REVIEW)
"""The statuses in which a plan is still being made: whatever changes then is no revision."""


class RevisionKind(Enum):
    """How a plan came to be changed; the value is what is stored."""

    EDIT = "edit"
    REALLOCATION = "reallocation"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One item's planned amount before and after; nothing before for a new item, nothing after for a removed one."""

    line: int
    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class PlanRevision:
    """A change of the plan as it was recorded. `by` is a user's number, `at` UTC; `decision` a code, if one made it.

    `reason` lies in the identity book and is empty without it.
    """

    number: int
    campaign: str
    change: PlanChange
    kind: RevisionKind
    by: int
    at: datetime
    decision: str | None = None
    reason: str = ""


def plan_changes(before: Campaign, after: Campaign) -> tuple[PlanChange, ...]:
    """Compare two states of a campaign: which items are planned at another amount, by line."""
    if before.draft.currency != after.draft.currency:
        return ()
    nothing = Money.zero(before.draft.currency)
    old = {item.line: item.planned for item in before.items if not item.draft.archived}
    new = {item.line: item.planned for item in after.items if not item.draft.archived}
    return tuple(
        PlanChange(line, old.get(line, nothing), new.get(line, nothing))
        for line in sorted(old.keys() | new.keys())
        if old.get(line, nothing) != new.get(line, nothing)
    )


def is_approved(campaign: Campaign, revised: Sequence[PlanRevision]) -> bool:
    """Tell whether a plan was approved once: it is past its review, or was, and was revised then."""
    return bool(revised) or campaign.draft.status not in BEFORE_APPROVAL


def revises(before: Campaign, draft: CampaignDraft) -> bool:
    """Tell whether a changed draft (with its removed items) plans anything at another amount."""
    old: dict[int | None, Money] = {item.line: item.planned for item in before.items if not item.draft.archived}
    new = {item.line: item.planned for item in draft.items if not item.archived}
    return old != new


def check_revision(
    before: Campaign, draft: CampaignDraft, reason: str, revised: Sequence[PlanRevision]
) -> tuple[Problem, ...]:
    """Say what is wrong with saving a campaign whose plan may be another now.

    Once a campaign is past its review, each change of the plan has its reason; and once it is closed, its whole stays:
    what is above or below it is for a decision. A plan that was revised stays in its currency.

    Args:
        before: The campaign as stored.
        draft: The changed draft, with its removed items.
        reason: Why the plan changes.
        revised: The revisions so far.
    """
    if draft.currency != before.draft.currency:
        facts = {"campaign": before.code, "currency": before.draft.currency}
        return (Problem("campaign.currency_planned", "currency", facts),) if revised else ()
    if not is_approved(before, revised) or not revises(before, draft):
        return ()
    found: list[Problem] = []
    if before.draft.status is draft.status is CampaignStatus.CLOSED:
        planned = sum(item.planned.minor for item in draft.items if not item.archived)
        if planned != before.planned.minor:
            found.append(Problem("plan.closed", "items", {"campaign": before.code, "planned": before.planned}))
    found.extend(_below_allotted(before, draft))
    if not reason.strip():
        found.append(Problem("plan.reason_missing", "reason"))
    else:
        found.extend(check_reason(reason))
    return tuple(found)


def _below_allotted(before: Campaign, draft: CampaignDraft) -> list[Problem]:
    """What was allotted to an item is within its plan."""
    allotted = {item.line: item.allotted for item in before.items if item.allotted is not None}
    return [
        Problem("plan.below_allotted", f"items.{place}.planned", {"line": item.line, "allotted": allotted[item.line]})
        for place, item in enumerate(draft.items)
        if item.line in allotted and not item.archived and item.planned < allotted[item.line]
    ]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person alone may take from an item: `percent` of `approved`, its plan when it was first approved.

    `taken` was taken from it so far.
    """

    approved: Money
    percent: int
    taken: Money

    @property
    def limit(self) -> Money:
        """The most that may be taken in all, rounded down."""
        return Money(self.approved.minor * self.percent // 100, self.approved.currency)

    @property
    def left(self) -> Money:
        """What may still be taken."""
        return max(self.limit - self.taken, Money.zero(self.approved.currency))

    def facts(self) -> dict[str, object]:
        """Give the figures of a refusal's sentence."""
        return {
            "percent": self.percent,
            "approved": self.approved,
            "limit": self.limit,
            "taken": self.taken,
            "left": self.left,
        }


def allowance(item: Item, revisions: Sequence[PlanRevision], percent: int) -> Allowance:
    """Say what one person alone may take from an item, by the revisions of its campaign's plan (oldest first).

    An amount that was lowered in the form counts as far as others were raised in the same saving: that is a move too.
    """
    mine = [each for each in revisions if each.change.line == item.line]
    approved = next((each.change.before for each in mine if each.change.before), item.planned)
    taken = sum(_moved_by(each, revisions) for each in mine if each.change.after < each.change.before)
    return Allowance(approved, percent, Money(taken, item.planned.currency))


def _moved_by(lowered: PlanRevision, revisions: Sequence[PlanRevision]) -> int:
    """Say how much of a lowered plan went to other items by one person's word."""
    change = lowered.change
    by = change.before.minor - change.after.minor
    if lowered.kind is RevisionKind.DECISION:
        return 0
    if lowered.kind is RevisionKind.REALLOCATION:
        return by
    saved = [each.change for each in revisions if (each.kind, each.at) == (lowered.kind, lowered.at)]
    return min(by, sum(max(each.after.minor - each.before.minor, 0) for each in saved))


def moved_between_items(revisions: Iterable[PlanRevision]) -> dict[tuple[str, int], Money]:
    """Say by how much each item's plan grew (above nothing) or shrank by moves between items, by campaign and line.

    What was changed at once, or by one decision, is a move as far as some plans grew and others shrank; the rest of it
    made the whole plan larger or smaller. The moves of a campaign come to nothing.
    """
    at_once: dict[tuple[object, ...], list[PlanChange]] = {}
    for each in revisions:
        at_once.setdefault((each.campaign, each.kind, each.decision or each.at), []).append(each.change)
    found: dict[tuple[str, int], Money] = {}
    for (campaign, *_), changes in at_once.items():
        grown = [(each.line, each.after.minor - each.before.minor) for each in changes if each.after > each.before]
        shrunk = [(each.line, each.before.minor - each.after.minor) for each in changes if each.after < each.before]
        moved = Money(min(sum(by for _, by in grown), sum(by for _, by in shrunk)), changes[0].after.currency)
        for side, sign in ((grown, 1), (shrunk, -1)) if moved else ():
            for (line, _), part in zip(side, moved.split([by for _, by in side]), strict=True):
                key = (str(campaign), line)
                found[key] = found.get(key, Money.zero(part.currency)) + Money(sign * part.minor, part.currency)
    return found


def check_moves(
    before: Campaign, draft: CampaignDraft, revised: Sequence[PlanRevision], percent: int
) -> tuple[Problem, ...]:
    """Say which items' plans are lowered in favour of others by more than one person may move.

    Args:
        before: The campaign as stored.
        draft: The changed draft, with its removed items.
        revised: The revisions so far, oldest first.
        percent: The office's limit, of an item's plan as first approved.
    """
    if draft.currency != before.draft.currency or not is_approved(before, revised):
        return ()
    items = {item.line: item for item in before.items if not item.draft.archived}
    raised = 0
    lowered: list[tuple[str, Item, int]] = []
    for place, wanted in enumerate(draft.items):
        item = None if wanted.line is None else items.get(wanted.line)
        was, by_now = 0 if item is None else item.planned.minor, 0 if wanted.archived else wanted.planned.minor
        raised += max(by_now - was, 0)
        if item is not None and by_now < was:
            lowered.append(("items" if wanted.archived else f"items.{place}.planned", item, was - by_now))
    found: list[Problem] = []
    for at, item, by in lowered:
        allowed = allowance(item, revised, percent)
        if min(by, raised) > allowed.left.minor:
            found.append(Problem("plan.above_limit", at, {"line": item.line} | allowed.facts()))
    return tuple(found)


def check_reallocation(campaign: Campaign, source: int, target: int, amount: Money, reason: str) -> tuple[Problem, ...]:
    """Say what is wrong with moving a part of the plan from one item to another, whoever may do it."""
    live = {item.line: item for item in campaign.items if not item.draft.archived}
    found = [
        Problem("item.no_such_line", at, {"line": line})
        for at, line in (("source", source), ("target", target))
        if line not in live
    ]
    if not found and source == target:
        found.append(Problem("plan.same_item", "target"))
    if amount.currency != campaign.draft.currency:
        found.append(Problem("item.other_currency", "amount", {"currency": campaign.draft.currency}))
    else:
        found.extend(check_positive(amount))
    found.extend(check_reason(reason))
    if not found and amount >= live[source].planned:
        facts = {"line": source, "planned": live[source].planned}
        found.append(Problem("plan.nothing_left", "amount", facts))
    if not found and amount > live[source].remaining:
        facts = {"line": source, "remaining": live[source].remaining, "amount": amount}
        found.append(Problem("plan.above_remaining", "amount", facts))
    if not found and (allotted := live[source].allotted) is not None and live[source].planned - amount < allotted:
        found.append(Problem("plan.below_allotted", "amount", {"line": source, "allotted": allotted}))
    return tuple(found)
