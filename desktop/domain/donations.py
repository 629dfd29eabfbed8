"""Donations: money in, gross, fee and net, from a donor with a code or from nobody named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import Problem
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money, check_positive

if TYPE_CHECKING:
    from datetime import date

LONGEST_REFERENCE = 200


@dataclass(frozen=True, slots=True)
class DonationDraft:
    """A gift as entered. `gross` is what the donor gave, `fee` what the bank or provider kept of it (0 ≤ fee < gross).

    `donor` is a person's code, or None for an anonymous gift. `reference` is the bank's; it may name people and is
    kept in the identity book. `into_open` accepts that a gift of a locked month is booked on the first open day: `on`
    is that day once it is recorded, and `happened` the day of the gift.
    """

    campaign: str
    gross: Money
    fee: Money
    on: date
    method: PaymentMethod = PaymentMethod.BANK
    donor: str | None = None
    reference: str = ""
    into_open: bool = False
    happened: date | None = None

    @property
    def net(self) -> Money:
        """What reached the office."""
        return self.gross - self.fee


@dataclass(frozen=True, slots=True)
class Donation:
    """A recorded donation. `entry` is its ledger entry, `countered_by` the entry that took it back.

    `receipt` is the number of its valid receipt, if one is issued. `opening` marks what was collected before this
    ledger. `taken_back_because` is the reason given then; it lies in the identity book.
    """

    code: str
    draft: DonationDraft
    entry: int
    countered_by: int | None = None
    receipt: str | None = None
    opening: bool = False
    taken_back_because: str = ""


@dataclass(frozen=True, slots=True)
class DonationRow:
    """A line of "Money in". `opening` marks what was collected before this ledger."""

    row_id: int
    code: str
    on: date
    campaign: str
    donor: str | None
    donor_name: str
    gross: Money
    fee: Money
    net: Money
    method: PaymentMethod
    receipt: str | None
    opening: bool
    taken_back: bool


def check_donation(draft: DonationDraft, campaign_currency: str, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a donation."""
    found = [*check_positive(draft.gross, at="gross"), *check_date(draft.on, today, at="on")]
    if draft.gross.currency != campaign_currency or draft.fee.currency != draft.gross.currency:
        found.append(
            Problem(
                "donation.other_currency",
                "currency",
                {"campaign": draft.campaign, "expected": campaign_currency, "given": draft.gross.currency},
            )
        )
    elif draft.fee.minor < 0:
        found.append(Problem("amount.negative", "fee", {"amount": draft.fee}))
    elif draft.gross.minor > 0 and draft.fee >= draft.gross:
        found.append(Problem("donation.fee_too_large", "fee", {"fee": draft.fee, "gross": draft.gross}))
    if len(draft.reference) > LONGEST_REFERENCE:
        found.append(Problem("text.too_long", "reference", {"longest": LONGEST_REFERENCE}))
    return tuple(found)
