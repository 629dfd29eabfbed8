"""The hidden sheet Lists: the ledger's own summaries, beside the live sums that must come to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_book import BUDGET, LISTS, Book, cell
from desktop.documents.workbook_figures import currencies
from desktop.documents.workbook_styles import BODY
from desktop.documents.workbook_words import ADVANCE, AID, FEE, INCOME, MOVED, type_label
from desktop.domain.money import exponent_of
from desktop.i18n import mark

if TYPE_CHECKING:
    from desktop.domain.reports import BudgetLine

OK, DIFF = "OK", "DIFF"
"""What a check says, in every language: accountants' templates look for these words."""

TYPES = {"Type_Income": INCOME, "Type_Fee": FEE, "Type_Aid": AID, "Type_Moved": MOVED, "Type_Advance": ADVANCE}
"""The names by which formulas call the types of transactions."""

FUND_KEYS = ("collected", "fees", "paid", "moved", "advanced")
"""The sums of a fund that come from its transactions, in the order of the sheet."""

_TYPES, _CAMPAIGNS, _ITEMS, _CURRENCIES = 0, 2, 10, 16
_HEADERS = {
    _TYPES: (mark("Type"),),
    _CAMPAIGNS: (
        mark("Campaign"), mark("Currency"), mark("Collected"), mark("Fees"), mark("Paid"), mark("Between funds"),
        mark("Advanced"),
    ),
    _ITEMS: (mark("Expense item"), mark("Currency"), mark("Ledger"), mark("Transactions"), mark("Check")),
    _CURRENCIES: (
        mark("Currency"), mark("Budget"), mark("Transactions"), mark("Gross"), mark("Transactions"), mark("Fee"),
        mark("Transactions"), mark("Check"), mark("Check"),
    ),
}  # fmt: skip


def verdict(good: bool) -> str:
    """Say a check's result."""
    return OK if good else DIFF


def counted(area: str, wanted: int) -> str:
    """Give the formula that is OK when a range holds `wanted` OKs: an error in it is no OK."""
    return f'=IF(COUNTIF({area},"{OK}")={wanted},"{OK}","{DIFF}")'


def write_lists(book: Book) -> None:
    """Write the sheet, hidden; leaves in `book.places` where the ledger's sums and the checks are."""
    sheet = book.sheets[LISTS]
    for first, words in _HEADERS.items():
        for column, word in enumerate(words, first):
            sheet.text(0, column, book.tr(word), bold=True)
    for row, (name, kind) in enumerate(TYPES.items(), 1):
        sheet.text(row, _TYPES, type_label(book.texts, kind))
        book.workbook.define_name(name, f"={book.ref(LISTS, row, _TYPES)}")
    for row, campaign in enumerate(book.facts.campaigns, 1):
        sheet.text(row, _CAMPAIGNS, campaign.code)
        sheet.text(row, _CAMPAIGNS + 1, campaign.currency)
        for column, key in enumerate(FUND_KEYS, _CAMPAIGNS + 2):
            sheet.money(row, column, getattr(campaign, key), BODY)
        book.places.ledger[campaign.code] = row
    lines = [line for campaign in book.facts.campaigns for line in campaign.lines]
    for row, line in enumerate(lines, 1):
        _item(book, row, line)
    _range(book, "items", _ITEMS + 4, len(lines))
    found = currencies(book.facts)
    for row, currency in enumerate(found, 1):
        _currency(book, row, currency)
    _range(book, "budget", _CURRENCIES + 7, len(found))
    _range(book, "income", _CURRENCIES + 8, len(found))
    sheet.raw.set_column(0, _CURRENCIES + 8, 16)
    sheet.raw.hide()
    book.page(sheet)


def ledger_cells(book: Book, code: str) -> dict[str, str]:
    """Name the cells with a campaign's sums as the ledger gave them."""
    row = book.places.ledger[code]
    return {key: book.ref(LISTS, row, column) for column, key in enumerate(FUND_KEYS, _CAMPAIGNS + 2)}


def _range(book: Book, name: str, column: int, count: int) -> None:
    """Keep the formula over a column of checks."""
    area = f"{book.ref(LISTS, 1, column)}:{cell(max(count, 1), column, fixed=True)}"
    book.places.checks[name] = counted(area, count)


def _item(book: Book, row: int, line: BudgetLine) -> None:
    sheet, column, currency = book.sheets[LISTS], _ITEMS, line.paid.currency
    whole = book.figures.spent(line.code, currency).whole
    sheet.text(row, column, line.code)
    sheet.text(row, column + 1, currency)
    sheet.money(row, column + 2, line.paid, BODY)
    formula = (
        f"=ROUND(0-SUMIFS({book.tx('amount')},{book.tx('line')},{cell(row, column)},{book.tx('type')},Type_Aid,"
        f"{book.tx('currency')},{cell(row, column + 1)}),{exponent_of(currency)})"
    )
    sheet.money_formula(row, column + 3, formula, whole, currency, BODY)
    _check(book, row, column + 4, ((column + 2, column + 3),), good=whole == line.paid.minor)


def _currency(book: Book, row: int, currency: str) -> None:
    """Compare Budget and Income with Transactions, per currency."""
    figures, places, tx, column = book.figures, book.places, book.tx, _CURRENCIES
    mine = f"{tx('currency')},{cell(row, column)}"
    in_budget = sum(
        figures.spent(line.code, currency).cumulative
        for campaign in book.facts.campaigns
        for line in campaign.lines
        if line.planned.currency == currency
    )
    paid = sum(spent.cumulative for (_, each), spent in figures.lines.items() if each == currency)
    income = [each for each in figures.income.values() if each.currency == currency]
    gross, fee = sum(each.gross for each in income), sum(each.fee for each in income)
    book.sheets[LISTS].text(row, column, currency)
    aid = f'0-SUMIFS({tx("amount")},{tx("type")},Type_Aid,{mine},{tx("on")},"<="&Period_To)'
    cells = (
        (book.ref(BUDGET, places.totals[currency], places.budget_columns["cumulative"]), in_budget),
        (aid, paid),
        (_income_sum(book, "gross", cell(row, column)), gross),
        (f"SUMIFS({tx('amount')},{tx('type')},Type_Income,{mine})", gross),
        (_income_sum(book, "fee", cell(row, column)), fee),
        (f"0-SUMIFS({tx('amount')},{tx('type')},Type_Fee,{mine})", fee),
    )
    for at, (formula, minor) in enumerate(cells, column + 1):
        rounded = f"=ROUND({formula},{exponent_of(currency)})"
        book.sheets[LISTS].money_formula(row, at, rounded, minor, currency, BODY)
    _check(book, row, column + 7, ((column + 1, column + 2),), good=in_budget == paid)
    _check(book, row, column + 8, ((column + 3, column + 4), (column + 5, column + 6)), good=True)


def _income_sum(book: Book, key: str, currency: str) -> str:
    return f"SUMIFS({book.income(key)},{book.income('currency')},{currency})"


def _check(book: Book, row: int, column: int, pairs: tuple[tuple[int, int], ...], *, good: bool) -> None:
    same = ",".join(f"ROUND({cell(row, left)}-{cell(row, right)},3)=0" for left, right in pairs)
    formula = f'=IF(AND({same}),"{OK}","{DIFF}")'
    book.sheets[LISTS].text_formula(row, column, formula, verdict(good))
