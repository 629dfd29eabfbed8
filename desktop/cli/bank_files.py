"""Commands about files of banks: what a statement says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.grammar import command, place
from desktop.cli.main import DONE, MISUSE, Misuse, complain
from desktop.domain.bank_columns import BankField
from desktop.domain.bank_heads import bank_heads, proposed_columns
from desktop.domain.errors import CannotRead, Refused
from desktop.domain.table_fields import folded
from desktop.domain.table_values import DayOrder
from desktop.i18n import ntr, tr
from desktop.services import wording
from desktop.services.bank_maps import read_bank_table
from desktop.services.money_in import read_statement_file
from desktop.services.tables import read_table_file

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.bank_columns import BankMap
    from desktop.domain.bank_statements import Statement, StatementLine
    from desktop.domain.money import Money
    from desktop.domain.table_rows import TableText

_ORDERS = {"dmy": DayOrder.DAY_FIRST, "mdy": DayOrder.MONTH_FIRST}


def add_to(to: Subparsers) -> None:
    """Add the commands."""
    said = tr("say what a bank’s file says (camt, MT940, OFX, tables of providers); needs no vault")
    read = command(to, "read-statement", read_statement, said, vault=False)
    read.add_argument("file", metavar="FILE", type=place)
    read.add_argument(
        "--map", dest="maps", action="append", metavar="COLUMN=FIELD",
        help=tr("what a column of a table is that is not known: its head or number, and one of {fields}").format(
            fields=", ".join(each.value for each in BankField)
        ),
    )  # fmt: skip
    read.add_argument("--dates", choices=tuple(_ORDERS), help=tr("the order of days and months"))
    read.add_argument("--currency", default="", help=tr("of amounts beside which none stands"))
    read.add_argument("--json", action="store_true", help=tr("for machines"))


def read_statement(options: argparse.Namespace) -> int:
    """Say what a bank's file says; exit code 2 when the file is none."""
    try:
        statements = _read(options)
    except (CannotRead, Refused) as error:
        words = wording.explain(error)
        return complain(f"{options.file}: {words.why or words.what}", MISUSE)
    if options.json:
        print(json.dumps([as_json(each) for each in statements], ensure_ascii=False, indent=2))
    else:
        for each in statements:
            _print_statement(each)
    return DONE


def _read(options: argparse.Namespace) -> tuple[Statement, ...]:
    """Read a file as what it is, or as a table by what is said of its columns; what is not said, its heads tell."""
    if options.maps is None and not options.dates and not options.currency:
        return read_statement_file(Path(options.file))
    table = read_table_file(Path(options.file))
    chosen = proposed_columns(bank_heads(table), table)
    if options.maps:
        chosen = _mapped(table, chosen, options.maps)
    if options.dates:
        chosen = replace(chosen, order=_ORDERS[options.dates])
    return read_bank_table(table, replace(chosen, currency=options.currency.upper() or chosen.currency))


def _mapped(table: TableText, chosen: BankMap, said: list[str]) -> BankMap:
    heads = [folded(cell) for cell in table.rows[max(chosen.first - 1, 0)]]
    columns: list[BankField | None] = [*chosen.columns, *[None] * (table.width - len(chosen.columns))]
    for text in said:
        column, _, name = text.rpartition("=")
        field = next((each for each in BankField if each.value == name), None)
        place = int(column) - 1 if column.isdecimal() else _place(heads, column)
        if not 0 <= place < len(columns) or (field is None and name):
            raise Misuse(
                tr("“{text}” names no column of this table, or nothing that a column may be.").format(text=text[:60])
            )
        columns = [None if each is field and field is not BankField.TEXT else each for each in columns]
        columns[place] = field
    return replace(chosen, columns=tuple(columns), first=max(chosen.first, 1))


def _place(heads: list[str], column: str) -> int:
    return heads.index(folded(column)) if folded(column) in heads else -1


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
