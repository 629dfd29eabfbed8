"""Commands of exchange rates: import tables, add one, show the one of a day, what is missing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place, verbs
from desktop.cli.main import DONE, REFUSED, Misuse
from desktop.cli.session import opened
from desktop.domain.errors import Problem, Refused
from desktop.domain.rates import PinnedRate, RateSource
from desktop.i18n import ntr, tr
from desktop.services import rates, wording

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.rate_gaps import RateGap
    from desktop.domain.rate_tables import RateImport

SOURCES = tuple(source.value for source in RateSource if source is not RateSource.BANK)

_PAIR = re.compile(r"([A-Za-z]{3})[/:]?([A-Za-z]{3})", re.ASCII)


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    of = verbs(
        commands_of, "rates", tr("exchange rates: import tables, add one by hand, show a day's, say what is missing")
    )
    text = tr("import tables of the ECB, NBP, NBRB or InforEuro")
    take = command(of, "import", import_tables, text, vault=False)
    take.add_argument("files", metavar="FILE", nargs="+", type=place)
    take.add_argument("--month", metavar="2026-03", help=tr("the month of a list that does not say it"))
    take.add_argument("--dry-run", action="store_true", help=tr("only say what would be stored"))
    added = command(of, "add", add, tr("keep a rate written by hand"), vault=False)
    added.add_argument("--rate", required=True, help=tr("what 1 of the first currency is in the second"))
    added.add_argument("--source", choices=SOURCES, default="hand")
    added.add_argument("--table", default="", help=tr("the number of the source's table"))
    added.add_argument("--reason", default="", help=tr("why it takes the place of the one kept"))
    shown = command(of, "show", show, tr("show the official rate of a day by the office's rule"), vault=False)
    for each in (added, shown):
        each.add_argument("--pair", required=True, metavar="USD/EUR")
        each.add_argument("--date", help=tr("today unless given"))
    command(of, "gaps", gaps, tr("say what is missing; exit code 1 if anything is"), vault=False)
    command(of, "fill", fill, tr("give waiting entries their official rates"), vault=False)


def import_tables(options: argparse.Namespace) -> int:
    """Import each file in a transaction of its own; a file that cannot be read stops before any is stored."""
    month = arguments.month(options.month).first if options.month else None
    tables = [rates.read_rate_file(Path(name), month) for name in options.files]
    with opened(options) as office:
        for name, table in zip(options.files, tables, strict=True):
            verb = rates.preview_rates if options.dry_run else rates.import_rates
            _say(Path(name).name, verb(office, table), options.dry_run)
    return DONE


def _say(name: str, done: RateImport, only_seen: bool) -> None:
    stored = (
        ntr("{count} rate would be stored", "{count} rates would be stored", done.new)
        if only_seen
        else ntr("{count} rate stored", "{count} rates stored", done.new)
    )
    kept = ntr("{count} kept already", "{count} kept already", done.same)
    source = wording.label(done.table.source)
    print(tr("{file}: {source}, {stored}, {kept}").format(file=name, source=source, stored=stored, kept=kept))
    for each in done.conflicts:
        text = tr("{date}: {kept} stays, the file says {read}")
        print(text.format(date=wording.date(each.kept.on), kept=wording.rate(each.kept), read=wording.rate(each.read)))
    for problem in done.table.warnings:
        print(tr("Note: {sentence}").format(sentence=wording.sentence(problem)))
    if done.filled:
        print(ntr("{count} entry got its official rate", "{count} entries got their official rates", done.filled))


def add(options: argparse.Namespace) -> int:
    """Keep a rate written by hand; print it."""
    base, quote = _pair(options.pair)
    value = arguments.rate(options.rate)
    with opened(options) as office:
        on = arguments.day(options.date, office.today())
        rate = PinnedRate(base, quote, value, RateSource(options.source), on, options.table.strip())
        print(_line(rates.add_rate(office, rate, options.reason)))
    return DONE


def show(options: argparse.Namespace) -> int:
    """Print the official rate of a day by the office's rule; where there is none, why."""
    base, quote = _pair(options.pair)
    with opened(options) as office:
        found = rates.rate_for(office, base, quote, arguments.day(options.date, office.today()))
    if isinstance(found, Problem):
        raise Refused(found)
    print(_line(found))
    return DONE


def gaps(options: argparse.Namespace) -> int:
    """Say what is missing."""
    with opened(options) as office:
        found = rates.rate_gaps(office)
    for wanted in found.wanted:
        count = ntr("{count} entry", "{count} entries", wanted.entries)
        text = tr("{date}: no rate between {base} and {quote} ({count})")
        print(text.format(date=wording.date(wanted.on), base=wanted.base, quote=wanted.quote, count=count))
    for gap in found.gaps:
        print(_gap(gap))
    if not found:
        print(tr("No rate is missing."))
    return REFUSED if found else DONE


def _gap(gap: RateGap) -> str:
    text = tr("{source}: nothing since {first}") if gap.at_end else tr("{source}: nothing from {first} to {last}")
    return text.format(source=wording.label(gap.source), first=wording.date(gap.first), last=wording.date(gap.last))


def fill(options: argparse.Namespace) -> int:
    """Give waiting entries their official rates."""
    with opened(options) as office:
        filled = rates.fill_reporting_rates(office)
    print(ntr("{count} entry got its official rate", "{count} entries got their official rates", filled))
    return DONE


def _line(rate: PinnedRate) -> str:
    parts = (wording.rate(rate), wording.date(rate.on), wording.label(rate.source), rate.table)
    return "  ".join(part for part in parts if part)


def _pair(text: str) -> tuple[str, str]:
    found = _PAIR.fullmatch(text.strip())
    if found is None:
        raise Misuse(tr("“{text}” is no pair of currencies. Write it like USD/EUR.").format(text=text[:20]))
    return found[1].upper(), found[2].upper()
