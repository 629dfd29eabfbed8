"""What the journal is told of gifts and pledges beside their entries, in codes and amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.ledger import PaymentMethod
from desktop.domain.shares import FeeBearer

if TYPE_CHECKING:
    from desktop.domain.donations import DonationDraft
    from desktop.domain.pledges import Pledge

UNPROVEN = "unproven"


def gift_facts(draft: DonationDraft) -> dict[str, object]:
    """Tell of a gift; what its entry does not prove stands apart, so that verification can hold the record to it."""
    facts: dict[str, object] = {
        "campaign": draft.campaign,
        "donor": draft.donor,
        "gross": draft.gross.minor,
        "fee": draft.fee.minor,
        "currency": draft.gross.currency,
    }
    if draft.shares:
        facts["shares"] = [[share.campaign, share.item, share.gross.minor] for share in draft.shares]
    if draft.in_kind or draft.method is PaymentMethod.CRYPTO or draft.fee_bearer is not FeeBearer.CAMPAIGN:
        facts[UNPROVEN] = unproven_facts(draft)
    return facts


def unproven_facts(draft: DonationDraft, *, taken_back: bool = False) -> dict[str, object]:
    """Tell what no entry says of a gift: things have none, and a fee paid on top and a quantity stand in none."""
    return {
        "taken_back": taken_back,
        "method": draft.method.value,
        "bearer": draft.fee_bearer.value,
        "donor": draft.donor,
        "gross": draft.gross.minor,
        "fee": draft.fee.minor,
        "currency": draft.gross.currency,
        "on": draft.on.isoformat(),
        "happened": None if draft.happened is None else draft.happened.isoformat(),
        "asset": draft.asset,
        "quantity": draft.quantity,
        "shares": [[share.campaign, share.item, share.gross.minor] for share in draft.parts],
    }


def pledge_facts(pledge: Pledge) -> dict[str, object]:
    """Tell of a pledge: all of it but the note."""
    draft = pledge.draft
    return {
        "campaign": draft.campaign,
        "donor": draft.donor,
        "amount": draft.amount.minor,
        "currency": draft.amount.currency,
        "on": draft.on.isoformat(),
        "due": draft.due.isoformat(),
        "state": pledge.state.value,
        "donation": pledge.donation,
    }
