"""The office's checks from the terminal: for a scheduled look at the accounts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cli.grammar import command
from desktop.cli.main import DONE, REFUSED
from desktop.cli.session import opened
from desktop.domain.checks import all_good
from desktop.i18n import tr
from desktop.services import office_checks, wording

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.checks import CheckResult


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    text = tr("go through the office's checks; the exit code is 1 when something was found")
    checks = command(commands_of, "checks", show, text)
    checks.add_argument("--json", action="store_true", help=tr("for machines"))


def show(options: argparse.Namespace) -> int:
    """Go through the checks and print them."""
    with opened(options) as office:
        results = office_checks.run_checks(office)
    if options.json:
        print(json.dumps([_as_json(result) for result in results], ensure_ascii=False, indent=1))
    else:
        for result in results:
            print(line(result))
    return DONE if all_good(results) else REFUSED


def line(result: CheckResult) -> str:
    """Say one check: a mark, the rule, how many break it, and the first of them."""
    rule = wording.label(result.rule)
    if not result.seen:
        unseen = tr("cannot be seen without the book of names")
        return f"? {rule}: {unseen}"
    if result.good:
        return f"✓ {rule}"
    sign = "✗" if result.rule.must_hold else "!"
    named = ", ".join(result.first)
    more = ", …" if result.count > len(result.first) else ""
    return f"{sign} {rule}: {result.count} ({named}{more})"


def _as_json(result: CheckResult) -> dict[str, object]:
    return {
        "rule": result.rule.value,
        "must_hold": result.rule.must_hold,
        "good": result.good,
        "seen": result.seen,
        "count": result.count,
        "first": list(result.first),
    }
