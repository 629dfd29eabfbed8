"""The ledger as a Beancount journal, for accountants' own programs: text that holds codes and never a name.

Every entry is one transaction that balances in each of its currencies, as it does here. At the end stand the balances
that the office keeps beside its entries, so that whoever loads the file sees at once whether all of it has arrived.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.documents.account_names import BY_FUND, Balances, name_of
from desktop.domain.ledger import Account

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from desktop.domain.ledger import Posting
    from desktop.domain.rates import PinnedRate
    from desktop.domain.reports import AccountSum, JournalEntry


@dataclass(slots=True)
class Journal:
    """A journal that is being written: `add` each entry in order, `finish` it with the sums that the office keeps."""

    currency: str
    balances: Balances = field(default_factory=Balances)
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
            name = self.balances.add(posting)
            self._opened.setdefault(name, set()).add(posting.money.currency)
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
            name = name_of(each)
            self._opened.setdefault(name, set()).add(each.money.currency)
            yield f"{after} balance {name} {each.money.plain()} {each.money.currency}"


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
    if posting.campaign is not None and posting.account not in BY_FUND:
        yield f'    fund: "{posting.campaign}"'
    if posting.person is not None and posting.account is not Account.ADVANCES:
        yield f'    person: "{posting.person}"'
