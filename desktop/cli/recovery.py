"""Commands for the recovery key: make its three parts, rehearse with two, set a new passphrase with two."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.grammar import place, verbs
from desktop.cli.main import DONE, REFUSED, Misuse
from desktop.cli.passphrase import read_new_passphrase, read_opener, read_part
from desktop.cli.session import opened
from desktop.domain.errors import Severity
from desktop.domain.recovery import RecoveryNeed
from desktop.i18n import LANGUAGES, formats, screen_language, tr
from desktop.services import exports, passphrases, recovery, vaults, wording
from desktop.services.settings import load_settings

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from desktop.cli.grammar import Subparsers
    from desktop.domain.recovery import RecoveryPapers

_NAME = "recovery-part-{number}.pdf"


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    to = verbs(commands_of, "recovery", tr("a key on paper in three parts: any two of them open both books"))
    state = to.add_parser("status", help=tr("say which parts open the vault; exit with 1 if anything is to be done"))
    state.set_defaults(run=status)
    made = to.add_parser("make", help=tr("make three parts; those made before open the vault no more"))
    made.add_argument("--out", type=place, metavar="DIR", help=tr("write three PDFs there; else text is printed"))
    made.add_argument("--language", choices=LANGUAGES, help=tr("of the PDFs; the office's own unless given"))
    made.set_defaults(run=make)
    tried = to.add_parser("rehearse", help=tr("open the vault's keys with two parts, and keep the day"))
    tried.epilog = tr("The passphrase is the first line of the input, the two parts are the next ones.")
    tried.set_defaults(run=rehearse)
    used = to.add_parser("use", help=tr("set a new passphrase with two parts; without a number, list the users"))
    used.add_argument("--user", type=int, metavar="NUMBER", help=tr("whose passphrase is forgotten"))
    used.epilog = tr("The two parts are the first lines of the input, the new passphrase is the next one.")
    used.set_defaults(run=use)


def status(options: argparse.Namespace) -> int:
    """Say what is known of the recovery key."""
    with opened(options) as office:
        found, now = recovery.recovery_status(office), office.now()
    if found.set_number is not None:
        print(tr("Set {number} opens this vault.").format(number=found.set_number))
    if found.made_at is not None:
        print(tr("Made on {day}").format(day=_day(found.made_at)))
    if found.tried_at is not None:
        print(tr("Last rehearsed on {day}").format(day=_day(found.tried_at)))
    need = found.need(now)
    print(wording.label(need))
    return DONE if need is RecoveryNeed.NOTHING else REFUSED


def make(options: argparse.Namespace) -> int:
    """Make a new set; write or print it."""
    out = None if options.out is None else Path(options.out)
    if out is not None and not out.is_dir():
        raise Misuse(tr("There is no folder {folder}.").format(folder=out))
    passphrase = read_opener(options)
    office = vaults.open_vault(Path(options.vault), passphrase)
    try:
        papers = recovery.make_recovery(office, passphrase)
        language = options.language or load_settings(office).language
    finally:
        office.close()
    if out is None:
        _print(papers)
        return DONE
    for number in range(1, len(papers.parts) + 1):
        file = out / _NAME.format(number=number)
        exports.write_export(file, recovery.draw_papers(papers, language, (number,)))
        print(file)
    _warn(tr("Print these files and delete them: whoever has two of them opens the vault."))
    return DONE


def _print(papers: RecoveryPapers) -> None:
    for number, part in enumerate(papers.parts, start=1):
        print(tr("Part {number}: {digits}").format(number=number, digits=part))
    _warn(tr("Any two parts open both books. Keep each in another place; they are shown only now."))


def rehearse(options: argparse.Namespace) -> int:
    """Try two parts."""
    with opened(options) as office:
        recovery.rehearse_recovery(office, read_part(1), read_part(2))
    print(tr("The two parts open this vault."))
    return DONE


def use(options: argparse.Namespace) -> int:
    """Set a new passphrase, or say whose it could be."""
    folder = Path(options.vault)
    first, second = read_part(1), read_part(2)
    number = options.user
    if number is None:
        listed = recovery.users_by_parts(folder, first, second)
        for user in listed:
            print(user.number, user.shown, sep="\t")
        _warn(tr("Say with --user whose passphrase is forgotten."))
        return DONE
    fresh = read_new_passphrase()
    for problem in passphrases.check_passphrase(fresh):
        if problem.severity is Severity.WARNING:
            _warn(tr("Note: {sentence}").format(sentence=wording.sentence(problem)))
    recovery.recover(folder, first, second, number, fresh).close()
    print(tr("The new passphrase opens this vault."))
    return DONE


def _warn(text: str) -> None:
    print(text, file=sys.stderr)


def _day(moment: datetime) -> str:
    return formats.date(moment.astimezone().date(), screen_language())
