"""Gathers the lines of one account as they are read: what cannot be right is refused with the number of its line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.bank_statements import MOST_LINES, Statement, StatementLine
from desktop.domain.clock import EARLIEST_YEAR
from desktop.domain.errors import CannotRead, Problem, Refused, Severity, refuse
from desktop.domain.money import EXPONENTS, Money, total
from desktop.domain.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

LATEST_YEAR = 2099
LONGEST_NAME = 200
LONGEST_TEXT = 2_000
LONGEST_ACCOUNT = 60
LONGEST_REFERENCE = 120

_AMOUNT = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,12})?", re.ASCII)
_PLAIN = re.compile(r"[-+0-9.,:/ TZ]{1,30}", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", re.ASCII)
_POLISH = re.compile(r"[0-9]{26}", re.ASCII)
_IN_NAME = re.compile(r"statement_([0-9]{4,12})_[A-Z]{3}_", re.ASCII)
_NO_REFERENCE = frozenset(("NONREF", "NOTPROVIDED", "NOREF", "NOTAVAILABLE", "N/A", "NONE"))


def shown(text: str) -> str:
    """Give a cell to be shown in a refusal: figures alone, since a cell out of its place may hold somebody's name."""
    plain = " ".join(text[:200].split())[:30]
    return plain if _PLAIN.fullmatch(plain) else "…"


def known_currency(currency: str, line: int) -> str:
    """Give a currency back if it is one.

    Raises:
        Refused: bank.currency.
    """
    if currency not in EXPONENTS:
        raise refuse("bank.currency", line=line, text=currency if re.fullmatch(r"[A-Z]{3}", currency) else "…")
    return currency


def money_of(text: str, currency: str, line: int) -> Money:
    """Read an amount with a point before its decimals; more decimals are taken where they are noughts.

    Raises:
        Refused: bank.amount, bank.decimals or bank.currency.
    """
    known_currency(currency, line)
    if not _AMOUNT.fullmatch(text):
        raise refuse("bank.amount", line=line, text=shown(text))
    try:
        return Money.of(Decimal(text), currency)
    except Refused as error:
        many = error.problems[0].code == "amount.too_many_decimals"
        raise refuse("bank.decimals" if many else "bank.amount", line=line, text=shown(text)) from None


def day_of(year: int, month: int, day: int, line: int) -> date:
    """Make a day that can be one of a statement.

    Raises:
        Refused: bank.day or bank.day_absurd.
    """
    try:
        made = date(year, month, day)
    except ValueError:
        raise refuse("bank.day", line=line, text=f"{year:04d}-{month:02d}-{day:02d}") from None
    if not EARLIEST_YEAR <= made.year <= LATEST_YEAR:
        raise refuse("bank.day_absurd", line=line, date=made)
    return made


def iso_day(text: str, line: int) -> date:
    """Read a day that begins "2026-05-04"; a time may follow, and is left.

    Raises:
        Refused: bank.day or bank.day_absurd.
    """
    found = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])", text.strip(), re.ASCII)
    if found is None:
        raise refuse("bank.day", line=line, text=shown(text))
    return day_of(int(found[1]), int(found[2]), int(found[3]), line)


def words(*texts: str) -> str:
    """Join texts that belong together into one of one line, each once."""
    kept = dict.fromkeys(fit for text in texts if (fit := one_line(text[:LONGEST_TEXT])))
    return " ".join(kept)[:LONGEST_TEXT].strip()


def account_of(text: str) -> str:
    """Write an account as it is kept: no blanks; a Polish number of 26 digits becomes an IBAN."""
    plain = re.sub(r"[\s-]", "", one_line(text[:LONGEST_TEXT])).upper()[:LONGEST_ACCOUNT]
    return f"PL{plain}" if _POLISH.fullmatch(plain) else plain


def is_iban(text: str) -> bool:
    """Tell an IBAN by its form."""
    return _IBAN.fullmatch(text) is not None


def reference_of(*texts: str) -> str:
    """Give the first that is a reference; words that say that there is none are none."""
    fit = (one_line(text[:LONGEST_TEXT])[:LONGEST_REFERENCE] for text in texts)
    return next((text for text in fit if text and text.upper() not in _NO_REFERENCE), "")


def account_in_name(name: str) -> tuple[str, str]:
    """Give the part of a file's name that tells an account, and the account: Wise writes it there and nowhere else."""
    found = _IN_NAME.search(name)
    return (found[0], found[1]) if found else ("", "")


def warning(code: str, **facts: object) -> Problem:
    """Make a warning."""
    return Problem(code, None, facts, Severity.WARNING)


class Account:
    """One account's lines in one currency, as they are read."""

    def __init__(self, profile: str, account: str, currency: str) -> None:
        """Begin without a line."""
        self.profile, self.account, self.currency = profile, account, currency
        self.opening: Money | None = None
        self.closing: Money | None = None
        self.lines: list[StatementLine] = []
        self.not_booked = 0
        self.kept_whole: list[int] = []
        self.warnings: list[Problem] = []

    def add(self, line: StatementLine) -> None:
        """Take a line.

        Raises:
            CannotRead: with reason bank_too_large.
        """
        if len(self.lines) >= MOST_LINES:
            raise CannotRead(reason="bank_too_large")
        self.lines.append(line)

    def statement(self, own: frozenset[str] = frozenset()) -> Statement:
        """Give the statement; `own` are the accounts of the same file: money from one to another is no gift."""
        lines = _referred_once([line if line.iban not in own else replace(line, own=True) for line in self.lines])
        return Statement(
            self.profile, self.account, self.currency, lines, self.opening, self.closing, (*self._warned(lines),)
        )

    def _warned(self, lines: Iterable[StatementLine]) -> list[Problem]:
        told = list(self.warnings)
        if self.not_booked:
            told.append(warning("bank.not_booked", count=self.not_booked))
        if self.kept_whole:
            told.append(warning("bank.kept_whole", count=len(self.kept_whole), line=self.kept_whole[0]))
        if self.opening is not None and self.closing is not None:
            expected = total((line.change for line in lines), self.currency) + self.opening
            if expected != self.closing:
                facts = {"expected": expected, "closing": self.closing, "difference": self.closing - expected}
                told.append(warning("bank.balance", **facts))
        return told


def _referred_once(lines: list[StatementLine]) -> tuple[StatementLine, ...]:
    """Number references that a file gives to several lines, so that each is known by its own."""
    seen: Counter[str] = Counter()
    taken = {line.reference for line in lines}
    made = []
    for line in lines:
        if line.reference:
            seen[line.reference] += 1
            if seen[line.reference] > 1:
                line = replace(line, reference=_numbered(line.reference, seen, taken))
        made.append(line)
    return tuple(made)


def _numbered(reference: str, seen: Counter[str], taken: set[str]) -> str:
    while (numbered := f"{reference}#{seen[reference]}") in taken:
        seen[reference] += 1
    taken.add(numbered)
    return numbered


def statements_of(accounts: Iterable[Account]) -> tuple[Statement, ...]:
    """Give the statements of a file.

    Raises:
        CannotRead: with reason bank_no_statement where there is none.
    """
    kept = list(accounts)
    if not kept:
        raise CannotRead(reason="bank_no_statement")
    own = [each.account for each in kept if each.account]
    return tuple(each.statement(frozenset(own) - {each.account}) for each in kept)
