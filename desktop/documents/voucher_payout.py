"""What a voucher tells of a payout that is no plain one: the payee's role, a proxy's paper, the invoice, the rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.receipt_gift import counted_text
from desktop.domain.payouts import PayeeRole

if TYPE_CHECKING:
    from desktop.documents.wordings import Wording


def payout_details(wording: Wording) -> list[tuple[str, str]]:
    """Give captions and texts; none for a plain payout to the beneficiary."""
    payout = wording.facts.payout
    if payout is None:
        return []
    t = wording.t
    return [
        (t.tr("Paid to them as"), _role(wording, payout.role)),
        (t.tr("Authority"), payout.authority),
        (t.tr("Invoice"), payout.invoice),
        (t.tr("Entered in our books as"), counted_text(wording, payout.counted, payout.rate)),
    ]


def _role(wording: Wording, role: PayeeRole) -> str:
    t = wording.t
    return {
        PayeeRole.BENEFICIARY: "",
        PayeeRole.CLINIC: t.tr("Clinic"),
        PayeeRole.LANDLORD: t.tr("Landlord"),
        PayeeRole.RELATIVE: t.tr("Relative"),
        PayeeRole.PROXY: t.tr("Proxy"),
        PayeeRole.OTHER: t.tr("Other payee"),
    }[role]
