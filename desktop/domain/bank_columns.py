"""What the columns of a bank's own table are, as a worker says it where the program does not know the bank."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.table_values import DayOrder


class BankField(Enum):
    """What a column may be.

    Money is told by `AMOUNT`, signed or with a mark of its side beside it (`SIDE`: D or C), or by `DEBIT` and `CREDIT`.
    """

    DATE = "date"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    SIDE = "side"
    FEE = "fee"
    CURRENCY = "currency"
    NAME = "name"
    IBAN = "iban"
    TEXT = "text"
    REFERENCE = "reference"


class DecimalSign(Enum):
    """What stands before the cents."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class BankMap:
    """What the columns are. `columns` has a field or None for each (`TEXT` may stand several times).

    Rows before `first` stand above the data. `order` says how days and months stand, `sign` what stands before the
    cents; None where the column tells it by itself. `currency` is of amounts beside which none stands; `account` is the
    office's own account, which such tables do not tell.
    """

    columns: tuple[BankField | None, ...]
    first: int = 1
    order: DayOrder | None = None
    sign: DecimalSign | None = None
    currency: str = ""
    account: str = ""

    def column_of(self, field: BankField) -> int | None:
        """Give the first column that is this field."""
        return self.columns.index(field) if field in self.columns else None

    @property
    def tells_money(self) -> bool:
        """Whether day and money have columns: without them nothing can be read."""
        money = {BankField.AMOUNT, BankField.DEBIT, BankField.CREDIT} & {each for each in self.columns if each}
        return BankField.DATE in self.columns and bool(money)
