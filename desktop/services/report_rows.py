"""The transactions of a workbook: each posting of income, fee, aid, a move or an advance becomes one row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.ledger import Account
from desktop.domain.rates import PinnedRate
from desktop.domain.reports import RowStatus, TransactionRow
from desktop.services.rates import official_rate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.errors import Problem
    from desktop.domain.ledger import Entry, Posting
    from desktop.domain.money import Money
    from desktop.domain.rates import RateRule
    from desktop.storage.movement_papers import Paper, Proof
    from desktop.storage.movements import Part, Source
    from desktop.storage.work import Work

TYPES = {
    Account.DONATIONS: "income",
    Account.FEES: "fee",
    Account.AID: "aid",
    Account.TRANSFERS: "moved",
    Account.CASH_DIFFERENCE: "moved",
    Account.ADVANCES: "advance",
}
_HOLDS = (Account.CASH, Account.BANK, Account.BROUGHT_FORWARD)


class Worth:
    """What money of a fund is worth in the workbook's currency, at its day's official rate; remembers each rate."""

    def __init__(self, work: Work, currency: str, rule: RateRule) -> None:
        self.currency, self.rule, self._work = currency, rule, work
        self._found: dict[tuple[str, tuple[date, date]], PinnedRate | Problem] = {}
        self.missing: list[Problem] = []

    def rate(self, currency: str, day: date) -> PinnedRate | None:
        """Find the rate of a currency for a day; None where none is known (kept in `missing`), or none is needed."""
        if currency == self.currency:
            return None
        key = (currency, self.rule.window(day))
        if key not in self._found:
            found = self._found[key] = official_rate(self._work, currency, self.currency, day, self.rule)
            if not isinstance(found, PinnedRate):
                self.missing.append(found)
        rate = self._found[key]
        return rate if isinstance(rate, PinnedRate) else None

    def of(self, row: TransactionRow) -> TransactionRow:
        """Add to a row what it is worth."""
        if row.amount.currency == self.currency:
            return replace(row, worth=row.amount)
        rate = self.rate(row.amount.currency, row.happened or row.on)
        return row if rate is None else replace(row, worth=rate.convert(row.amount), worth_rate=rate)


@dataclass(frozen=True, slots=True)
class Rows:
    """Turns entries into transaction rows. `sources` tells what each entry rests on, by its number.

    `names` are by the codes that were booked; `now` gives the code of who somebody is now, if they were merged.

    `proofs` is empty unless names were chosen: an invoice's or a bank's words may name somebody.
    """

    chosen: frozenset[str]
    labels: dict[tuple[str, int], str]
    names: dict[str, str]
    now: dict[str, str]
    sources: dict[int, Source]
    nothing: Source
    given: dict[Part, Money]
    official: dict[int, PinnedRate]
    papers: dict[str, Paper]
    proofs: dict[int, Proof]
    countered: frozenset[int]
    worth: Worth

    def rows(self, number: int, entry: Entry) -> Iterator[TransactionRow]:
        """Give a row for each posting of income, fee, aid, a move or an advance in a chosen campaign."""
        source = self.sources.get(entry.counters if entry.counters is not None else number, self.nothing)
        account = next((each.account.value for each in entry.postings if each.account in _HOLDS), "")
        for posting in entry.postings:
            if posting.account in TYPES and posting.campaign in self.chosen:
                yield self.worth.of(self._row(number, entry, posting, posting.campaign, source, account))

    def _row(
        self, number: int, entry: Entry, posting: Posting, campaign: str, source: Source, account: str
    ) -> TransactionRow:
        first = entry.counters if entry.counters is not None else number
        given = self.given.get((first, TYPES[posting.account], campaign, posting.item)) if entry.rates else None
        person = self.now.get(posting.person, posting.person) if posting.person else ""
        paper, proof = self.papers.get(source.document), self.proofs.get(first)
        return TransactionRow(
            number=number,
            on=entry.on,
            kind=entry.kind,
            subject=source.code,
            campaign=campaign,
            line="" if posting.item is None else f"{campaign}.{posting.item}",
            party=self.names.get(posting.person, person) if posting.person else "",
            description="" if posting.item is None else self.labels.get((campaign, posting.item), ""),
            method=source.method,
            amount=-posting.money,
            type=TYPES[posting.account],
            document=source.document,
            counters=entry.counters,
            happened=entry.happened,
            given=-given if given is not None and entry.counters is not None else given,
            rate=entry.rates[0] if given is not None else None,
            official=self.official.get(first) if given is not None else None,
            person=person,
            voucher=paper.kind if paper else "",
            account=account,
            status=self._status(number, entry, paper),
            proof=proof.text if proof else "",
            proof_on=proof.on if proof else None,
            reference=proof.reference if proof else "",
        )

    def _status(self, number: int, entry: Entry, paper: Paper | None) -> RowStatus:
        if entry.counters is not None:
            return RowStatus.CORRECTION
        if number in self.countered:
            return RowStatus.TAKEN_BACK
        return RowStatus.SIGNED if paper is not None and paper.signed else RowStatus.POSTED
