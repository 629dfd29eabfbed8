"""Amounts in tables as banks write them: thousands apart by anything, a comma or a point before the cents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.bank_columns import DecimalSign
from desktop.domain.errors import refuse
from desktop.domain.money import EXPONENTS, Money
from desktop.intake.bank.gathering import money_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANK = re.compile(r"[\s'’\u00a0\u2007\u2009\u202f]")
_MONEY_SIGN = re.compile(r"^(?:[A-Z]{3}|[€$£₴]|zł|Br)|(?:[A-Z]{3}|[€$£₴]|zł|zl|руб\.?|Br)$")
_FIGURES = re.compile(r"[0-9.,]+", re.ASCII)
_THOUSAND = 3


def decimal_sign(texts: Iterable[str]) -> DecimalSign | None:
    """Tell from a column what stands before the cents; None where it may be either ("1,234" alone).

    Where both stand in an amount it is the last one; where one stands several times it parts thousands.
    """
    for text in texts:
        plain = _bare(text)[1]
        points, commas = plain.count("."), plain.count(",")
        if points and commas:
            return DecimalSign.POINT if plain.rindex(".") > plain.rindex(",") else DecimalSign.COMMA
        for count, mark, other in ((points, ".", DecimalSign.COMMA), (commas, ",", DecimalSign.POINT)):
            if count > 1:
                return other
            if count == 1 and len(plain) - plain.index(mark) - 1 != _THOUSAND:
                return DecimalSign.POINT if mark == "." else DecimalSign.COMMA
    return None


def amount_of(text: str, currency: str, sign: DecimalSign | None, line: int) -> Money:
    """Read an amount of a table; an empty cell is nothing.

    Raises:
        Refused: bank.amount, bank.decimals or bank.currency.
    """
    minus, plain = _bare(text)
    if not plain and not text.strip():
        return money_of("0", currency, line)
    if not _FIGURES.fullmatch(plain):
        raise refuse("bank.amount", line=line, text=shown(text))
    if sign is None:
        if ("," in plain or "." in plain) and EXPONENTS.get(currency) != _THOUSAND:
            raise refuse("bank.amount", line=line, text=shown(text))
        sign = DecimalSign.POINT
    thousands = "," if sign is DecimalSign.POINT else "."
    whole, mark, cents = plain.partition(sign.value)
    groups = whole.split(thousands)
    if thousands in cents or any(len(group) != _THOUSAND for group in groups[1:]):
        raise refuse("bank.amount", line=line, text=shown(text))
    made = money_of("".join(groups) + (f".{cents}" if mark else ""), currency, line)
    return -made if minus else made


def _bare(text: str) -> tuple[bool, str]:
    """Give whether an amount is below nothing, and its figures alone."""
    plain = _BLANK.sub("", text[:60]).replace("\u2212", "-").replace("\u2013", "-")
    minus = plain.startswith(("-", "(")) or plain.endswith("-")
    plain = _MONEY_SIGN.sub("", plain.strip("-+()"))
    minus = minus or plain.startswith("-")
    return minus, plain.strip("-+")
