"""The ledger as flat CSV files: one of our own for any spreadsheet, and GnuCash's 18 columns.

Each line is one posting. Amounts are signed: debits above nothing, credits below; an entry's lines come to nothing in
each currency. Codes only, never a name, and no text that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.documents.account_names import Balances
from desktop.domain.accounting import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.accounting import Accounting
    from desktop.domain.ledger import Posting
    from desktop.domain.reports import AccountSum, JournalEntry

_BOM = b"\xef\xbb\xbf"
COLUMNS = (
    "Entry",
    "Date",
    "Day of event",
    "Kind",
    "Code",
    "Document",
    "Corrects entry",
    "Account",
    "Fund",
    "Expense item",
    "Person",
    "Amount",
    "Currency",
    "Rate",
    "Rate of",
    "Rate in",
    "Rate source",
    "Rate date",
    "Rate table",
)
"""In English in every office: they are read by programs."""

GNUCASH_COLUMNS = (
    "Date",
    "Transaction ID",
    "Number",
    "Description",
    "Notes",
    "Commodity/Currency",
    "Void Reason",
    "Action",
    "Memo",
    "Full Account Name",
    "Account Name",
    "Amount With Sym",
    "Amount Num.",
    "Value With Sym",
    "Value Num.",
    "Reconcile",
    "Reconcile Date",
    "Rate/Price",
)
"""GnuCash's own, in the order of its multi-split layout (gnucash/import-export/csv-exp/csv-transactions-export)."""


@dataclass(slots=True)
class FlatCsv:
    """The CSV of our own: UTF-8 with a mark at its start, so that a spreadsheet knows it is UTF-8."""

    wishes: Accounting
    balances: Balances = field(default_factory=Balances)
    _rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, booked: JournalEntry) -> None:
        """Write one entry, a line for each posting; a rate stands on the lines of the currencies it is between."""
        entry = booked.entry
        head = (
            str(booked.number),
            entry.on.isoformat(),
            entry.happened.isoformat() if entry.happened is not None else "",
            entry.kind.value,
            booked.code,
            booked.document,
            "" if entry.counters is None else str(entry.counters),
        )
        for posting in entry.postings:
            name = self.balances.add(posting)
            amount = posting.money.plain().replace(".", self.wishes.decimal)
            told = (
                name,
                posting.campaign or "",
                "" if posting.item is None else str(posting.item),
                posting.person or "",
            )
            texts = [neutral(text) for text in (*head, *told)]
            rate = [neutral(text) for text in self._rate(booked, posting)]
            self._rows.append((*texts, amount, posting.money.currency, *rate))

    def finish(self, _sums: Iterable[AccountSum]) -> bytes:
        """Give the whole file."""
        return _BOM + _write((COLUMNS, *self._rows), self.wishes.separator, csv.QUOTE_MINIMAL)

    def _rate(self, booked: JournalEntry, posting: Posting) -> tuple[str, ...]:
        for rate in booked.entry.rates:
            if posting.money.currency in (rate.base, rate.quote):
                number = rate.text.replace(".", self.wishes.decimal)
                return number, rate.base, rate.quote, rate.source.value, rate.on.isoformat(), rate.table
        return ("",) * 6


@dataclass(slots=True)
class GnuCash:
    """What GnuCash's importer takes with its preset "GnuCash Export Format".

    An account of GnuCash has one currency, so an account's last name is its currency; an entry in two currencies comes
    as one transaction in each, since it balances in each. Every price is then 1, and nothing is rounded.
    """

    balances: Balances = field(default_factory=Balances)
    _rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, booked: JournalEntry) -> None:
        """Write one entry, a line for each posting."""
        entry = booked.entry
        currencies = list(dict.fromkeys(posting.money.currency for posting in entry.postings))
        for currency in currencies:
            mark = f"-{currency}" if len(currencies) > 1 else ""
            notes = [f"document {booked.document}"] * bool(booked.document)
            notes += [f"corrects entry {entry.counters}"] * (entry.counters is not None)
            notes += [f"day of event {entry.happened}"] * (entry.happened is not None)
            head = (
                entry.on.isoformat(),
                f"entry-{booked.number}{mark}",
                f"{booked.number}{mark}",
                f"{entry.kind.value} {booked.code}".strip(),
                ", ".join(notes),
                f"CURRENCY::{currency}",
                "",
            )
            for posting in entry.postings:
                if posting.money.currency == currency:
                    self._add(head, posting)

    def _add(self, head: tuple[str, ...], posting: Posting) -> None:
        currency = posting.money.currency
        name = f"{self.balances.add(posting)}:{currency}"
        memo = " ".join(
            part
            for part in (posting.campaign or "", f"item {posting.item}" if posting.item else "", posting.person or "")
            if part
        )
        amount = posting.money.plain()
        said = f"{currency} {amount}"
        self._rows.append((*head, "", memo, name, currency, said, amount, said, amount, "n", "", "1.00"))

    def finish(self, _sums: Iterable[AccountSum]) -> bytes:
        """Give the whole file."""
        return _write((GNUCASH_COLUMNS, *self._rows), ",", csv.QUOTE_MINIMAL)


def _write(rows: Iterable[tuple[str, ...]], separator: str, quoting: int) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]  # one of the module's constants
    return text.getvalue().encode()
