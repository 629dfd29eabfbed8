"""Refunds: money given back to a donor, never more than what is left of the net, out of each fund that had a share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem
from desktop.domain.ledger import Account, Entry, EntryKind, Posting
from desktop.domain.money import Money, check_positive

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from desktop.domain.donations import Donation


@dataclass(frozen=True, slots=True)
class Refund:
    """What was given back on a day: `amount` in the gift's currency, `fund_amount` in its funds'.

    `reason` lies in the identity book. `happened` is the day itself where it is booked on a later one.
    """

    entry: int
    on: date
    amount: Money
    fund_amount: Money
    countered_by: int | None = None
    reason: str = ""
    happened: date | None = None


def refund_parts(donation: Donation, amount: Money) -> tuple[Money, ...]:
    """Deal a refund out over a gift's shares, in the funds' currency, by what is left of each.

    It is counted at the gift's own rate. All refunds together come to the cent to what had reached the funds.
    """
    gift, net = donation.gift, donation.draft.net
    given_back = donation.refunded + amount
    whole = (2 * gift.fund_net.minor * given_back.minor + net.minor) // (2 * net.minor)
    part = Money(whole, gift.fund_net.currency) - (gift.fund_net - gift.fund_rest)
    return part.split([share.fund_rest.minor for share in gift.shares])


def check_refund(donation: Donation, amount: Money, available: Mapping[str, Money]) -> tuple[Problem, ...]:
    """Say why so much of a gift cannot be given back; `available` is what each of its funds can still pay out."""
    rest = donation.net_refundable
    if donation.taken_back:
        return (Problem("donation.already_taken_back", None, {"code": donation.code}),)
    if donation.opening:
        return (Problem("refund.opening", None, {"code": donation.code}),)
    if donation.draft.in_kind:
        return (Problem("refund.in_kind", None, {"code": donation.code}),)
    if not rest:
        return (Problem("refund.nothing_left", "amount", {"code": donation.code}),)
    if amount.currency != rest.currency:
        return (Problem("refund.other_currency", "amount", {"currency": rest.currency}),)
    found = check_positive(amount)
    if not found and amount > rest:
        found = (Problem("refund.above_rest", "amount", {"amount": amount, "rest": rest}),)
    return found or _check_funds(donation, amount, available)


def _check_funds(donation: Donation, amount: Money, available: Mapping[str, Money]) -> tuple[Problem, ...]:
    taken: dict[str, Money] = {}
    for share, part in zip(donation.gift.shares, refund_parts(donation, amount), strict=True):
        taken[share.campaign] = taken.get(share.campaign, Money.zero(part.currency)) + part
    if not any(taken.values()):
        return (Problem("refund.too_small", "amount", {"currency": donation.gift.fund_net.currency}),)
    return tuple(
        Problem("refund.already_spent", "amount", {"campaign": code, "amount": part, "available": available[code]})
        for code, part in taken.items()
        if part and part > available[code]
    )


def refund_entry(donation: Donation, amount: Money, on: date, happened: date | None = None) -> Entry:
    """Give money back: out of where it came in, and out of the income of each share's fund, at the gift's own rate."""
    draft, donor = donation.draft, donation.draft.donor
    parts = list(zip(donation.gift.shares, refund_parts(donation, amount), strict=True))
    lies = draft.method.account
    if draft.rate is None:
        money = [Posting(lies, -part, share.campaign, person=donor) for share, part in parts]
    else:
        money = [
            Posting(lies, -amount, person=donor),
            Posting(Account.EXCHANGE, amount),
            *(Posting(Account.EXCHANGE, -part, share.campaign) for share, part in parts),
        ]
    income = [Posting(Account.DONATIONS, part, share.campaign, share.item, donor) for share, part in parts]
    return Entry(
        EntryKind.REFUND,
        on,
        tuple(posting for posting in (*money, *income) if posting.money),
        happened=happened,
        rates=() if draft.rate is None else (draft.rate,),
    )
