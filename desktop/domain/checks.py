"""The office's checks: rules that a careful accountant goes through, each with what was found against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW = 5
"""How many codes of what was found are named."""


class Rule(Enum):
    """A rule; the value names it for machines. Those that must never be broken come first."""

    BALANCED = "balanced"  # entries that do not balance
    NUMBERS = "numbers"  # numbers of documents that are neither there nor void with a reason
    OVERDRAWN = "overdrawn"  # funds with less than nothing available
    CASH = "cash"  # days on which a cash desk held less than nothing
    OVERSPENT = "overspent"  # expense items with more paid and reserved than may be spent
    RECEIPTS = "receipts"  # receipts that stand for refunded gifts
    UNSIGNED = "unsigned"  # paid payouts without a signed voucher
    APPROVALS = "approvals"  # payouts that wait for an approval for over two weeks
    ADVANCES = "advances"  # open advances whose proofs are overdue
    DECISIONS = "decisions"  # campaigns closed with a difference, and no decision on it
    PROPOSALS = "proposals"  # decisions that wait for their approval
    GOALS = "goals"  # campaigns whose goal is not the sum of their items
    RATES = "rates"  # entries in foreign money without an official rate
    CONSENTS_EXPIRED = "consents_expired"  # people one of whose consents expired
    CONSENTS_MISSING = "consents_missing"  # people who are helped now, and whose consent to it is not recorded
    MONTHS = "months"  # months that ended over two months ago and are not locked

    @property
    def must_hold(self) -> bool:
        """Whether nothing may ever break it; what breaks the others is work that waits."""
        return self in _MUST_HOLD


_MUST_HOLD = frozenset(
    (Rule.BALANCED, Rule.NUMBERS, Rule.OVERDRAWN, Rule.CASH, Rule.OVERSPENT, Rule.RECEIPTS),
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found against a rule: how many, and the first codes, numbers or months of them.

    `seen` is False where the rule could not be looked at: what it is about lies in the book of names, and that is
    not open.
    """

    rule: Rule
    count: int
    first: tuple[str, ...] = ()
    seen: bool = True

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return not self.count


def all_good(results: Iterable[CheckResult]) -> bool:
    """Tell whether nothing was found against any rule."""
    return all(result.good for result in results)
