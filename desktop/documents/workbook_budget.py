"""The Budget sheet: what each expense item was to cost, what was funded, what was spent and when, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_amounts import NEAR, OVER, REQUIRED, Amounts, finite, multiplies_out
from desktop.documents.workbook_book import BUDGET, Book, cell, quoted
from desktop.documents.workbook_figures import currencies
from desktop.documents.workbook_flags import moved_far, write_flags, write_thresholds
from desktop.documents.workbook_styles import (
    BODY,
    GROUP,
    INPUT,
    LABEL,
    NOTE,
    SUBTOTAL,
    TITLE,
    TOTAL,
    Look,
    as_number,
    day_number,
    money_format,
    money_length,
)  # fmt: skip
from desktop.documents.workbook_words import category_label
from desktop.domain.money import exponent_of, total
from desktop.domain.people import NameUse
from desktop.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.documents.workbook_figures import Spent
    from desktop.domain.reports import BudgetCampaign, BudgetLine

HEADER_ROW = 4

COLUMNS = {
    "code": mark("Code"),
    "description": mark("Description"),
    "category": mark("Category"),
    "donor_line": mark("Donor line"),
    "currency": mark("Cur."),
    "unit": mark("Unit"),
    "units": mark("Units"),
    "rate": mark("Unit rate"),
    "approved": mark("Total budget"),
    "reallocated": mark("Reallocation"),
    "planned": mark("Revised budget"),
    "allotted": mark("Allotted"),
    "funded": mark("Funded"),
    "previous": mark("Spent previous"),
    "payments": mark("Units this period"),
    "unit_cost": mark("Unit cost"),
    "period": mark("Spent this period"),
    "cumulative": mark("Cumulative"),
    "committed": mark("Committed"),
    "balance": mark("Balance"),
    "used": mark("Used, %"),
    "variance": mark("Variance"),
    "variance_share": mark("Variance, %"),
    "alert": mark("Alert"),
    "due": mark("Explain"),
    "explanation": mark("Explanation"),
}
"""Keys for the code, words for the reader."""

OPTIONAL = ("donor_line", "allotted")
"""Columns that stand only where an item has something in them."""

SUMS = (
    "approved", "reallocated", "planned", "allotted", "funded", "previous", "period", "cumulative", "committed",
    "balance", "variance",
)  # fmt: skip
_MONEY = ("rate", "unit_cost", *SUMS)
_ENDED = ("closed", "settled", "cancelled")
_DESCRIPTION_WIDTH, _EXPLANATION_WIDTH = 32, 28
_TEXT_WIDTHS = {"category": (10, 14), "donor_line": (8, 16), "unit": (7, 14)}


def write_budget(book: Book) -> None:
    """Write the whole sheet; leaves in `book.places` where its rows are."""
    Budget(book).write()


class Budget:
    """Writes the sheet from top to bottom."""

    def __init__(self, book: Book) -> None:
        """Choose the columns."""
        self.book, self.sheet = book, book.sheets[BUDGET]
        lines = [line for campaign in book.facts.campaigns for line in campaign.lines]
        used = {"donor_line": any(line.donor_line for line in lines)}
        used["allotted"] = any(line.allotted is not None for line in lines)
        keys = [key for key in COLUMNS if used.get(key, True)]
        self.at = book.places.budget_columns
        self.at.update({key: column for column, key in enumerate(keys)})
        self.row = HEADER_ROW + 1
        self.sums: dict[str, Amounts] = {}

    def write(self) -> None:
        """Write the head, each campaign with its subtotal, and a total for each currency."""
        book, sheet = self.book, self.sheet
        self._head()
        book.headers(sheet, HEADER_ROW, [book.tr(COLUMNS[key]) for key in self.at], height=32)
        for campaign in book.facts.campaigns:
            self._campaign(campaign)
        last = self.row - 1
        for currency in currencies(book.facts):
            self._total(currency, last)
        write_flags(book, self.at, HEADER_ROW + 1, max(self.row - 1, HEADER_ROW + 1))
        self._finish()

    def _head(self) -> None:
        book, sheet = self.book, self.sheet
        sheet.text(0, 0, book.tr("Budget"), TITLE)
        sheet.text(1, 0, book.facts.organisation, LABEL)
        sheet.text(2, 0, book.tr("Period"), LABEL)
        for column, name, day in (
            (1, "Period_From", book.figures.period_from),
            (2, "Period_To", book.figures.period_to),
        ):
            look = book.styles.get(num_format=book.styles.date_format, align="left", bold=True)
            sheet.raw.write_formula(2, column, f"={name}", look, day_number(day))
        write_thresholds(book, self.at)
        note = book.tr(
            "Spent figures are live sums of the sheet Transactions. Only the column Explanation can be edited."
        )
        sheet.text(3, 0, note, NOTE)

    def _campaign(self, campaign: BudgetCampaign) -> None:
        book, sheet, first = self.book, self.sheet, self.row + 1
        named = book.facts.name_use is NameUse.NAME and campaign.title
        sheet.blank(self.row, range(len(self.at)), GROUP)
        sheet.text(self.row, 0, campaign.code, GROUP)
        sheet.text(
            self.row, 1, campaign.title if named else book.tr("Campaign {code}").format(code=campaign.code), GROUP
        )
        sheet.raw.set_row(self.row, 20)
        self.row += 1
        for line in campaign.lines:
            self._line(line, ended=campaign.status in _ENDED)
        if not campaign.lines:
            sheet.blank(self.row, range(len(self.at)), BODY)
            sheet.text(self.row, 1, book.tr("No expense items yet"), BODY, NOTE)
            self.row += 1
        self._subtotal(campaign, first, self.row - 1)

    def _line(self, line: BudgetLine, *, ended: bool) -> None:
        book, sheet, row, at = self.book, self.sheet, self.row, self.at
        currency = line.planned.currency
        spent, category = book.figures.spent(line.code, currency), category_label(book.texts, line.category)
        amounts = Amounts(
            line.planned.minor,
            line.funded.minor,
            spent.previous,
            spent.period,
            line.committed.minor,
            line.limit.minor,
            line.reallocated.minor,
        )
        sheet.fitted(row, at["code"], line.code, BODY, num_format="@")
        sheet.text(row, at["description"], line.label, BODY, text_wrap=True)
        sheet.fitted(row, at["category"], category, BODY, text_wrap=True)
        if "donor_line" in at:
            sheet.fitted(row, at["donor_line"], line.donor_line, BODY, num_format="@", text_wrap=True)
        sheet.text(row, at["currency"], currency, BODY)
        sheet.fitted(row, at["unit"], line.unit, BODY, text_wrap=True)
        self._units(line)
        if "allotted" in at:
            sheet.money(row, at["allotted"], line.limit, BODY)
        sheet.money(row, at["funded"], line.funded, BODY)
        sheet.money(row, at["committed"], line.committed, BODY)
        self._spent(row, currency, amounts)
        self._payments(row, currency, spent)
        self._derived(row, currency, amounts, BODY)
        self._due(row, currency, amounts, ended=ended)
        look = {**BODY, "bg_color": INPUT, "locked": False, "text_wrap": True}
        sheet.blank(row, range(at["explanation"], at["explanation"] + 1), look)
        sheet.height(
            row,
            (line.label, _DESCRIPTION_WIDTH),
            (category, _TEXT_WIDTHS["category"][1]),
            (line.donor_line, _TEXT_WIDTHS["donor_line"][1]),
            (line.unit, _TEXT_WIDTHS["unit"][1]),
        )
        book.places.items[line.code] = row
        self.row += 1

    def _units(self, line: BudgetLine) -> None:
        """Write units, unit rate, their product where it is the budget exactly, and what was moved between items."""
        sheet, row, at = self.sheet, self.row, self.at
        units = finite(line.quantity)
        if units is None:
            sheet.fitted(row, at["units"], line.quantity, BODY)
        else:
            sheet.see(at["units"], len(line.quantity))
            sheet.number(row, at["units"], units, BODY, num_format="#,##0.####" if units % 1 else "#,##0")
        if line.unit_price is None:
            sheet.blank(row, range(at["rate"], at["rate"] + 1), BODY)
        else:
            sheet.money(row, at["rate"], line.unit_price, BODY)
        currency = line.planned.currency
        if units is not None and multiplies_out(units, line.unit_price, line.approved):
            formula = f"=ROUND({cell(row, at['units'])}*{cell(row, at['rate'])},{exponent_of(currency)})"
            sheet.money_formula(row, at["approved"], formula, line.approved.minor, currency, BODY)
        else:
            sheet.money(row, at["approved"], line.approved, BODY)
        sheet.money(row, at["reallocated"], line.reallocated, BODY)
        sheet.see(at["reallocated"], money_length(line.reallocated.minor, currency) + 2)  # room for a flag
        revised = f"=ROUND({cell(row, at['approved'])}+{cell(row, at['reallocated'])},{exponent_of(currency)})"
        sheet.money_formula(row, at["planned"], revised, line.planned.minor, currency, BODY)

    def _spent(self, row: int, currency: str, amounts: Amounts) -> None:
        """Write the live sums of the item's payouts before and in the period."""
        tx, at = self.book.tx, self.at
        start = (
            f"=ROUND(0-SUMIFS({tx('amount')},{tx('line')},${cell(row, at['code'])},{tx('type')},Type_Aid,"
            f"{tx('currency')},${cell(row, at['currency'])},{tx('on')},"
        )
        end = f"),{exponent_of(currency)})"
        before, inside = '"<"&Period_From', f'">="&Period_From,{tx("on")},"<="&Period_To'
        self.sheet.money_formula(row, at["previous"], start + before + end, amounts.previous, currency, BODY)
        self.sheet.money_formula(row, at["period"], start + inside + end, amounts.period, currency, BODY)

    def _payments(self, row: int, currency: str, spent: Spent) -> None:
        """Write how many payments were made in the period, less those taken back, and what one came to."""
        sheet, at, tx = self.sheet, self.at, self.book.tx
        mine = (
            f"{tx('line')},${cell(row, at['code'])},{tx('type')},Type_Aid,{tx('currency')},"
            f'${cell(row, at["currency"])},{tx("on")},">="&Period_From,{tx("on")},"<="&Period_To,{tx("amount")}'
        )
        counted = f'=COUNTIFS({mine},"<0")-COUNTIFS({mine},">0")'
        sheet.raw.write_formula(
            row, at["payments"], counted, self.book.styles.get(BODY, num_format="0"), spent.payments
        )
        units, paid = cell(row, at["payments"]), cell(row, at["period"])
        cost = as_number(spent.period, currency) / spent.payments if spent.payments else ""
        look = self.book.styles.get(BODY, num_format=money_format(currency))
        sheet.raw.write_formula(row, at["unit_cost"], f'=IF({units}=0,"",{paid}/{units})', look, cost)
        sheet.see(at["unit_cost"], money_length(spent.period, currency))

    def _due(self, row: int, currency: str, amounts: Amounts, *, ended: bool) -> None:
        """Say where an explanation is required: above the threshold; once a campaign has ended, below it too."""
        book, at = self.book, self.at
        variance, planned, said = (cell(row, at[key]) for key in ("variance", "planned", "explanation"))
        differs = f"ABS({variance})" if ended else variance
        past = f"ROUND({differs}*100-{planned}*Explain_Above,{exponent_of(currency)})>0"
        formula = f'=IF(AND(OR({past},{moved_far(at, row, currency)}),{said}=""),{quoted(book.tr(REQUIRED))},"")'
        due = amounts.due(book.facts.explain_above, book.facts.moved_above, ended=ended)
        self.sheet.text_formula(row, at["due"], formula, book.tr(due) if due else "", BODY, align="center")

    def _derived(self, row: int, currency: str, amounts: Amounts, look: Look) -> None:
        """Write what follows from the row's other cells."""
        sheet, at, places = self.sheet, self.at, exponent_of(currency)

        def of(key: str) -> str:
            return cell(row, at[key])

        limit = "allotted" if "allotted" in at else "planned"
        sums = (
            ("cumulative", f"{of('previous')}+{of('period')}", amounts.cumulative),
            ("balance", f"{of(limit)}-{of('cumulative')}-{of('committed')}", amounts.balance),
            ("variance", f"{of('cumulative')}-{of('planned')}", amounts.variance),
        )
        for key, formula, minor in sums:
            sheet.money_formula(row, at[key], f"=ROUND({formula},{places})", minor, currency, look)
        used = f'=IF({of("planned")}=0,"",{of("cumulative")}/{of("planned")})'
        sheet.share_formula(row, at["used"], used, amounts.cumulative, amounts.planned, look)
        share = f'=IF({of("planned")}=0,"",{of("variance")}/{of("planned")})'
        sheet.share_formula(row, at["variance_share"], share, amounts.variance, amounts.planned, look)
        over, near = quoted(self.book.tr(OVER)), quoted(self.book.tr(NEAR))
        nearly = f"ROUND({of('cumulative')}*10-{of('planned')}*9,{places + 1})>0"
        alert = f'=IF({of("variance")}>0,{over},IF({nearly},{near},""))'
        said = amounts.alert()
        sheet.text_formula(row, at["alert"], alert, self.book.tr(said), look, align="center")

    def _subtotal(self, campaign: BudgetCampaign, first: int, last: int) -> None:
        """Sum a campaign's rows; an empty campaign sums its one empty row to nothing."""
        figures = [self.book.figures.spent(line.code, campaign.currency) for line in campaign.lines]
        amounts = Amounts(
            campaign.planned.minor,
            total((line.funded for line in campaign.lines), campaign.currency).minor,
            sum(each.previous for each in figures),
            sum(each.period for each in figures),
            total((line.committed for line in campaign.lines), campaign.currency).minor,
            total((line.limit for line in campaign.lines), campaign.currency).minor,
            total((line.reallocated for line in campaign.lines), campaign.currency).minor,
        )
        label = self.book.tr("Subtotal {code}").format(code=campaign.code)
        self._sums(label, campaign.currency, amounts, SUBTOTAL, lambda at: f"SUM({cell(first, at)}:{cell(last, at)})")
        self.book.places.subtotals[campaign.code] = self.row
        self.sums[campaign.currency] = self.sums.get(campaign.currency, Amounts()) + amounts
        self.row += 2

    def _total(self, currency: str, last: int) -> None:
        """Sum the items of one currency by the column that names it; subtotals leave that column empty."""
        first, column = HEADER_ROW + 1, self.at["currency"]
        span = f"{cell(first, column, fixed=True)}:{cell(last, column, fixed=True)}"

        def formula(at: int) -> str:
            return f"SUMIFS({cell(first, at)}:{cell(last, at)},{span},{quoted(currency)})"

        label = self.book.tr("Total {currency}").format(currency=currency)
        self._sums(label, currency, self.sums.get(currency, Amounts()), TOTAL, formula)
        self.book.places.totals[currency] = self.row
        self.row += 1

    def _sums(self, label: str, currency: str, amounts: Amounts, look: Look, formula: Callable[[int], str]) -> None:
        sheet, row, at = self.sheet, self.row, self.at
        sheet.blank(row, range(len(at)), look)
        sheet.text(row, 1, label, look)
        for key in ("approved", "reallocated", "planned", "allotted", "funded", "previous", "period", "committed"):
            if key not in at:
                continue
            summed = f"=ROUND({formula(at[key])},{exponent_of(currency)})"
            sheet.money_formula(row, at[key], summed, getattr(amounts, key), currency, look)
        self._derived(row, currency, amounts, look)

    def _finish(self) -> None:
        sheet, at, book = self.sheet, self.at, self.book
        sheet.fit(at["code"], 10, 16)
        sheet.raw.set_column(at["description"], at["description"], _DESCRIPTION_WIDTH)
        for key, bounds in _TEXT_WIDTHS.items():
            if key in at:
                sheet.fit(at[key], *bounds)
        sheet.raw.set_column(at["currency"], at["currency"], 6)
        sheet.fit(at["units"], 6, 14)
        for key in _MONEY:
            if key in at:
                sheet.fit(at[key], 11, 40)
        for key, width in (("used", 9), ("payments", 9), ("variance_share", 10), ("due", 11)):
            sheet.raw.set_column(at[key], at[key], width)
        sheet.see(at["alert"], len(book.tr(OVER)) + 1)
        sheet.fit(at["alert"], 9, 20)
        sheet.raw.set_column(at["explanation"], at["explanation"], _EXPLANATION_WIDTH)
        sheet.raw.freeze_panes(HEADER_ROW + 1, 2)
        sheet.raw.ignore_errors({"number_stored_as_text": f"A1:{cell(self.row, len(at))}"})
        book.page(sheet, HEADER_ROW)
