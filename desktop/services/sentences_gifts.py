"""The English sentences of what can be wrong with a gift, a refund or a pledge, by the problem's stable code."""

from __future__ import annotations

from desktop.i18n import mark

_GIFTS: dict[str, str] = {
    "donation.fee_too_large": mark("The fee {fee} is not less than the gift {gross}."),
    "donation.fee_currency": mark("The fee is in the currency of the gift, {currency}."),
    "donation.in_kind_fee": mark("A gift in kind has no fee."),
    "donation.office_cannot_bear": mark(
        "The general fund has {available}, and the fee is {fee}. Let the campaign bear the fee, or record first what "
        "has come in for the general fund."
    ),
    "donation.needs_rate": mark(
        "{campaign} is in {expected}, and the gift is in {given}. Enter the exchange rate, or what the bank credited "
        "in {expected}."
    ),
    "donation.rate_not_needed": mark("This gift needs no exchange rate: leave it out."),
    "donation.rate_of_others": mark("The exchange rate must be between {given} and {expected}."),
    "donation.rate_later": mark("The exchange rate is of {date}, after the gift of {on}."),
    "donation.rate_old": mark(
        "The exchange rate is of {date}, more than {most} days before the gift of {on}. Enter a later one."
    ),
    "donation.worth_nothing": mark("In {currency} this comes to less than the smallest coin."),
    "donation.too_many_shares": mark("A gift is split over at most {most} campaigns."),
    "donation.funds_differ": mark(
        "{campaign} is in {currency}, and the first campaign is in {expected}. A gift is split over campaigns of one "
        "currency: record two gifts."
    ),
    "donation.share_twice": mark("{campaign} stands here twice for the same purpose: put both amounts together."),
    "donation.share_currency": mark("Every part of the gift is in its own currency, {currency}."),
    "donation.shares_below": mark("The parts leave {rest} of {gross} over. Deal out the whole gift."),
    "donation.nothing_left": mark(
        "The other campaigns take all of {gross}: nothing is left for {campaign}. Give them less, or leave it out."
    ),
    "donation.shares_above": mark("The parts are {rest} above the gift of {gross}."),
    "donation.needs_asset": mark("Write the crypto-currency in capital letters, like BTC."),
    "donation.needs_quantity": mark("Write the quantity as a number above nothing, like 0.0153."),
    "donation.crypto_only": mark("Only a gift in crypto-currency has this: leave it out, or change the method."),
    "donation.needs_goods": mark("Write what was given."),
    "donation.in_kind_only": mark("Only a gift in kind has this: leave it out, or change the method."),
    "donation.already_taken_back": mark("The donation {code} is already taken back."),
    "donation.refunded": mark(
        "{amount} of {code} was given back to the donor: it is no slip that could be taken back."
    ),
    "donation.receipt_valid": mark("The receipt {number} rests on this donation. Void it first."),
    "donation.already_spent": mark("Only {available} is left of {campaign}: {amount} can no longer be taken back."),
}

_REFUNDS: dict[str, str] = {
    "refund.opening": mark("{code} was collected before these books began: nothing of it can be given back here."),
    "refund.in_kind": mark("{code} is a gift in kind: no money of it can be given back."),
    "refund.nothing_left": mark("Nothing of {code} is left to be given back."),
    "refund.other_currency": mark("This gift is given back in its own currency, {currency}."),
    "refund.above_rest": mark("{amount} is more than can be given back of this gift: {rest}."),
    "refund.too_small": mark("In {currency} this comes to less than the smallest coin."),
    "refund.already_spent": mark(
        "{campaign} has only {available} left, and {amount} of this gift is needed from it. Give back less, or move "
        "money there first."
    ),
    "refund.none": mark("Nothing of {code} was given back."),
    "document.subject_refunded": mark("All of {code} was given back: no receipt can be issued for it."),
}

_PLEDGES: dict[str, str] = {
    "pledge.due_before": mark("The gift is expected on {due}, before it was promised on {on}."),
    "pledge.kept": mark("{code} is already kept by {donation}."),
    "pledge.withdrawn": mark("{code} is withdrawn."),
    "pledge.donor_stays": mark(
        "{code} was promised by {donor}, which stays. If it is somebody else's promise, withdraw it and record theirs."
    ),
    "pledge.other_donor": mark("{code} was promised by {donor}: the gift that keeps it comes from the same person."),
}

GIFTS: dict[str, str] = _GIFTS | _REFUNDS | _PLEDGES

GIFT_FINDINGS: dict[str, str] = {
    "verify.gift_changed": mark("{subject} is not what the journal recorded: it was changed."),
}
