"""Statements as SWIFT messages: MT940 (a statement) and MT942 (a report within a day), as banks really write them.

Why by ourselves: the library for it (mt-940 5.1) knows the subfields of :86: behind "?" alone, gives no IBAN of ?38,
ends with an error without a line at a field it does not know, and writes that field, names and all, to the log.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.bank_statements import StatementLine
from desktop.domain.errors import CannotRead, refuse
from desktop.domain.money import EXPONENTS, Money
from desktop.intake.bank.gathering import (
    Account,
    account_of,
    day_of,
    known_currency,
    money_of,
    reference_of,
    shown,
    statements_of,
)
from desktop.intake.bank.information import Information, read_information

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.bank_statements import Statement

MOST_TEXT_LINES = 1_000_000
_TAG = re.compile(r":([0-9]{2}[A-Z]?|NS):", re.ASCII)
_BALANCE = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9]{1,15}(?:[.,][0-9]{0,6})?)", re.ASCII)
_FLOOR = re.compile(r"([A-Z]{3})[CD]?[0-9.,]{1,20}", re.ASCII)
_LINE = re.compile(
    r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{4})?[ ]?(R?[DC]|E[DC])([A-Z])?[ ]?"
    r"([0-9]{1,15}(?:[.,][0-9]{0,6})?)([A-Z][A-Z0-9 ]{3})?(.{0,200})",
    re.ASCII,
)
_WITH_CURRENCY = re.compile(r"([A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}?)/?([A-Z]{3})", re.ASCII)
_OLDEST = 70  # two digits of a year from here on are of the last century
_FEES = ("CHG", "COM")
_MOST_ACCOUNTS = 10_000


def is_mt940(text: str) -> bool:
    """Tell a text of SWIFT's fields by its first ones."""
    return re.search(r"^:25[A-Z]?:", text, re.MULTILINE) is not None and (
        re.search(r"^:(?:60[FM]|61|34F|20):", text, re.MULTILINE) is not None
    )


def read_mt940(text: str) -> tuple[Statement, ...]:
    """Read the statements of a file.

    Raises:
        CannotRead: with reason bank_damaged, bank_too_large or bank_no_statement.
        Refused: a line that cannot be read, by its number in the file.
    """
    reading = _Reading()
    for number, tag, lines in _fields(text):
        reading.field(number, tag, lines)
    reading.end_line()
    return statements_of(reading.accounts)


def _fields(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Give the fields with the line on which each begins; what stands around the messages is passed over."""
    begun, tag = 0, ""
    held: list[str] = []
    lines = re.split(r"\r\n|\n|\r", text)
    if len(lines) > MOST_TEXT_LINES:
        raise CannotRead(reason="bank_too_large")
    for number, raw in enumerate(lines, 1):
        line = raw.strip("\x01\x03\x04\ufeff").rstrip()
        found = _TAG.match(line) or _TAG.match(line.rpartition("{4:")[2])
        if found is None and (not line or line.startswith(("-}", "{")) or line == "-"):
            if tag and line:
                yield begun, tag, held
                tag = ""
            continue
        if found is None:
            if tag:
                held.append(line)
            continue
        if tag:
            yield begun, tag, held
        begun, tag, held = number, found[1], [found.string[found.end() :]]
    if tag:
        yield begun, tag, held


class _Reading:
    """Hears the fields in their order; a line waits for what is told of it."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self._whose = ""
        self._open: Account | None = None
        self._line: _Line | None = None

    def field(self, number: int, tag: str, lines: list[str]) -> None:
        if tag in ("86", "NS") and self._line is not None:
            self._line.information += lines
            return
        self.end_line()
        if tag == "20":
            self._open = None
        elif tag[:2] == "25":
            self._whose = _account(lines[0])
        elif tag in ("60F", "60M"):
            self._begin(number, lines[0], goes_on=tag == "60M")
        elif tag == "34F" and self._open is None:
            self._begin_report(number, lines[0])
        elif tag == "61":
            if self._open is None:
                raise CannotRead(reason="bank_damaged")
            self._line = _Line(number, lines[0], self._open)
        elif tag in ("62F", "62M") and self._open is not None:
            self._open.closing = _balance(number, lines[0])

    def end_line(self) -> None:
        """Take the line that waited."""
        if self._line is not None and self._open is not None:
            made = self._line.made()
            if made is None:
                self._open.not_booked += 1
            else:
                self._open.add(made)
        self._line = None

    def _begin(self, number: int, text: str, *, goes_on: bool) -> None:
        opening = _balance(number, text)
        last = self.accounts[-1] if self.accounts else None
        if goes_on and last is not None and (last.account, last.currency) == (self._whose, opening.currency):
            self._open = last  # the next page of the same statement
            return
        self._open = self._made("mt940", opening.currency)
        self._open.opening = opening

    def _begin_report(self, number: int, text: str) -> None:
        found = _FLOOR.fullmatch(text.strip())
        if found is None:
            raise CannotRead(reason="bank_damaged")
        self._open = self._made("mt942", known_currency(found[1], number))

    def _made(self, profile: str, currency: str) -> Account:
        if len(self.accounts) >= _MOST_ACCOUNTS:
            raise CannotRead(reason="bank_too_large")
        self.accounts.append(Account(profile, self._whose, currency))
        return self.accounts[-1]


def _account(text: str) -> str:
    plain = account_of(text.lstrip("/ "))
    found = _WITH_CURRENCY.fullmatch(plain)
    return found[1] if found is not None and found[2] in EXPONENTS and _checks(found[1]) else plain.rstrip("/")


def _checks(iban: str) -> bool:
    """Tell an IBAN whose check figures are right from one that has a currency behind it."""
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def _balance(number: int, text: str) -> Money:
    found = _BALANCE.fullmatch(text.strip())
    if found is None:
        raise refuse("bank.amount", line=number, text=shown(text))
    made = money_of(found[4].replace(",", "."), found[3], number)
    return -made if found[1] == "D" else made


class _Line:
    """A field :61: and what was told of it."""

    def __init__(self, number: int, text: str, account: Account) -> None:
        self._number, self._account = number, account
        found = _LINE.fullmatch(text.strip())
        if found is None:
            raise refuse("bank.amount", line=number, text=shown(text))
        self._found = found
        self.information: list[str] = []

    def made(self) -> StatementLine | None:
        """Give the line; None where it is only expected."""
        mark = self._found[5]
        if mark.startswith("E"):
            return None
        amount = money_of(self._found[7].replace(",", "."), self._account.currency, self._number)
        gone = mark in ("D", "RC")
        told = read_information(self.information) if self.information else Information()
        _own, _, bank = self._found[9].partition("//")
        kind = (self._found[8] or "")[1:]
        return StatementLine(
            self._day(),
            -amount if gone else amount,
            Money.zero(self._account.currency),
            name=told.name,
            iban=told.iban,
            text=told.text,
            reference=reference_of(bank),
            own=gone and kind in _FEES,
            place=self._number,
            reversal=mark.startswith("R"),
        )

    def _day(self) -> date:
        """Give the day of booking, which has no year of its own: the one nearest to the value date."""
        short = int(self._found[1])
        year = short + (1900 if short >= _OLDEST else 2000)
        value = day_of(year, int(self._found[2]), int(self._found[3]), self._number)
        booked = self._found[4]
        if not booked:
            return value
        month, day = int(booked[:2]), int(booked[2:])
        near = year + (1 if month + 6 < value.month else -1 if month > value.month + 6 else 0)
        return day_of(near, month, day, self._number)
