"""What accountants and auditors take out of the terminal: the journal for their own programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.grammar import command, place
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.i18n import tr
from desktop.services import exports, journal_export

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    text = tr("write the whole ledger for an accountant's program: codes and money, no names")
    export = command(commands_of, "export-journal", export_journal, text)
    export.add_argument("--format", choices=journal_export.FORMATS, default=journal_export.FORMATS[0])
    export.add_argument("--out", required=True, type=place, metavar="FILE")


def export_journal(options: argparse.Namespace) -> int:
    """Write the journal."""
    target = Path(options.out)
    with opened(options) as office:
        exports.write_export(target, journal_export.make_journal(office).data)
    print(tr("The journal is written to {file}").format(file=target))
    return DONE
