"""A bank's file is read by the helper process: whatever it does to its reader stays with the reader."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.bank_statements import LARGEST_STATEMENT, MOST_LINES, Statement, StatementLine
from desktop.domain.errors import CannotRead, Refused
from desktop.domain.money import Money
from desktop.intake.apart.answers import ask, plain_problem, problem_of, text_of
from desktop.intake.apart.wire import Broken
from desktop.intake.bank.gathering import (
    LONGEST_ACCOUNT,
    LONGEST_NAME,
    LONGEST_REFERENCE,
    LONGEST_TEXT,
    account_in_name,
)
from desktop.intake.tables.apart import REASONS as TABLE_REASONS

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS = TABLE_REASONS | {
    "bank_too_large", "bank_archive", "bank_pdf", "bank_no_statement", "bank_damaged", "bank_declarations",
    "bank_unknown_table",
}  # fmt: skip
REFUSALS = frozenset(("bank.amount", "bank.decimals", "bank.currency", "bank.day", "bank.day_absurd", "bank.cells"))
WARNINGS = frozenset(("bank.not_booked", "bank.kept_whole", "bank.balance", "bank.gap", "bank.rows_left"))
_SECONDS = 120
_MOST_STATEMENTS = 10_000
_LONGEST_PROFILE = 40


def read_statements_apart(data: bytes, name: str = "") -> tuple[Statement, ...]:
    """Read the statements of a file in the helper; of its `name` no more than an account's number goes there.

    Raises:
        CannotRead: As `reader.read_statements` says, and too_slow or reader_failed.
        Refused: As there.
    """
    if len(data) > LARGEST_STATEMENT:
        raise CannotRead(reason="bank_too_large")
    question = {"kind": "bank", "name": account_in_name(name)[0]}
    return ask(question, data, _understood, reasons=REASONS, codes=REFUSALS, seconds=_SECONDS)


def told(question: Mapping[str, Any], data: bytes) -> tuple[object, bytes]:
    """Read a file, in the helper."""
    from desktop.intake.bank.reader import read_statements  # noqa: PLC0415 - after the limits are set

    try:
        return [_plain(each) for each in read_statements(data, str(question["name"]))], b""
    except MemoryError:
        raise CannotRead(reason="bank_too_large") from None


def _plain(statement: Statement) -> dict[str, object]:
    return {
        "is": [statement.profile, statement.account, statement.currency],
        "balances": [None if each is None else each.minor for each in (statement.opening, statement.closing)],
        "warnings": [plain_problem(each) for each in statement.warnings],
        "lines": [
            [
                line.on.isoformat(),
                [line.amount.minor, line.fee.minor, line.place],
                [line.name, line.iban, line.text, line.reference],
                [line.own, line.reversal],
            ]
            for line in statement.lines
        ],
    }


def _understood(plain: Any, _blob: bytes) -> tuple[Statement, ...]:
    if not isinstance(plain, list) or not 0 < len(plain) <= _MOST_STATEMENTS:
        raise Broken
    try:
        return tuple(_statement(each) for each in plain)
    except Refused:
        raise Broken from None


def _statement(plain: Any) -> Statement:
    profile, account, currency = plain["is"]
    currency = text_of(currency, 3)
    opening, closing = (None if each is None else Money(each, currency) for each in plain["balances"])
    lines = plain["lines"]
    if not isinstance(lines, list) or len(lines) > MOST_LINES:
        raise Broken
    return Statement(
        text_of(profile, _LONGEST_PROFILE),
        text_of(account, LONGEST_ACCOUNT + 2),
        currency,
        tuple(_line(each, currency) for each in lines),
        opening,
        closing,
        tuple(problem_of(each, WARNINGS) for each in plain["warnings"]),
    )


def _line(plain: Any, currency: str) -> StatementLine:
    on, (amount, fee, place), (name, iban, text, reference), (own, reversal) = plain
    if type(own) is not bool or type(reversal) is not bool or type(place) is not int or place < 0:
        raise Broken
    made = StatementLine(
        date.fromisoformat(on),
        Money(amount, currency),
        Money(fee, currency),
        text_of(name, LONGEST_NAME),
        text_of(iban, LONGEST_ACCOUNT + 2),
        text_of(text, LONGEST_TEXT),
        text_of(reference, LONGEST_REFERENCE + 20),
        own,
        place,
        reversal,
    )
    if made.fee.minor < 0:
        raise Broken
    return made
