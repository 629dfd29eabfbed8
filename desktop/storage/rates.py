"""Exchange rates as published or written by hand, and the official rates that entries were given later.

A rate is kept once for its source, pair and day. Another value for it is a conflict, told and never written over; only
a person may replace one, with a reason. What an entry was made at lies with the entry and changes with none of this.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select, text

from desktop.domain.ledger import Account
from desktop.domain.rate_tables import RateConflict
from desktop.domain.rates import DayRule, PinnedRate, RateRule, RateSource, cross, mean
from desktop.storage.tables_ledger import entry, entry_rate, posting
from desktop.storage.tables_money import rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.storage.context import Desk

_AT_ONCE = 5000
_REPORTING = "reporting"

# Each day is found from the one before it: a source has thirty rates a day, and reading them all would take long.
_DAYS = text(
    """
    WITH RECURSIVE days(day) AS (
        SELECT min(day) FROM rate WHERE source = :source
        UNION ALL
        SELECT (SELECT min(rate.day) FROM rate WHERE rate.source = :source AND rate.day > days.day)
        FROM days WHERE days.day IS NOT NULL
    )
    SELECT day FROM days WHERE day IS NOT NULL
    """
)


class Rates:
    """The repository of exchange rates."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    # ------------------------------------------------------------------ what is kept

    def compare(self, rates: Sequence[PinnedRate]) -> tuple[tuple[PinnedRate, ...], int, tuple[RateConflict, ...]]:
        """Tell which rates are new, how many are kept as they are, and which differ from the one that is kept."""
        new: list[PinnedRate] = []
        conflicts: list[RateConflict] = []
        same = 0
        kept = self._kept(rates)
        for each in rates:
            before = kept.get(_key(each))
            if before is None:
                new.append(each)
            elif before.rate == each.text:
                same += 1
            else:
                conflicts.append(RateConflict(_read(before), each))
        return tuple(new), same, tuple(conflicts)

    def add(self, rates: Sequence[PinnedRate]) -> None:
        """Store rates of which none is kept yet."""
        number = self._desk.next_id(rate)
        for start in range(0, len(rates), _AT_ONCE):
            part = rates[start : start + _AT_ONCE]
            self._desk.connection.execute(
                rate.insert(), [{"id": number + start + at, **_values(each)} for at, each in enumerate(part)]
            )
        if rates:
            self._desk.tally(rate, len(rates))

    def replace(self, new: PinnedRate) -> None:
        """Put a rate in place of the one that is kept for its source, pair and day."""
        same = and_(*(rate.c[name] == value for name, value in zip(_KEY, _key(new), strict=True)))
        self._desk.connection.execute(rate.update().where(same).values(rate=new.text, table_no=new.table))

    def kept(self, source: RateSource, base: str, quote: str, day: date) -> PinnedRate | None:
        """Give the rate that is kept for a day itself, whichever way round."""
        return next(self._latest(source, base, quote, (day, day)), None)

    def days(self, source: RateSource) -> tuple[date, ...]:
        """Give the days of which a source has rates here, in order."""
        found = self._desk.connection.execute(_DAYS, {"source": source.value}).scalars()
        return tuple(date.fromisoformat(day) for day in found)

    def last_day(self, source: RateSource, base: str, quote: str, day: date) -> date | None:
        """Give the last day up to `day` on which a source has a rate that leads from one currency to the other."""
        window = (date.min, day)
        found = self._direct(source, base, quote, window) or self._cross(source, base, quote, window)
        return found.on if found else None

    # ------------------------------------------------------------------ which rate counts

    def find(self, rule: RateRule, base: str, quote: str, day: date) -> PinnedRate | None:
        """Find the rate of a pair that counts for a day under a rule: as published, or crossed through the pivot."""
        if rule.day_rule is DayRule.PERIOD_MEAN:
            months = [
                self._found(rule.source, base, quote, RateRule(rule.source, DayRule.MONTH).window(month))
                for month in rule.months(day)
            ]
            whole = [each for each in months if each is not None]
            return mean(whole) if len(whole) == len(months) else None
        return self._found(rule.source, base, quote, rule.window(day))

    def _found(self, source: RateSource, base: str, quote: str, window: tuple[date, date]) -> PinnedRate | None:
        return self._direct(source, base, quote, window) or self._cross(source, base, quote, window)

    def _direct(self, source: RateSource, base: str, quote: str, window: tuple[date, date]) -> PinnedRate | None:
        return next(self._latest(source, base, quote, window), None)

    def _cross(self, source: RateSource, base: str, quote: str, window: tuple[date, date]) -> PinnedRate | None:
        """Cross the latest two rates of one day; a rate of the pivot itself needs no crossing."""
        pivot = source.pivot
        if pivot is None or base == quote or pivot in (base, quote):
            return None
        ones, others = self._latest(source, base, pivot, window), self._latest(source, quote, pivot, window)
        one, other = next(ones, None), next(others, None)
        while one is not None and other is not None:
            if one.on == other.on:
                return cross(one, other)
            if one.on > other.on:
                one = next(ones, None)
            else:
                other = next(others, None)
        return None

    def _latest(self, source: RateSource, base: str, quote: str, window: tuple[date, date]) -> Iterator[PinnedRate]:
        """Give the rates of a pair in a window, whichever way round, the latest first."""
        either = or_(and_(rate.c.base == base, rate.c.quote == quote), and_(rate.c.base == quote, rate.c.quote == base))
        first, last = window
        query = (
            select(rate)
            .where(rate.c.source == source.value, rate.c.day.between(first.isoformat(), last.isoformat()), either)
            .order_by(rate.c.day.desc(), rate.c.id.desc())
        )
        for row in self._desk.connection.execute(query):
            yield _read(row)

    # ------------------------------------------------------------------ entries

    def without_reporting(self) -> Iterator[tuple[int, date, str, str]]:
        """Give the entries that exchanged one currency for another and have no official rate: number, day, the pair.

        The day is the one on which it happened; the pair is what was given and what it counted as.
        """
        given = select(posting.c.currency).where(
            posting.c.entry == entry.c.number, posting.c.account == Account.EXCHANGE.value, posting.c.minor < 0
        )
        counted = select(posting.c.currency).where(
            posting.c.entry == entry.c.number, posting.c.account == Account.EXCHANGE.value, posting.c.minor > 0
        )
        has_rate = exists().where(entry_rate.c.entry == entry.c.number, entry_rate.c.kind == _REPORTING)
        exchanged = exists().where(posting.c.entry == entry.c.number, posting.c.account == Account.EXCHANGE.value)
        query = (
            select(
                entry.c.number,
                func.coalesce(func.nullif(entry.c.happened, ""), entry.c.day).label("on"),
                given.limit(1).scalar_subquery().label("base"),
                counted.limit(1).scalar_subquery().label("quote"),
            )
            .where(exchanged, ~has_rate)
            .order_by(entry.c.number)
        )
        for row in self._desk.connection.execute(query).all():
            yield row.number, date.fromisoformat(row.on), row.base, row.quote

    def pin_reporting(self, number: int, official: PinnedRate) -> None:
        """Give an entry its official rate, which stays for ever."""
        values = {"entry": number, "kind": _REPORTING, **_values(official)}
        self._desk.connection.execute(entry_rate.insert().values(**values))

    def reporting(self, numbers: Iterable[int]) -> dict[int, PinnedRate]:
        """Give the official rates of some entries; those without one are left out."""
        query = select(entry_rate).where(entry_rate.c.kind == _REPORTING, entry_rate.c.entry.in_(tuple(numbers)))
        return {row.entry: _read(row) for row in self._desk.connection.execute(query)}

    # ------------------------------------------------------------------ rows

    def _kept(self, rates: Sequence[PinnedRate]) -> dict[tuple[str, ...], Any]:
        """Read the kept rates of the same sources and days, as rows: of a long history hardly any is looked at."""
        found: dict[tuple[str, ...], Any] = {}
        for source in {each.source for each in rates}:
            days = [each.on.isoformat() for each in rates if each.source is source]
            query = select(rate).where(rate.c.source == source.value, rate.c.day.between(min(days), max(days)))
            found.update(
                {(row.source, row.day, row.base, row.quote): row for row in self._desk.connection.execute(query)}
            )
        return found


_KEY = ("source", "day", "base", "quote")


def _key(each: PinnedRate) -> tuple[str, ...]:
    return each.source.value, each.on.isoformat(), each.base, each.quote


def _values(each: PinnedRate) -> dict[str, str]:
    return {**dict(zip(_KEY, _key(each), strict=True)), "rate": each.text, "table_no": each.table}


def _read(row: Any) -> PinnedRate:
    return PinnedRate(
        row.base, row.quote, Decimal(row.rate), RateSource(row.source), date.fromisoformat(row.day), row.table_no
    )
