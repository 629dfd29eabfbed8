"""PayPal's tables: the download of activity, and the monthly statement.

Days and amounts are written as the country of the account does; both are told from the whole column.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.bank_statements import StatementLine
from desktop.domain.errors import CannotRead, refuse
from desktop.domain.table_values import DayOrder, order_of_days, read_day
from desktop.intake.bank.figures import amount_of, decimal_sign
from desktop.intake.bank.gathering import LONGEST_NAME, day_of, money_of, reference_of, shown, words
from desktop.intake.bank.rows import Accounts, Row

if TYPE_CHECKING:
    from desktop.domain.bank_columns import DecimalSign
    from desktop.intake.bank.gathering import Account

PAYPAL = frozenset(("date", "currency", "gross", "fee", "net", "transaction id"))
_NOT_BOOKED = frozenset(
    ("pending", "denied", "placed", "expired", "removed", "unclaimed", "on hold", "processing", "failed")
)
_OWN = ("currency conversion", "withdrawal", "transfer to bank", "bank deposit", "hold", "authorization", "fee")
_BACK = ("refund", "reversal", "chargeback")
_FAR = date(2099, 12, 31)  # a year of two digits is of this century


def read_paypal(rows: list[Row], _name_of_file: str) -> list[Account]:
    """Read the rows; net is what the balance changed by, and a fee is written below nothing.

    Raises:
        CannotRead: with reason bank_unknown_table where each of the dates may be two.
        Refused: a row that cannot be read.
    """
    accounts = Accounts("paypal")
    order = _order(rows)
    sign = decimal_sign(row.word(head) for row in rows for head in ("gross", "fee", "net", "balance"))
    for row in rows:
        currency = row.word("currency").upper()
        if row.word("status").casefold() in _NOT_BOOKED or row.word("balance impact").casefold() == "memo":
            accounts.not_booked(currency)
            continue
        account = accounts.of(currency, row.line)
        line = _line(row, currency, order, sign)
        account.add(line)
        if row.word("balance"):
            moment = f"{line.on.isoformat()} {row.word('time')}"
            accounts.balance(account, moment, amount_of(row.word("balance"), currency, sign, row.line), row.line)
    return accounts.all()


def _line(row: Row, currency: str, order: DayOrder, sign: DecimalSign | None) -> StatementLine:
    net, fee = (amount_of(row.word(head), currency, sign, row.line) for head in ("net", "fee"))
    fee = max(-fee, money_of("0", currency, row.line))
    kind = row.word("type", "description").casefold()
    back = any(word in kind for word in _BACK)
    return StatementLine(
        _day(row, order),
        net + fee,
        fee,
        name=words(row.word("name", "from email address"))[:LONGEST_NAME],
        text=words(row.word("note", "subject", "item title", "type", "description")),
        reference=reference_of(row.word("transaction id")),
        own="hold" in kind or (not back and any(word in kind for word in _OWN)),
        place=row.line,
        reversal=back,
    )


def _day(row: Row, order: DayOrder) -> date:
    found = read_day(row.word("date"), order, _FAR)
    if found is None:
        raise refuse("bank.day", line=row.line, text=shown(row.word("date")))
    return day_of(found.year, found.month, found.day, row.line)


def _order(rows: list[Row]) -> DayOrder:
    """Tell how days and months stand: by a date that can be one only, else by the order in which rows stand."""
    texts = [row.word("date") for row in rows]
    told = order_of_days(texts)
    if told is not None:
        return told
    fitting = [order for order in DayOrder if _in_order([read_day(text, order, _FAR) for text in texts])]
    if len(fitting) != 1:
        raise CannotRead(reason="bank_unknown_table")
    return fitting[0]


def _in_order(days: list[date | None]) -> bool:
    known = [day for day in days if day is not None]
    return len(known) == len(days) and (known == sorted(known) or known == sorted(known, reverse=True))
