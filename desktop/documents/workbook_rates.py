"""The Rates sheet: every exchange rate that the workbook rests on, with its source, day, table and use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_book import RATES, Book
from desktop.documents.workbook_flat import RATE_FORMAT
from desktop.documents.workbook_styles import BODY, LABEL, NOTE, TITLE
from desktop.documents.workbook_words import rule_label, source_label
from desktop.i18n import mark

if TYPE_CHECKING:
    from desktop.domain.rates import PinnedRate

HEADER_ROW = 5

COLUMNS = {
    "currency": mark("Currency"),
    "quote": mark("Rate in"),
    "on": mark("Date"),
    "rate": mark("Rate"),
    "source": mark("Source"),
    "table": mark("Table number"),
    "method": mark("Method"),
}
"""Keys for the code, words for the reader."""

_WIDTHS = ((12, 12), (10, 10), (12, 14), (14, 24), (22, 40), (14, 40), (24, 60))


def write_rates(book: Book) -> None:
    """Write the sheet; it may be empty, and then says so."""
    sheet, at = book.sheets[RATES], {key: column for column, key in enumerate(COLUMNS)}
    sheet.text(0, 0, book.tr("Rates"), TITLE)
    note = book.tr("1 of the currency is so much of the other. Amounts in {currency} were counted so.")
    sheet.text(1, 0, note.format(currency=book.facts.currency), NOTE)
    sheet.text(2, 0, book.tr("Rate method"), LABEL)
    sheet.text(2, 2, rule_label(book.texts, book.facts.rule), bold=True)
    missing = sum(each.worth is None for each in book.facts.transactions)
    said = book.tr("Transactions without a rate, so without an amount in {currency}: {count}").format(
        currency=book.facts.currency, count=missing
    )
    sheet.text(3, 0, said, NOTE if missing == 0 else {"bold": True})
    book.headers(sheet, HEADER_ROW, [book.tr(word) for word in COLUMNS.values()])
    row = HEADER_ROW + 1
    for rate, official in used_rates(book):
        sheet.fitted(row, at["currency"], rate.base, BODY)
        sheet.fitted(row, at["quote"], rate.quote, BODY)
        sheet.date(row, at["on"], rate.on, BODY)
        sheet.number(row, at["rate"], rate.rate, BODY, num_format=RATE_FORMAT)
        sheet.fitted(row, at["source"], source_label(book.texts, rate.source), BODY)
        sheet.fitted(row, at["table"], rate.table, BODY, num_format="@")
        method = rule_label(book.texts, book.facts.rule) if official else book.tr("as the money was exchanged")
        sheet.fitted(row, at["method"], method, BODY)
        row += 1
    if row == HEADER_ROW + 1:
        sheet.text(row, 0, book.tr("No money was exchanged and nothing was converted"), NOTE)
    for column, bounds in enumerate(_WIDTHS):
        sheet.fit(column, *bounds)
    sheet.raw.freeze_panes(HEADER_ROW + 1, 2)
    book.page(sheet, HEADER_ROW)


def used_rates(book: Book) -> list[tuple[PinnedRate, bool]]:
    """Give each rate once, with whether it is an official one, by currency and day."""
    found: dict[tuple[object, ...], tuple[PinnedRate, bool]] = {}
    for each in book.facts.transactions:
        for rate, official in ((each.worth_rate, True), (each.official, True), (each.rate, False)):
            if rate is not None:
                found.setdefault((rate.base, rate.quote, rate.on, rate.source.value, rate.rate), (rate, official))
    for campaign in book.facts.campaigns:
        if (rate := campaign.worth) is not None:
            found.setdefault((rate.base, rate.quote, rate.on, rate.source.value, rate.rate), (rate, True))
    return [found[key] for key in sorted(found, key=lambda key: tuple(map(str, key)))]
