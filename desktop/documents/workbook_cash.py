"""The Cash sheet: what came into and went out of the cash desk in the period, and what it held after each movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_book import CASH, Book, cell
from desktop.documents.workbook_styles import BODY, GROUP, NOTE, TITLE, TOTAL
from desktop.domain.money import exponent_of
from desktop.i18n import mark

if TYPE_CHECKING:
    from desktop.domain.reports import CashBook

HEADER_ROW = 3

COLUMNS = {
    "on": mark("Date"),
    "paper": mark("Voucher"),
    "currency": mark("Cur."),
    "in": mark("In"),
    "out": mark("Out"),
    "balance": mark("Balance"),
}
"""Keys for the code, words for the reader."""

OPENING, CLOSING = mark("Opening {currency}"), mark("Closing {currency}")


def write_cash(book: Book) -> None:
    """Write one block for each currency: opening, movements, closing."""
    sheet = book.sheets[CASH]
    sheet.text(0, 0, book.tr("Cash"), TITLE)
    whole = all(each.whole for each in book.facts.cash)
    said = (
        book.tr("The book of the cash desk in the period of the Cover")
        if whole
        else book.tr("What these campaigns took in and paid out in cash; the cash desk holds other money too")
    )
    sheet.text(1, 0, said, NOTE)
    book.headers(sheet, HEADER_ROW, [book.tr(word) for word in COLUMNS.values()])
    row = HEADER_ROW + 1
    for each in book.facts.cash:
        row = _block(book, row, each)
    if not book.facts.cash:
        sheet.text(row, 0, book.tr("No cash"), NOTE)
    for column, bounds in enumerate(((14, 24), (16, 30), (6, 6), (14, 40), (14, 40), (14, 40))):
        sheet.fit(column, *bounds)
    sheet.raw.freeze_panes(HEADER_ROW + 1, 2)
    book.page(sheet, HEADER_ROW)


def _block(book: Book, row: int, cash: CashBook) -> int:
    """Write a currency's opening, movements and closing; gives the next free row."""
    sheet, at = book.sheets[CASH], {key: column for column, key in enumerate(COLUMNS)}
    currency = cash.opening.currency
    sheet.blank(row, range(len(at)), GROUP)
    sheet.fitted(row, 0, book.tr(OPENING).format(currency=currency), GROUP)
    sheet.money(row, at["balance"], cash.opening, GROUP)
    first, balance, places = row + 1, cash.opening, exponent_of(currency)
    for row, line in enumerate(cash.lines, first):
        balance += line.amount
        sheet.date(row, at["on"], line.on, BODY)
        sheet.fitted(row, at["paper"], line.paper, BODY, num_format="@")
        sheet.text(row, at["currency"], currency, BODY)
        came_in = line.amount.minor >= 0
        sheet.money(row, at["in" if came_in else "out"], line.amount if came_in else -line.amount, BODY)
        sheet.blank(row, range(at["out" if came_in else "in"], at["out" if came_in else "in"] + 1), BODY)
        above = cell(row - 1, at["balance"])
        formula = f"=ROUND({above}+{cell(row, at['in'])}-{cell(row, at['out'])},{places})"
        sheet.money_formula(row, at["balance"], formula, balance.minor, currency, BODY)
    last = first + len(cash.lines)
    sheet.blank(last, range(len(at)), TOTAL)
    sheet.fitted(last, 0, book.tr(CLOSING).format(currency=currency), TOTAL)
    for key, sign in (("in", 1), ("out", -1)):
        minor = sum(abs(line.amount.minor) for line in cash.lines if sign * line.amount.minor > 0)
        area = f"{cell(first - 1, at[key])}:{cell(last - 1, at[key])}"
        sheet.money_formula(last, at[key], f"=ROUND(SUM({area}),{places})", minor, currency, TOTAL)
    closing = f"=ROUND({cell(first - 1, at['balance'])}+{cell(last, at['in'])}-{cell(last, at['out'])},{places})"
    sheet.money_formula(last, at["balance"], closing, balance.minor, currency, TOTAL)
    return last + 2
