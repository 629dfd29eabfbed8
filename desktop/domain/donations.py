"""Donations: money in, gross, fee and net, from a donor with a code or from nobody named; and gifts in kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.ledger import Account, Entry, EntryKind, PaymentMethod, Posting
from desktop.domain.money import Money, total
from desktop.domain.shares import BookedGift, FeeBearer, GiftShare, book_gift

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.rates import PinnedRate
    from desktop.domain.refunds import Refund

REFUNDED = "donation.refunded"
"""The verb of a refund in the journal, and of the remark that says why."""


@dataclass(frozen=True, slots=True)
class DonationDraft:
    """A gift as entered. `gross` is what the donor gave, `fee` what the bank or provider kept of it (0 ≤ fee < gross).

    `donor` is a person's code, or None for an anonymous gift. `reference` is the bank's; it may name people and is
    kept in the identity book. `shares` deal the gift out over funds and expense items, and their first one is for
    `campaign`; none: all of it is for `campaign`. `rate` leads from the gift's currency to the funds'.

    A gift in crypto-currency says which (`asset`) and how much of it (`quantity`, a plain decimal); `gross` is its
    value on receipt. A gift in kind says what came (`goods`, kept in the identity book); `gross` is its value, and it
    moves no money.

    `into_open` accepts that a gift of a locked month is booked on the first open day: `on` is that day once it is
    recorded, and `happened` the day of the gift.
    """

    campaign: str
    gross: Money
    fee: Money
    on: date
    method: PaymentMethod = PaymentMethod.BANK
    donor: str | None = None
    reference: str = ""
    into_open: bool = False
    shares: tuple[GiftShare, ...] = ()
    fee_bearer: FeeBearer = FeeBearer.CAMPAIGN
    rate: PinnedRate | None = None
    asset: str = ""
    quantity: str = ""
    goods: str = ""
    happened: date | None = None

    @property
    def net(self) -> Money:
        """What reached the funds: a fee that the office or the donor bears is not taken from it."""
        return self.gross - self.fee if self.fee_bearer is FeeBearer.CAMPAIGN else self.gross

    @property
    def received(self) -> Money:
        """What came in at the bank, provider or cash desk."""
        return self.gross if self.fee_bearer is FeeBearer.DONOR else self.gross - self.fee

    @property
    def parts(self) -> tuple[GiftShare, ...]:
        """The shares; one for all of it where none are given."""
        return self.shares or (GiftShare(self.campaign, self.gross),)

    @property
    def in_kind(self) -> bool:
        """Whether things were given, and no money."""
        return self.method is PaymentMethod.IN_KIND

    @property
    def booked(self) -> BookedGift:
        """The gift dealt out and converted; the amounts must have been checked."""
        return book_gift(self.parts, self.gross, self.fee, self.fee_bearer, self.rate)


@dataclass(frozen=True, slots=True)
class Donation:
    """A recorded donation. `entry` is its ledger entry (none for a gift in kind), `countered_by` what took it back.

    `receipt` is the number of its valid receipt, if one is issued. `opening` marks what was collected before this
    ledger. `taken_back_because` is the reason given then; it lies in the identity book. `withdrawn` marks a gift in
    kind that was taken back: it has no entry that could be countered. `pledge` is the code of the pledge that it kept.
    """

    code: str
    draft: DonationDraft
    entry: int | None
    gift: BookedGift
    countered_by: int | None = None
    receipt: str | None = None
    opening: bool = False
    taken_back_because: str = ""
    refunds: tuple[Refund, ...] = ()
    withdrawn: bool = False
    pledge: str | None = None

    @property
    def taken_back(self) -> bool:
        """Whether it counts no more: a slip of entry."""
        return self.countered_by is not None or self.withdrawn

    @property
    def refunded(self) -> Money:
        """What was given back of it, in the gift's currency."""
        live = [refund.amount for refund in self.refunds if refund.countered_by is None]
        return total(live, self.draft.gross.currency)

    @property
    def net_refundable(self) -> Money:
        """What can still be given back: the net, less what was."""
        if self.taken_back or self.opening or self.draft.in_kind:
            return Money.zero(self.draft.gross.currency)
        return self.draft.net - self.refunded


@dataclass(frozen=True, slots=True)
class DonationRow:
    """A line of "Money in", in the gift's own currency. `opening` marks what was collected before this ledger.

    `refunded` was given back of it; `parts` is in how many shares it was dealt out.
    """

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
    refunded: Money
    parts: int = 1


def gift_entry(draft: DonationDraft, general: str = "") -> Entry:
    """Money in: what came in to where it lies, the fee to fees, the gross as restricted income of each share's fund.

    Money in another currency than the funds' is exchanged on the way. `general` is the code of the general fund, which
    pays a fee that the office bears.
    """
    gift, office = draft.booked, draft.fee_bearer is FeeBearer.OFFICE
    moved = [(share.campaign, share.fund_net) for share in gift.shares]
    fees = [(share.campaign, share.item, share.fund_fee) for share in gift.shares]
    if office:
        moved.append((general, -gift.fund_fee))
        fees.append((general, None, gift.fund_fee))
    lies, donor = draft.method.account, draft.donor
    if draft.rate is None:
        money = [Posting(lies, amount, fund, person=donor) for fund, amount in moved]
    else:
        money = [
            Posting(lies, draft.received, person=donor),
            Posting(Account.EXCHANGE, -draft.received),
            *(Posting(Account.EXCHANGE, amount, fund) for fund, amount in moved),
        ]
    postings = [
        *money,
        *(Posting(Account.FEES, amount, fund, item) for fund, item, amount in fees),
        *(Posting(Account.DONATIONS, -each.fund_gross, each.campaign, each.item, donor) for each in gift.shares),
    ]
    return Entry(
        EntryKind.DONATION,
        draft.on,
        tuple(posting for posting in postings if posting.money),
        happened=draft.happened,
        rates=() if draft.rate is None else (draft.rate,),
    )
