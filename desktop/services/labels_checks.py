"""The English labels of the office's checks: each says how it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.checks import Rule
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

CHECK_LABELS: dict[Enum, str] = {
    Rule.BALANCED: mark("Every entry balances in every currency"),
    Rule.NUMBERS: mark("Every document's number is there, or void with its reason"),
    Rule.OVERDRAWN: mark("No campaign has less than nothing available"),
    Rule.CASH: mark("No cash desk ever held less than nothing"),
    Rule.OVERSPENT: mark("No expense item is overspent"),
    Rule.RECEIPTS: mark("No receipt stands for a refunded gift"),
    Rule.UNSIGNED: mark("Every payout has its signed voucher"),
    Rule.APPROVALS: mark("No payout waits for an approval for over two weeks"),
    Rule.ADVANCES: mark("No open advance is overdue"),
    Rule.DECISIONS: mark("Every campaign closed with a difference has its decision"),
    Rule.PROPOSALS: mark("No decision waits for its approval"),
    Rule.GOALS: mark("Every goal is the sum of its expense items"),
    Rule.RATES: mark("Every entry in foreign money has its official rate"),
    Rule.CONSENTS_EXPIRED: mark("No consent has expired"),
    Rule.CONSENTS_MISSING: mark("Everybody who is helped agreed to it"),
    Rule.MONTHS: mark("Months are locked within two months"),
}
