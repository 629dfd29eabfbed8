"""What the program consists of, from the terminal: each part with its version and licence, or the whole bill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli.grammar import command
from desktop.cli.main import DONE
from desktop.i18n import tr

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    text = tr("list what the program consists of, with versions and licences; needs no vault")
    shown = command(commands_of, "components", show, text, vault=False)
    shown.add_argument("--json", action="store_true", help=tr("the whole bill of materials (CycloneDX)"))


def show(options: argparse.Namespace) -> int:
    """Print the list, or the bill as it is."""
    from desktop.services.bill import lines, own_bill  # noqa: PLC0415 - late: other commands load no engines for it

    bill = own_bill()
    if options.json:
        print(bill.decode("utf-8"), end="")
        return DONE
    rows = lines(bill)
    names, versions = (max(len(getattr(row, of)) for row in rows) for of in ("name", "version"))
    for row in rows:
        print(f"{row.name:<{names}}  {row.version:<{versions}}  {row.licence or '—'}")
    return DONE
