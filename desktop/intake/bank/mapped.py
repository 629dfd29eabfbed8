"""A bank's own table, read by what a worker said of its columns. Its rows have been through the helper already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.bank_columns import BankField, BankMap
from desktop.domain.bank_statements import StatementLine
from desktop.domain.errors import CannotRead, refuse
from desktop.domain.table_values import DayOrder, order_of_days, read_day
from desktop.intake.bank.figures import amount_of, decimal_sign
from desktop.intake.bank.gathering import (
    LONGEST_NAME,
    account_of,
    day_of,
    reference_of,
    shown,
    statements_of,
    warning,
    words,
)
from desktop.intake.bank.rows import Accounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.bank_columns import DecimalSign
    from desktop.domain.bank_statements import Statement
    from desktop.domain.money import Money
    from desktop.domain.table_rows import TableText

_MONEY = (BankField.AMOUNT, BankField.DEBIT, BankField.CREDIT, BankField.FEE)
_FAR = date(2099, 12, 31)  # a year of two digits is of this century
_GONE = frozenset(
    ("d", "dt", "dr", "dbit", "debit", "debet", "debetas", "wn", "winien", "дт", "дебет", "-", "out", "s")
)
_CAME = frozenset(
    ("c", "k", "ct", "cr", "kt", "crdt", "credit", "kreditas", "ma", "кт", "кредит", "крэдыт", "+", "in", "h")
)


def read_mapped(table: TableText, chosen: BankMap) -> tuple[Statement, ...]:
    """Read a table by a map: a statement for each currency in it.

    Raises:
        CannotRead: with reason bank_unknown_table where the map tells no day or no money, or the dates of the column
            may be two each and the map does not say which; bank_no_statement where there is no row.
        Refused: a row that cannot be read, by its number.
    """
    if not chosen.tells_money:
        raise CannotRead(reason="bank_unknown_table")
    reading = _Reading(table, chosen)
    left_out: list[int] = []
    accounts = Accounts("table", account_of(chosen.account))
    for line, cells in zip(table.lines[chosen.first :], table.rows[chosen.first :], strict=True):
        if not reading.word(cells, BankField.DATE):
            left_out.append(line)  # a sum at the end, a remark between rows
            continue
        made = reading.line(cells, line)
        accounts.of(made.amount.currency, line).add(made)
    kept = accounts.all()
    if left_out and kept:
        kept[0].warnings.append(warning("bank.rows_left", count=len(left_out), line=left_out[0]))
    return statements_of(kept)


class _Reading:
    """Reads cells by the map, and by what whole columns tell."""

    def __init__(self, table: TableText, chosen: BankMap) -> None:
        self._map = chosen
        rows = table.rows[chosen.first :]
        self._order = chosen.order or order_of_days(self.word(row, BankField.DATE) for row in rows)
        if self._order is None:
            raise CannotRead(reason="bank_unknown_table")
        money = (self.word(row, field) for row in rows for field in _MONEY)
        self._sign: DecimalSign | None = chosen.sign or decimal_sign(money)

    def word(self, cells: Sequence[str], field: BankField) -> str:
        column = self._map.column_of(field)
        return cells[column].strip() if column is not None and column < len(cells) else ""

    def line(self, cells: Sequence[str], line: int) -> StatementLine:
        currency = (self.word(cells, BankField.CURRENCY) or self._map.currency).upper()
        fee = self._money(cells, BankField.FEE, currency, line)
        texts = [cell for cell, field in zip(cells, self._map.columns, strict=False) if field is BankField.TEXT]
        return StatementLine(
            self._day(cells, line),
            self._amount(cells, currency, line),
            max(fee, -fee),
            name=words(self.word(cells, BankField.NAME))[:LONGEST_NAME],
            iban=account_of(self.word(cells, BankField.IBAN)),
            text=words(*texts),
            reference=reference_of(self.word(cells, BankField.REFERENCE)),
            place=line,
        )

    def _day(self, cells: Sequence[str], line: int) -> date:
        text = self.word(cells, BankField.DATE)
        found = read_day(text, self._order or DayOrder.DAY_FIRST, _FAR)
        if found is None:
            raise refuse("bank.day", line=line, text=shown(text))
        return day_of(found.year, found.month, found.day, line)

    def _money(self, cells: Sequence[str], field: BankField, currency: str, line: int) -> Money:
        return amount_of(self.word(cells, field), currency, self._sign, line)

    def _amount(self, cells: Sequence[str], currency: str, line: int) -> Money:
        debit, credit = (self._money(cells, field, currency, line) for field in (BankField.DEBIT, BankField.CREDIT))
        amount = self._money(cells, BankField.AMOUNT, currency, line)
        side = self.word(cells, BankField.SIDE).casefold().rstrip(".")
        if self._map.column_of(BankField.SIDE) is not None:
            if side not in _GONE | _CAME:
                raise refuse("bank.amount", line=line, text="…")
            amount = max(amount, -amount)
            amount = -amount if side in _GONE else amount
        return amount + max(credit, -credit) - max(debit, -debit)
