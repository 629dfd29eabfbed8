"""Commands for backups: make one, list them, restore one into a new folder, rehearse a restoring."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.grammar import command, place
from desktop.cli.main import DONE, REFUSED
from desktop.cli.passphrase import read_opener, read_part
from desktop.cli.percent import Percent
from desktop.cli.session import opened, tell_place
from desktop.domain.errors import CannotRead
from desktop.domain.recovery import TwoParts
from desktop.i18n import formats, screen_language, tr
from desktop.services import backups, vaults
from desktop.services.backup_words import counts_words, erasure_words, made_words, verified_words

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from desktop.cli.grammar import Subparsers
    from desktop.domain.backups import Holds


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    made = command(commands_of, "backup", make, tr("make a backup and prove it; prints its file"))
    made.add_argument(
        "--into", type=place, metavar="DIR", help=tr("a folder on another disk; beside the vault unless given")
    )
    listed = command(commands_of, "backups", show, tr("list the backups beside the vault"))
    listed.add_argument("--due", action="store_true", help=tr("only say what is due; exit with 1 if anything is"))
    tried = command(
        commands_of, "rehearse", rehearse, tr("restore a backup, tell what it holds, and throw it away again")
    )
    tried.add_argument("file", metavar="FILE.backup", type=place)
    back = command(commands_of, "restore", restore, tr("make a vault out of a backup, in a new folder"), vault=False)
    said = tr("the key file, where the passphrase needs one")
    back.add_argument("--key-file", dest="key_file", metavar="FILE", type=place, help=said)
    back.add_argument("file", metavar="FILE.backup", type=place)
    back.add_argument("folder", metavar="DIR", type=place)
    back.add_argument(
        "--newer",
        type=place,
        metavar="PATH",
        help=tr("a newer vault or backup of the same office: what was erased there is erased here too"),
    )
    back.add_argument(
        "--with-papers", action="store_true", help=tr("two recovery papers are read in place of the passphrase")
    )


def make(options: argparse.Namespace) -> int:
    """Make a backup; print its file."""
    with opened(options) as office:
        made = backups.make_backup(office, Path(options.into) if options.into else None, Percent())
    print(made.path)
    if made.carried:
        print(made_words(made), file=sys.stderr)
    return DONE


def show(options: argparse.Namespace) -> int:
    """List the backups, or what is due."""
    with opened(options) as office:
        state, listed = backups.state_of_backups(office), backups.list_backups(office)
    if not options.due:
        for each in listed:
            print(each.name, each.size, sep="\t")
        return DONE
    if state.inside_due:
        print(tr("A backup is due."))
    if state.outside_due:
        print(tr("A copy on another disk is due."))
    return REFUSED if state.inside_due or state.outside_due else DONE


def rehearse(options: argparse.Namespace) -> int:
    """Restore a backup for a moment, and tell what it holds."""
    passphrase = read_opener(options)
    office = vaults.open_vault(Path(options.vault), passphrase)
    try:
        holds = backups.rehearse(office, _file(options), passphrase)
    finally:
        office.close()
    return _tell(holds)


def restore(options: argparse.Namespace) -> int:
    """Make a vault out of a backup."""
    file = _file(options)
    opener = TwoParts(read_part(1), read_part(2)) if options.with_papers else read_opener(options)
    newer = Path(options.newer) if options.newer else None
    tell_place(Path(options.folder))
    holds = backups.restore_backup(file, opener, Path(options.folder), newer=newer)
    print(tr("The vault is in {folder}.").format(folder=options.folder))
    print(erasure_words(holds))
    return _tell(holds)


def _file(options: argparse.Namespace) -> Path:
    path = Path(options.file)
    if not path.is_file():
        raise CannotRead(reason="missing")
    return path


def _tell(holds: Holds) -> int:
    """Print what a backup held."""
    print(tr("Made on {day}: {counts}").format(day=_day(holds.made_at), counts=counts_words(holds)))
    if holds.last_event is not None:
        print(tr("The last event in it: {day}").format(day=_day(holds.last_event)))
    if holds.findings:
        print(tr("The verification found something wrong: run “skarbonka verify” on it."))
        return REFUSED
    print(verified_words(holds))
    return DONE


def _day(moment: datetime) -> str:
    return formats.date(moment.astimezone().date(), screen_language())
