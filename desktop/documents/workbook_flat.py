"""The flat sheet Transactions (the table tblTx): one row one fact, nothing merged, and what flat sheets share.

This is the sheet that grows: 100,000 rows are written here, so texts that recur are made fit for a cell only once.
"""

from __future__ import annotations

from functools import lru_cache, partial
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
    from xlsxwriter.worksheet import Worksheet

    from desktop.domain.money import Money
    from desktop.domain.progress import Progress
    from desktop.domain.reports import BudgetCampaign, BudgetLine, TransactionRow

STEP = 1000
"""Rows between two words about progress."""

RATE_FORMAT = "0.000000##"
_PAGES_ACROSS = 3  # some thirty columns on one width would be dust
_DESCRIPTION, PARTY, _NARROW = (20, 60), (14, 36), (7.5, 34)
_WIDTHS = {
    "description": _DESCRIPTION,
    "party": PARTY,
    "restriction": _DESCRIPTION,
    "goods": _DESCRIPTION,
} | dict.fromkeys(("on", "happened", "rate_day", "proof_on", "given_day"), (11.5, 14))


Cell = tuple[int, str, "Format"]
"""A text that is ready to be written: its column, what is written, and its look."""


class Rows:
    """Writes many rows of one sheet quickly: texts are made ready for their column once, and written as they recur.

    `string` and `number` are XlsxWriter's own `write_string` and `write_number` without the wrapper that would ask
    each time whether the row is a text like "A1".
    """

    def __init__(self, sheet: Sheet, book: Book) -> None:
        """Prepare the looks of a flat sheet's cells."""
        self._sheet, self._styles = sheet, book.styles
        self.string, self.number = _unwrapped(sheet.raw, "write_string"), _unwrapped(sheet.raw, "write_number")
        self._looks = {
            (wrap, odd): book.styles.get(num_format="@", valign="top", text_wrap=wrap, quote_prefix=odd)
            for wrap in (False, True)
            for odd in (False, True)
        }
        self._longest: dict[int, int] = {}
        self.day = book.styles.get(num_format=book.styles.date_format, align="left", valign="top")
        self.plain = book.styles.get(num_format="0", align="left", valign="top")
        self.rate = book.styles.get(num_format=RATE_FORMAT, valign="top")
        self._money: dict[str, Format] = {}

    def ready(self, *texts: tuple[int, str], wrap: bool = False) -> list[Cell]:
        """Make short texts fit for their columns; those with nothing in them are left out."""
        found: list[Cell] = []
        for column, text in texts:
            if text:
                plain, odd = cell_text(text)
                found.append((column, plain, self._looks[wrap, odd]))
                if len(plain) > self._longest.get(column, 0):
                    self._longest[column] = len(plain)
                    self._sheet.see(column, len(plain))
        return found

    def texts(self, row: int, cells: Iterable[Cell]) -> None:
        """Write texts that are ready."""
        write = self.string
        for column, text, look in cells:
            write(row, column, text, look)

    @staticmethod
    def tall(*wrapped: tuple[int, str, tuple[int, int]]) -> bool:
        """Tell whether texts may need more than a line, each with its column and bounds."""
        return any(len(text) > most - 2 for _, text, (_, most) in wrapped)

    def high(self, row: int, *wrapped: tuple[int, str, tuple[int, int]]) -> None:
        """Make a row as high as its long texts need, each with its column and bounds."""
        self._sheet.height(row, *((text, most) for _, text, (_, most) in wrapped))

    def money(self, currency: str) -> Format:
        """Give a currency's format."""
        if currency not in self._money:
            self._money[currency] = self._styles.get(num_format=money_format(currency), valign="top")
        return self._money[currency]


def _unwrapped(raw: Worksheet, name: str) -> Callable[..., object]:
    """Give a method as it was defined; where it stands in no wrapper, the method itself."""
    method = getattr(type(raw), name)
    return partial(getattr(method, "__wrapped__", method), raw)


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
    book.page(sheet, 0, across=_PAGES_ACROSS)


class _Transactions:
    """Writes row after row; what recurs (labels, lines, campaigns) is looked up."""

    def __init__(self, book: Book, sheet: Sheet, at: Mapping[str, int]) -> None:
        self._book, self._sheet, self._at, self._rows = book, sheet, at, Rows(sheet, book)
        headings = lru_cache(lambda category: category_label(book.texts, category))
        self._lines: dict[str, tuple[str, str]] = {}
        self._campaigns: dict[str, tuple[str, str]] = {}
        self._told: dict[tuple[object, ...], list[Cell]] = {}
        self._own: tuple[str, ...] | None = None
        self._cells: list[Cell] = []
        self._tall = False
        for campaign in book.facts.campaigns:
            self._campaigns[campaign.code] = _about(campaign)
            self._lines.update({line.code: _of_line(line, headings) for line in campaign.lines})

    def write(self, row: int, each: TransactionRow) -> None:
        """Write one transaction."""
        at, rows, number, amount = self._at, self._rows, self._rows.number, each.amount
        number(row, 0, each.number, rows.plain)
        number(row, at["on"], day_number(each.on), rows.day)
        number(row, at["happened"], day_number(each.happened or each.on), rows.day)
        told = (
            each.campaign, each.line, each.type, each.kind, each.method, each.voucher, each.account, each.status,
            amount.currency,
        )  # fmt: skip
        cells = self._told.get(told)
        if cells is None:
            cells = self._told[told] = self._recurring(each)
        rows.texts(row, cells)
        own = (each.document, each.subject, each.person, each.party, each.description, each.reference)
        if own != self._own:
            self._own, self._cells, self._tall = own, self._single(each), self._rows.tall(*self._long(each))
        rows.texts(row, self._cells)
        if self._tall:
            rows.high(row, *self._long(each))
        number(row, at["amount"], as_number(amount.minor, amount.currency), rows.money(amount.currency))
        if each.worth is not None:
            own_currency = each.worth.currency
            number(row, at["worth"], as_number(each.worth.minor, own_currency), rows.money(own_currency))
        if each.counters is not None:
            number(row, at["counters"], each.counters, rows.plain)
        self._more(row, each)

    def _recurring(self, each: TransactionRow) -> list[Cell]:
        """Make ready what many rows have in common: their campaign, item and kind."""
        at, words, campaign = self._at, self._book.texts, each.campaign
        heading, donor_line = self._lines.get(each.line, ("", ""))
        beneficiary, country = self._campaigns.get(campaign, ("", ""))
        return self._rows.ready(
            (at["voucher"], voucher_label(words, each.voucher)),
            (at["heading"], heading),
            (at["line"], each.line),
            (at["donor_line"], donor_line),
            (at["campaign"], campaign),
            (at["beneficiary"], beneficiary),
            (at["country"], country),
            (at["method"], method_label(words, each.method)),
            (at["type"], type_label(words, each.type)),
            (at["kind"], kind_label(words, each.kind)),
            (at["currency"], each.amount.currency),
            (at["account"], account_label(words, each.account)),
            (at["centre"], campaign),
            (at["status"], row_label(words, each.status)),
        )

    def _single(self, each: TransactionRow) -> list[Cell]:
        """Make ready what an entry has alone; a gift's fee, in the row below it, has the same."""
        at, document = self._at, each.document
        return [
            *self._rows.ready(
                (at["document"], document),
                (at["person"], each.person),
                (at["subject"], each.subject),
                (at["file"], f"{document.replace('/', '-')}.pdf" if document else ""),
                (at["reference"], each.reference),
            ),
            *self._rows.ready(*((column, text) for column, text, _ in self._long(each)), wrap=True),
        ]

    def _long(self, each: TransactionRow) -> tuple[tuple[int, str, tuple[int, int]], ...]:
        """Give a row's texts of any length, each with its column and bounds."""
        described = (self._at["description"], each.description, _DESCRIPTION)
        return ((self._at["party"], each.party, PARTY), described) if "party" in self._at else (described,)

    def _more(self, row: int, each: TransactionRow) -> None:
        """Write what few rows have: a rate, a proof, the amount in its own currency."""
        at, rows, number, words = self._at, self._rows, self._rows.number, self._book.texts
        if each.worth_rate is not None:
            number(row, at["rate"], float(each.worth_rate.factor(each.amount.currency)), rows.rate)
            rows.texts(row, rows.ready((at["source"], source_label(words, each.worth_rate.source))))
            number(row, at["rate_day"], day_number(each.worth_rate.on), rows.day)
        if each.proof:
            rows.texts(row, rows.ready((at["proof_type"], proof_label(words, each.kind)), (at["proof"], each.proof)))
            if each.proof_on is not None:
                number(row, at["proof_on"], day_number(each.proof_on), rows.day)
        if each.given is not None:
            self._given(row, each, each.given)

    def _given(self, row: int, each: TransactionRow, given: Money) -> None:
        at, rows, number, words = self._at, self._rows, self._rows.number, self._book.texts
        rows.texts(row, rows.ready((at["given_currency"], given.currency)))
        number(row, at["given"], as_number(given.minor, given.currency), rows.money(given.currency))
        self._sheet.see(at["given"], money_length(given.minor, given.currency))
        if each.rate is not None:
            source = source_label(words, each.rate.source)
            rows.texts(row, rows.ready((at["given_rate"], rate_text(each.rate)), (at["given_source"], source)))
            number(row, at["given_day"], day_number(each.rate.on), rows.day)
        if each.official is not None and each.difference is not None:
            rows.texts(row, rows.ready((at["official"], rate_text(each.official))))
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
