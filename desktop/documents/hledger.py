"""The ledger as a journal of hledger (and of Ledger, which reads the same): codes and money, never a name.

The accounts are those of the Beancount journal. Each entry balances in each of its currencies; a last transaction that
moves nothing asserts the balances that the office keeps, so that the reader itself says whether all has arrived.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.documents.account_names import Balances, name_of
from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from desktop.domain.reports import AccountSum, JournalEntry


@dataclass(slots=True)
class Hledger:
    """A journal that is being written: `add` each entry in order, `finish` it with the sums that the office keeps."""

    balances: Balances = field(default_factory=Balances)
    _last: date | None = None
    _prices: dict[str, None] = field(default_factory=dict)
    _text: list[str] = field(default_factory=list)

    def add(self, booked: JournalEntry) -> None:
        """Write one entry."""
        entry = booked.entry
        self._last = entry.on if self._last is None else max(entry.on, self._last)
        for rate in entry.rates:
            self._prices[f"P {rate.on.isoformat()} {rate.base} {rate.text} {rate.quote}"] = None
        said = " ".join(part for part in (entry.kind.value, booked.code) if part)
        lines = [f"{entry.on} * ({booked.number}) {said}", *(f"    ; {each}" for each in _tags(booked))]
        for posting in entry.postings:
            name = self.balances.add(posting)
            lines.append(f"    {name}  {_amount(posting.money)}{_marks(posting.campaign, posting.person)}")
        self._text.append("\n".join(lines))

    def finish(self, sums: Iterable[AccountSum]) -> bytes:
        """Give the whole file."""
        sums = list(sums)
        parts = [
            "\n".join(self._commodities()),
            "\n".join(f"account {name}" for name in sorted({name for name, _currency in self.balances.found})),
            "\n".join(self._prices),
            "\n\n".join(self._text),
            "\n".join(self._checks(sums)),
        ]
        return ("\n\n".join(part for part in parts if part) + "\n").encode()

    def _commodities(self) -> Iterator[str]:
        quoted = {price.split(" ")[place] for price in self._prices for place in (2, 4)}
        for currency in sorted({currency for _name, currency in self.balances.found} | quoted):
            nothing = Money.zero(currency).plain()
            yield f"commodity {nothing if '.' in nothing else nothing + '.'} {currency}"

    def _checks(self, sums: list[AccountSum]) -> Iterator[str]:
        if self._last is None or not sums:
            return
        yield f"{self._last + timedelta(days=1)} * balances"
        for each in sums:
            nothing = _amount(Money.zero(each.money.currency))
            yield f"    {name_of(each)}  {nothing} = {_amount(each.money)}"


def _amount(money: Money) -> str:
    return f"{money.plain()} {money.currency}"


def _tags(booked: JournalEntry) -> Iterator[str]:
    entry = booked.entry
    yield f"entry: {booked.number}, kind: {entry.kind.value}"
    if entry.counters is not None:
        yield f"counters: {entry.counters}"
    if entry.happened is not None:
        yield f"happened: {entry.happened}"
    if booked.document:
        yield f"document: {booked.document}"


def _marks(campaign: str | None, person: str | None) -> str:
    marks = [f"fund: {campaign}"] * bool(campaign) + [f"person: {person}"] * bool(person)
    return f"  ; {', '.join(marks)}" if marks else ""
