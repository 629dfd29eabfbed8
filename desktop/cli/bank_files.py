"""Commands about files of banks: what a statement says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.grammar import command, place
from desktop.cli.main import DONE, MISUSE, complain
from desktop.domain.errors import CannotRead, Refused
from desktop.i18n import ntr, tr
from desktop.services import wording
from desktop.services.money_in import read_statement_file

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.bank_statements import Statement, StatementLine
    from desktop.domain.money import Money


def add_to(to: Subparsers) -> None:
    """Add the commands."""
    said = tr("say what a bank’s file says (camt, MT940, OFX, tables of providers); needs no vault")
    read = command(to, "read-statement", read_statement, said, vault=False)
    read.add_argument("file", metavar="FILE", type=place)
    read.add_argument("--json", action="store_true", help=tr("for machines"))


def read_statement(options: argparse.Namespace) -> int:
    """Say what a bank's file says; exit code 2 when the file is none."""
    try:
        statements = read_statement_file(Path(options.file))
    except (CannotRead, Refused) as error:
        words = wording.explain(error)
        return complain(f"{options.file}: {words.why or words.what}", MISUSE)
    if options.json:
        print(json.dumps([as_json(each) for each in statements], ensure_ascii=False, indent=2))
    else:
        for each in statements:
            _print_statement(each)
    return DONE


def as_json(statement: Statement) -> dict[str, Any]:
    """Give a statement as plain values, amounts as decimal strings or null; the keys are a promise to others."""
    return {
        "profile": statement.profile,
        "account": statement.account,
        "currency": statement.currency,
        "opening": _plain(statement.opening),
        "closing": _plain(statement.closing),
        "lines": [_line_as_json(line) for line in statement.lines],
        "warnings": [{"code": each.code, "text": wording.sentence(each)} for each in statement.warnings],
    }


def _line_as_json(line: StatementLine) -> dict[str, Any]:
    return {
        "date": line.on.isoformat(),
        "amount": line.amount.plain(),
        "fee": line.fee.plain(),
        "name": line.name,
        "iban": line.iban,
        "text": line.text,
        "reference": line.reference,
        "own": line.own,
        "reversal": line.reversal,
        "place": line.place,
    }


def _plain(amount: Money | None) -> str | None:
    return amount.plain() if amount is not None else None


def _print_statement(statement: Statement) -> None:
    """Print a statement for a reader."""
    lines = ntr("{count} line", "{count} lines", len(statement.lines))
    print("  ".join(each for each in (statement.profile, statement.account, statement.currency, lines) if each))
    for name, balance in ((tr("Opening balance"), statement.opening), (tr("Closing balance"), statement.closing)):
        if balance is not None:
            print(f"  {name}  {wording.money(balance)}")
    for line in statement.lines:
        fee = tr("fee {amount}").format(amount=wording.money(line.fee)) if line.fee else ""
        told = (line.on.isoformat(), wording.money(line.amount), fee, line.name, line.iban, line.text)
        print("  " + "  ".join(each for each in told if each))
    for warning in statement.warnings:
        print(f"! {wording.sentence(warning)}")
