"""The ledger as a Beancount journal, for accountants' own programs: text that holds codes and never a name.

Every entry is one transaction that balances in each of its currencies, as it does here. At the end stand the balances
that the office keeps beside its entries, so that whoever loads the file sees at once whether all of it has arrived.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.ledger import Account

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from desktop.domain.ledger import Posting
    from desktop.domain.rates import PinnedRate
    from desktop.domain.reports import AccountSum, JournalEntry

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
_BY_FUND = (Account.DONATIONS, Account.FEES, Account.AID, Account.TRANSFERS, Account.CASH_DIFFERENCE)


def account_name(account: Account, campaign: str | None, item: int | None, person: str | None) -> str:
    """Name an account: income and spending by fund and item, advances by who holds them, money by where it lies."""
    parts = [_NAMES[account]]
    if account in _BY_FUND and campaign is not None:
        parts.append(campaign)
    if account is Account.AID and item is not None:
        parts.append(f"Item-{item}")
    if account is Account.ADVANCES and person is not None:
        parts.append(person)
    return ":".join(parts)


@dataclass(slots=True)
class Journal:
    """A journal that is being written: `add` each entry in order, `finish` it with the sums that the office keeps."""

    currency: str
    balances: Counter[tuple[str, str]] = field(default_factory=Counter)
    _first: date | None = None
    _last: date | None = None
    _opened: dict[str, set[str]] = field(default_factory=dict)
    _prices: dict[str, None] = field(default_factory=dict)
    _text: list[str] = field(default_factory=list)

    def add(self, booked: JournalEntry) -> None:
        """Write one entry."""
        on = booked.entry.on
        self._first = on if self._first is None else min(on, self._first)
        self._last = on if self._last is None else max(on, self._last)
        for rate in booked.entry.rates:
            self._prices[f"{rate.on.isoformat()} price {rate.base} {rate.text} {rate.quote}"] = None
        lines = [_head(booked), *_facts(booked)]
        for posting in booked.entry.postings:
            name = account_name(posting.account, posting.campaign, posting.item, posting.person)
            self._opened.setdefault(name, set()).add(posting.money.currency)
            self.balances[name, posting.money.currency] += posting.money.minor
            lines.extend(_posting(name, posting))
        self._text.append("\n".join(lines))

    def finish(self, sums: Iterable[AccountSum]) -> bytes:
        """Give the whole file: what is open, the prices, the entries, and the balances of `sums` on the day after."""
        checks = list(self._checks(sums))
        parts = [
            "\n".join(self._options()),
            "\n".join(self._opens()),
            "\n".join(self._prices),
            "\n\n".join(self._text),
            "\n".join(checks),
        ]
        return ("\n\n".join(part for part in parts if part) + "\n").encode()

    def differences(self, sums: Iterable[AccountSum]) -> list[str]:
        """Name the accounts whose entries, as written here, do not come to the sums that the office keeps."""
        kept: Counter[tuple[str, str]] = Counter()
        for each in sums:
            kept[_name_of(each), each.money.currency] += each.money.minor
        return sorted(
            {name for name, currency in kept.keys() | self.balances.keys() if self._differs(kept, name, currency)}
        )

    def _differs(self, kept: Counter[tuple[str, str]], name: str, currency: str) -> bool:
        return kept[name, currency] != self.balances[name, currency]

    def _options(self) -> Iterator[str]:
        used = {currency for currencies in self._opened.values() for currency in currencies}
        yield 'option "title" "Skarbonka"'
        for currency in (self.currency, *sorted(used - {self.currency})):
            yield f'option "operating_currency" "{currency}"'

    def _opens(self) -> Iterator[str]:
        for name, currencies in sorted(self._opened.items()):
            yield f"{self._first} open {name} {','.join(sorted(currencies))}"

    def _checks(self, sums: Iterable[AccountSum]) -> Iterator[str]:
        if self._last is None:
            return
        after = self._last + timedelta(days=1)
        for each in sums:
            name = _name_of(each)
            self._opened.setdefault(name, set()).add(each.money.currency)
            yield f"{after} balance {name} {each.money.plain()} {each.money.currency}"


def _name_of(each: AccountSum) -> str:
    return account_name(each.account, each.campaign, each.item, each.person)


def _head(booked: JournalEntry) -> str:
    """The line of a transaction: its day, the code of who paid or got it, and what it rests on."""
    entry = booked.entry
    party = next((posting.person for posting in entry.postings if posting.person), "")
    links = "".join(f" ^{code}" for code in (booked.code, f"entry-{booked.number}") if code)
    if entry.counters is not None:
        links += f" ^entry-{entry.counters}"
    said = f"{entry.kind.value} {booked.code}".strip()
    return f'{entry.on} * "{party}" "{said}"{links}'


def _facts(booked: JournalEntry) -> Iterator[str]:
    entry = booked.entry
    yield f"  entry: {booked.number}"
    yield f'  kind: "{entry.kind.value}"'
    if entry.counters is not None:
        yield f"  counters: {entry.counters}"
    if entry.happened is not None:
        yield f"  happened: {entry.happened}"
    if booked.document:
        yield f'  document: "{booked.document}"'
    for place, rate in enumerate(entry.rates, start=1):
        key = "rate" if place == 1 else f"rate{place}"
        yield f'  {key}: "{_rate(rate)}"'


def _rate(rate: PinnedRate) -> str:
    """A rate with its source, its day and its table, as it is pinned."""
    table = f", {rate.table}" if rate.table else ""
    said = f"1 {rate.base} = {rate.text} {rate.quote} ({rate.source.value}, {rate.on}{table})"
    return said.replace("\\", "/").replace('"', "'")


def _posting(name: str, posting: Posting) -> Iterator[str]:
    yield f"  {name}  {posting.money.plain()} {posting.money.currency}"
    if posting.campaign is not None and posting.account not in _BY_FUND:
        yield f'    fund: "{posting.campaign}"'
    if posting.person is not None and posting.account is not Account.ADVANCES:
        yield f'    person: "{posting.person}"'
