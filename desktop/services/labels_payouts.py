"""The English labels of payouts: where they stand, who gets the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.payouts import PayeeRole, PayoutMove, PayoutState
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

PAYOUT_LABELS: dict[Enum, str] = {
    PayoutState.DRAFT: mark("Draft"),
    PayoutState.SUBMITTED: mark("Waits for approval"),
    PayoutState.APPROVED: mark("Approved"),
    PayoutState.PAID: mark("Paid"),
    PayoutState.SIGNED: mark("Paid and signed"),
    PayoutState.RETURNED: mark("Returned for changes"),
    PayoutState.REJECTED: mark("Rejected"),
    PayoutState.CANCELLED: mark("Cancelled"),
    PayoutState.TAKEN_BACK: mark("Taken back"),
    PayoutMove.CHANGE: mark("Change…"),
    PayoutMove.SUBMIT: mark("Submit for approval"),
    PayoutMove.APPROVE: mark("Approve"),
    PayoutMove.RETURN: mark("Return…"),
    PayoutMove.REJECT: mark("Reject…"),
    PayoutMove.CANCEL: mark("Cancel the payout…"),
    PayoutMove.SPLIT: mark("Instalments…"),
    PayoutMove.PAY: mark("Pay…"),
    PayoutMove.TAKE_BACK: mark("Take back…"),
    PayeeRole.BENEFICIARY: mark("The beneficiary"),
    PayeeRole.CLINIC: mark("A clinic"),
    PayeeRole.LANDLORD: mark("A landlord"),
    PayeeRole.RELATIVE: mark("A relative"),
    PayeeRole.PROXY: mark("A proxy"),
    PayeeRole.OTHER: mark("Somebody else"),
}
