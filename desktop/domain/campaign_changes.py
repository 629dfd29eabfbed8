"""What may change in a campaign once money has moved in it, and which labels would give a person away."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.campaigns import Campaign, CampaignDraft, CampaignStatus, FundKind, Item
from desktop.domain.decisions import undecided
from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.ledger import FundTotals
    from desktop.domain.money import Money

_BEFORE_MONEY = (CampaignStatus.DRAFT, CampaignStatus.IN_REVIEW)
_SHORTEST_NAME_PART = 3
_SHORTEST_STEM = 5
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")


def with_removed_items(before: Campaign, draft: CampaignDraft) -> CampaignDraft:
    """Add the lines that an edit left out, archived: a line is never deleted, and its number never used again."""
    kept = {item.line for item in draft.items}
    removed = tuple(
        replace(item.draft, line=item.line, archived=True) for item in before.items if item.line not in kept
    )
    return replace(draft, items=draft.items + removed)


def check_status(
    campaign: str, totals: FundTotals, before: CampaignStatus, after: CampaignStatus
) -> tuple[Problem, ...]:
    """Say why a campaign cannot come to a status.

    Restricted money must not be locked in: settling and cancelling ask for an empty fund. A campaign in which money
    moved has been public: it is no draft any more.
    """
    if after is before:
        return ()
    if not after.takes_money and totals.advanced:
        return (Problem("campaign.open_advances", "status", {"campaign": campaign, "advanced": totals.advanced}),)
    if not after.takes_money and totals.committed:
        return (Problem("campaign.still_committed", "status", {"campaign": campaign, "committed": totals.committed}),)
    if not after.takes_money and totals.available:
        return (Problem("campaign.still_holds_money", "status", {"campaign": campaign, "available": totals.available}),)
    if after in _BEFORE_MONEY and before not in _BEFORE_MONEY and _moved(totals):
        return (Problem("campaign.has_money", "status", {"campaign": campaign}),)
    return ()


def check_change(before: Campaign, draft: CampaignDraft) -> tuple[Problem, ...]:
    """Say what of a changed draft (with its removed items) money that has already moved forbids."""
    if before.kind is FundKind.GENERAL and (problems := _check_general(before, draft)):
        return problems
    found = list(check_status(before.code, before.totals, before.draft.status, draft.status))
    if draft.status is CampaignStatus.SETTLED and draft.status is not before.draft.status:
        found.extend(_check_decided(before))
    currency = before.draft.currency
    spent = any(item.paid or item.committed for item in before.items)
    if draft.currency != currency and (_moved(before.totals) or spent):
        return (*found, Problem("campaign.currency_fixed", "currency", {"campaign": before.code, "currency": currency}))
    known = {item.line: item for item in before.items}
    seen: set[int] = set()
    for index, line in enumerate(item.line for item in draft.items):
        if line is None:
            continue
        if line not in known:
            at = f"items.{index}.label"
            found.append(Problem("item.no_such_line", at, {"line": line}))
        elif line in seen:
            found.append(Problem("item.line_twice", f"items.{index}.label", {"line": line}))
        else:
            found.extend(_check_paid_line(known[line], draft.items[index].planned, draft.items[index].archived, index))
        seen.add(line)
    return tuple(found)


def _check_decided(before: Campaign) -> tuple[Problem, ...]:
    """What is above or below the plan is decided before a campaign is settled."""
    found = undecided(before)
    if found is None:
        return ()
    facts = {"campaign": before.code, "has": found.has, "needs": found.needs}
    return (Problem("campaign.undecided", "status", facts),)


def _check_general(before: Campaign, draft: CampaignDraft) -> tuple[Problem, ...]:
    """The general fund is nobody's appeal: it stays open, in its currency, without a goal and a beneficiary."""
    title = before.draft.title
    found: list[Problem] = []
    if draft.status is not CampaignStatus.OPEN:
        found.append(Problem("campaign.general_stays", "status", {"campaign": title}))
    fixed = ("currency", "beneficiary", "goal", "published_goal", "starts", "ends", "story", "titles")
    found.extend(
        Problem("campaign.general_kept", name, {"campaign": title})
        for name in fixed
        if getattr(draft, name) != getattr(before.draft, name)
    )
    return tuple(found)


def _check_paid_line(item: Item, planned: Money, archived: bool, index: int) -> tuple[Problem, ...]:
    """A line that was paid, or for which money is reserved, stays, and stays planned at so much or more."""
    held = item.paid + item.committed
    if not held:
        return ()
    if item.committed:
        facts = {"line": item.line, "held": held, "committed": item.committed}
        gone, below = "item.has_commitments", "item.below_committed"
    else:
        facts = {"line": item.line, "paid": item.paid}
        gone, below = "item.has_payouts", "item.below_paid"
    if archived:
        return (Problem(gone, f"items.{index}.label", facts),)
    if planned.currency == held.currency and planned < held and planned != item.planned:
        return (Problem(below, f"items.{index}.planned", facts),)
    return ()


def _moved(totals: FundTotals) -> bool:
    return any((totals.collected, totals.fees, totals.paid))


def check_labels(draft: CampaignDraft, names: Iterable[str]) -> tuple[Problem, ...]:
    """Refuse labels and donor lines that hold a person's name: they lie in the ledger book, which holds none."""
    known = tuple(names)
    return tuple(
        Problem("item.label_names_person", f"items.{index}.{field}")
        for index, item in enumerate(draft.items)
        for field, text in (("label", item.label), ("donor_line", item.donor_line))
        if names_person(text, known)
    )


def names_person(text: str, names: Iterable[str]) -> bool:
    """Tell whether a text holds a part of one of the names, also with another ending (Некрасов, Некрасову)."""
    words = [word.casefold() for word in _WORDS.findall(text)]
    parts = {part.casefold() for name in names for part in _WORDS.findall(name) if len(part) >= _SHORTEST_NAME_PART}
    return any(
        word == part or (len(part) >= _SHORTEST_STEM and word.startswith(part[:-1])) for word in words for part in parts
    )
