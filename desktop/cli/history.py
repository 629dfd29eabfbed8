"""The history of a thing from the terminal: who, when, what, from what to what."""

from __future__ import annotations

import json
import re
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from desktop.cli.grammar import command
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.errors import NotFound
from desktop.domain.money import Money
from desktop.i18n import tr
from desktop.services.history import history
from desktop.services.history_words import change_words, entry_words, verb_words

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.history import HistoryLine

_CODE = re.compile(r"([a-z])-?0*([1-9][0-9]*)", re.IGNORECASE)


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    text = tr("say who did what to a thing, and when: a code, a document's number, a month, or “office”")
    shown = command(commands_of, "history", show, text)
    shown.add_argument("code", metavar="CODE")
    shown.add_argument("--json", action="store_true", help=tr("for machines"))


def show(options: argparse.Namespace) -> int:
    """Print the history of a thing, the oldest first."""
    subject = _tidy(options.code)
    with opened(options) as office:
        lines = history(office, subject)
    if not lines:
        raise NotFound(subject=subject)
    if options.json:
        print(json.dumps([_as_json(line) for line in lines], ensure_ascii=False, indent=1))
        return DONE
    for line in lines:
        print(f"{line.at:%Y-%m-%d %H:%M} UTC  {line.who}: {verb_words(line, subject)}")
        said = [*(change_words(change) for change in line.changes), entry_words(line)]
        if line.reason:
            said.insert(-1, tr("Reason: {reason}").format(reason=line.reason))
        for part in said:
            if part:
                print(f"    {part}")
    return DONE


def _tidy(text: str) -> str:
    """Write a code as it stands in the books: "c-1" is C-0001; all else stays."""
    found = _CODE.fullmatch(text.strip())
    return f"{found.group(1).upper()}-{int(found.group(2)):04d}" if found is not None else text.strip()


def _as_json(line: HistoryLine) -> dict[str, object]:
    return {
        "sequence": line.sequence,
        "at": line.at.isoformat(),
        "actor": line.actor,
        "who": line.who,
        "verb": line.verb,
        "subject": line.subject,
        "changes": [
            {"what": each.what, "line": each.line, "from": _plain(each.before), "to": _plain(each.after)}
            for each in line.changes
        ],
        "reason": line.reason,
        "entry": line.entry,
        "counters": line.counters,
        "countered_by": line.countered_by,
    }


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return f"{value.plain()} {value.currency}"
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
