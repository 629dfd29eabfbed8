"""Months from the terminal: list them, lock one, ask for its unlocking, confirm what a colleague asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, verbs
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.errors import Severity
from desktop.i18n import ntr, tr
from desktop.services import periods, wording

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.periods import MonthRow


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    of = verbs(commands_of, "months", tr("list months, lock one that is over, unlock it by two people"))
    shown = command(of, "list", show, tr("list the months with their entries and locks"), vault=False)
    shown.add_argument("--json", action="store_true", help=tr("for machines"))
    locked = command(of, "lock", lock, tr("lock a month that is over"), vault=False)
    asked = command(of, "ask-unlock", ask_unlock, tr("ask for a month's unlocking"), vault=False)
    asked.add_argument("--reason", required=True)
    unlocked = command(of, "unlock", unlock, tr("unlock a month that another user asked for"), vault=False)
    unlocked.add_argument("--reason", default="", help=tr("why, where there is only one user"))
    for each in (locked, asked, unlocked):
        each.add_argument("month", metavar="2026-03")


def show(options: argparse.Namespace) -> int:
    """List the months, the latest first."""
    with opened(options) as office:
        rows = periods.list_months(office)
    if options.json:
        print(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        count = ntr("{count} entry", "{count} entries", row.entries)
        print(f"{row.month}  {count:<16}  {state(row)}")
    return DONE


def lock(options: argparse.Namespace) -> int:
    """Lock a month."""
    month = arguments.month(options.month)
    with opened(options) as office:
        for problem in periods.lock_problems(office, month):
            if problem.severity is Severity.WARNING:
                print(tr("Note: {sentence}").format(sentence=wording.sentence(problem)))
        periods.lock_month(office, month)
    print(tr("Locked: {month}").format(month=month))
    return DONE


def ask_unlock(options: argparse.Namespace) -> int:
    """Ask for a month's unlocking."""
    month = arguments.month(options.month)
    with opened(options) as office:
        periods.ask_unlock(office, month, options.reason)
    print(tr("Asked for the unlocking of {month}; another user confirms it.").format(month=month))
    return DONE


def unlock(options: argparse.Namespace) -> int:
    """Unlock a month."""
    month = arguments.month(options.month)
    with opened(options) as office:
        periods.confirm_unlock(office, month, options.reason)
    print(tr("Unlocked: {month}").format(month=month))
    return DONE


def state(row: MonthRow) -> str:
    """Say how a month stands."""
    lock = row.lock
    if lock is None:
        return tr("open") if row.ended else tr("open, not over yet")
    said = tr("locked on {date} by {user}").format(date=wording.date(lock.locked_at.date()), user=row.locked_by)
    if lock.asked_by is None:
        return said
    asked = tr("{user} asks for the unlocking").format(user=row.asked_by)
    return f"{said}; {asked}"


def _as_json(row: MonthRow) -> dict[str, object]:
    lock = row.lock
    return {
        "month": str(row.month),
        "entries": row.entries,
        "ended": row.ended,
        "locked": lock is not None,
        "locked_by": lock.locked_by if lock is not None else None,
        "locked_at": lock.locked_at.isoformat() if lock is not None else None,
        "asked_by": lock.asked_by if lock is not None else None,
    }
