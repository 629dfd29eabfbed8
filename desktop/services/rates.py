"""Exchange rates: import a table, write one by hand, find the rate that counts, give entries their official rates."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import NotFound, Problem, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import Account, canonical
from desktop.domain.money import Money
from desktop.domain.rate_gaps import RateGaps, RateWanted, find_gaps
from desktop.domain.rate_tables import EntryRates, RateImport
from desktop.domain.rates import DayRule, PinnedRate, RateRule, RateSource
from desktop.domain.receipts import LONGEST_REASON
from desktop.domain.text import one_line
from desktop.services.incoming import read_incoming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from desktop.domain.ledger import Entry
    from desktop.domain.rate_tables import RateTable
    from desktop.services.office import Office
    from desktop.storage.work import Work

LARGEST_TABLE = 20 * 1024 * 1024
"""Bytes read of a file at most; intake refuses what is larger."""

_HELD = (Account.BANK, Account.CASH, Account.EXCHANGE)

AHEAD = timedelta(days=40)
"""How far ahead a published rate may be dated: a month's rate is published before the month begins."""


# --------------------------------------------------------------------------------------------------------- importing


def read_rate_file(path: Path, month: date | None = None) -> RateTable:
    """Read a table of rates from a file; `month` dates a monthly list that does not say which month it is of.

    Raises:
        CannotRead: The file is missing, too large, or no table of rates; the reason is a stable word.
        Refused: A line cannot be read (rate.table_cell, rate.table_twice), or the month is needed (rate.table_month).
    """
    from desktop.intake.rates.apart import read_rates_apart  # noqa: PLC0415 - late: few sessions import rates

    return read_rates_apart(read_incoming(path, LARGEST_TABLE), month)


def preview_rates(office: Office, table: RateTable) -> RateImport:
    """Say what importing a table would do, and do nothing.

    Raises:
        Refused: date.in_future.
    """
    _check_days(table, office.today())
    with office.work() as work:
        new, same, conflicts = work.rates.compare(table.rates)
    return RateImport(table, len(new), same, conflicts)


def import_rates(office: Office, table: RateTable) -> RateImport:
    """Store the rates of a table that are new, in one transaction, and give waiting entries their official rates.

    A rate that differs from the one already kept for its pair and day is left out and told.

    Raises:
        Refused: date.in_future; nothing is stored.
    """
    _check_days(table, office.today())
    with office.work() as work:
        new, same, conflicts = work.rates.compare(table.rates)
        if not new:
            return RateImport(table, 0, same, conflicts)
        work.rates.add(new)
        filled = _fill(work)
        days = [each.on for each in new]
        facts = {
            "count": len(new),
            "first": min(days).isoformat(),
            "last": max(days).isoformat(),
            "conflicts": len(conflicts),
            "digest": _digest(new),
            **_filled_facts(filled),
        }
        work.commit(Record("rates.imported", table.source.value, facts))
    return RateImport(table, len(new), same, conflicts, len(filled))


def _check_days(table: RateTable, today: date) -> None:
    _first, last = table.days
    if last > today + AHEAD:
        raise refuse("date.in_future", date=last)


def _digest(rates: Iterable[PinnedRate]) -> str:
    return hashlib.sha256(canonical({"rates": [each.facts() for each in rates]})).hexdigest()


# ----------------------------------------------------------------------------------------------------------- by hand


def check_new_rate(rate: PinnedRate, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a rate written by hand; its own bounds it has kept already."""
    found: list[Problem] = []
    if rate.source is RateSource.BANK:
        found.append(Problem("rate.rule_bank", "source"))
    if not rate.source.is_monthly or rate.on > today:
        found += check_date(rate.on, today, at="on")
    pivot = rate.source.pivot
    if pivot is not None and pivot not in (rate.base, rate.quote):
        found.append(Problem("rate.needs_pivot", "quote", {"currency": pivot}))
    return tuple(found)


def add_rate(office: Office, rate: PinnedRate, reason: str = "") -> PinnedRate:
    """Keep a rate that a worker wrote. In place of a different one it needs a reason, which is kept.

    A monthly rate is dated the first of its month.

    Raises:
        Refused: rate.already_kept, rate.differs (at `reason`), rate.kept_reversed, or a check at its field.
    """
    reason = one_line(reason)
    if rate.source.is_monthly:
        rate = replace(rate, on=rate.on.replace(day=1))
    refuse_errors(check_new_rate(rate, office.today()))
    with office.work() as work:
        kept = work.rates.kept(rate.source, rate.base, rate.quote, rate.on)
        if kept is not None:
            _check_replacing(kept, rate, reason)
            work.rates.replace(rate)
        else:
            work.rates.add([rate])
        verb = "rate.added" if kept is None else "rate.replaced"
        subject = rate_key(rate.source, f"{rate.base}/{rate.quote}", rate.on)
        if kept is not None:
            work.remarks.add(subject, verb, office.user, office.now(), reason)
        before = {} if kept is None else {"before": kept.text}
        work.commit(Record(verb, subject, {**rate.facts(), **before, **_filled_facts(_fill(work))}))
    return rate


def rate_key(source: RateSource, pair: str, on: date) -> str:
    """Name a kept rate: "ecb EUR/USD 2026-05-04"; the journal and the lists call it so."""
    return f"{source.value} {pair} {on.isoformat()}"


def load_rate(office: Office, key: str) -> PinnedRate:
    """Read the kept rate of a name that `rate_key` gave; raises NotFound."""
    try:
        source, pair, day = key.split(" ")
        base, quote = pair.split("/")
        asked = RateSource(source), base, quote, date.fromisoformat(day)
    except ValueError:
        raise NotFound(subject=key[:40]) from None
    with office.work() as work:
        found = work.rates.kept(*asked)
    if found is None:
        raise NotFound(subject=key[:40])
    return found


def _check_replacing(kept: PinnedRate, rate: PinnedRate, reason: str) -> None:
    facts = {"base": kept.base, "quote": kept.quote, "kept": kept.text, "date": kept.on}
    if kept.base != rate.base:
        refuse_errors((Problem("rate.kept_reversed", "rate", facts),))
    if kept.rate == rate.rate and kept.table == rate.table:
        raise refuse("rate.already_kept", at="rate")
    if not reason:
        refuse_errors((Problem("rate.differs", "reason", facts),))
    if len(reason) > LONGEST_REASON:
        raise refuse("text.too_long", at="reason", longest=LONGEST_REASON)


# ------------------------------------------------------------------------------------------------ which rate counts


def rate_for(office: Office, base: str, quote: str, day: date) -> PinnedRate | Problem:
    """Give the official rate of a pair for a day by the office's rule, or the reason why there is none.

    It comes as it was published: its base may be either of the two.
    """
    with office.work() as work:
        return official_rate(work, base, quote, day)


def official_rate(work: Work, base: str, quote: str, day: date, rule: RateRule | None = None) -> PinnedRate | Problem:
    """Give the official rate within a unit of work; a rate written by hand stands in where the source has none."""
    rule = rule or work.settings.load().rate_rule
    found = work.rates.find(rule, base, quote, day)
    if found is None and rule.day_rule is not DayRule.PERIOD_MEAN:
        found = work.rates.find(replace(rule, source=RateSource.HAND), base, quote, day)
    return found or _no_rate(work, base, quote, day, rule)


def _no_rate(work: Work, base: str, quote: str, day: date, rule: RateRule) -> Problem:
    facts: dict[str, object] = {"base": base, "quote": quote, "source": rule.source}
    if base == quote:
        return Problem("rate.same_currency", "rate", {"currency": base})
    if rule.day_rule is DayRule.PERIOD_MEAN:
        period = dict(zip(("period_from", "period_to"), rule.window(day), strict=True))
        return Problem("rate.period_incomplete", "rate", facts | period)
    last = work.rates.last_day(rule.source, base, quote, rule.window(day)[1])
    if last is None:
        return Problem("rate.none_here", "rate", facts)
    days = {"date": day, "last": last}
    return Problem("rate.none_for_day", "rate", facts | days)


# --------------------------------------------------------------------------------------------------- official rates


def exchanged(entry: Entry) -> tuple[Money, Money] | None:
    """Give the foreign money of an exchange and what it counted as in the fund; what went out is negative.

    None for an entry that exchanged nothing.
    """
    sides: Counter[str] = Counter()
    for posting in entry.postings:
        if posting.account is Account.EXCHANGE:
            sides[posting.money.currency] -= posting.money.minor
    if len(sides) != 2:
        return None
    own = next((each.money.currency for each in entry.postings if each.account not in _HELD), max(sides))
    foreign = next(currency for currency in sides if currency != own)
    return Money(sides[foreign], foreign), Money(-sides[own], own)


def pin_official_rate(work: Work, number: int, entry: Entry) -> PinnedRate | None:
    """Give an entry just posted its official rate, where it exchanged money and the rate is here already."""
    sides = exchanged(entry)
    if sides is None:
        return None
    found = official_rate(work, sides[0].currency, sides[1].currency, entry.happened or entry.on)
    if isinstance(found, Problem):
        return None
    work.rates.pin_reporting(number, found)
    return found


def entry_rates(office: Office, number: int) -> EntryRates | None:
    """Give both rates of an entry side by side; None when it exchanged nothing. Raises NotFound."""
    with office.work() as work:
        entry = work.ledger.get(number)
        sides = exchanged(entry)
        if sides is None:
            return None
        official = work.rates.reporting([number]).get(number)
    return EntryRates(*sides, entry.rates[0] if entry.rates else None, official)


def fill_reporting_rates(office: Office) -> int:
    """Give every exchange that still lacks it its official rate, where there is one now; gives how many got it."""
    with office.work() as work:
        filled = _fill(work)
        if filled:
            work.commit(Record("rates.filled", "office", _filled_facts(filled)))
    return len(filled)


def _fill(work: Work) -> list[tuple[int, PinnedRate]]:
    """Pin what can be pinned now; the official rate that an entry has never changes."""
    rule = work.settings.load().rate_rule
    found: dict[tuple[str, str, date], PinnedRate | Problem] = {}
    filled = []
    for number, on, base, quote in work.rates.without_reporting():
        asked = (base, quote, on)
        if asked not in found:
            found[asked] = official_rate(work, base, quote, on, rule)
        official = found[asked]
        if isinstance(official, PinnedRate):
            work.rates.pin_reporting(number, official)
            filled.append((number, official))
    return filled


def _filled_facts(filled: Sequence[tuple[int, PinnedRate]]) -> dict[str, object]:
    if not filled:
        return {}
    pinned = {"pinned": [[number, each.facts()] for number, each in filled]}
    return {"filled": len(filled), "filled_digest": hashlib.sha256(canonical(pinned)).hexdigest()}


def rate_gaps(office: Office) -> RateGaps:
    """Say what is missing: days of the sources that are kept here, and rates for what was recorded."""
    today = office.today()
    with office.work() as work:
        rule = work.settings.load().rate_rule
        gaps = [gap for source in RateSource for gap in find_gaps(source, work.rates.days(source), today)]
        waiting = Counter((base, quote, on) for _number, on, base, quote in work.rates.without_reporting())
        wanted = [
            RateWanted(base, quote, on, count)
            for (base, quote, on), count in sorted(waiting.items(), key=lambda each: (each[0][2], each[0]))
            if isinstance(official_rate(work, base, quote, on, rule), Problem)
        ]
    # The office's own source first: what is missing there is what its accounts wait for.
    return RateGaps(tuple(sorted(gaps, key=lambda gap: (gap.source is not rule.source, gap.first))), tuple(wanted))
