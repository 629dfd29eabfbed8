"""How collected money covers expense items: what is funded, to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ItemNeed:
    """What an item asks for: its line number, priority (1 first), planned amount, and what was already paid for it."""

    line: int
    priority: int
    planned: Money
    paid: Money


def fund_items(net: Money, needs: Sequence[ItemNeed]) -> dict[int, Money]:
    """Spread the net collected over a campaign's items; gives each line's funded amount.

    What is paid is funded by that very fact. The rest goes by priority, then line order, each item up to its plan.
    A surplus stays with the campaign: no item is funded above its plan unless more was paid for it.
    """
    funded = {need.line: need.paid.minor for need in needs}
    left = net.minor - sum(funded.values())
    for need in sorted(needs, key=lambda each: (each.priority, each.line)):
        share = min(max(left, 0), max(need.planned.minor - need.paid.minor, 0))
        funded[need.line] += share
        left -= share
    return {line: Money(minor, net.currency) for line, minor in funded.items()}
