"""What the columns of a bank's own table likely are: by the words above them, or as it was kept for such a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.bank_columns import BankField, BankMap, DecimalSign
from desktop.domain.errors import Problem
from desktop.domain.table_fields import folded
from desktop.domain.table_maps import LONGEST_NAME, Heads, head_digest
from desktop.domain.table_values import DayOrder, may_be_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop.domain.table_rows import TableText

_HEAD_ROWS = 15
_WORDS: dict[BankField, str] = {
    BankField.DATE: "booking date|transaction date|posting date|completed date|data|data operacji|data księgowania|"
    "data transakcji|operacijos data|įrašo data|дата|дата операции|дата проводки|дата операцыі|дата операції",
    BankField.AMOUNT: "sum|kwota|kwota operacji|kwota transakcji|suma|operacijos suma|сумма|сумма операции|сума",
    BankField.DEBIT: "withdrawals|paid out|money out|obciążenia|wypłata|debetas|дебет|дэбет|расход|списано",
    BankField.CREDIT: "deposits|paid in|money in|uznania|wpłata|kreditas|кредит|крэдыт|приход|зачислено",
    BankField.SIDE: "d k|dk|d c|debit credit|debetas kreditas|дебет кредит",
    BankField.FEE: "commission|prowizja|opłata|komisinis|mokestis|комиссия|камісія|комісія",
    BankField.CURRENCY: "waluta|valiuta|валюта",
    BankField.NAME: "sender|payer|counterparty|counterparty name|nadawca|nazwa nadawcy|kontrahent|nadawca odbiorca|"
    "mokėtojas|mokėtojas gavėjas|плательщик|отправитель|контрагент|адпраўнік|плацельшчык|платник|відправник",
    BankField.IBAN: "account|account number|counterparty account|nr rachunku|numer rachunku|rachunek nadawcy|sąskaita|"
    "mokėtojo sąskaita|счет|счет плательщика|рахунак|рахунок|рахунок платника",
    BankField.TEXT: "details|description|payment details|title|purpose|tytuł|tytułem|tytuł operacji|opis|"
    "opis operacji|paskirtis|mokėjimo paskirtis|назначение|назначение платежа|описание|прызначэнне|"
    "прызначэнне плацяжу|призначення|призначення платежу|опис",
    BankField.REFERENCE: "transaction id|id|numer transakcji|numer referencyjny|operacijos numeris|номер операции|"
    "референс",
}
_KNOWN = {folded(word): field for field, words in _WORDS.items() for word in (field.value, *words.split("|"))}


@dataclass(frozen=True, slots=True)
class SavedBankMap:
    """A map kept under a name; of the heads only digests are kept. `account` is the office's own."""

    name: str
    heads: tuple[tuple[str, BankField], ...]
    order: DayOrder | None = None
    sign: DecimalSign | None = None
    currency: str = ""
    account: str = ""

    def facts(self) -> dict[str, object]:
        """Give the map as plain values."""
        return {
            "heads": [[digest, field.value] for digest, field in self.heads],
            "order": self.order.value if self.order is not None else "",
            "sign": self.sign.value if self.sign is not None else "",
            "currency": self.currency,
            "account": self.account,
        }

    @classmethod
    def from_facts(cls, name: str, facts: Mapping[str, Any]) -> SavedBankMap:
        """Make a map of plain values."""
        return cls(
            name,
            tuple((str(digest), BankField(field)) for digest, field in facts["heads"]),
            DayOrder(facts["order"]) if facts["order"] else None,
            DecimalSign(facts["sign"]) if facts["sign"] else None,
            str(facts["currency"]),
            str(facts["account"]),
        )

    def fits(self, heads: Heads) -> bool:
        """Whether a table has all columns that the map knows."""
        return bool(self.heads) and {digest for digest, _field in self.heads} <= set(map(head_digest, heads.texts))

    def applied(self, heads: Heads) -> BankMap:
        """Give the map for a table with these heads."""
        known = dict(self.heads)
        columns = tuple(known.get(head_digest(head)) if head else None for head in heads.texts)
        return BankMap(columns, heads.first, self.order, self.sign, self.currency, self.account)


def bank_heads(table: TableText) -> Heads:
    """Find the row of heads: the one with most words that are known, or the first of words alone."""
    rows = table.rows[:_HEAD_ROWS]
    known = [sum(folded(cell) in _KNOWN for cell in row) for row in rows]
    at = max(range(len(rows)), key=lambda place: (known[place], -place))
    if known[at] < 2:
        at = next((place for place, row in enumerate(rows) if len(row) > 1 and all(map(may_be_head, row))), -1)
    texts = rows[at] if at >= 0 else ()
    return Heads(tuple(texts[place] if place < len(texts) else "" for place in range(table.width)), at + 1)


def propose_bank_map(heads: Heads, saved: Iterable[SavedBankMap]) -> tuple[BankMap, str]:
    """Propose what the columns are, and the name of the kept map that was used; empty for none."""
    fitting = [each for each in saved if each.fits(heads)]
    if fitting:
        best = max(fitting, key=lambda each: len(each.heads))
        return best.applied(heads), best.name
    columns: list[BankField | None] = []
    for head in heads.texts:
        field = _KNOWN.get(folded(head))
        columns.append(None if field in columns and field is not BankField.TEXT else field)
    return BankMap(tuple(columns), heads.first), ""


def bank_map_saved(name: str, chosen: BankMap, heads: Heads) -> SavedBankMap:
    """Give a map as it is kept: by the heads of the columns that are something."""
    pairs: Sequence[tuple[str, BankField | None]] = list(zip(heads.texts, chosen.columns, strict=True))
    known = tuple((head_digest(head), field) for head, field in pairs if head and field is not None)
    return SavedBankMap(name, known, chosen.order, chosen.sign, chosen.currency, chosen.account)


def check_bank_map(saved: SavedBankMap) -> tuple[Problem, ...]:
    """Say why a map cannot be kept: without a name, or for a table that has no heads to know it again by."""
    found: list[Problem] = []
    if not saved.name.strip():
        found.append(Problem("import.map_name", "name"))
    if len(saved.name) > LONGEST_NAME:
        found.append(Problem("text.too_long", "name", {"longest": LONGEST_NAME}))
    if not saved.heads:
        found.append(Problem("import.map_heads", "name"))
    return tuple(found)
