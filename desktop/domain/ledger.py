"""The ledger: entries of balanced postings, never edited, corrected only by a counter-entry.

Every balance in the program is a sum of postings. Debits are positive and credits negative; users never see either.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from desktop.domain.rates import PinnedRate


class Account(Enum):
    """The chart of accounts; the value is what is stored."""

    BANK = "bank"  # money at the bank and with payment providers
    CASH = "cash"  # money in the cash desk
    BROUGHT_FORWARD = "brought_forward"  # money collected before this ledger began, wherever it lies
    DONATIONS = "donations"  # restricted income
    FEES = "fees"  # what banks and providers keep of a donation
    AID = "aid"  # paid out for expense items
    TRANSFERS = "transfers"  # moved between funds: over all funds it comes to nothing
    ADVANCES = "advances"  # handed out before there were proofs; not paid yet
    EXCHANGE = "exchange"  # one currency given for another: what an entry takes in one, it gives in the other
    CASH_DIFFERENCE = "cash_difference"  # found at a count of the cash desk


class EntryKind(Enum):
    """What happened; the value is what is stored."""

    OPENING = "opening"
    DONATION = "donation"
    PAYOUT = "payout"
    COUNTER = "counter"
    REFUND = "refund"
    TRANSFER = "transfer"
    ADVANCE = "advance"
    SETTLEMENT = "settlement"
    CASH = "cash"


class PaymentMethod(Enum):
    """How money came or went; it decides which account holds it.

    A gift in crypto-currency counts at its value on receipt; a gift in kind moves no money.
    """

    BANK = "bank"
    CARD = "card"
    CASH = "cash"
    PROVIDER = "provider"
    CRYPTO = "crypto"
    IN_KIND = "in_kind"

    @property
    def account(self) -> Account:
        """The account that holds money of this method; there is none for a gift in kind."""
        if self is PaymentMethod.IN_KIND:
            raise ValueError("a gift in kind is not money")
        return Account.CASH if self is PaymentMethod.CASH else Account.BANK


MOVING = tuple(method for method in PaymentMethod if method is not PaymentMethod.IN_KIND)
"""The methods that move money."""

MONEY_OUT = (PaymentMethod.BANK, PaymentMethod.CASH, PaymentMethod.PROVIDER, PaymentMethod.CARD)
"""The methods by which money goes out."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry. `campaign` is the fund, `item` the expense item's line number in it, `person` a code.

    Codes only: a posting never holds a name.
    """

    account: Account
    money: Money
    campaign: str | None = None
    item: int | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced set of postings on one date. `counters` is the number of the entry that it corrects.

    `happened` is the day of the event itself, where its month was locked and it is dated the first open day instead.
    `rates` are the exchange rates it was made at, pinned for ever.
    """

    kind: EntryKind
    on: date
    postings: tuple[Posting, ...]
    counters: int | None = None
    happened: date | None = None
    rates: tuple[PinnedRate, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an entry that does not balance in each of its currencies; that would be our own bug."""
        if len(self.postings) < 2:
            raise ValueError("an entry has at least two postings")
        if any(amount for amount in balance_by_currency(self.postings).values()):
            raise ValueError("an entry balances in every currency")
        if any(not posting.money for posting in self.postings):
            raise ValueError("a posting moves something")

    def digest(self) -> str:
        """SHA-256 over the entry in one canonical form; the journal keeps it, so an edited row is found."""
        return hashlib.sha256(canonical(self.facts())).hexdigest()

    def facts(self) -> dict[str, object]:
        """The entry as plain values: codes, minor units, ISO dates. What most entries lack is left out."""
        facts: dict[str, object] = {
            "kind": self.kind.value,
            "on": self.on.isoformat(),
            "counters": self.counters,
            "postings": [
                [p.account.value, p.money.minor, p.money.currency, p.campaign, p.item, p.person] for p in self.postings
            ],
        }
        if self.happened is not None:
            facts["happened"] = self.happened.isoformat()
        if self.rates:
            facts["rates"] = [dict(rate.facts()) for rate in self.rates]
        return facts


def canonical(facts: Mapping[str, object]) -> bytes:
    """One byte form for one set of facts: sorted keys, no spaces, UTF-8."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def balance_by_currency(postings: Iterable[Posting]) -> dict[str, int]:
    """Sum postings per currency, in minor units."""
    sums: dict[str, int] = {}
    for posting in postings:
        sums[posting.money.currency] = sums.get(posting.money.currency, 0) + posting.money.minor
    return sums


def opening_entry(on: date, campaign: str, collected: Money) -> Entry:
    """What a campaign had collected before it came into this ledger (an imported page's sum)."""
    return Entry(
        EntryKind.OPENING,
        on,
        (
            Posting(Account.BROUGHT_FORWARD, collected, campaign),
            Posting(Account.DONATIONS, -collected, campaign),
        ),
    )


def payout_entry(
    on: date,
    campaign: str,
    lines: Iterable[tuple[int, Money]],
    method: PaymentMethod,
    payee: str,
    *,
    given: Money | None = None,
    rate: PinnedRate | None = None,
    happened: date | None = None,
) -> Entry:
    """Money out: each line's amount to the aid given for its expense item, the whole from where the money lies.

    Args:
        on: The day it is booked.
        campaign: The fund's code.
        lines: Each expense item and its amount, in the fund's currency.
        method: How the money went.
        payee: The code of who got it.
        given: What the payee got, where that is another currency; it came from there at `rate`.
        rate: The rate between the two currencies.
        happened: The day it was paid, where that is not the day it is booked.
    """
    aid = tuple(Posting(Account.AID, money, campaign, item, payee) for item, money in lines)
    currency = aid[0].money.currency
    whole = Money(sum(posting.money.minor for posting in aid), currency)
    if given is None or given.currency == currency:
        gone: tuple[Posting, ...] = (Posting(method.account, -whole, campaign, person=payee),)
        return Entry(EntryKind.PAYOUT, on, (*aid, *gone), happened=happened)
    if rate is None:
        raise ValueError("money of another currency goes out at a rate")
    gone = (
        Posting(Account.EXCHANGE, -whole, campaign, person=payee),
        Posting(Account.EXCHANGE, given, person=payee),
        Posting(method.account, -given, person=payee),
    )
    return Entry(EntryKind.PAYOUT, on, (*aid, *gone), happened=happened, rates=(rate,))


def counter_entry(original: Entry, number: int, on: date) -> Entry:
    """Take an entry back: the same postings with turned signs, linked to the original's `number`."""
    return Entry(
        EntryKind.COUNTER,
        on,
        tuple(replace(posting, money=-posting.money) for posting in original.postings),
        counters=number,
        rates=original.rates,
    )


@dataclass(frozen=True, slots=True)
class FundTotals:
    """A campaign's sums; all but `committed` are read from postings.

    `collected` is gross. `moved` came from elsewhere than donors: from other funds, less what went to them, and what
    was found at a count. `advanced` was handed out and awaits its proofs. `committed` is reserved for approved payouts.
    """

    collected: Money
    fees: Money
    paid: Money
    moved: Money
    advanced: Money
    committed: Money

    @classmethod
    def plain(cls, collected: Money, fees: Money, paid: Money) -> FundTotals:
        """Make the sums of a fund in which nothing was moved, advanced or reserved."""
        nothing = Money.zero(collected.currency)
        return cls(collected, fees, paid, nothing, nothing, nothing)

    @property
    def net(self) -> Money:
        """What reached the office of donors' money."""
        return self.collected - self.fees

    @property
    def balance(self) -> Money:
        """What the fund holds: what reached it less what was paid and handed out."""
        return self.net + self.moved - self.paid - self.advanced

    @property
    def available(self) -> Money:
        """What can still be paid out: the balance less what is reserved."""
        return self.balance - self.committed


FUND_SUMS: dict[Account, tuple[str, int]] = {
    Account.DONATIONS: ("collected", -1),
    Account.FEES: ("fees", 1),
    Account.AID: ("paid", 1),
    Account.TRANSFERS: ("moved", -1),
    Account.CASH_DIFFERENCE: ("moved", -1),
    Account.ADVANCES: ("advanced", 1),
}
"""Which of a fund's sums an account's postings go into, and with which sign."""

ITEM_SUMS: dict[Account, tuple[str, int]] = {
    Account.AID: ("paid", 1),
    Account.DONATIONS: ("earmarked", -1),
    Account.FEES: ("earmarked", -1),
}
"""Which of an expense item's sums the postings that name it go into, and with which sign."""


def fund_totals(postings: Iterable[Posting], campaign: str, committed: Money) -> FundTotals:
    """Sum a campaign's postings from nothing: the slow truth that kept summaries are checked against.

    `committed`, in the fund's currency, is not in the postings.
    """
    currency = committed.currency
    sums = dict.fromkeys((name for name, _sign in FUND_SUMS.values()), 0)
    for posting in postings:
        if posting.campaign == campaign and posting.money.currency == currency and posting.account in FUND_SUMS:
            name, sign = FUND_SUMS[posting.account]
            sums[name] += sign * posting.money.minor
    return FundTotals(**{name: Money(minor, currency) for name, minor in sums.items()}, committed=committed)
