"""How a gift is dealt out: over funds and their expense items, and between what reaches them and what is kept of it.

Amounts named `fund_` are in the currency of the funds that the gift goes to; all others in the gift's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.money import Money, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.rates import PinnedRate


GENERAL_FUND = "general"
"""Stands for the office's general fund in a gift's or its rate's currency, in place of a fund's code."""


class FeeBearer(Enum):
    """Who bears what a bank or provider keeps of a gift; the value is what is stored."""

    CAMPAIGN = "campaign"  # it is taken out of the gift
    OFFICE = "office"  # the general fund pays it, and the gift reaches its funds whole
    DONOR = "donor"  # it was paid on top of the gift, and is only told


@dataclass(frozen=True, slots=True)
class GiftShare:
    """A part of a gift as entered: the fund that it goes to, the amount, and the expense item that it is for alone."""

    campaign: str
    gross: Money
    item: int | None = None


@dataclass(frozen=True, slots=True)
class BookedShare:
    """A part of a gift as booked; `fee` is this part's share of a fee that is taken out of the gift.

    `fund_refunded` was given back of it since.
    """

    campaign: str
    item: int | None
    gross: Money
    fee: Money
    fund_gross: Money
    fund_fee: Money
    fund_refunded: Money

    @property
    def fund_net(self) -> Money:
        """What reached the fund."""
        return self.fund_gross - self.fund_fee

    @property
    def fund_rest(self) -> Money:
        """What of it can still be given back."""
        return self.fund_net - self.fund_refunded


@dataclass(frozen=True, slots=True)
class BookedGift:
    """A gift as booked. `fund_fee` is the fee that stands in the ledger: nothing where the donor paid it on top."""

    shares: tuple[BookedShare, ...]
    fund_gross: Money
    fund_fee: Money

    @property
    def fund_net(self) -> Money:
        """What reached the funds."""
        return self._sum([share.fund_net for share in self.shares])

    @property
    def fund_rest(self) -> Money:
        """What of it can still be given back."""
        return self._sum([share.fund_rest for share in self.shares])

    def with_refunded(self, refunded: Sequence[Money]) -> BookedGift:
        """Give the gift with what was given back of each of its shares."""
        pairs = zip(self.shares, refunded, strict=True)
        return replace(self, shares=tuple(replace(share, fund_refunded=money) for share, money in pairs))

    def _sum(self, amounts: Sequence[Money]) -> Money:
        return total(amounts, self.fund_gross.currency)


def book_gift(
    shares: Sequence[GiftShare], gross: Money, fee: Money, bearer: FeeBearer, rate: PinnedRate | None
) -> BookedGift:
    """Deal a gift out: the whole and the net are converted once each, the fee is the rest, and all is split exactly.

    Args:
        shares: At least one; their amounts sum to `gross`.
        gross: What the donor gave.
        fee: What the bank or provider kept of it, or the donor paid on top.
        bearer: Who bears the fee.
        rate: From the gift's currency to the funds'; None where they are the same.
    """
    kept = Money.zero(fee.currency) if bearer is FeeBearer.DONOR else fee
    fund_gross = gross if rate is None else rate.convert(gross)
    fund_fee = kept if rate is None else fund_gross - rate.convert(gross - kept)
    weights = [share.gross.minor for share in shares]
    fund_parts = fund_gross.split(weights)
    if bearer is FeeBearer.CAMPAIGN:
        fees, fund_fees = kept.split(weights), fund_fee.split([part.minor for part in fund_parts])
    else:
        fees = Money.zero(fee.currency).split(weights)
        fund_fees = Money.zero(fund_gross.currency).split(weights)
    nothing = Money.zero(fund_gross.currency)
    booked = tuple(
        BookedShare(share.campaign, share.item, share.gross, each_fee, fund_part, fund_each, nothing)
        for share, each_fee, fund_part, fund_each in zip(shares, fees, fund_parts, fund_fees, strict=True)
    )
    return BookedGift(booked, fund_gross, fund_fee)
