"""Statements as OFX, both the old form without ends of elements (1, SGML) and the new one (2, XML).

Why by ourselves: the library for it (ofxtools 1.1) refuses what banks of our countries write, as the code pages 1250,
1251 and 1257 or a bank's name where nine figures are foreseen, and a whole file for one odd element. Both forms are
read as elements with a text, one way; nothing is ever expanded but the signs that markup has for single letters.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from desktop.domain.bank_statements import StatementLine
from desktop.domain.errors import CannotRead, refuse
from desktop.domain.money import EXPONENTS, Money
from desktop.intake.bank.gathering import (
    LONGEST_NAME,
    Account,
    account_of,
    day_of,
    money_of,
    reference_of,
    shown,
    statements_of,
    words,
)
from desktop.intake.bank.letters import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.bank_statements import Statement

_PIECE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9._:]{0,63}+)(?:[\s/][^<>]{0,200}+)?>([^<]*+)")
_CHARSET = re.compile(r"^\s*CHARSET:\s*([A-Za-z0-9-]{1,20})", re.MULTILINE)
_ENCODING = re.compile(r"^\s*ENCODING:\s*([A-Za-z0-9-]{1,20})", re.MULTILINE)
_DECLARED = re.compile(r"""<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9-]{1,20})""")
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9.]{0,12}(?:\[[^\]]{0,20}\])?)?", re.ASCII)
_NAMED = {"1250": "cp1250", "1251": "cp1251", "1252": "cp1252", "1257": "cp1257"}
_FEES = frozenset(("FEE", "SRVCHG"))
_CARD = frozenset(("CCSTMTRS", "STMTRS"))
_LONGEST_TEXT = 4_000
_MOST_ACCOUNTS = 1_000


def is_ofx(beginning: bytes) -> bool:
    """Tell OFX by the first bytes of a file, noughts of UTF-16 left out."""
    return re.search(rb"OFXHEADER|<OFX>", beginning, re.IGNORECASE) is not None


def read_ofx(data: bytes) -> tuple[Statement, ...]:
    """Read the statements of a file.

    Raises:
        CannotRead: with reason bank_declarations, bank_damaged, bank_too_large, bank_no_statement, binary or encoding.
        Refused: a payment that cannot be read, by its number in the file.
    """
    text = _decoded(data)
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise CannotRead(reason="bank_declarations")
    reading = _Reading()
    for closes, name, said in _elements(text):
        reading.element(name, said, closes=closes)
    if not reading.whole:
        raise CannotRead(reason="bank_damaged")
    return statements_of(reading.accounts)


def _decoded(data: bytes) -> str:
    """Decode by what the letters are, and where they are none of the known, by what the file says of itself."""
    head = data[:2_000].decode("latin-1")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = (_CHARSET.search(head), _ENCODING.search(head), _DECLARED.search(head))
        codec = next((_NAMED[number] for each in said if each and (number := _number(each[1])) in _NAMED), "")
        return data.decode(codec, "replace") if codec and codec != "cp1252" else letters_of(data)


def _number(charset: str) -> str:
    return charset.lower().removeprefix("windows-").removeprefix("cp")


def _elements(text: str) -> Iterator[tuple[bool, str, str]]:
    text = re.sub(r"<!\[CDATA\[([^<]{0,4000})\]\]>", lambda found: found[1].replace("<", ""), text)
    for found in _PIECE.finditer(text):
        said = found[3].strip()
        yield found[1] == "/", found[2].upper(), html.unescape(said[:_LONGEST_TEXT]) if "&" in said else said


class _Reading:
    """Hears elements in their order. Only those that hold others are known to end; the rest have a text."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.whole = False
        self._at: list[str] = []
        self._payment: dict[str, str] | None = None
        self._account: dict[str, str] = {}
        self._balance: dict[str, str] = {}
        self._open: Account | None = None
        self._place = 0

    def element(self, name: str, said: str, *, closes: bool) -> None:
        if closes:
            self._close(name)
        elif name in _CARD:
            self._open, self._account, self._balance, self._at = None, {}, {}, []
        elif name == "STMTTRN":
            self._place += 1
            self._payment = {}
        elif name in ("PAYEE", "BANKACCTTO", "CCACCTTO", "LEDGERBAL", "BANKACCTFROM", "CCACCTFROM", "CURRENCY"):
            self._at.append(name)
        elif said:
            self._text(name, said)

    def _text(self, name: str, said: str) -> None:
        if self._payment is not None:
            inside = self._at[-1] if self._at else ""
            self._payment.setdefault(f"{inside}/{name}" if inside else name, said)
        elif self._at and self._at[-1] == "LEDGERBAL":
            self._balance.setdefault(name, said)
        elif name in ("CURDEF", "ACCTID", "BANKID"):
            self._account.setdefault(name, said)

    def _close(self, name: str) -> None:
        if self._at and self._at[-1] == name:
            self._at.pop()
        elif name == "STMTTRN" and self._payment is not None:
            self._started().add(self._line(self._payment))
            self._payment, self._at = None, []
        elif name in _CARD and "CURDEF" in self._account:
            account = self._started()
            if "BALAMT" in self._balance:
                account.closing = _amount(self._balance["BALAMT"], account.currency, max(self._place, 1))
        elif name == "OFX":
            self.whole = self._payment is None

    def _started(self) -> Account:
        if self._open is None:
            currency = self._account.get("CURDEF", "").upper()
            if currency not in EXPONENTS:
                raise refuse("bank.currency", line=max(self._place, 1), text="…")
            if len(self.accounts) >= _MOST_ACCOUNTS:
                raise CannotRead(reason="bank_too_large")
            self._open = Account("ofx", account_of(self._account.get("ACCTID", "")), currency)
            self.accounts.append(self._open)
        return self._open

    def _line(self, told: dict[str, str]) -> StatementLine:
        currency = self._started().currency
        kind = told.get("TRNTYPE", "").upper()
        return StatementLine(
            _day(told.get("DTPOSTED", told.get("DTUSER", "")), self._place),
            _amount(told.get("TRNAMT", ""), currency, self._place),
            Money.zero(currency),
            name=words(told.get("NAME", told.get("PAYEE/NAME", "")))[:LONGEST_NAME],
            iban=account_of(told.get("BANKACCTTO/ACCTID", told.get("CCACCTTO/ACCTID", ""))),
            text=words(told.get("MEMO", "")),
            reference=reference_of(told.get("FITID", "")),
            own=kind in _FEES,
            place=self._place,
        )


def _amount(text: str, currency: str, place: int) -> Money:
    return money_of(text.replace(",", "."), currency, place)


def _day(text: str, place: int) -> date:
    found = _DAY.fullmatch(text)
    if found is None:
        raise refuse("bank.day", line=place, text=shown(text))
    return day_of(int(found[1]), int(found[2]), int(found[3]), place)
