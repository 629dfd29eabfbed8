"""The workbook while it is being made: its sheets, its words, and where a formula finds what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.documents.workbook_styles import HEADER, Sheet, Styles
from desktop.documents.workbook_words import cell_text
from desktop.i18n import formats, mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from xlsxwriter.workbook import Workbook

    from desktop.documents.workbook_figures import Figures
    from desktop.domain.reports import WorkbookFacts
    from desktop.i18n import Texts

COVER, BUDGET, TRANSACTIONS, INCOME_SHEET = "cover", "budget", "transactions", "income"
BENEFICIARIES, CHARTS, NOTES, LISTS = "beneficiaries", "charts", "notes", "lists"

_NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\']")

TX_COLUMNS = {
    "number": mark("Entry"),
    "on": mark("Date"),
    "kind": mark("Kind"),
    "type": mark("Type"),
    "subject": mark("Record"),
    "document": mark("Document"),
    "campaign": mark("Campaign"),
    "line": mark("Expense item"),
    "party": mark("Donor or payee"),
    "description": mark("Description"),
    "method": mark("Method"),
    "counters": mark("Corrects entry"),
    "currency": mark("Currency"),
    "amount": mark("Amount"),
    "happened": mark("Value date"),
    "given_currency": mark("Paid in"),
    "given": mark("Amount there"),
    "rate": mark("Rate"),
    "source": mark("Rate's source"),
    "rate_day": mark("Rate's date"),
    "official": mark("Official rate"),
    "difference": mark("Exchange difference"),
}
"""The columns of the table tblTx: keys for the code, words for the reader."""

TX_LATE = ("happened",)
TX_FOREIGN = ("given_currency", "given", "rate", "source", "rate_day", "official", "difference")
"""Columns that stand only where an entry is dated later than it happened, or money came in another currency."""

IN_COLUMNS = {
    "number": mark("Entry"),
    "on": mark("Date"),
    "kind": mark("Kind"),
    "subject": mark("Record"),
    "document": mark("Document"),
    "party": mark("Donor"),
    "method": mark("Method"),
    "campaign": mark("Campaign"),
    "currency": mark("Currency"),
    "gross": mark("Gross"),
    "fee": mark("Fee"),
    "net": mark("Net"),
}
"""The columns of the table tblIncome."""


def sheet_titles(texts: Texts) -> dict[str, str]:
    """Name the sheets in their order; Excel allows 31 characters and few signs on a tab."""
    titles = {
        COVER: texts.ptr("sheet", "Cover"),
        BUDGET: texts.ptr("sheet", "Budget"),
        TRANSACTIONS: texts.ptr("sheet", "Transactions"),
        INCOME_SHEET: texts.ptr("sheet", "Income"),
        BENEFICIARIES: texts.ptr("sheet", "Beneficiaries"),
        CHARTS: texts.ptr("sheet", "Charts"),
        NOTES: texts.ptr("sheet", "Notes"),
        LISTS: texts.ptr("sheet", "Lists"),
    }
    return {key: _NOT_IN_A_TAB.sub("", title)[:31] for key, title in titles.items()}


def cell(row: int, column: int, *, fixed: bool = False) -> str:
    """Name a cell as formulas do, from row and column counted from zero: "B3", fixed "$B$3"."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"${letters}${row + 1}" if fixed else f"{letters}{row + 1}"


def quoted(text: str) -> str:
    """Write a text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


@dataclass(slots=True)
class Places:
    """Where sheets that are already written keep what others refer to. Rows count from zero."""

    budget_columns: dict[str, int] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    subtotals: dict[str, int] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    campaigns: dict[str, int] = field(default_factory=dict)
    cover_columns: dict[str, int] = field(default_factory=dict)
    ledger: dict[str, int] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Book:
    """All that the writers of sheets share."""

    workbook: Workbook
    facts: WorkbookFacts
    figures: Figures
    texts: Texts
    styles: Styles
    sheets: dict[str, Sheet]
    places: Places = field(default_factory=Places)

    def tr(self, message: str) -> str:
        """Give a text in the workbook's language."""
        return self.texts.tr(message)

    def tx(self, key: str) -> str:
        """Name a column of tblTx as formulas do."""
        return f"tblTx[{self.tr(TX_COLUMNS[key])}]"

    def income(self, key: str) -> str:
        """Name a column of tblIncome as formulas do."""
        return f"tblIncome[{self.tr(IN_COLUMNS[key])}]"

    def ref(self, sheet: str, row: int, column: int) -> str:
        """Name a cell of another sheet as formulas do."""
        return f"'{self.sheets[sheet].title}'!{cell(row, column, fixed=True)}"

    def day(self, day: date) -> str:
        """Write a date in a sentence."""
        return formats.date(day, self.texts.language)

    def headers(self, sheet: Sheet, row: int, words: Sequence[str], height: int = 30) -> None:
        """Write a row of column headers."""
        sheet.raw.set_row(row, height)
        for column, word in enumerate(words):
            # A header breaks between words: its longest word is what the column must hold.
            sheet.see(column, max(map(len, word.split()), default=0) + 1)
            sheet.text(row, column, word, HEADER)

    def page(self, sheet: Sheet, header_row: int | None = None, *, landscape: bool = True) -> None:
        """Set a sheet up for A4 paper, one page wide, with the header on every page, and protect it without a password.

        Filters and column widths stay free; what is locked can be read, copied and unprotected with one click: the
        lock keeps formulas from slips, it keeps nothing secret.
        """
        raw = sheet.raw
        raw.set_paper(9)
        if landscape:
            raw.set_landscape()
        raw.fit_to_pages(1, 0)
        raw.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        head = cell_text(self.facts.journal_head[:12])[0].replace("&", "&&")
        page = self.tr("Page {page} of {pages}").format(page="&P", pages="&N")
        raw.set_footer(f"&L&8Skarbonka · {head}&C&8&A&R&8{page}")
        if header_row is not None:
            raw.repeat_rows(header_row)
        raw.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
