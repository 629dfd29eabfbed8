"""The command that books gifts from a bank's statement: says what each line is, and books what was chosen by --book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place
from desktop.cli.main import DONE, MISUSE, REFUSED, complain
from desktop.cli.session import opened
from desktop.domain.errors import CannotRead, Refused
from desktop.domain.ids import CodeKind
from desktop.domain.money_in import LineState, counts, sums_of
from desktop.domain.shares import GENERAL_FUND
from desktop.i18n import ntr, tr
from desktop.services import bank_maps, money_in, wording

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.money_in import LineRow, MoneyInDone, Preview

_SHOWN = 50


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    text = tr("say what each line of a bank statement is; with --book, record the new gifts and print their codes")
    take = command(commands_of, "import-statement", import_statement, text)
    take.add_argument("file", metavar="FILE", type=place)
    take.add_argument("--book", action="store_true", help=tr("record the gifts whose purpose is known"))
    said = tr("for gifts that do not say what for: a code, or “general” for the general fund")
    take.add_argument("--campaign", default="", metavar="C-0001", help=said)
    take.add_argument(
        "--into-open", action="store_true", help=tr("book what falls into a locked month on the first open day")
    )
    take.add_argument("--json", action="store_true", help=tr("for machines"))


def import_statement(options: argparse.Namespace) -> int:
    """Look at a statement, or book it; exit code 2 when the file is none, 1 when a line is refused."""
    campaign = options.campaign
    if campaign and campaign != GENERAL_FUND:
        campaign = arguments.code(CodeKind.CAMPAIGN, campaign)
    with opened(options) as office:
        try:
            statements, table = bank_maps.read_bank_file(office, Path(options.file))
        except CannotRead as error:
            return complain(f"{options.file}: {wording.explain(error).why}", MISUSE)
        if table is not None and not statements:
            unknown = wording.explain(CannotRead(reason="bank_unknown_table"))
            return complain(f"{options.file}: {unknown.why}", MISUSE)
        preview = money_in.preview(office, statements, campaign, into_open=options.into_open)
        done = money_in.book(office, preview) if options.book and preview.chosen else None
    refused = [each for each in preview.rows if each.state is LineState.REFUSED]
    if options.json:
        print(json.dumps(_as_json(preview, done), ensure_ascii=False, indent=2))
    else:
        _print(preview, done, refused)
    return REFUSED if refused else DONE


def _print(preview: Preview, done: MoneyInDone | None, refused: list[LineRow]) -> None:
    for problem in preview.warnings:
        complain(tr("Note: {sentence}").format(sentence=wording.sentence(problem)), DONE)
    for code in done.gifts if done is not None else ():
        print(code)
    said = ", ".join(f"{wording.label(state)}: {count}" for state, count in counts(preview.rows).items())
    complain(said, DONE)
    if preview.chosen:
        amounts = ", ".join(wording.money(each) for each in sums_of(preview.chosen))
        count = len(preview.chosen)
        text = (
            ntr("{count} gift would be booked", "{count} gifts would be booked", count)
            if done is None
            else ntr("{count} gift booked", "{count} gifts booked", count)
        )
        complain(f"{text}: {amounts}", DONE)
    if lacking := sum(each.lacks for each in preview.rows):
        complain(ntr("{count} line does not say what for", "{count} lines do not say what for", lacking), DONE)
    for each in refused[:_SHOWN]:
        reasons = wording.explain(Refused(*each.problems)).line()
        complain(tr("Line {line}: {reasons}").format(line=each.line.place, reasons=reasons), REFUSED)
    if len(refused) > _SHOWN:
        complain(ntr("… and {count} more row", "… and {count} more rows", len(refused) - _SHOWN), REFUSED)


def _as_json(preview: Preview, done: MoneyInDone | None) -> dict[str, object]:
    """Give what happened as plain values without names or texts; the keys are a promise to other programs."""
    return {
        "counts": {state.value: count for state, count in counts(preview.rows).items()},
        "rows": [
            {
                "line": each.line.place,
                "state": each.state.value,
                "date": each.line.on.isoformat(),
                "amount": each.line.amount.plain(),
                "currency": each.line.amount.currency,
                "donor": each.donor or "",
                "campaign": each.campaign,
                "found": each.found,
                "problems": [{"code": problem.code, "at": problem.at} for problem in each.problems],
            }
            for each in preview.rows
        ],
        "gifts": list(done.gifts) if done is not None else [],
        "booked": done is not None,
    }
