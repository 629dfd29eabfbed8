"""What an open vault is doubted for, accepted from the terminal: an older or changed copy, a clock that went back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli.grammar import command
from desktop.cli.main import DONE, REFUSED
from desktop.cli.session import opened
from desktop.i18n import tr
from desktop.services import marks, wording
from desktop.services.clock import accept_clock, clock_words

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    command(commands_of, "accept-older", accept, tr("take an older or changed copy of a vault for the right one"))
    command(commands_of, "accept-clock", clock, tr("take the computer's clock for right, though it went back"))


def accept(options: argparse.Namespace) -> int:
    """Say what speaks against this copy of the vault, and take it for the right one."""
    with opened(options, doubted=True) as office:
        found = marks.accept(office)
    for each in found:
        print(wording.finding(each))
    print(tr("Accepted: the journal says so.") if found else tr("This computer knows of no newer copy."))
    return DONE


def clock(options: argparse.Namespace) -> int:
    """Say what speaks against the computer's clock, and take it for right."""
    with opened(options, clocked=True) as office:
        doubt = accept_clock(office)
    if doubt is None:
        print(tr("The clock is not before the journal’s latest record."))
        return DONE
    print(" ".join(clock_words(doubt)))
    if not doubt.may_be_right:
        return REFUSED
    print(tr("Accepted: the journal says so."))
    return DONE
