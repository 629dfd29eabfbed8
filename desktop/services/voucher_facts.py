"""What a voucher says of a payout, gathered for freezing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.money import total
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentLine
from desktop.domain.voucher_payouts import VoucherPayout

if TYPE_CHECKING:
    from desktop.domain.payouts import PayoutDraft
    from desktop.domain.receipts import DocumentKind
    from desktop.storage.work import Work


def told_of_payout(work: Work, draft: PayoutDraft, subject: str, use: NameUse, kind: DocumentKind) -> dict[str, Any]:
    """Gather what a voucher says of a payout; `subject` is its code, empty before it is recorded.

    A proxy's paper and an invoice may name people: they are told only where the payee is told by name.
    """
    campaign = work.campaigns.get(draft.campaign)
    labels = {item.line: item.draft.label for item in campaign.items}
    fund = campaign.draft.currency
    charged = work.payouts.get(subject).charged if subject else draft.charged(fund)
    named = use is NameUse.NAME
    told = VoucherPayout(
        role=draft.role,
        authority=draft.authority if named else "",
        invoice=draft.invoice if named else "",
        counted=total(charged, fund) if draft.currency != fund else None,
        rate=draft.rate if draft.currency != fund else None,
    )
    return {
        "kind": kind,
        "amount": draft.amount,
        "lines": tuple(DocumentLine(line.item, labels.get(line.item, ""), line.amount) for line in draft.lines),
        "payout": told if told != VoucherPayout() else None,
    }
