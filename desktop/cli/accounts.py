"""What accountants and auditors take out of the terminal: the journal for their own programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.grammar import command, place
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.accounting import BookFormat
from desktop.i18n import ntr, tr
from desktop.services import journal_export, named_exports
from desktop.services.settings import load_settings

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.services.office import Office

_SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
_DECIMALS = {"comma": ",", "point": "."}


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    text = tr("write the whole ledger for an accountant's program: codes and money, no names")
    export = command(commands_of, "export-journal", export_journal, text)
    export.add_argument("--format", choices=journal_export.FORMATS, default=BookFormat.BEANCOUNT.value)
    export.add_argument("--out", required=True, type=place, metavar="FILE")
    export.add_argument("--separator", choices=tuple(_SEPARATORS), help=tr("of csv: what is between columns; kept"))
    export.add_argument("--decimal", choices=tuple(_DECIMALS), help=tr("of csv: what is before decimals; kept"))
    export.add_argument("--year", type=int, help=tr("of datev: the year; the latest unless given"))
    export.add_argument("--currency", help=tr("of datev: the currency; the office's own unless given"))
    export.add_argument("--consultant", type=int, help=tr("of datev: the tax adviser's number (Beraternummer); kept"))
    export.add_argument("--client", type=int, help=tr("of datev: the office's number there (Mandantennummer); kept"))
    export.add_argument(
        "--account",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        type=_account,
        help=tr("of datev: the account that “{example}” is booked on; kept").format(example="bank=1200"),
    )


def _account(text: str) -> tuple[str, str]:
    name, _equals, number = text.partition("=")
    return name.strip(), number.strip()


def export_journal(options: argparse.Namespace) -> int:
    """Write the journal; what DATEV needs files of their own for is said."""
    target = Path(options.out)
    currency = options.currency.strip().upper() if options.currency else None
    request = journal_export.BooksRequest(BookFormat(options.format), options.year, currency)
    with opened(options) as office:
        _keep_wishes(office, options)
        made = journal_export.make_journal(office, request)
        named_exports.save_books(office, made, target)
    print(tr("The journal is written to {file}").format(file=target))
    for year, of, count in made.left_out:
        entries = ntr("{count} entry", "{count} entries", count)
        print(tr("not in it: {entries} of {year} in {currency}").format(entries=entries, year=year, currency=of))
    return DONE


def _keep_wishes(office: Office, options: argparse.Namespace) -> None:
    """Keep the wishes that were named; what was kept before stays for those that were not."""
    former = load_settings(office).accounting
    wishes = replace(
        former,
        separator=_SEPARATORS.get(options.separator, former.separator),
        decimal=_DECIMALS.get(options.decimal, former.decimal),
        consultant=former.consultant if options.consultant is None else options.consultant,
        client=former.client if options.client is None else options.client,
        accounts={**former.accounts, **dict(options.account)},
    )
    if wishes != former:
        journal_export.keep_wishes(office, wishes)
