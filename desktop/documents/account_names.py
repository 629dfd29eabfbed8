"""The names of our accounts in other programs, and the sums of what was written, to be held against the ledger's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.ledger import Account

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.ledger import Posting
    from desktop.domain.reports import AccountSum

_NAMES = {
    Account.BANK: "Assets:Bank",
    Account.CASH: "Assets:Cash",
    Account.BROUGHT_FORWARD: "Assets:Brought-Forward",
    Account.DONATIONS: "Income:Donations",
    Account.FEES: "Expenses:Fees",
    Account.AID: "Expenses:Aid",
    Account.TRANSFERS: "Equity:Transfers",
    Account.ADVANCES: "Assets:Advances",
    Account.EXCHANGE: "Equity:Exchange",
    Account.CASH_DIFFERENCE: "Expenses:Cash-Differences",
}
BY_FUND = (Account.DONATIONS, Account.FEES, Account.AID, Account.TRANSFERS, Account.CASH_DIFFERENCE)


def account_name(account: Account, campaign: str | None, item: int | None, person: str | None) -> str:
    """Name an account: income and spending by fund and item, advances by who holds them, money by where it lies."""
    parts = [_NAMES[account]]
    if account in BY_FUND and campaign is not None:
        parts.append(campaign)
    if account is Account.AID and item is not None:
        parts.append(f"Item-{item}")
    if account is Account.ADVANCES and person is not None:
        parts.append(person)
    return ":".join(parts)


def name_of(each: AccountSum | Posting) -> str:
    """Name the account of a posting or a sum."""
    return account_name(each.account, each.campaign, each.item, each.person)


@dataclass(slots=True)
class Balances:
    """What the postings written so far come to, by account and currency."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, posting: Posting) -> str:
        """Count a posting; give its account's name."""
        name = name_of(posting)
        self.found[name, posting.money.currency] += posting.money.minor
        return name

    def differences(self, sums: Iterable[AccountSum]) -> list[str]:
        """Name the accounts whose postings do not come to the sums that the office keeps."""
        kept: Counter[tuple[str, str]] = Counter()
        for each in sums:
            kept[name_of(each), each.money.currency] += each.money.minor
        keys = kept.keys() | self.found.keys()
        return sorted({key[0] for key in keys if kept[key] != self.found[key]})
