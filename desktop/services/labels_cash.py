"""The labels of the cash desk's kinds and of the states of advances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.advances import AdvanceAge, AdvanceState
from desktop.domain.cash import CashKind
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

CASH_LABELS: dict[Enum, str] = {
    CashKind.WITHDRAWAL: mark("Withdrawn from the bank"),
    CashKind.DEPOSIT: mark("Deposited at the bank"),
    CashKind.OTHER_IN: mark("Other cash in"),
    CashKind.OTHER_OUT: mark("Other cash out"),
    CashKind.DIFFERENCE: mark("Difference at a count"),
    AdvanceState.OPEN: mark("Waits for proofs"),
    AdvanceState.SETTLED: mark("Settled"),
    AdvanceState.TAKEN_BACK: mark("Taken back"),
    AdvanceAge.UP_TO_30: mark("Up to 30 days"),
    AdvanceAge.UP_TO_60: mark("31 to 60 days"),
    AdvanceAge.UP_TO_90: mark("61 to 90 days"),
    AdvanceAge.OVER_90: mark("Over 90 days"),
}
