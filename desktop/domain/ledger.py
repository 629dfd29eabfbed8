"""The ledger: entries of balanced postings, never edited, corrected only by a counter-entry.

Every balance in the program is a sum of postings. Debits are positive and credits negative; users never see either.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse
from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class Account(Enum):
    """The chart of accounts; the value is what is stored."""

    BANK = "bank"  # money at the bank and with payment providers
    CASH = "cash"  # money in the cash desk
    BROUGHT_FORWARD = "brought_forward"  # money collected before this ledger began, wherever it lies
    DONATIONS = "donations"  # restricted income
    FEES = "fees"  # what banks and providers keep of a donation
    AID = "aid"  # paid out for expense items


class EntryKind(Enum):
    """What happened; the value is what is stored."""

    OPENING = "opening"
    DONATION = "donation"
    PAYOUT = "payout"
    COUNTER = "counter"


class PaymentMethod(Enum):
    """How money came or went; it decides which account holds it."""

    BANK = "bank"
    CARD = "card"
    CASH = "cash"
    PROVIDER = "provider"

    @property
    def account(self) -> Account:
        """The account that holds money of this method."""
        return Account.CASH if self is PaymentMethod.CASH else Account.BANK


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
    """A balanced set of postings on one date. `counters` is the number of the entry that it corrects."""

    kind: EntryKind
    on: date
    postings: tuple[Posting, ...]
    counters: int | None = None

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
        """The entry as plain values: codes, minor units, ISO dates."""
        return {
            "kind": self.kind.value,
            "on": self.on.isoformat(),
            "counters": self.counters,
            "postings": [
                [p.account.value, p.money.minor, p.money.currency, p.campaign, p.item, p.person] for p in self.postings
            ],
        }


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


def donation_entry(
    on: date, campaign: str, gross: Money, fee: Money, method: PaymentMethod, donor: str | None
) -> Entry:
    """Money in: the net to where it lies, the fee to fees, the gross as restricted income of the campaign."""
    if fee.minor < 0 or fee >= gross:
        raise refuse("donation.fee_too_large", at="fee", fee=fee, gross=gross)
    postings = [Posting(method.account, gross - fee, campaign, person=donor)]
    if fee:
        postings.append(Posting(Account.FEES, fee, campaign))
    postings.append(Posting(Account.DONATIONS, -gross, campaign, person=donor))
    return Entry(EntryKind.DONATION, on, tuple(postings))


def payout_entry(
    on: date, campaign: str, lines: Iterable[tuple[int, Money]], method: PaymentMethod, payee: str
) -> Entry:
    """Money out: each line's amount to the aid given for its expense item, the whole from where the money lies."""
    aid = tuple(Posting(Account.AID, money, campaign, item, payee) for item, money in lines)
    currency = aid[0].money.currency
    whole = Money(sum(posting.money.minor for posting in aid), currency)
    return Entry(EntryKind.PAYOUT, on, (*aid, Posting(method.account, -whole, campaign, person=payee)))


def counter_entry(original: Entry, number: int, on: date) -> Entry:
    """Take an entry back: the same postings with turned signs, linked to the original's `number`."""
    return Entry(
        EntryKind.COUNTER,
        on,
        tuple(replace(posting, money=-posting.money) for posting in original.postings),
        counters=number,
    )


@dataclass(frozen=True, slots=True)
class FundTotals:
    """A campaign's sums, all read from postings. `collected` is gross; `available` is what can still be paid out."""

    collected: Money
    fees: Money
    paid: Money

    @property
    def net(self) -> Money:
        """What reached the office."""
        return self.collected - self.fees

    @property
    def available(self) -> Money:
        """Net less paid (and less committed, once payouts are approved before they are paid)."""
        return self.net - self.paid


def fund_totals(postings: Iterable[Posting], campaign: str, currency: str) -> FundTotals:
    """Sum a campaign's postings from nothing: the slow truth that kept summaries are checked against."""
    sums = dict.fromkeys((Account.DONATIONS, Account.FEES, Account.AID), 0)
    for posting in postings:
        if posting.campaign == campaign and posting.money.currency == currency and posting.account in sums:
            sums[posting.account] += posting.money.minor
    return FundTotals(
        Money(-sums[Account.DONATIONS], currency),
        Money(sums[Account.FEES], currency),
        Money(sums[Account.AID], currency),
    )
