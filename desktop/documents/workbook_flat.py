"""The flat sheet Transactions (the table tblTx): one row one fact, nothing merged, and what flat sheets share.

This is the sheet that grows: 100,000 rows are written here, so texts that recur are made fit for a cell only once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.documents.workbook_book import TRANSACTIONS, TX_COLUMNS, TX_FOREIGN, Book, cell
from desktop.documents.workbook_styles import (
    HEADER,
    Sheet,
    as_number,
    day_number,
    money_format,
    money_length,
)  # fmt: skip
from desktop.documents.workbook_words import (
    account_label,
    category_label,
    cell_text,
    kind_label,
    method_label,
    proof_label,
    rate_text,
    row_label,
    source_label,
    type_label,
    voucher_label,
)
from desktop.domain.people import NameUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from xlsxwriter.format import Format

    from desktop.domain.money import Money
    from desktop.domain.progress import Progress
    from desktop.domain.reports import BudgetCampaign, BudgetLine, TransactionRow

STEP = 1000
"""Rows between two words about progress."""

RATE_FORMAT = "0.000000##"
_DESCRIPTION, PARTY, _NARROW = (20, 60), (14, 36), (7.5, 34)
_WIDTHS = {"description": _DESCRIPTION, "party": PARTY, "restriction": _DESCRIPTION} | dict.fromkeys(
    ("on", "happened", "rate_day", "proof_on", "given_day"), (11.5, 14)
)


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
        self.rate = book.styles.get(num_format=RATE_FORMAT, valign="top")
        self._money: dict[str, Format] = {}

    def texts(self, row: int, texts: Iterable[tuple[int, str]]) -> None:
        """Write short texts, each with its column."""
        known, write = self._known, self._raw.write_string
        for column, text in texts:
            if text:
                found = known.get(text)
                if found is None:
                    plain, odd = cell_text(text)
                    found = known[text] = (plain, self._looks[False, odd])
                    self._sheet.see(column, len(plain))
                write(row, column, *found)

    def wrapped(self, row: int, *texts: tuple[int, str, tuple[int, int]]) -> None:
        """Write texts of any length, each with its column and bounds; the row gets as high as they need."""
        tall = False
        for column, text, (_, most) in texts:
            if text:
                plain, odd = cell_text(text)
                self._raw.write_string(row, column, plain, self._looks[True, odd])
                self._sheet.see(column, len(plain))
                tall = tall or len(plain) > most - 2
        if tall:
            self._sheet.height(row, *((text, most) for _, text, (_, most) in texts))

    def money(self, currency: str) -> Format:
        """Give a currency's format."""
        if currency not in self._money:
            self._money[currency] = self._styles.get(num_format=money_format(currency), valign="top")
        return self._money[currency]


def write_transactions(book: Book, progress: Progress) -> None:
    """Write the table tblTx from the first cell on; it is what every sum in the workbook is taken from."""
    sheet, facts = book.sheets[TRANSACTIONS], book.facts
    whole = len(facts.transactions)
    foreign = any(each.given is not None for each in facts.transactions)
    left_out = set(() if foreign else TX_FOREIGN) | set(() if facts.name_use is not NameUse.CODE else ("party",))
    at = {key: column for column, key in enumerate(key for key in TX_COLUMNS if key not in left_out)}
    writer = _Transactions(book, sheet, at)
    for row, each in enumerate(facts.transactions, 1):
        if row % STEP == 0:
            progress.step(row, 2 * whole)
        writer.write(row, each)
    see_numbers(sheet, [each.number for each in facts.transactions])
    see_money(sheet, at["amount"], (each.amount for each in facts.transactions))
    see_money(sheet, at["worth"], (each.worth for each in facts.transactions if each.worth is not None))
    table(book, sheet, "tblTx", {key: TX_COLUMNS[key] for key in at}, 0, max(whole, 1))
    sheet.raw.freeze_panes(1, 2)
    book.page(sheet, 0)


class _Transactions:
    """Writes row after row; what recurs (labels, lines, campaigns) is looked up."""

    def __init__(self, book: Book, sheet: Sheet, at: Mapping[str, int]) -> None:
        self._book, self._sheet, self._at, self._rows = book, sheet, at, Rows(sheet, book)
        self._kinds: Callable[..., str] = lru_cache(lambda kind: kind_label(book.texts, kind))
        self._types: Callable[..., str] = lru_cache(lambda kind: type_label(book.texts, kind))
        self._methods: Callable[..., str] = lru_cache(lambda method: method_label(book.texts, method))
        self._vouchers: Callable[..., str] = lru_cache(lambda kind: voucher_label(book.texts, kind))
        self._accounts: Callable[..., str] = lru_cache(lambda account: account_label(book.texts, account))
        self._states: Callable[..., str] = lru_cache(lambda status: row_label(book.texts, status))
        headings = lru_cache(lambda category: category_label(book.texts, category))
        self._lines: dict[str, tuple[str, str]] = {}
        self._campaigns: dict[str, tuple[str, str]] = {}
        for campaign in book.facts.campaigns:
            self._campaigns[campaign.code] = _about(campaign)
            self._lines.update({line.code: _of_line(line, headings) for line in campaign.lines})

    def write(self, row: int, each: TransactionRow) -> None:
        """Write one transaction."""
        at, rows, number = self._at, self._rows, self._sheet.raw.write_number
        currency, document = each.amount.currency, each.document
        heading, donor_line = self._lines.get(each.line, ("", ""))
        beneficiary, country = self._campaigns.get(each.campaign, ("", ""))
        number(row, 0, each.number, rows.plain)
        number(row, at["on"], day_number(each.on), rows.day)
        number(row, at["happened"], day_number(each.happened or each.on), rows.day)
        rows.texts(
            row,
            (
                (at["document"], document),
                (at["voucher"], self._vouchers(each.voucher)),
                (at["person"], each.person),
                (at["heading"], heading),
                (at["line"], each.line),
                (at["donor_line"], donor_line),
                (at["campaign"], each.campaign),
                (at["beneficiary"], beneficiary),
                (at["country"], country),
                (at["method"], self._methods(each.method)),
                (at["type"], self._types(each.type)),
                (at["kind"], self._kinds(each.kind)),
                (at["subject"], each.subject),
                (at["currency"], currency),
                (at["file"], f"{document.replace('/', '-')}.pdf" if document else ""),
                (at["reference"], each.reference),
                (at["account"], self._accounts(each.account)),
                (at["centre"], each.campaign),
                (at["status"], self._states(each.status)),
            ),
        )
        if "party" in at:
            rows.wrapped(row, (at["party"], each.party, PARTY), (at["description"], each.description, _DESCRIPTION))
        else:
            rows.wrapped(row, (at["description"], each.description, _DESCRIPTION))
        number(row, at["amount"], as_number(each.amount.minor, currency), rows.money(currency))
        if each.worth is not None:
            own = each.worth.currency
            number(row, at["worth"], as_number(each.worth.minor, own), rows.money(own))
        if each.counters is not None:
            number(row, at["counters"], each.counters, rows.plain)
        self._more(row, each)

    def _more(self, row: int, each: TransactionRow) -> None:
        """Write what few rows have: a rate, a proof, the amount in its own currency."""
        at, rows, number, words = self._at, self._rows, self._sheet.raw.write_number, self._book.texts
        if each.worth_rate is not None:
            number(row, at["rate"], float(each.worth_rate.factor(each.amount.currency)), rows.rate)
            rows.texts(row, ((at["source"], source_label(words, each.worth_rate.source)),))
            number(row, at["rate_day"], day_number(each.worth_rate.on), rows.day)
        if each.proof:
            rows.texts(row, ((at["proof_type"], proof_label(words, each.kind)), (at["proof"], each.proof)))
            if each.proof_on is not None:
                number(row, at["proof_on"], day_number(each.proof_on), rows.day)
        if each.given is not None:
            self._given(row, each, each.given)

    def _given(self, row: int, each: TransactionRow, given: Money) -> None:
        at, rows, number, words = self._at, self._rows, self._sheet.raw.write_number, self._book.texts
        rows.texts(row, ((at["given_currency"], given.currency),))
        number(row, at["given"], as_number(given.minor, given.currency), rows.money(given.currency))
        self._sheet.see(at["given"], money_length(given.minor, given.currency))
        if each.rate is not None:
            source = source_label(words, each.rate.source)
            rows.texts(row, ((at["given_rate"], rate_text(each.rate)), (at["given_source"], source)))
            number(row, at["given_day"], day_number(each.rate.on), rows.day)
        if each.official is not None and each.difference is not None:
            rows.texts(row, ((at["official"], rate_text(each.official)),))
            own = each.difference.currency
            number(row, at["difference"], as_number(each.difference.minor, own), rows.money(own))
            self._sheet.see(at["difference"], money_length(each.difference.minor, own))


def _about(campaign: BudgetCampaign) -> tuple[str, str]:
    return campaign.person, campaign.country


def _of_line(line: BudgetLine, headings: Callable[[str], str]) -> tuple[str, str]:
    return headings(line.category), line.donor_line


def see_numbers(sheet: Sheet, numbers: list[int]) -> None:
    """Note how wide the entries' numbers are."""
    sheet.see(0, len(str(max(numbers, default=0))))


def see_money(sheet: Sheet, column: int, amounts: Iterable[Money]) -> None:
    """Note the longest amount of a column: its largest or smallest in one of the currencies."""
    bounds: dict[str, tuple[int, int]] = {}
    for money in amounts:
        least, most = bounds.get(money.currency, (0, 0))
        bounds[money.currency] = (min(least, money.minor), max(most, money.minor))
    for currency, found in bounds.items():
        for minor in found:
            sheet.see(column, money_length(minor, currency))


def table(book: Book, sheet: Sheet, name: str, columns: Mapping[str, str], header: int, last: int) -> None:
    """Make an Excel table of what was written, with its headers, filters and column widths."""
    words = [book.word(word) for word in columns.values()]
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
