"""Erasing from the terminal: a person, the review of what is kept too long, and the emergency wipe of a vault."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command
from desktop.cli.main import DONE, REFUSED, Misuse
from desktop.cli.passphrase import read_opener
from desktop.cli.session import opened
from desktop.domain.ids import CodeKind
from desktop.i18n import formats, screen_language, tr
from desktop.services import erasing, retention, vaults, wiping, wording
from desktop.services.erasing_words import stays, wipe_warning

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from desktop.cli.grammar import Subparsers


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    gone = command(commands_of, "erase-person", erase, tr("erase who a person is; cannot be taken back"))
    gone.add_argument("code", metavar="P-0001")
    gone.add_argument("--yes", action="store_true", help=tr("do it; without this it is only said what would go"))
    due = command(commands_of, "review", review, tr("list what has been kept for as long as its class is"))
    due.add_argument("--json", action="store_true", help=tr("for machines"))
    wiped = command(commands_of, "wipe", wipe, tr("emergency: destroy a vault, at once and for good"))
    wiped.add_argument("--yes", action="store_true", help=tr("do it; without this the vault's name is asked for"))


def erase(options: argparse.Namespace) -> int:
    """Say what would go and what stays; with --yes, erase the person."""
    code = arguments.code(CodeKind.PERSON, options.code)
    passphrase = read_opener(options)
    office = vaults.open_vault(Path(options.vault), passphrase)
    try:
        plan = erasing.erase_person(office, code, passphrase) if options.yes else erasing.view_erasure(office, code)
    finally:
        office.close()
    for problem in plan.problems:
        print(wording.sentence(problem))
    if plan.problems:
        return REFUSED
    for line in stays(plan):
        print(line)
    if options.yes:
        print(tr("{code} is erased.").format(code=", ".join(plan.codes)))
        return DONE
    print(tr("Nothing was erased. With --yes it is."))
    return DONE


def review(options: argparse.Namespace) -> int:
    """List what is due for review; finding something is no failure."""
    with opened(options) as office:
        rows = retention.review(office)
    if options.json:
        told = [
            {
                "class": row.clock.value,
                "subject": row.subject,
                "of": row.of,
                "since": str(row.since),
                "due": str(row.due),
            }
            for row in rows
        ]
        print(json.dumps(told, indent=1))
        return DONE
    for row in rows:
        print(wording.label(row.clock), row.subject, row.of, _day(row.since), _day(row.due), sep="\t")
    if not rows:
        print(tr("Nothing is due for review."))
    return DONE


def wipe(options: argparse.Namespace) -> int:
    """Destroy a vault. Needs no passphrase: whoever can delete its files can do the same by hand, only slower."""
    folder = Path(options.vault).absolute()
    if not options.yes:
        print(wipe_warning())
        print(tr("Type the folder's name to go on ({name}): ").format(name=folder.name), end="", flush=True)
        if sys.stdin is None or sys.stdin.readline().strip() != folder.name:
            raise Misuse(tr("The name is not right; nothing was touched."))
    done = wiping.wipe(folder)
    if done.left:
        print(tr("These files could not be deleted: {names}").format(names=", ".join(done.left)))
        return REFUSED
    print(tr("The vault is destroyed. No passphrase and no recovery papers open it any more."))
    return DONE


def _day(day: date) -> str:
    return formats.date(day, screen_language())
