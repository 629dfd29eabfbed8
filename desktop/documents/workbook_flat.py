"""The two flat sheets, Transactions (the table tblTx) and Income (tblIncome): one row one fact, nothing merged.

These are the sheets that grow: 100,000 rows are written here, so texts that recur are made fit for a cell only once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.documents.workbook_book import (
    IN_COLUMNS,
    INCOME_SHEET,
    TRANSACTIONS,
    TX_COLUMNS,
    TX_FOREIGN,
    TX_LATE,
    Book,
    cell,
)
from desktop.documents.workbook_figures import currencies
from desktop.documents.workbook_styles import (
    HEADER,
    LABEL,
    NOTE,
    TITLE,
    TOTAL,
    Sheet,
    as_number,
    day_number,
    money_format,
    money_length,
)  # fmt: skip
from desktop.documents.workbook_words import (
    cell_text,
    kind_label,
    method_label,
    rate_text,
    source_label,
    type_label,
)
from desktop.domain.money import Money, exponent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format

    from desktop.documents.workbook_figures import IncomeRow
    from desktop.domain.progress import Progress
    from desktop.domain.reports import TransactionRow

STEP = 1000
"""Rows between two words about progress."""

_DESCRIPTION, _PARTY, _NARROW = (20, 60), (14, 36), (11, 34)
_WIDTHS = {"description": _DESCRIPTION, "party": _PARTY}
_INCOME_TOP = 4


class Rows:
    """Writes many rows of one sheet quickly: texts with their looks are kept, as they recur."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        """Prepare the looks of a flat sheet's cells."""
        self._sheet, self._raw, self._styles = sheet, sheet.raw, book.styles
        self._known: dict[str, tuple[str, Format]] = {}
        self._looks = {
            (wrap, odd): book.styles.get(num_format="@", valign="top", text_wrap=wrap, quote_prefix=odd)
            for wrap in (False, True)
            for odd in (False, True)
        }
        self.day = book.styles.get(num_format=book.styles.date_format, align="left", valign="top")
        self.plain = book.styles.get(num_format="0", align="left", valign="top")
        self._money: dict[str, Format] = {}

    def texts(self, row: int, first: int, texts: tuple[str, ...]) -> None:
        """Write neighbouring short texts."""
        known, write = self._known, self._raw.write_string
        for column, text in enumerate(texts, first):
            if text:
                found = known.get(text)
                if found is None:
                    plain, odd = cell_text(text)
                    found = known[text] = (plain, self._looks[False, odd])
                    self._sheet.see(column, len(plain))
                write(row, column, *found)

    def wrapped(self, row: int, first: int, *texts: tuple[str, tuple[int, int]]) -> None:
        """Write neighbouring texts of any length, each with its column's bounds; the row gets as high as they need."""
        tall = False
        for column, (text, (_, most)) in enumerate(texts, first):
            if text:
                plain, odd = cell_text(text)
                self._raw.write_string(row, column, plain, self._looks[True, odd])
                self._sheet.see(column, len(plain))
                tall = tall or len(plain) > most - 2
        if tall:
            self._sheet.height(row, *((text, most) for text, (_, most) in texts))

    def money(self, currency: str) -> Format:
        """Give a currency's format."""
        if currency not in self._money:
            self._money[currency] = self._styles.get(num_format=money_format(currency), valign="top")
        return self._money[currency]


def write_transactions(book: Book, progress: Progress) -> None:
    """Write the table tblTx from the first cell on; it is what every sum in the workbook is taken from."""
    sheet, facts = book.sheets[TRANSACTIONS], book.facts
    rows, whole = Rows(sheet, book), len(facts.transactions)
    kinds = lru_cache(lambda kind: kind_label(book.texts, kind))
    types = lru_cache(lambda kind: type_label(book.texts, kind))
    methods = lru_cache(lambda method: method_label(book.texts, method))
    number = sheet.raw.write_number
    late = any(each.happened is not None for each in facts.transactions)
    foreign = any(each.given is not None for each in facts.transactions)
    left_out = {*(() if late else TX_LATE), *(() if foreign else TX_FOREIGN)}
    at = {key: column for column, key in enumerate(key for key in TX_COLUMNS if key not in left_out)}
    for row, each in enumerate(facts.transactions, 1):
        if row % STEP == 0:
            progress.step(row, 2 * whole)
        currency = each.amount.currency
        number(row, 0, each.number, rows.plain)
        number(row, 1, day_number(each.on), rows.day)
        codes = (kinds(each.kind), types(each.type), each.subject, each.document, each.campaign, each.line)
        rows.texts(row, 2, codes)
        rows.wrapped(row, 8, (each.party, _PARTY), (each.description, _DESCRIPTION))
        rows.texts(row, 10, (methods(each.method),))
        if each.counters is not None:
            number(row, 11, each.counters, rows.plain)
        rows.texts(row, 12, (currency,))
        number(row, 13, as_number(each.amount.minor, currency), rows.money(currency))
        if late or foreign:
            _write_more(rows, sheet, row, each, at, book)
    _see_numbers(sheet, [each.number for each in facts.transactions])
    _see_money(sheet, 13, (each.amount for each in facts.transactions))
    _table(book, sheet, "tblTx", {key: TX_COLUMNS[key] for key in at}, 0, max(whole, 1))
    sheet.raw.freeze_panes(1, 2)
    book.page(sheet, 0)


def _write_more(rows: Rows, sheet: Sheet, row: int, each: TransactionRow, at: Mapping[str, int], book: Book) -> None:
    """Write what few rows have: the day it happened, and the amount in its own currency with the rates."""
    number = sheet.raw.write_number
    if each.happened is not None:
        number(row, at["happened"], day_number(each.happened), rows.day)
    if each.given is None:
        return
    currency = each.given.currency
    rows.texts(row, at["given_currency"], (currency,))
    number(row, at["given"], as_number(each.given.minor, currency), rows.money(currency))
    sheet.see(at["given"], money_length(each.given.minor, currency))
    if each.rate is not None:
        rows.texts(row, at["rate"], (rate_text(each.rate), source_label(book.texts, each.rate.source)))
        number(row, at["rate_day"], day_number(each.rate.on), rows.day)
    if each.official is not None and each.difference is not None:
        rows.texts(row, at["official"], (rate_text(each.official),))
        own = each.difference.currency
        number(row, at["difference"], as_number(each.difference.minor, own), rows.money(own))
        sheet.see(at["difference"], money_length(each.difference.minor, own))


def write_income(book: Book, progress: Progress) -> None:
    """Write the totals per currency and the table tblIncome: gross, fee and net of each donation."""
    sheet, income = book.sheets[INCOME_SHEET], list(book.figures.income.values())
    found, done = currencies(book.facts), len(book.facts.transactions)
    header = _INCOME_TOP + len(found) + 1
    rows = Rows(sheet, book)
    kinds = lru_cache(lambda kind: kind_label(book.texts, kind))
    methods = lru_cache(lambda method: method_label(book.texts, method))
    number, formula = sheet.raw.write_number, sheet.raw.write_formula
    for row, each in enumerate(income, header + 1):
        if row % STEP == 0:
            progress.step(done + (row - header) // 2, 2 * done)
        currency, money = each.currency, rows.money(each.currency)
        number(row, 0, each.number, rows.plain)
        number(row, 1, day_number(each.on), rows.day)
        rows.texts(row, 2, (kinds(each.kind), each.subject, each.document))
        rows.wrapped(row, 5, (each.party, _PARTY))
        rows.texts(row, 6, (methods(each.method), each.campaign, currency))
        number(row, 9, as_number(each.gross, currency), money)
        number(row, 10, as_number(each.fee, currency), money)
        net = as_number(each.gross - each.fee, currency)
        formula(row, 11, f"=ROUND(J{row + 1}-K{row + 1},{exponent_of(currency)})", money, net)
    _see_numbers(sheet, [each.number for each in income])
    for column in (9, 10, 11):
        _see_money(sheet, column, (Money(each.gross, each.currency) for each in income))
    _sums(book, sheet, income)
    _table(book, sheet, "tblIncome", IN_COLUMNS, header, header + max(len(income), 1))
    sheet.raw.freeze_panes(header + 1, 2)
    book.page(sheet, header)


def _sums(book: Book, sheet: Sheet, income: Sequence[IncomeRow]) -> None:
    """Write the title and the sums of each currency above the table."""
    sheet.text(0, 0, book.tr("Income"), TITLE)
    note = book.tr("Donations as given (gross), what banks and providers kept (fee), what arrived (net)")
    sheet.text(1, 0, note, NOTE)
    keys = {8: "currency", 9: "gross", 10: "fee", 11: "net"}
    for column, key in keys.items():
        sheet.text(_INCOME_TOP - 1, column, book.tr(IN_COLUMNS[key]), LABEL, align="right" if column > 8 else "left")
    for row, currency in enumerate(currencies(book.facts), _INCOME_TOP):
        gross = sum(each.gross for each in income if each.currency == currency)
        fee = sum(each.fee for each in income if each.currency == currency)
        sheet.text(row, 8, currency, TOTAL)
        for column, minor in ((9, gross), (10, fee), (11, gross - fee)):
            summed = f"SUMIFS({book.income(keys[column])},{book.income('currency')},{cell(row, 8)})"
            sheet.money_formula(row, column, f"=ROUND({summed},{exponent_of(currency)})", minor, currency, TOTAL)


def _see_numbers(sheet: Sheet, numbers: list[int]) -> None:
    sheet.see(0, len(str(max(numbers, default=0))))


def _see_money(sheet: Sheet, column: int, amounts: Iterable[Money]) -> None:
    """Note the longest amount of a column: its largest or smallest in one of the currencies."""
    bounds: dict[str, tuple[int, int]] = {}
    for money in amounts:
        least, most = bounds.get(money.currency, (0, 0))
        bounds[money.currency] = (min(least, money.minor), max(most, money.minor))
    for currency, found in bounds.items():
        for minor in found:
            sheet.see(column, money_length(minor, currency))


def _table(book: Book, sheet: Sheet, name: str, columns: dict[str, str], header: int, last: int) -> None:
    """Make an Excel table of what was written, with its headers, filters and column widths."""
    words = [book.tr(word) for word in columns.values()]
    header_format = book.styles.get(HEADER)
    sheet.raw.add_table(
        header, 0, last, len(columns) - 1,
        {
            "name": name,
            "style": "Table Style Light 1",
            "columns": [{"header": word, "header_format": header_format} for word in words],
        },
    )  # fmt: skip
    sheet.raw.set_row(header, 30)
    for column, (key, word) in enumerate(zip(columns, words, strict=True)):
        sheet.see(column, max(map(len, word.split())) + 3)  # room for the filter's arrow
        sheet.fit(column, *_WIDTHS.get(key, _NARROW))
    sheet.raw.ignore_errors({"number_stored_as_text": f"A1:{cell(last, len(columns) - 1)}"})
