"""Statements in the banks' XML: camt.053 (a statement), camt.052 (a report within a day), camt.054 (a notification).

One reader takes the versions from 001.02 on: what moved between them is looked for in both places. An entry that
stands for several payments gives a line for each where their amounts add up to it, and stays one line where not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.bank_statements import StatementLine
from desktop.domain.errors import CannotRead
from desktop.domain.money import EXPONENTS, Money, total
from desktop.intake.bank.elements import Element, read_elements
from desktop.intake.bank.gathering import (
    LONGEST_NAME,
    Account,
    account_of,
    iso_day,
    known_currency,
    money_of,
    reference_of,
    statements_of,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.bank_statements import Statement

_MESSAGES = {
    "BkToCstmrStmt": "camt.053",
    "BkToCstmrAcctRpt": "camt.052",
    "BkToCstmrDbtCdtNtfctn": "camt.054",
}
_PARTS = frozenset(("Stmt", "Rpt", "Ntfctn"))
_OPENING = ("OPBD", "PRCD")
_CLOSING = "CLBD"
_FEES = frozenset(("CHRG", "COMM", "FEES"))
_MOST_ACCOUNTS = 10_000


def read_camt(data: bytes) -> tuple[Statement, ...]:
    """Read the statements of a file.

    Raises:
        CannotRead: with reason bank_damaged, bank_declarations, bank_too_large or bank_no_statement.
        Refused: an entry that cannot be read, by its number in the file.
    """
    reading = _Reading()
    read_elements(data, frozenset(("Ntry", *_PARTS, *_MESSAGES)), reading.heard)
    for each in reading.accounts:
        each.profile = reading.profile
    return statements_of(reading.accounts)


class _Reading:
    """Hears the entries of the statements as they end, and then the statements themselves."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.profile = "camt.053"
        self._open: dict[str, Account] = {}
        self._place = 0

    def heard(self, element: Element, parent: Element) -> None:
        if element.name == "Ntry":
            self._place += 1
            self._entry(element, parent)
        elif element.name in _MESSAGES:
            self.profile = _MESSAGES[element.name]
        else:
            self._close(element)

    def _entry(self, entry: Element, part: Element) -> None:
        if part.name not in _PARTS:
            raise CannotRead(reason="bank_damaged")
        amount = entry.first("Amt")
        currency = _currency(amount) or part.word("Acct/Ccy")
        account = self._account(part, currency)
        if entry.word("Sts/Cd", "Sts/Prtry", "Sts") in ("PDNG", "INFO", "FUTR"):
            account.not_booked += 1
            return
        for line in _Entry(entry, account, self._place).lines():
            account.add(line)

    def _account(self, part: Element, currency: str) -> Account:
        if known_currency(currency, max(self._place, 1)) not in self._open:
            if len(self.accounts) >= _MOST_ACCOUNTS:
                raise CannotRead(reason="bank_too_large")
            whose = part.word("Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id")
            made = Account(self.profile, account_of(whose), currency)
            self._open[currency] = made
            self.accounts.append(made)
        return self._open[currency]

    def _close(self, part: Element) -> None:
        """Take the balances of a statement, which may stand before or after its entries."""
        for balance in part.all("Bal"):
            kind = balance.word("Tp/CdOrPrtry/Cd", "Tp/Cd")
            told = balance.first("Amt")
            if kind not in (*_OPENING, _CLOSING) or told is None:
                continue
            account = self._account(part, _currency(told) or part.word("Acct/Ccy"))
            amount = _signed(told, balance.word("CdtDbtInd"), account.currency, max(self._place, 1))
            if kind == _CLOSING:
                account.closing = amount
            elif account.opening is None:
                account.opening = amount
        if not self._open and (currency := part.word("Acct/Ccy")) in EXPONENTS:
            self._account(part, currency)
        self._open = {}


def _currency(amount: Element | None) -> str:
    return amount.attributes.get("Ccy", "").strip() if amount is not None else ""


def _signed(amount: Element | None, mark: str, currency: str, place: int) -> Money:
    made = money_of(amount.text.strip() if amount is not None else "", currency, place)
    return -made if mark == "DBIT" else made


class _Entry:
    """An entry of a statement and the payments in it."""

    def __init__(self, entry: Element, account: Account, place: int) -> None:
        self._entry, self._account, self._place = entry, account, place
        self._currency = account.currency
        self._mark = entry.word("CdtDbtInd")
        self._amount = _signed(entry.first("Amt"), self._mark, self._currency, place)
        self._details = list(entry.all("NtryDtls/TxDtls"))
        self._reversal = entry.word("RvslInd") in ("true", "1")

    def lines(self) -> list[StatementLine]:
        """Give a line for each payment, or one for all."""
        on = self._day()
        if len(self._details) > 1:
            parts = [self._part(each) for each in self._details]
            whole = [part for part in parts if part is not None]
            fee = self._fee(Element(""))
            if len(whole) == len(parts) and total(whole, self._currency) == self._amount + fee:
                return self._several(on, whole, fee)
            self._account.kept_whole.append(self._place)
            return [self._line(on, self._amount, Element(""), reference=self._reference())]
        detail = self._details[0] if self._details else Element("")
        fee = self._fee(detail)
        reference = self._reference() or reference_of(detail.word("Refs/AcctSvcrRef"))
        return [self._line(on, self._amount + fee, detail, fee, reference)]

    def _several(self, on: date, amounts: Sequence[Money], fee: Money) -> list[StatementLine]:
        """Give a line for each payment; what the bank kept of all of them stands at the first."""
        lines = []
        for number, (detail, amount) in enumerate(zip(self._details, amounts, strict=True), 1):
            whole = self._reference()
            own = reference_of(detail.word("Refs/AcctSvcrRef"))
            if not own or own == whole:
                own = f"{whole}/{number}" if whole else ""
            lines.append(self._line(on, amount, detail, fee if number == 1 else None, own))
        return lines

    def _day(self) -> date:
        told = self._entry.word("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
        return iso_day(told, self._place)

    def _reference(self) -> str:
        return reference_of(self._entry.word("AcctSvcrRef"))

    def _part(self, detail: Element) -> Money | None:
        """Give the amount of one of several payments in the account's currency; None where it is not told."""
        for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"):
            told = detail.first(path)
            if told is not None and _currency(told) == self._currency:
                return _signed(told, detail.word("CdtDbtInd") or self._mark, self._currency, self._place)
        return None

    def _fee(self, detail: Element) -> Money:
        """Give what the bank kept of a payment, where its entry has it in it; what it books by itself is none.

        Older versions do not say whether it is in the entry: it is where the payment's own amount says so.
        """
        records = [
            each
            for charges in (self._entry.first("Chrgs"), detail.first("Chrgs"))
            if charges is not None
            for each in (*charges.all("Rcrd"), *((charges,) if charges.first("Rcrd") is None else ()))
        ]
        zero = Money.zero(self._currency)
        said = total((self._charge(each) for each in records if self._included(each) is True), self._currency)
        if said:
            return max(said, zero)
        unsaid = total((self._charge(each) for each in records if self._included(each) is None), self._currency)
        told = self._told(detail)
        return unsaid if unsaid > zero and told is not None and told - unsaid == self._amount else zero

    def _included(self, charge: Element) -> bool | None:
        told = charge.word("ChrgInclInd")
        return None if not told else told in ("true", "1")

    def _charge(self, charge: Element) -> Money:
        amount = charge.first("Amt", "TtlChrgsAndTaxAmt")
        if amount is None or _currency(amount) != self._currency:
            return Money.zero(self._currency)
        made = money_of(amount.text.strip(), self._currency, self._place)
        return -made if charge.word("CdtDbtInd") == "CRDT" else made

    def _told(self, detail: Element) -> Money | None:
        """Give what the payment itself was of, before charges."""
        for place in (detail, self._entry):
            for path in ("AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"):
                told = place.first(path)
                if told is not None and _currency(told) == self._currency:
                    return _signed(told, self._mark, self._currency, self._place)
        return None

    def _line(
        self, on: date, amount: Money, detail: Element, fee: Money | None = None, reference: str = ""
    ) -> StatementLine:
        name, iban = self._other_side(detail, came=(detail.word("CdtDbtInd") or self._mark) == "CRDT")
        return StatementLine(
            on,
            amount,
            fee or Money.zero(self._currency),
            name=name,
            iban=iban,
            text=self._text(detail),
            reference=reference,
            own=self._is_fee(detail),
            place=self._place,
            reversal=self._reversal,
        )

    def _other_side(self, detail: Element, *, came: bool) -> tuple[str, str]:
        """Give name and account of the other side. Of a reversal the sides are the first payment's, mostly."""
        parties = detail.first("RltdPties") or Element("")
        sides = [_side(parties, "Dbtr"), _side(parties, "Cdtr")]
        if came is self._reversal:
            sides.reverse()
        other, ours = sides
        if any(other) and (not other[1] or other[1] != self._account.account):
            return other
        return ours if ours[1] and ours[1] != self._account.account else ("", "")

    def _is_fee(self, detail: Element) -> bool:
        codes = (place.word("BkTxCd/Domn/Fmly/SubFmlyCd") for place in (self._entry, detail))
        return self._mark == "DBIT" and not self._reversal and any(code in _FEES for code in codes)

    def _text(self, detail: Element) -> str:
        told = detail.words("RmtInf/Ustrd")
        for each in detail.all("RmtInf/Strd"):
            told += [*each.words("CdtrRefInf/Ref"), *each.words("RfrdDocInf/Nb"), *each.words("AddtlRmtInf")]
        if not any(told):
            told = [detail.word("AddtlTxInf"), self._entry.word("AddtlNtryInf")]
        if not any(told):
            told = [reference_of(detail.word("Refs/EndToEndId"))]
        return words(*told)


def _side(parties: Element, role: str) -> tuple[str, str]:
    """Give name and account of a debtor or creditor; who stands behind one that has no name gives it."""
    name = parties.word(f"{role}/Nm", f"{role}/Pty/Nm", f"Ultmt{role}/Nm", f"Ultmt{role}/Pty/Nm")
    account = parties.word(f"{role}Acct/Id/IBAN", f"{role}Acct/Id/Othr/Id", f"{role}Acct/Id/PrtryAcct/Id")
    return words(name)[:LONGEST_NAME], account_of(account)
