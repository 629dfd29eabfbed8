"""The Notes sheet: what the workbook's words mean and how its figures come about."""

from __future__ import annotations

from desktop.documents.workbook_book import NOTES, Book
from desktop.documents.workbook_styles import HEADING, TITLE
from desktop.i18n import mark

_WIDTH = 94

_NOTES = (
    (
        mark("What this workbook is"),
        (
            mark(
                "It was made from the office's ledger. Each amount is one posting of the sheet Transactions; every "
                "other sum is a live formula over it, and the value it had when the workbook was made is stored "
                "beside it."
            ),
            mark(
                "The journal head on the Cover names the state of the ledger: two workbooks with the same head, "
                "period and campaigns hold the same figures."
            ),
            mark(
                "Amounts stay in the currency of their campaign. Two currencies are never added and nothing is "
                "converted."
            ),
        ),
    ),
    (
        mark("Words"),
        (
            mark("Goal: what the campaign's page asks for. It may differ from Planned, the sum of the expense items."),
            mark("Collected: donations as given. Fees: what banks and providers kept. Net: collected less fees."),
            mark(
                "Funded: how much of an expense item the net collected covers, by priority. It is a decision of the "
                "ledger, not a formula."
            ),
            mark("Spent previous, this period: payouts before and within the period on the Cover. Cumulative: both."),
            mark("Committed: reserved for approved payouts that are not paid yet."),
            mark(
                "Reallocation: what was moved between expense items since the plan was approved. Revised budget: total "
                "budget and reallocation."
            ),
            mark(
                "Balance: revised budget less cumulative less committed. Variance: cumulative less revised budget; "
                "above nothing means overspent."
            ),
            mark("Available: net less paid. Outstanding: planned less paid."),
        ),
    ),
    (
        mark("Transactions"),
        (
            mark(
                "Money in stands above nothing, fees and payouts below. A correction takes an earlier entry back with "
                "turned signs and names it; nothing in the ledger is ever edited."
            ),
            mark("Brought forward: what a campaign had collected before this ledger began."),
        ),
    ),
    (
        mark("Colours and locks"),
        (
            mark(
                "Spent above 90 %: amber; above 100 %: red. The column Alert says the same in words. An overspent "
                "line needs an explanation."
            ),
            mark(
                "The sheets are protected without a password, so that formulas are not overwritten by mistake. The "
                "column Explanation is open."
            ),
        ),
    ),
)


def write_notes(book: Book) -> None:
    """Write what the words mean and how the figures come about."""
    sheet, row = book.sheets[NOTES], 0
    sheet.text(row, 0, book.tr("Notes"), TITLE)
    row += 2
    for heading, notes in _NOTES:
        sheet.text(row, 0, book.tr(heading), HEADING)
        row += 1
        for note in notes:
            text = book.tr(note)
            sheet.text(row, 0, text, text_wrap=True, valign="top", indent=1)
            sheet.height(row, (text, _WIDTH - 3))
            row += 1
        row += 1
    sheet.raw.set_column(0, 0, _WIDTH)
    sheet.raw.hide_gridlines(2)
    book.page(sheet, landscape=False)
