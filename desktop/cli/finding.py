"""The search from the terminal: everything that a name, a code, a number, an amount or a word finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cli.grammar import command
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.finding import FOUND_MOST
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.finding import find_everywhere

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.finding import Findings, Found


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    text = tr("find everything by a name in any script, a code, a number, an amount or a word")
    shown = command(commands_of, "find", show, text)
    shown.add_argument("words", nargs="+", metavar="WORDS")
    shown.add_argument("--most", type=int, default=FOUND_MOST, metavar="N", help=tr("so many of each kind at most"))
    shown.add_argument("--json", action="store_true", help=tr("for machines"))


def show(options: argparse.Namespace) -> int:
    """Print what was found, by kind; finding nothing is no failure."""
    with opened(options) as office:
        found = find_everywhere(office, " ".join(options.words), max(options.most, 1))
    if options.json:
        print(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
        return DONE
    for group in found.groups:
        print(wording.label(group.kind))
        for each in group.found:
            print(f"  {_line(each)}")
        if group.more:
            print(tr("  … and more: type more of it, or use --most"))
    if not found:
        print(tr("Nothing was found."))
    return DONE


def _line(found: Found) -> str:
    amount = wording.money(found.amount) if found.amount is not None else ""
    archived = tr("archived") if found.archived else ""
    return "  ".join(part for part in (found.code, found.title, amount, found.detail, archived) if part)


def _as_json(found: Findings) -> list[dict[str, object]]:
    return [
        {
            "kind": group.kind.value,
            "code": each.code,
            "title": each.title,
            "detail": each.detail,
            "amount": None if each.amount is None else f"{each.amount.plain()} {each.amount.currency}",
            "match": each.match.name.lower(),
            "archived": each.archived,
            "more": group.more,
        }
        for group in found.groups
        for each in group.found
    ]
