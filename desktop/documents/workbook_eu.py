"""The sheet Annex VI: the European Union's financial report, headings 1 to 11, live sums of the transactions in EUR."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.documents.workbook_amounts import finite
from desktop.documents.workbook_book import REPORT, Book, cell
from desktop.documents.workbook_report import (
    ReportLine,
    column_sum,
    rate_note,
    report_lines,
    rounded,
    spent_formula,
    write_facts,
    write_planned,
    write_signatures,
)
from desktop.documents.workbook_styles import (
    BODY,
    GREEN,
    GREEN_INK,
    GROUP,
    INPUT,
    NOTE,
    SUBTITLE,
    SUBTOTAL,
    TITLE,
    TOTAL,
    Look,
    as_number,
    money_format,
)  # fmt: skip
from desktop.documents.workbook_words import AID, FEE, INCOME
from desktop.domain.donor_layouts import SUMS_OF, EuHeading, eu_heading
from desktop.domain.money import Money
from desktop.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.documents.workbook_figures import Figures
    from desktop.domain.reports import WorkbookFacts

HEADER_ROW = 10

COLUMNS = {
    "heading": mark("No"),
    "code": mark("Code"),
    "description": mark("Expenses"),
    "unit": mark("Unit"),
    "units": mark("Units"),
    "rate": mark("Unit value"),
    "planned": mark("Budget as per contract (a)"),
    "reallocated": mark("Allowed reallocation (r)"),
    "payments": mark("Units this period"),
    "unit_cost": mark("Unit cost"),
    "period": mark("Costs this period (b)"),
    "previous": mark("Costs before this report (c)"),
    "cumulative": mark("Costs from the start, d = b + c"),
    "variance": mark("Variation, a + r − d"),
    "variance_share": mark("Variation, %"),
    "explanation": mark("Explanation of the variation"),
}
"""Keys for the code, words for the reader."""

HEADINGS = {
    EuHeading.HUMAN_RESOURCES: mark("Human resources"),
    EuHeading.TRAVEL: mark("Travel"),
    EuHeading.EQUIPMENT: mark("Equipment and supplies"),
    EuHeading.LOCAL_OFFICE: mark("Local office"),
    EuHeading.OTHER_COSTS: mark("Other costs, services"),
    EuHeading.OTHER: mark("Other"),
    EuHeading.DIRECT: mark("Subtotal direct eligible costs of the action (1-6)"),
    EuHeading.CONTINGENCY: mark("Provision for contingency reserve"),
    EuHeading.TOTAL_DIRECT: mark("Total direct eligible costs of the action (7 + 8)"),
    EuHeading.INDIRECT: mark("Indirect costs (of 9, at most 7 %)"),
    EuHeading.TOTAL: mark("Total eligible costs (9 + 10)"),
}

SUMS = ("planned", "reallocated", "period", "previous", "cumulative", "variance")
_AT = {key: column for column, key in enumerate(COLUMNS)}
_WIDTHS = (5, 12, 34, 9, 8, 14, 15, 15, 8, 14, 15, 15, 15, 18, 11, 30)


@dataclass(slots=True)
class Sums:
    """A row's figures in minor units."""

    planned: int = 0
    previous: int = 0
    period: int = 0
    reallocated: int = 0

    def add(self, other: Sums) -> None:
        """Add another row."""
        self.planned += other.planned
        self.previous += other.previous
        self.period += other.period
        self.reallocated += other.reallocated

    @property
    def cumulative(self) -> int:
        """Costs from the start until the period's end."""
        return self.previous + self.period

    @property
    def revised(self) -> int:
        """The budget with what was moved between items."""
        return self.planned + self.reallocated

    @property
    def variance(self) -> int:
        """Revised budget less costs: below nothing is overspent."""
        return self.revised - self.cumulative


@dataclass(slots=True)
class EuFigures:
    """What the sheet must come to: its lines by heading, and the sums of all eleven."""

    lines: dict[EuHeading, list[ReportLine]] = field(default_factory=dict)
    sums: dict[EuHeading, Sums] = field(default_factory=dict)


def sums_of(each: ReportLine) -> Sums:
    """Give a line's own figures."""
    return Sums(each.approved.minor, each.spent.previous, each.spent.period, each.moved.minor)


def eu_figures(facts: WorkbookFacts, figures: Figures) -> EuFigures:
    """Sort the items into the headings and add them up."""
    found = EuFigures()
    for each in report_lines(facts, figures):
        found.lines.setdefault(eu_heading(each.line.donor_line, each.line.category), []).append(each)
    for heading in EuHeading:
        sums = found.sums[heading] = Sums()
        for part in SUMS_OF.get(heading, ()):
            sums.add(found.sums[part])
        for each in found.lines.get(heading, ()):
            sums.add(sums_of(each))
    return found


def write_eu(book: Book) -> None:
    """Write the whole sheet."""
    _Eu(book).write()


class _Eu:
    """Writes the sheet from top to bottom."""

    def __init__(self, book: Book) -> None:
        self.book, self.sheet = book, book.sheets[REPORT]
        self.found = eu_figures(book.facts, book.figures)
        self.currency = book.facts.currency
        self.row = HEADER_ROW + 1
        self.rows: dict[EuHeading, int] = {}

    def write(self) -> None:
        book, sheet = self.book, self.sheet
        self._head()
        book.headers(sheet, HEADER_ROW, [book.tr(word) for word in COLUMNS.values()], height=44)
        for heading in EuHeading:
            self._heading(heading)
        self._check()
        self._funding()
        self.row += 1
        said = book.tr("We certify that these costs are eligible and were incurred as the contract says.")
        sheet.text(self.row, 0, said, NOTE)
        write_signatures(book, REPORT, self.row + 1, (book.tr("Prepared by"), book.tr("Legal representative")))
        for column, width in enumerate(_WIDTHS):
            sheet.raw.set_column(column, column, max(width, sheet.width(column, 5, 40) if column in _MONEY_AT else 0))
        sheet.raw.freeze_panes(HEADER_ROW + 1, 3)
        book.page(sheet, HEADER_ROW)

    def _head(self) -> None:
        book, facts, sheet = self.book, self.book.facts, self.sheet
        sheet.text(0, 0, book.tr("Financial report (Annex VI)"), TITLE)
        sheet.text(1, 0, facts.organisation, SUBTITLE)
        period = f"{book.day(book.figures.period_from)} - {book.day(book.figures.period_to)}"
        pairs = (
            (book.tr("Action"), facts.grant),
            (book.tr("Contract number"), facts.agreement),
            (book.tr("Reporting period"), period),
            (book.tr("Currency"), self.currency),
            (book.tr("Exchange rates"), rate_note(book)),
        )
        row = write_facts(book, REPORT, 3, pairs)
        sheet.text(row, 0, book.tr("Only the column of explanations can be edited."), NOTE)

    def _heading(self, heading: EuHeading) -> None:
        book, sheet, lines = self.book, self.sheet, self.found.lines.get(heading, [])
        look: Look = TOTAL if heading.is_sum else GROUP
        top = self.row
        self.rows[heading] = top
        sheet.blank(top, range(len(COLUMNS)), look)
        sheet.number(top, _AT["heading"], heading.value, look, num_format="0")
        sheet.text(top, _AT["description"], book.tr(HEADINGS[heading]), look, text_wrap=True)
        sheet.height(top, (book.tr(HEADINGS[heading]), 30))
        self.row += 1
        for each in lines:
            self._line(each)
        if heading.is_sum:
            parts = [self.rows[part] for part in SUMS_OF[heading]]
            self._sums(top, heading, look, lambda column: "+".join(cell(row, column) for row in parts))
        elif lines:
            last = self.row - 1
            self._sums(top, heading, look, lambda column: column_sum(top + 1, last, column))
        else:
            self._sums(top, heading, look, lambda column: "0")

    def _sums(self, row: int, heading: EuHeading, look: Look, formula: Callable[[int], str]) -> None:
        sums = self.found.sums[heading]
        for key in ("planned", "reallocated", "period", "previous"):
            summed = rounded(formula(_AT[key]), self.currency)
            self.sheet.money_formula(row, _AT[key], summed, getattr(sums, key), self.currency, look)
        self._derived(row, sums, look)

    def _derived(self, row: int, sums: Sums, look: Look) -> None:
        def of(key: str) -> str:
            return cell(row, _AT[key])

        revised = f"{of('planned')}+{of('reallocated')}"
        for key, formula in (
            ("cumulative", f"{of('period')}+{of('previous')}"),
            ("variance", f"{revised}-{of('cumulative')}"),
        ):
            made = rounded(formula, self.currency)
            self.sheet.money_formula(row, _AT[key], made, getattr(sums, key), self.currency, look)
        share = f'=IF({revised}=0,"",{of("variance")}/({revised}))'
        self.sheet.share_formula(row, _AT["variance_share"], share, sums.variance, sums.revised, look)

    def _line(self, each: ReportLine) -> None:
        sheet, row, line = self.sheet, self.row, each.line
        sheet.blank(row, range(len(COLUMNS)), BODY)
        sheet.text(row, _AT["heading"], line.donor_line, BODY, num_format="@", text_wrap=True)
        sheet.text(row, _AT["code"], line.code, BODY, num_format="@")
        sheet.text(row, _AT["description"], line.label, BODY, text_wrap=True)
        sheet.text(row, _AT["unit"], line.unit, BODY, text_wrap=True)
        sheet.height(row, (line.label, 34), (line.unit, 9))
        units = finite(line.quantity)
        if units is None:
            sheet.text(row, _AT["units"], line.quantity, BODY)
        else:
            sheet.number(row, _AT["units"], units, BODY, num_format="#,##0.####" if units % 1 else "#,##0")
        if each.price is not None:
            sheet.money(row, _AT["rate"], each.price, BODY)
        write_planned(self.book, REPORT, row, _AT["planned"], each, BODY)
        for key, before in (("period", False), ("previous", True)):
            formula = rounded(spent_formula(self.book, f"${cell(row, _AT['code'])}", before=before), self.currency)
            sheet.money_formula(row, _AT[key], formula, getattr(each.spent, key), self.currency, BODY)
        self._units(row, each)
        self._derived(row, sums_of(each), BODY)
        look = {**BODY, "bg_color": INPUT, "locked": False, "text_wrap": True}
        sheet.blank(row, range(_AT["explanation"], _AT["explanation"] + 1), look)
        self.row += 1

    def _units(self, row: int, each: ReportLine) -> None:
        """Write the payments of the period, and what one came to."""
        tx, styles, spent = self.book.tx, self.book.styles, each.spent
        mine = (
            f"{tx('line')},${cell(row, _AT['code'])},{tx('type')},Type_Aid,"
            f'{tx("on")},">="&Period_From,{tx("on")},"<="&Period_To,{tx("worth")}'
        )
        counted = f'=COUNTIFS({mine},"<0")-COUNTIFS({mine},">0")'
        self.sheet.raw.write_formula(row, _AT["payments"], counted, styles.get(BODY, num_format="0"), spent.payments)
        units, paid = cell(row, _AT["payments"]), cell(row, _AT["period"])
        cost = as_number(spent.period, self.currency) / spent.payments if spent.payments else ""
        look = styles.get(BODY, num_format=money_format(self.currency))
        self.sheet.raw.write_formula(row, _AT["unit_cost"], f'=IF({units}=0,"",{paid}/{units})', look, cost)

    def _check(self) -> None:
        """Say whether the report holds all that was paid until the period's end."""
        book, tx, row = self.book, self.book.tx, self.row
        paid = f'0-SUMIFS({tx("worth")},{tx("type")},Type_Aid,{tx("on")},"<="&Period_To)'
        total = cell(self.rows[EuHeading.TOTAL], _AT["cumulative"])
        formula = f'=IF(ROUND({total}-({paid}),3)=0,"OK","DIFF")'
        good = -book.figures.worth_until(AID) == self.found.sums[EuHeading.TOTAL].cumulative
        self.sheet.text_formula(
            row, 1, formula, "OK" if good else "DIFF", bold=True, align="center", bg_color=GREEN, font_color=GREEN_INK
        )
        self.sheet.text(row, 2, book.tr("Total eligible costs = Transactions (aid until the end of the period)"))
        self.row += 2

    def _funding(self) -> None:
        """Write what came in for the action, and what of it is left."""
        book, tx, sheet = self.book, self.book.tx, self.sheet
        rows = (
            (book.tr("Funds received"), "Type_Income", book.figures.worth_until(INCOME)),
            (book.tr("Fees of banks and providers"), "Type_Fee", book.figures.worth_until(FEE)),
        )
        first = self.row
        for word, kind, minor in rows:
            sheet.text(self.row, 2, word)
            formula = f'SUMIFS({tx("worth")},{tx("type")},{kind},{tx("on")},"<="&Period_To)'
            made = rounded(formula, self.currency)
            sheet.money_formula(self.row, _AT["cumulative"], made, minor, self.currency, BODY)
            self.row += 1
        total = cell(self.rows[EuHeading.TOTAL], _AT["cumulative"])
        left = f"{column_sum(first, self.row - 1, _AT['cumulative'])}-{total}"
        minor = sum(each[2] for each in rows) - self.found.sums[EuHeading.TOTAL].cumulative
        sheet.blank(self.row, range(2, len(COLUMNS)), SUBTOTAL)
        sheet.text(self.row, 2, book.tr("Funds received less costs and fees"), SUBTOTAL)
        made = rounded(left, self.currency)
        sheet.money_formula(self.row, _AT["cumulative"], made, minor, self.currency, SUBTOTAL)
        self.row += 1


_MONEY_AT = {_AT[key] for key in ("rate", "unit_cost", *SUMS)}


def eu_money(sums: Sums, currency: str) -> dict[str, Money]:
    """Give a row's figures as money."""
    return {key: Money(getattr(sums, key), currency) for key in SUMS}
