"""What is typed on the command line, read leniently; what cannot be read is misuse, what a rule forbids a refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from desktop.cli.main import Misuse
from desktop.domain.advances import read_subject as read_advance
from desktop.domain.errors import Refused
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import Money
from desktop.domain.periods import read_month
from desktop.domain.receipts import tidy_number
from desktop.domain.statements import read_subject
from desktop.services import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from desktop.domain.periods import Month

_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_UNREADABLE = (
    "amount.unreadable",
    "amount.ambiguous",  # too many decimals are no slip of reading: the currency forbids them, which is a refusal
    "date.unreadable",
    "rate.unreadable",
    "code.unreadable",
    "document.number_unreadable",
    "month.unreadable",
)


T = TypeVar("T")


def _read(reading: Callable[[], T]) -> T:
    """Turn what cannot be read into misuse; let other refusals through."""
    try:
        return reading()
    except Refused as refusal:
        if all(problem.code in _UNREADABLE for problem in refusal.problems):
            raise Misuse(wording.explain(refusal).line()) from None
        raise


def code(kind: CodeKind, text: str) -> str:
    """Read a code of one kind ("c-1" is C-0001)."""
    return make_code(kind, _read(lambda: read_code(kind, text)))


def subject(text: str) -> str:
    """Read the code of a donation or payout."""
    return code(CodeKind.PAYOUT if text.strip().upper().startswith("O") else CodeKind.DONATION, text)


def issued_on(text: str) -> str:
    """Read the code of a record that gets documents: a donation, payout, advance, cash voucher, or a statement's."""
    start = text.strip()[:1].upper()
    if start == CodeKind.PERSON.value:
        return str(read_subject(text))
    if start == CodeKind.ADVANCE.value:
        found, settlement = _read(lambda: read_advance(text))
        return f"{found}/{settlement}" if settlement else found
    return code(CodeKind.CASH_VOUCHER, text) if start == CodeKind.CASH_VOUCHER.value else subject(text)


def taken_back(text: str) -> str:
    """Read the code of what can be taken back: a donation, a payout or a transfer."""
    if text.strip().upper().startswith(CodeKind.TRANSFER.value):
        return code(CodeKind.TRANSFER, text)
    return subject(text)


def amount(text: str, currency: str) -> Money:
    """Read an amount of a currency.

    Digits with one dot are a machine's decimal number: "1.500" has three decimals here, and is never 1500 as it may be
    in a form, where the reader sees what was understood.
    """
    if _PLAIN.fullmatch(text.strip()):
        return _read(lambda: Money.of(text, currency))
    return _read(lambda: wording.read_money(text, currency))


def rate(text: str) -> Decimal:
    """Read an exchange rate."""
    return _read(lambda: wording.read_rate(text))


def day(text: str | None, today: date, *, ahead: bool = False) -> date:
    """Read a date; today when none is given. `ahead` reads one without a year as a day to come."""
    if text is None:
        return today
    return _read(lambda: wording.read_day(text, today, ahead=ahead))


def month(text: str) -> Month:
    """Read a month."""
    return _read(lambda: read_month(text))


def number(text: str) -> str:
    """Read a document's number."""
    return _read(lambda: tidy_number(text))
