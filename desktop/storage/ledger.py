"""The ledger: entries and their postings, written once, with the sums that are kept beside them."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.cash import cash_changes
from desktop.domain.errors import NotFound, refuse
from desktop.domain.ledger import Account, Entry, EntryKind, Posting
from desktop.domain.money import Money
from desktop.domain.rates import PinnedRate, RateSource
from desktop.storage.cash_sums import guard_cash, keep_cash
from desktop.storage.context import campaign_code, campaign_id, day_text, person_code, person_id, read_day
from desktop.storage.sums import keep_sums
from desktop.storage.tables_ledger import campaign, entry, entry_rate, posting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from desktop.storage.context import Desk

_AT_ONCE = 1000
_TRANSACTION = "transaction"
_PLAIN_ENTRY = "INSERT INTO entry (number, kind, day, happened) VALUES (?, ?, ?, ?)"
_PLAIN_POSTING = (
    "INSERT INTO posting (entry, position, account, minor, currency, campaign_id, item, person_id) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


class Ledger:
    """The repository of entries."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def post(self, new: Entry) -> int:
        """Write an entry and bring every sum up to date; gives its number, the next after the last one.

        Raises:
            NotFound: A posting's campaign, or the entry to be countered, is not there.
            Refused: "entry.already_countered" when the original was taken back before; "cash.day_closed",
                "cash.below_nothing" or "cash.below_nothing_later" when a cash desk does not allow it.
            ValueError: A posting is in another currency than its campaign, which would be our own bug.
        """
        self._check_currencies(new)
        if new.counters is not None:
            self._check_counter(new.counters)
        guard_cash(self._desk, new)
        number = int(self._desk.connection.execute(select(func.coalesce(func.max(entry.c.number), 0) + 1)).scalar_one())
        self._desk.connection.execute(
            entry.insert().values(
                number=number,
                kind=new.kind.value,
                day=new.on.isoformat(),
                counters=new.counters,
                happened=day_text(new.happened),
            )
        )
        self._desk.connection.execute(
            posting.insert(),
            [_values(number, position, each) for position, each in enumerate(new.postings, start=1)],
        )
        if new.rates:
            self._desk.connection.execute(entry_rate.insert(), [_rate_values(number, each) for each in new.rates])
        keep_sums(self._desk, new)
        keep_cash(self._desk, number, new)
        return number

    def post_many(self, entries: Sequence[Entry]) -> int:
        """Write entries one after another, and bring every sum up to date once for all; gives the first's number.

        For the plain ones that come by the thousand: none may counter another, exchange money or touch a cash desk.

        Raises:
            NotFound: A posting's campaign is not there.
            ValueError: A posting is in another currency than its campaign, or an entry is none of the plain ones;
                either would be our own bug.
        """
        if any(each.counters is not None or each.rates or cash_changes(each) for each in entries):
            raise ValueError("only plain entries are posted many at once")
        self._check_currencies(*entries)
        first = int(self._desk.connection.execute(select(func.coalesce(func.max(entry.c.number), 0) + 1)).scalar_one())
        # Two statements for each entry, since a posting may only be of the last one; said to the driver itself, as
        # building them anew costs five times what they do.
        with closing(self._desk.connection.connection.cursor()) as cursor:
            for number, each in enumerate(entries, start=first):
                day, happened = each.on.isoformat(), day_text(each.happened)
                cursor.execute(_PLAIN_ENTRY, (number, each.kind.value, day, happened))
                lines = [_values(number, position, line) for position, line in enumerate(each.postings, start=1)]
                cursor.executemany(_PLAIN_POSTING, [tuple(line.values()) for line in lines])
        keep_sums(self._desk, *entries)
        return first

    def get(self, number: int) -> Entry:
        """Load an entry.

        Raises:
            NotFound: There is no such entry.
        """
        for _number, found in self._stream(select(*_COLUMNS).where(entry.c.number == number)):
            return found
        raise NotFound(subject=str(number))

    def entries(
        self, campaigns: Collection[str] = (), first: date | None = None, last: date | None = None
    ) -> Iterator[tuple[int, Entry]]:
        """Read entries one after another in the order of their numbers, never all at once.

        Args:
            campaigns: Only entries that touch one of these; all when empty.
            first: The first day, inclusive; None: from the beginning.
            last: The last day, inclusive; None: to the end.
        """
        query = select(*_COLUMNS)
        if campaigns:
            touching = select(posting.c.entry).where(posting.c.campaign_id.in_([campaign_id(c) for c in campaigns]))
            query = query.where(entry.c.number.in_(touching))
        if first is not None:
            query = query.where(entry.c.day >= first.isoformat())
        if last is not None:
            query = query.where(entry.c.day <= last.isoformat())
        return self._stream(query)

    def countered_by(self, number: int) -> int | None:
        """Give the number of the entry that took this one back, if one did."""
        found = self._desk.connection.execute(select(entry.c.number).where(entry.c.counters == number))
        return found.scalar_one_or_none()

    def _check_currencies(self, *new: Entry) -> None:
        postings = (posting for each in new for posting in each.postings)
        for code, currency in {(p.campaign, p.money.currency) for p in postings if p.campaign is not None}:
            query = select(campaign.c.currency).where(campaign.c.id == campaign_id(code))
            expected = self._desk.connection.execute(query).scalar_one_or_none()
            if expected is None:
                raise NotFound(subject=code)
            if expected != currency:
                raise ValueError("a posting is in its campaign's currency")

    def _check_counter(self, number: int) -> None:
        original = self._desk.connection.execute(select(entry.c.number).where(entry.c.number == number))
        if original.scalar_one_or_none() is None:
            raise NotFound(subject=str(number))
        countered = self.countered_by(number)
        if countered is not None:
            raise refuse("entry.already_countered", entry=number, countered_by=countered)

    def _stream(self, query: Any) -> Iterator[tuple[int, Entry]]:
        ordered = query.select_from(entry.join(posting, posting.c.entry == entry.c.number)).order_by(
            entry.c.number, posting.c.position
        )
        with self._desk.connection.execute(ordered.execution_options(yield_per=_AT_ONCE)) as rows:
            for number, lines in groupby(rows, key=lambda row: row.number):
                yield number, self._entry(number, lines)

    def _entry(self, number: int, lines: Iterable[Any]) -> Entry:
        """Make an entry of its rows; one that does not balance any more is a damaged book."""
        rows = list(lines)
        return Entry(
            EntryKind(rows[0].kind),
            date.fromisoformat(rows[0].day),
            tuple(_posting(row) for row in rows),
            rows[0].counters,
            read_day(rows[0].happened),
            rates_of(self._desk, number) if any(row.account == Account.EXCHANGE.value for row in rows) else (),
        )


def rates_of(desk: Desk, number: int) -> tuple[PinnedRate, ...]:
    """Read the rate that an entry's exchange was made at; only entries with one ask for it."""
    query = select(entry_rate).where(entry_rate.c.entry == number, entry_rate.c.kind == _TRANSACTION)
    return tuple(read_rate(row) for row in desk.connection.execute(query))


_COLUMNS = (
    entry.c.number, entry.c.kind, entry.c.day, entry.c.counters, entry.c.happened, posting.c.account, posting.c.minor,
    posting.c.currency, posting.c.campaign_id, posting.c.item, posting.c.person_id,
)  # fmt: skip


def _values(number: int, position: int, new: Posting) -> dict[str, object]:
    return {
        "entry": number,
        "position": position,
        "account": new.account.value,
        "minor": new.money.minor,
        "currency": new.money.currency,
        "campaign_id": None if new.campaign is None else campaign_id(new.campaign),
        "item": new.item,
        "person_id": None if new.person is None else person_id(new.person),
    }


def _posting(row: Any) -> Posting:
    return Posting(
        Account(row.account),
        Money(row.minor, row.currency),
        None if row.campaign_id is None else campaign_code(row.campaign_id),
        row.item,
        None if row.person_id is None else person_code(row.person_id),
    )


def _rate_values(number: int, rate: PinnedRate) -> dict[str, object]:
    return {
        "entry": number,
        "kind": _TRANSACTION,
        "base": rate.base,
        "quote": rate.quote,
        "rate": f"{rate.rate:f}",
        "source": rate.source.value,
        "day": rate.on.isoformat(),
        "table_no": rate.table,
    }


def read_rate(row: Any) -> PinnedRate:
    """Read a pinned rate off its row."""
    return PinnedRate(
        row.base, row.quote, Decimal(row.rate), RateSource(row.source), date.fromisoformat(row.day), row.table_no
    )
