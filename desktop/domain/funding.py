"""How a fund's money covers its expense items: what is funded, to the cent, by the rule that the fund goes by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem
from desktop.domain.money import Money, total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.campaigns import Campaign, Item


class FundingRule(Enum):
    """By which rule money that is not meant for one item alone goes to the items; the value is what is stored."""

    PRIORITY = "priority"  # the first priority in full, then the next
    PRO_RATA = "pro_rata"  # every item in proportion to its plan
    MANUAL = "manual"  # as somebody allots it, item by item


@dataclass(frozen=True, slots=True)
class ItemNeed:
    """What an item asks for, by its line number and priority (1 first).

    `paid` was paid for it already. `earmarked` is what gifts for this item alone brought. `allotted` is what somebody
    or a decision gives it in place of its plan; None: nobody said.
    """

    line: int
    priority: int
    planned: Money
    paid: Money
    earmarked: Money | None = None
    allotted: Money | None = None


def fund_items(net: Money, needs: Sequence[ItemNeed], rule: FundingRule = FundingRule.PRIORITY) -> dict[int, Money]:
    """Spread what reached a fund over its items; gives each line's funded amount.

    What is paid is funded by that very fact. Gifts for one item fund that item next, up to its plan. The rest goes by
    the rule, each item up to its plan, or up to what is allotted to it. What is beyond all plans stays with the fund.
    """
    ordered = sorted(needs, key=lambda need: (need.priority, need.line))
    limits = {need.line: _limit(need, rule) for need in needs}
    funded = {need.line: need.paid.minor for need in needs}
    left = net.minor - sum(funded.values())
    for need in ordered:
        earmarked = 0 if need.earmarked is None else need.earmarked.minor
        left -= _give(funded, need.line, min(earmarked, limits[need.line]) - funded[need.line], left)
    if rule is FundingRule.PRO_RATA:
        funded = _in_proportion(net, needs, funded, limits)
    else:
        for need in ordered:
            left -= _give(funded, need.line, limits[need.line] - funded[need.line], left)
    return {need.line: Money(funded[need.line], net.currency) for need in needs}


def _limit(need: ItemNeed, rule: FundingRule) -> int:
    """Say up to what an item is funded. By hand, an item of which nobody said anything gets nothing."""
    if need.allotted is not None:
        return need.allotted.minor
    return 0 if rule is FundingRule.MANUAL else need.planned.minor


def _give(funded: dict[int, int], line: int, wanted: int, left: int) -> int:
    """Give a line what it wants of what is left; tells how much that was."""
    given = min(max(left, 0), max(wanted, 0))
    funded[line] += given
    return given


def _in_proportion(
    net: Money, needs: Sequence[ItemNeed], least: Mapping[int, int], limits: Mapping[int, int]
) -> dict[int, int]:
    """Give each line its share of the whole in proportion to its limit, and none less than its `least`.

    A line that has more than its share already (it was paid, or gifts were for it alone) keeps that; the others share
    the rest. So paying an item what it has moves no other item's share.
    """
    fixed = {need.line for need in needs if least[need.line] >= limits[need.line]}
    while True:
        sharing = [need.line for need in sorted(needs, key=lambda need: need.line) if need.line not in fixed]
        pool = net.minor - sum(least[line] for line in fixed)
        weights = sum(limits[line] for line in sharing)
        above = {line for line in sharing if least[line] * weights > pool * limits[line]}
        if not above:
            break
        fixed |= above
    shares = {line: least[line] for line in fixed}
    if sharing:
        parts = Money(min(pool, weights), net.currency).split([limits[line] for line in sharing])
        shares.update({line: part.minor for line, part in zip(sharing, parts, strict=True)})
    return shares


def need_of(item: Item) -> ItemNeed:
    """Say what an item asks for: an archived one only what was paid for it already."""
    wanted = item.paid if item.draft.archived else item.planned
    return ItemNeed(item.line, item.draft.priority, wanted, item.paid, item.earmarked, item.allotted)


def check_allotment(campaign: Campaign, amounts: Mapping[int, Money]) -> tuple[Problem, ...]:
    """Say what is wrong with allotting a fund's money by hand; `amounts` are by line, the fund's own.

    No item gets more than its plan, none less than what is paid and reserved, and all of them no more than there is.
    """
    found: list[Problem] = []
    live = {item.line: item for item in campaign.items if not item.draft.archived}
    for line, amount in amounts.items():
        if (item := live.get(line)) is None:
            found.append(Problem("item.no_such_line", f"amounts.{line}", {"line": line}))
        else:
            found.extend(check_share(item, amount))
    if found:
        return tuple(found)
    there_is = campaign.totals.net + campaign.totals.moved
    allotted = total(amounts.values(), there_is.currency)
    if allotted > there_is:
        facts = {"allotted": allotted, "available": there_is, "excess": allotted - there_is}
        found.append(Problem("funding.more_than_there_is", "amounts", facts))
    return tuple(found)


def check_share(item: Item, amount: Money) -> tuple[Problem, ...]:
    """Say why an item cannot be given this much in place of its plan."""
    at, bound = f"amounts.{item.line}", item.paid + item.committed
    if amount.currency != item.planned.currency:
        return (Problem("item.other_currency", at, {"currency": item.planned.currency}),)
    if amount.minor < 0:
        return (Problem("amount.negative", at, {"amount": amount}),)
    if amount > item.planned:
        return (Problem("funding.above_the_plan", at, {"line": item.line, "planned": item.planned}),)
    if amount < bound:
        return (Problem("funding.below_the_bound", at, {"line": item.line, "bound": bound}),)
    return ()
