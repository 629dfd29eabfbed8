"""The budget workbook: plain facts in, an Excel file in memory out, with live formulas and their values cached.

Nothing touches the disk, no name is in it that the facts do not hold, and the same facts give the same bytes.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.documents.workbook_book import Book, sheet_titles
from desktop.documents.workbook_budget import write_budget
from desktop.documents.workbook_cash import write_cash
from desktop.documents.workbook_charts import write_charts
from desktop.documents.workbook_cover import write_cover
from desktop.documents.workbook_eu import write_eu
from desktop.documents.workbook_face import write_face
from desktop.documents.workbook_figures import gather
from desktop.documents.workbook_flat import write_transactions
from desktop.documents.workbook_income import write_income
from desktop.documents.workbook_lists import write_lists
from desktop.documents.workbook_notes import write_notes
from desktop.documents.workbook_people import write_beneficiaries
from desktop.documents.workbook_rates import write_rates
from desktop.documents.workbook_styles import Sheet, Styles, new_workbook
from desktop.domain.reports import Variant
from desktop.i18n import texts

if TYPE_CHECKING:
    from desktop.domain.progress import Progress
    from desktop.domain.reports import WorkbookFacts

_REPORTS = {Variant.EU: write_eu, Variant.FACE: write_face}

MOST_TRANSACTIONS = 1_000_000
"""A sheet of Excel ends at row 1,048,576."""


def make_workbook(facts: WorkbookFacts, progress: Progress) -> bytes:
    """Make the workbook of some campaigns.

    Args:
        facts: What it says. `transactions` must be all postings of income, fees and aid of `campaigns` from the first
            to the day it is made, also those outside the period: every sum is taken from them.
        progress: Told about every thousand rows; counts to twice the transactions, the second half is the packing.

    Returns:
        The bytes of an .xlsx file.

    Raises:
        Stopped: From `progress`; nothing is left behind.
        ValueError: More transactions than a sheet has rows.
    """
    if len(facts.transactions) > MOST_TRANSACTIONS:
        raise ValueError("more transactions than a sheet has rows")
    out = io.BytesIO()
    workbook = new_workbook(out)
    words = texts(facts.language)
    styles = Styles(workbook, words.language)
    sheets = {}
    for key, title in sheet_titles(words, facts.variant, people=facts.people).items():
        sheets[key] = Sheet(workbook.add_worksheet(title), styles, title)
    book = Book(workbook, facts, gather(facts), words, styles, sheets)
    _write_sheets(book, progress)
    _say_nothing_more(book)
    workbook.close()
    whole = 2 * len(facts.transactions)
    progress.step(whole, whole)
    return out.getvalue()


def _write_sheets(book: Book, progress: Progress) -> None:
    """Write each sheet after those that it refers to."""
    write_transactions(book, progress)
    write_income(book, progress)
    write_budget(book)
    write_lists(book)
    if book.facts.variant in _REPORTS:
        _REPORTS[book.facts.variant](book)
    write_cover(book)
    write_rates(book)
    write_cash(book)
    if book.facts.people:
        write_beneficiaries(book)
    write_charts(book)
    write_notes(book)


def _say_nothing_more(book: Book) -> None:
    """Set the file's own properties: a neutral author, the day without the hour, no path and no name."""
    day = book.facts.made_at.astimezone(UTC).date()
    book.workbook.set_properties(
        {
            "title": book.tr("Budget workbook"),
            "author": "Skarbonka",
            "created": datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None),
        }
    )
    book.workbook.set_calc_mode("auto")
