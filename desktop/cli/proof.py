"""An older or changed copy of a vault, accepted from the terminal by who expected it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli.grammar import command
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.i18n import tr
from desktop.services import marks, wording

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    command(commands_of, "accept-older", accept, tr("take an older or changed copy of a vault for the right one"))


def accept(options: argparse.Namespace) -> int:
    """Say what speaks against this copy of the vault, and take it for the right one."""
    with opened(options, doubted=True) as office:
        found = marks.accept(office)
    for each in found:
        print(wording.finding(each))
    print(tr("Accepted: the journal says so.") if found else tr("This computer knows of no newer copy."))
    return DONE
