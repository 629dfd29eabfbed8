"""People entered twice, from the terminal: the likely pairs, merging one into another, separating them again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.ids import CodeKind
from desktop.i18n import tr
from desktop.services.duplicates import likely_pairs, not_the_same, reasons_in_words
from desktop.services.merging import merge_people, separate_people

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.services.duplicates import PairRow


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    shown = command(commands_of, "duplicates", show, tr("list people who are likely the same person entered twice"))
    shown.add_argument("--all", action="store_true", help=tr("also those who were said to be two"))
    shown.add_argument("--json", action="store_true", help=tr("for machines"))
    apart = command(commands_of, "not-same", keep_apart, tr("remember that two people are two"))
    apart.add_argument("first", metavar="P-0001")
    apart.add_argument("second", metavar="P-0002")
    apart.add_argument("--undo", action="store_true", help=tr("take it back"))
    merging = tr("merge a person into another: the values of the first, and of the second where those are empty")
    merged = command(commands_of, "merge", merge, merging)
    merged.add_argument("keep", metavar="KEEP", help=tr("the code that stays, like P-0001"))
    merged.add_argument("other", metavar="OTHER", help=tr("the code that becomes another name for it"))
    separated = command(commands_of, "separate", separate, tr("take a merge back"))
    separated.add_argument("other", metavar="OTHER", help=tr("the code that was merged away"))


def show(options: argparse.Namespace) -> int:
    """List the likely pairs, the likeliest first; finding none is no failure."""
    with opened(options) as office:
        pairs = likely_pairs(office, dismissed=options.all)
    if options.json:
        print(json.dumps([_as_json(pair) for pair in pairs], ensure_ascii=False, indent=1))
        return DONE
    for pair in pairs:
        said = tr("said to be two") if pair.dismissed else ""
        parts = (str(pair.likeness.score), pair.first, pair.second, reasons_in_words(pair.likeness), said)
        print("  ".join(part for part in parts if part))
    if not pairs:
        print(tr("Nobody looks like anybody else."))
    return DONE


def keep_apart(options: argparse.Namespace) -> int:
    """Remember that two people are two, or take that back."""
    first, second = (arguments.code(CodeKind.PERSON, code) for code in (options.first, options.second))
    with opened(options) as office:
        not_the_same(office, first, second, taken_back=options.undo)
    return DONE


def merge(options: argparse.Namespace) -> int:
    """Merge one person into another and print the code that stays."""
    keep, other = (arguments.code(CodeKind.PERSON, code) for code in (options.keep, options.other))
    with opened(options) as office:
        person = merge_people(office, keep, other)
    print(tr("{code} is {person} now.").format(code=other, person=person.code))
    return DONE


def separate(options: argparse.Namespace) -> int:
    """Take a merge back, and say what was left as it is."""
    other = arguments.code(CodeKind.PERSON, options.other)
    with opened(options) as office:
        done = separate_people(office, other)
    print(tr("{code} is a person of its own again.").format(code=other))
    if done.left:
        left = tr("Left as they are, since they were changed after the merge: {fields}.")
        print(left.format(fields=", ".join(done.left)))
    return DONE


def _as_json(pair: PairRow) -> dict[str, object]:
    return {
        "first": pair.first,
        "second": pair.second,
        "score": pair.likeness.score,
        "reasons": [reason.value for reason in pair.likeness.reasons],
        "not_the_same": pair.dismissed,
    }
