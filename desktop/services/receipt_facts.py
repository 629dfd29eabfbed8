"""What a receipt says of a gift: what is left of it, its parts and their funds, its rate, the things that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.campaigns import FundKind
from desktop.domain.money import Money
from desktop.domain.receipt_gifts import ReceiptGift, ReceiptShare
from desktop.domain.receipts import DocumentKind
from desktop.domain.shares import FeeBearer

if TYPE_CHECKING:
    from desktop.domain.donations import DonationDraft
    from desktop.domain.shares import BookedGift
    from desktop.i18n import Texts
    from desktop.storage.work import Work


def told_of_gift(work: Work, draft: DonationDraft, subject: str, kind: DocumentKind) -> dict[str, Any]:
    """Gather what a receipt says of a gift; of a recorded one (`subject` is its code), what was not given back.

    The draft names its funds by their codes, and was checked.
    """
    gift, given_back = draft.booked, Money.zero(draft.gross.currency)
    if subject:
        donation = work.donations.get(subject)
        gift = donation.gift
        if kind is not DocumentKind.MONEY_IN_VOUCHER:  # which tells of the cash that came in that day
            given_back = donation.refunded
    gross = draft.gross if kind is not DocumentKind.MONEY_IN_VOUCHER else draft.received
    from_gift = kind is not DocumentKind.MONEY_IN_VOUCHER and draft.fee_bearer is FeeBearer.CAMPAIGN
    return {
        "kind": kind,
        "amount": gross - given_back,
        "fee": draft.fee if from_gift else None,
        "net": draft.net - given_back if from_gift else None,
        "reference": draft.reference,
        "gift": _gift(work, draft, gift, given_back),
    }


def _gift(work: Work, draft: DonationDraft, gift: BookedGift, given_back: Money) -> ReceiptGift | None:
    refunded = gift.fund_net - gift.fund_rest
    told = ReceiptGift(
        shares=_shares(work, draft, gift, given_back),
        counted=None if draft.rate is None else gift.fund_gross - refunded,
        rate=draft.rate,
        given_back=given_back or None,
        asset=draft.asset,
        quantity=draft.quantity,
        goods=draft.goods,
    )
    return None if told == ReceiptGift() else told


def _shares(work: Work, draft: DonationDraft, gift: BookedGift, given_back: Money) -> tuple[ReceiptShare, ...]:
    """Tell the parts of a gift; a plain one for a campaign has none to be told."""
    funds = {share.campaign: work.campaigns.get(share.campaign) for share in gift.shares}
    general = {code for code, fund in funds.items() if fund.kind is FundKind.GENERAL}
    if not draft.shares and not general:
        return ()
    labels = {(code, item.line): item.draft.label for code, fund in funds.items() for item in fund.items}
    left = [share.fund_gross - share.fund_refunded for share in gift.shares]
    amounts = (draft.gross - given_back).split([money.minor for money in left]) if given_back else ()
    return tuple(
        ReceiptShare(
            share.campaign,
            "" if share.item is None else labels[share.campaign, share.item],
            amounts[place] if given_back else share.gross,
            share.campaign in general,
        )
        for place, share in enumerate(gift.shares)
    )


def gift_purpose(draft: DonationDraft, gift: ReceiptGift | None, words: Texts) -> str:
    """Say in a document's language what a gift is for, in neutral words."""
    shares = gift.shares if gift is not None else ()
    if len(shares) == 1 and shares[0].general:
        return words.tr("Donation to the general fund")
    funds = list(dict.fromkeys(share.campaign for share in draft.parts))
    if len(funds) == 1:
        return words.tr("Donation to campaign {campaign}").format(campaign=funds[0])
    return words.tr("Donation to campaigns {campaigns}").format(campaigns=", ".join(funds))
