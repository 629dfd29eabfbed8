"""Rows of a provider's table by the heads of their columns, and the accounts that they are of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.domain.bank_columns import DecimalSign
from desktop.domain.errors import CannotRead, refuse
from desktop.domain.money import EXPONENTS
from desktop.intake.bank.figures import amount_of
from desktop.intake.bank.gathering import Account, iso_day, known_currency, warning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.table_rows import TableText

_MOST_ACCOUNTS = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table by the heads of its columns; `line` is its number in the file."""

    line: int
    cells: dict[str, str]

    def word(self, *heads: str) -> str:
        """Give the first cell of these that has something in it."""
        return next((text for head in heads if (text := self.cells.get(head, "").strip())), "")

    def day(self, *heads: str) -> date:
        """Read a day that begins "2026-05-04"."""
        return iso_day(self.word(*heads), self.line)

    def money(self, head: str, currency: str) -> Money:
        """Read an amount with a point before the cents; an empty cell is nothing."""
        return amount_of(self.word(head), currency, DecimalSign.POINT, self.line)


def folded_heads(row: tuple[str, ...]) -> tuple[str, ...]:
    """Give heads as they are compared: small letters, one blank between words."""
    return tuple(" ".join(cell.strip("\ufeff\"' ").casefold().split()) for cell in row)


def rows_of(table: TableText, heads: tuple[str, ...], first: int) -> Iterator[Row]:
    """Give the rows from `first` on.

    Raises:
        Refused: bank.cells where a row has more cells than there are heads: its columns are not what they seem.
    """
    for line, cells in zip(table.lines[first:], table.rows[first:], strict=True):
        if len(cells) > len(heads):
            raise refuse("bank.cells", line=line)
        yield Row(line, dict(reversed(list(zip(heads, cells, strict=False)))))


class Accounts:
    """The accounts of a table: one for each currency, or for each name and currency."""

    def __init__(self, profile: str, account: str = "") -> None:
        """Begin with none."""
        self.profile, self._account = profile, account
        self._kept: dict[tuple[str, str], Account] = {}
        self._nowhere = 0
        self._balances: dict[tuple[str, str], list[tuple[str, Money, Money, int]]] = {}

    def of(self, currency: str, line: int, account: str = "") -> Account:
        """Give the account; `line` is the row that asks for it.

        Raises:
            Refused: bank.currency.
        """
        known_currency(currency, line)
        key = account or self._account, currency
        if key not in self._kept:
            if len(self._kept) >= _MOST_ACCOUNTS:
                raise CannotRead(reason="bank_too_large")
            self._kept[key] = Account(self.profile, *key)
        return self._kept[key]

    def not_booked(self, currency: str, account: str = "") -> None:
        """Count a row that is left out; of a payment that never was, the currency may be missing."""
        if currency in EXPONENTS:
            self.of(currency, 1, account).not_booked += 1
        else:
            self._nowhere += 1

    def balance(self, account: Account, moment: str, balance: Money, line: int) -> None:
        """Take the balance beside the line that was added last."""
        change = account.lines[-1].change
        self._balances.setdefault((account.account, account.currency), []).append((moment, balance, change, line))

    def all(self) -> list[Account]:
        """Give all accounts, with the balances at both ends where those beside the lines follow from one another.

        Rows stand from old to new or from new to old, or by another day than that of booking: then by their moments.
        """
        for key, told in self._balances.items():
            account = self._kept[key]
            if len(told) != len(account.lines):
                continue  # a balance is missing here and there
            back = told[::-1]
            ways = (
                told,
                back,
                sorted(told, key=lambda each: each[0]),
                sorted(back, key=lambda each: each[0]),
            )
            gaps = [(_gap(way), way) for way in ways]
            whole = next((way for gap, way in gaps if gap is None), None)
            if whole is not None:
                account.opening, account.closing = whole[0][1] - whole[0][2], whole[-1][1]
            else:
                account.warnings.append(warning("bank.gap", line=gaps[2][0]))
        made = list(self._kept.values())
        if made:
            made[0].not_booked += self._nowhere
        return made


def _gap(told: list[tuple[str, Money, Money, int]]) -> int | None:
    """Give the line whose balance does not follow from the one before; None where each does."""
    for (_, before, _, _), (_, after, change, line) in pairwise(told):
        if before + change != after:
            return line
    return None
