"""The sheet FACE: the United Nations' "Funding Authorization and Certificate of Expenditures", columns A to G.

The partner fills A, B and E; C and F are the agency's and stay open for it. D = A − C and G = D + F are live.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_book import REPORT, Book, cell
from desktop.documents.workbook_report import (
    ReportLine,
    column_sum,
    rate_note,
    report_lines,
    rounded,
    spent_formula,
    write_facts,
    write_signatures,
)
from desktop.documents.workbook_styles import BODY, HEADER, INPUT, NOTE, SUBTITLE, TITLE, TOTAL, Look, money_format
from desktop.domain.money import Money
from desktop.i18n import mark

if TYPE_CHECKING:
    from desktop.documents.workbook_figures import Figures
    from desktop.domain.reports import WorkbookFacts

HEADER_ROW = 13

COLUMNS = {
    "description": mark("Activity"),
    "code": mark("Coding"),
    "planned": mark("Budget of the plan"),
    "authorised": mark("Authorised amount (A)"),
    "actual": mark("Actual project expenditure (B)"),
    "accepted": mark("Expenditures accepted by the agency (C)"),
    "balance": mark("Balance, D = A − C"),
    "request": mark("New request (E)"),
    "granted": mark("Authorised amount (F)"),
    "outstanding": mark("Outstanding authorised amount, G = D + F"),
}
"""Keys for the code, words for the reader."""

SUMS = ("planned", "authorised", "actual", "accepted", "balance", "request", "granted", "outstanding")
OPEN = ("accepted", "request", "granted")
"""Left open: for the agency, and for what the partner asks for next."""

_AT = {key: column for column, key in enumerate(COLUMNS)}


def face_figures(each: ReportLine) -> dict[str, int]:
    """Give what a row comes to, in minor units, while nothing is accepted or authorised anew.

    A is what was still authorised when the period began: what may be spent, less what was spent before.
    """
    authorised = each.limit.minor - each.spent.previous
    actual = each.spent.period
    return {
        "planned": each.limit.minor,
        "authorised": authorised,
        "actual": actual,
        "balance": authorised,
        "outstanding": authorised,
    }


def face_sums(facts: WorkbookFacts, figures: Figures) -> dict[str, Money]:
    """Give what the last row comes to."""
    sums: dict[str, int] = dict.fromkeys(SUMS, 0)
    for each in report_lines(facts, figures):
        for key, minor in face_figures(each).items():
            sums[key] += minor
    return {key: Money(minor, facts.currency) for key, minor in sums.items()}


def write_face(book: Book) -> None:
    """Write the whole sheet."""
    sheet, facts = book.sheets[REPORT], book.facts
    _head(book)
    _groups(book)
    book.headers(sheet, HEADER_ROW, [book.tr(word) for word in COLUMNS.values()], height=58)
    first = row = HEADER_ROW + 1
    for each in report_lines(facts, book.figures):
        _line(book, row, each)
        row += 1
    if row == first:
        sheet.text(row, 0, book.tr("No expense items yet"), NOTE)
        row += 1
    _total(book, row, first)
    row += 2
    for sentence in (
        book.tr("☐ The request for funds shown above is for activities of the work plan."),
        book.tr("☐ The actual expenditures of the period were made by the work plan; their papers are kept."),
    ):
        sheet.text(row, 0, sentence)
        row += 1
    write_signatures(book, REPORT, row, (book.tr("Certified by (name, title)"),))
    for column, width in enumerate((36, 14, *(17,) * 8)):
        sheet.raw.set_column(column, column, max(width, sheet.width(column, 10, 40) if column > 1 else 0))
    sheet.raw.freeze_panes(HEADER_ROW + 1, 2)
    book.page(sheet, HEADER_ROW)


def _head(book: Book) -> None:
    facts, sheet = book.facts, book.sheets[REPORT]
    sheet.text(0, 0, book.tr("Funding authorisation and certificate of expenditures (FACE)"), TITLE)
    sheet.text(1, 0, facts.organisation, SUBTITLE)
    period = f"{book.day(book.figures.period_from)} - {book.day(book.figures.period_to)}"
    pairs = (
        (book.tr("UN agency"), ""),
        (book.tr("Programme code and title"), facts.grant),
        (book.tr("Project code and title"), facts.agreement),
        (book.tr("Implementing partner"), facts.organisation),
        (book.tr("Period of expenditure"), period),
        (book.tr("Currency"), facts.currency),
        (book.tr("Exchange rates"), rate_note(book)),
        (book.tr("Type of request"), book.tr("☐ direct cash transfer   ☐ reimbursement   ☐ direct payment")),
    )
    write_facts(book, REPORT, 3, pairs)


def _groups(book: Book) -> None:
    """Write over the columns which are the report and which the request; nothing is merged."""
    sheet = book.sheets[REPORT]
    sheet.blank(HEADER_ROW - 1, range(len(COLUMNS)), HEADER)
    sheet.text(HEADER_ROW - 1, _AT["authorised"], book.tr("Reporting"), HEADER)
    sheet.text(HEADER_ROW - 1, _AT["request"], book.tr("Request"), HEADER)
    sheet.raw.set_row(HEADER_ROW - 1, 18)


def _line(book: Book, row: int, each: ReportLine) -> None:
    sheet, currency, line = book.sheets[REPORT], book.facts.currency, each.line
    figures = face_figures(each)
    sheet.text(row, _AT["description"], line.label, BODY, text_wrap=True)
    sheet.height(row, (line.label, 36))
    sheet.text(row, _AT["code"], line.code, BODY, num_format="@")
    sheet.money(row, _AT["planned"], each.limit, BODY)
    code = f"${cell(row, _AT['code'])}"
    before = spent_formula(book, code, before=True)
    formula = rounded(f"{cell(row, _AT['planned'])}-({before})", currency)
    sheet.money_formula(row, _AT["authorised"], formula, figures["authorised"], currency, BODY)
    actual = rounded(spent_formula(book, code, before=False), currency)
    sheet.money_formula(row, _AT["actual"], actual, figures["actual"], currency, BODY)
    look: Look = {**BODY, "bg_color": INPUT, "locked": False, "num_format": money_format(currency)}
    for key in OPEN:
        sheet.blank(row, range(_AT[key], _AT[key] + 1), look)
    _derived(book, row, figures["balance"], figures["outstanding"], BODY)


def _derived(book: Book, row: int, balance: int, outstanding: int, look: Look) -> None:
    sheet, currency = book.sheets[REPORT], book.facts.currency

    def of(key: str) -> str:
        return cell(row, _AT[key])

    made = rounded(f"{of('authorised')}-{of('accepted')}", currency)
    sheet.money_formula(row, _AT["balance"], made, balance, currency, look)
    made = rounded(f"{of('balance')}+{of('granted')}", currency)
    sheet.money_formula(row, _AT["outstanding"], made, outstanding, currency, look)


def _total(book: Book, row: int, first: int) -> None:
    sheet, currency = book.sheets[REPORT], book.facts.currency
    sums = face_sums(book.facts, book.figures)
    sheet.blank(row, range(len(COLUMNS)), TOTAL)
    sheet.text(row, 0, book.tr("Total"), TOTAL)
    for key in SUMS:
        if key not in ("balance", "outstanding"):
            made = rounded(column_sum(first, row - 1, _AT[key]), currency)
            sheet.money_formula(row, _AT[key], made, sums[key].minor, currency, TOTAL)
    _derived(book, row, sums["balance"].minor, sums["outstanding"].minor, TOTAL)
