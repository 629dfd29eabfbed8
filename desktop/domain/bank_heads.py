"""What the columns of a bank's own table likely are, by the words above them in the languages of our countries."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.bank_columns import BankField, BankMap
from desktop.domain.money import EXPONENTS
from desktop.domain.table_fields import folded
from desktop.domain.table_maps import Heads
from desktop.domain.table_values import Looks, looks_like, may_be_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.table_rows import TableText

_HEAD_ROWS = 40  # some banks write an address and a summary above
_ENOUGH = 2  # so many known words make a row of heads
_WORDS: dict[BankField, str] = {
    BankField.DATE: (
        "date|booking date|transaction date|posting date|value date|completed date|data|data operacji|"
        "data księgowania|data transakcji|data waluty|operacijos data|mokėjimo data|įrašo data|дата|дата аперацыі|"
        "дата операции|дата операції|дата проводки|дата проведення|дата платежа|buchungstag|buchungsdatum"
    ),
    BankField.AMOUNT: (
        "amount|transaction amount|sum|operacijos suma|kwota|kwota operacji|kwota transakcji|suma|сума|сумма|"
        "сума аперацыі|сумма операции|сума операції|betrag"
    ),
    BankField.DEBIT: (
        "debit|money out|paid out|withdrawals|obciążenia|obciążenie|wydatki|wn|winien|debetas|išlaidos|išmokėta|"
        "дебет|дэбет|wypłata|расход|списание|списано|видаток|видатки|списання|выдатак|выдаткі|soll"
    ),
    BankField.CREDIT: (
        "credit|money in|paid in|deposits|uznania|uznanie|wpłata|wpływy|ma|kreditas|įplaukos|pajamos|gauta|кредит|"
        "приход|зачисление|зачислено|поступление|надходження|зарахування|крэдыт|прыход|паступленне|haben"
    ),
    BankField.SIDE: (
        "side|debit credit|d c|dc|d k|dk|debit credit mark|direction|wn ma|strona|debetas kreditas|kryptis|"
        "дебет кредит|дт кт|направление|soll haben"
    ),
    BankField.FEE: ("fee|fees|commission|commission fee|prowizja|opłata|komisinis|mokestis|комиссия|комісія|камісія"),
    BankField.CURRENCY: "currency|waluta|valiuta|валюта|währung|waehrung",
    BankField.NAME: (
        "name|counterparty|counterparty name|payer|payee|sender|beneficiary|beneficiary name|partner name|"
        "beneficiary s remitter s name|nadawca|nazwa nadawcy|odbiorca|nadawca odbiorca|kontrahent|"
        "nazwa kontrahenta|dane kontrahenta|mokėtojas|gavėjas|mokėtojas gavėjas|mokėtojo gavėjo pavadinimas|"
        "контрагент|плательщик|отправитель|получатель|наименование контрагента|платник|відправник|отримувач|"
        "плацельшчык|адпраўнік|auftraggeber|begünstigter|name zahlungsbeteiligter"
    ),
    BankField.IBAN: (
        "iban|account|account number|counterparty account|partner iban|rachunek|numer rachunku|nr rachunku|"
        "rachunek nadawcy|konto|numer konta|rachunek kontrahenta|numer rachunku kontrahenta|sąskaita|sąskaitos nr|"
        "mokėtojo sąskaita|gavėjo sąskaita|kontrahento sąskaita|счет плательщика|рахунок платника|счет|"
        "номер счета|счет контрагента|рахунок|рахунок контрагента|рахунак|beneficiary s remitter s account|"
        "client account|iban zahlungsbeteiligter"
    ),
    BankField.TEXT: (
        "description|details|payment details|purpose|title|memo|text|note|payment reference|tytuł|tytułem|"
        "tytuł operacji|opis|opis operacji|opis transakcji|paskirtis|mokėjimo paskirtis|detalės|назначение|"
        "назначение платежа|описание|призначення|призначення платежу|опис|прызначэнне|прызначэнне плацяжу|"
        "апісанне|verwendungszweck"
    ),
    BankField.REFERENCE: (
        "reference|reference number|transaction id|id|archiving id|numer referencyjny|nr referencyjny|referencja|"
        "numer operacji|nr operacji|numer transakcji|operacijos numeris|референс|id transakcji|operacijos nr|"
        "įrašo nr|archyvavimo kodas|unikalus kodas|номер операции|номер операції|нумар аперацыі|ид операции|"
        "код операции"
    ),
}
_KNOWN = {folded(word): field for field, words in _WORDS.items() for word in words.split("|")}
_CODE = re.compile(r"\b[A-Z]{3}\b")


def bank_heads(table: TableText) -> Heads:
    """Find the row of heads: one that tells a day and money, then that with most known words, or the first of words."""
    rows = table.rows[:_HEAD_ROWS]
    maps = [_by_words(row, 0) for row in rows]
    known = [(each.tells_money, sum(1 for field in each.columns if field)) for each in maps]
    at = max(range(len(rows)), key=lambda place: (*known[place], -place), default=-1)
    if at >= 0 and known[at][1] < _ENOUGH:
        at = next((place for place, row in enumerate(rows) if len(row) > 1 and all(map(may_be_head, row))), -1)
    texts = rows[at] if at >= 0 else ()
    return Heads(tuple(texts[place] if place < len(texts) else "" for place in range(table.width)), at + 1)


def proposed_columns(heads: Heads, table: TableText) -> BankMap:
    """Say what the columns likely are. One of one and the same account in all rows is the office's own."""
    found = _by_words(heads.texts, heads.first)
    rows = table.rows[found.first :]
    columns, account = list(found.columns), ""
    for place in [at for at, field in enumerate(columns) if field is BankField.IBAN]:
        cells = {row[place] for row in rows if place < len(row) and row[place]}
        if len(cells) == 1 and len(rows) > 1 and looks_like(next(iter(cells))) == Looks.IBAN:
            account, columns[place] = next(iter(cells)), None
        elif BankField.IBAN in columns[:place]:
            columns[place] = None
    return replace(found, columns=tuple(columns), account=account)


def _by_words(row: Sequence[str], first: int) -> BankMap:
    columns: list[BankField | None] = []
    currency = ""
    for cell in row:
        field = _KNOWN.get(folded(_CODE.sub("", cell))) or _KNOWN.get(folded(cell))
        if field in columns and field not in (BankField.TEXT, BankField.IBAN):
            field = None
        columns.append(field)
        codes = [code for code in _CODE.findall(cell) if code in EXPONENTS]
        if codes and field in (BankField.AMOUNT, BankField.DEBIT, BankField.CREDIT):
            currency = codes[0]
    return BankMap(tuple(columns), first, currency=currency)
