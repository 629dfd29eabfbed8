"""What the columns of a bank's own table likely are, by the words above them in the languages of our countries."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.bank_columns import BankField, BankMap
from desktop.domain.money import EXPONENTS
from desktop.domain.table_fields import folded
from desktop.domain.table_values import Looks, looks_like, order_of_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.table_rows import TableText

_HEAD_ROWS = 30
_WORDS: dict[BankField, str] = {
    BankField.DATE: (
        "date|booking date|transaction date|value date|completed date|data|data operacji|data księgowania|"
        "data transakcji|data waluty|operacijos data|mokėjimo data|įrašo data|дата|дата аперацыі|дата операции|"
        "дата операції|дата проводки|дата проведення|дата платежа|buchungstag|buchungsdatum"
    ),
    BankField.AMOUNT: (
        "amount|transaction amount|sum|kwota|kwota operacji|kwota transakcji|suma|сума|сумма|сума аперацыі|"
        "сумма операции|сума операції|betrag"
    ),
    BankField.DEBIT: (
        "debit|money out|paid out|withdrawals|obciążenia|obciążenie|wydatki|wn|winien|debetas|išlaidos|išmokėta|"
        "дебет|расход|списание|списано|видаток|видатки|списання|выдатак|выдаткі|soll"
    ),
    BankField.CREDIT: (
        "credit|money in|paid in|deposits|uznania|uznanie|wpływy|ma|kreditas|įplaukos|pajamos|gauta|кредит|приход|"
        "зачисление|поступление|надходження|зарахування|крэдыт|прыход|паступленне|haben"
    ),
    BankField.SIDE: (
        "debit credit|d c|dc|d k|debit credit mark|direction|wn ma|strona|debetas kreditas|kryptis|дебет кредит|"
        "дт кт|направление|soll haben"
    ),
    BankField.FEE: "fee|fees|commission|commission fee|prowizja|opłata|komisinis|mokestis|комиссия|комісія|камісія",
    BankField.CURRENCY: "currency|waluta|valiuta|валюта|währung|waehrung",
    BankField.NAME: (
        "name|counterparty|counterparty name|payer|payee|sender|beneficiary|beneficiary name|partner name|"
        "beneficiary s remitter s name|nadawca|odbiorca|nadawca odbiorca|kontrahent|nazwa kontrahenta|"
        "dane kontrahenta|mokėtojas|gavėjas|mokėtojas gavėjas|mokėtojo gavėjo pavadinimas|контрагент|плательщик|"
        "отправитель|получатель|наименование контрагента|платник|відправник|отримувач|плацельшчык|адпраўнік|"
        "auftraggeber|begünstigter|name zahlungsbeteiligter"
    ),
    BankField.IBAN: (
        "iban|account|account number|counterparty account|partner iban|rachunek|numer rachunku|nr rachunku|konto|"
        "numer konta|rachunek kontrahenta|numer rachunku kontrahenta|sąskaita|sąskaitos nr|mokėtojo sąskaita|"
        "gavėjo sąskaita|kontrahento sąskaita|счет|номер счета|счет контрагента|рахунок|рахунок контрагента|"
        "рахунак|beneficiary s remitter s account|client account|iban zahlungsbeteiligter"
    ),
    BankField.TEXT: (
        "description|details|payment details|purpose|title|memo|text|note|payment reference|tytuł|tytułem|"
        "tytuł operacji|opis|opis operacji|opis transakcji|paskirtis|mokėjimo paskirtis|detalės|назначение|"
        "назначение платежа|описание|призначення|призначення платежу|опис|прызначэнне|прызначэнне плацяжу|апісанне|"
        "verwendungszweck"
    ),
    BankField.REFERENCE: (
        "reference|reference number|transaction id|id|archiving id|numer referencyjny|nr referencyjny|referencja|"
        "numer operacji|nr operacji|id transakcji|operacijos nr|įrašo nr|archyvavimo kodas|unikalus kodas|"
        "номер операции|номер операції|нумар аперацыі|ид операции|код операции"
    ),
}
_KNOWN = {folded(word): field for field, words in _WORDS.items() for word in words.split("|")}
_CODE = re.compile(r"\b[A-Z]{3}\b")


def propose_map(table: TableText) -> BankMap:
    """Say what the columns likely are. Where no row above tells a day and money, no column is anything.

    A column of one and the same account in all rows is the office's own.
    """
    maps = [_by_row(table.rows[at], at + 1) for at in range(min(len(table.rows), _HEAD_ROWS))]
    telling = [each for each in maps if each.tells_money]
    if not telling:
        return BankMap((None,) * table.width, first=0)
    best = max(telling, key=lambda each: (sum(1 for field in each.columns if field), -each.first))
    return _by_cells(table, best)


def _by_row(row: Sequence[str], first: int) -> BankMap:
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


def _by_cells(table: TableText, found: BankMap) -> BankMap:
    """Tell the office's own account from the other sides', and the order of days."""
    rows = table.rows[found.first :]
    columns, account = list(found.columns), found.account
    for place in [at for at, field in enumerate(columns) if field is BankField.IBAN]:
        cells = {row[place] for row in rows if place < len(row) and row[place]}
        if len(cells) == 1 and len(rows) > 1 and looks_like(next(iter(cells))) == Looks.IBAN:
            account, columns[place] = next(iter(cells)), None
        elif BankField.IBAN in columns[:place]:
            columns[place] = None
    day = found.column_of(BankField.DATE) or 0
    order = order_of_days(row[day] for row in rows if day < len(row))
    return replace(found, columns=tuple(columns), account=account, order=order)
