"""What the donors' own forms show of the budget: every expense item in the report's one currency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.documents.workbook_book import BUDGET, Book, cell
from desktop.documents.workbook_figures import Figures, Spent
from desktop.documents.workbook_styles import LABEL
from desktop.documents.workbook_words import rule_label
from desktop.domain.money import Money, exponent_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.documents.workbook_styles import Look
    from desktop.domain.rates import PinnedRate
    from desktop.domain.reports import BudgetLine, WorkbookFacts


@dataclass(frozen=True, slots=True)
class ReportLine:
    """An expense item as the donor's form shows it; money is in the report's currency.

    `limit` is what may be spent: the plan, or what a decision allots. `moved` came from other
    items' plans. `rate` is what plans were turned by, if any.
    """

    line: BudgetLine
    planned: Money
    limit: Money
    price: Money | None
    spent: Spent
    rate: PinnedRate | None
    moved: Money

    @property
    def approved(self) -> Money:
        """The plan without what was moved between items."""
        return self.planned - self.moved

    @property
    def cumulative(self) -> Money:
        """Spent until the period's last day."""
        return Money(self.spent.cumulative, self.planned.currency)


def report_lines(facts: WorkbookFacts, figures: Figures) -> Iterator[ReportLine]:
    """Give every item of every campaign in the report's currency.

    Raises:
        ValueError: A campaign in another currency comes without a rate.
    """
    for campaign in facts.campaigns:
        rate = campaign.worth
        if rate is None and campaign.currency != facts.currency:
            raise ValueError("a report in one currency needs a rate for each other one")
        for line in campaign.lines:
            price = line.unit_price
            yield ReportLine(
                line,
                _turned(line.planned, rate),
                _turned(line.limit, rate),
                _turned(price, rate) if price is not None and price.currency == campaign.currency else None,
                figures.worths.get(line.code) or Spent(),
                rate,
                _turned(line.reallocated, rate),
            )


def _turned(money: Money, rate: PinnedRate | None) -> Money:
    return money if rate is None else rate.convert(money)


def spent_formula(book: Book, code: str, *, before: bool) -> str:
    """Give the live sum of an item's payouts before the period or in it, in the report's currency; without rounding."""
    tx = book.tx
    days = '"<"&Period_From' if before else f'">="&Period_From,{tx("on")},"<="&Period_To'
    return f"0-SUMIFS({tx('worth')},{tx('line')},{code},{tx('type')},Type_Aid,{tx('on')},{days})"


def write_planned(book: Book, sheet_key: str, row: int, column: int, each: ReportLine, look: Look) -> None:
    """Write an item's plan and, beside it, what was moved: references to the Budget sheet, or what they became."""
    sheet, places = book.sheets[sheet_key], book.places
    for place, key, money in ((column, "approved", each.approved), (column + 1, "reallocated", each.moved)):
        if each.rate is not None:
            sheet.money(row, place, money, look)
            continue
        formula = f"={book.ref(BUDGET, places.items[each.line.code], places.budget_columns[key])}"
        sheet.money_formula(row, place, formula, money.minor, money.currency, look)


def write_facts(book: Book, sheet_key: str, row: int, pairs: tuple[tuple[str, str], ...]) -> int:
    """Write lines of a word and what it stands for; gives the next row."""
    sheet = book.sheets[sheet_key]
    for word, text in pairs:
        sheet.text(row, 0, word, LABEL)
        sheet.text(row, 2, text, bold=True)
        row += 1
    return row


def rate_note(book: Book) -> str:
    """Say how foreign money was counted, or that there was none."""
    facts = book.facts
    used = sorted({each.base if each.base != facts.currency else each.quote for each in _rates(facts)})
    if not used:
        return book.tr("All money was in {currency}: nothing was converted").format(currency=facts.currency)
    said = book.tr("{rule}; the rates of {currencies} are in the sheet Rates")
    return said.format(rule=rule_label(book.texts, facts.rule), currencies=", ".join(used))


def _rates(facts: WorkbookFacts) -> Iterator[PinnedRate]:
    for row in facts.transactions:
        if row.worth_rate is not None:
            yield row.worth_rate
    for campaign in facts.campaigns:
        if campaign.worth is not None:
            yield campaign.worth


def write_signatures(book: Book, sheet_key: str, row: int, roles: tuple[str, ...]) -> int:
    """Write lines to sign on; gives the next row."""
    sheet = book.sheets[sheet_key]
    for role in roles:
        sheet.raw.set_row(row, 26)
        sheet.text(row, 0, role, LABEL, valign="bottom")
        sheet.blank(row, range(2, 5), bottom=1)
        sheet.text(row, 6, book.tr("Date and signature"), LABEL, valign="bottom", align="right")
        sheet.blank(row, range(7, 10), bottom=1)
        row += 1
    return row


def rounded(formula: str, currency: str) -> str:
    """Round a formula to a currency's decimals."""
    return f"=ROUND({formula},{exponent_of(currency)})"


def column_sum(first: int, last: int, column: int) -> str:
    """Name the sum of a column's rows, the last one included."""
    return f"SUM({cell(first, column)}:{cell(last, column)})"
