"""The workbook while it is being made: its sheets, its words, and where a formula finds what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.documents.workbook_styles import HEADER, Sheet, Styles
from desktop.documents.workbook_words import cell_text
from desktop.domain.reports import Variant
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
RATES, CASH, REPORT = "rates", "cash", "report"

_REPORTS = {Variant.EU: "Annex VI", Variant.FACE: "FACE"}
"""What a donor calls its own form, in every language."""

_NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\']")

TX_COLUMNS = {
    "number": mark("Entry"),
    "document": mark("Voucher number"),
    "voucher": mark("Voucher type"),
    "on": mark("Date"),
    "happened": mark("Value date"),
    "person": mark("Payee code"),
    "party": mark("Donor or payee"),
    "description": mark("Description"),
    "heading": mark("Heading"),
    "line": mark("Expense item"),
    "donor_line": mark("Donor line"),
    "campaign": mark("Campaign"),
    "beneficiary": mark("Beneficiary code"),
    "country": mark("Country"),
    "method": mark("Method"),
    "type": mark("Type"),
    "kind": mark("Kind"),
    "subject": mark("Record"),
    "currency": mark("Currency"),
    "amount": mark("Amount"),
    "rate": mark("Rate"),
    "source": mark("Rate source"),
    "rate_day": mark("Rate date"),
    "worth": mark("Amount {currency}"),
    "proof_type": mark("Document type"),
    "proof": mark("Document number"),
    "proof_on": mark("Document date"),
    "file": mark("File in ZIP"),
    "reference": mark("Bank reference"),
    "account": mark("Account"),
    "centre": mark("Cost centre"),
    "status": mark("Status"),
    "counters": mark("Corrects entry"),
    "given_currency": mark("Paid in"),
    "given": mark("Amount there"),
    "given_rate": mark("Rate there"),
    "given_source": mark("Rate source there"),
    "given_day": mark("Rate date there"),
    "official": mark("Official rate"),
    "difference": mark("Exchange difference"),
}
"""The columns of the table tblTx: keys for the code, words for the reader."""

IN_KIND = ("value", "goods")
"""Columns of the Income sheet that stand only where things were given; what they were only where people are named."""

TX_OPTIONAL = ("party",)
TX_FOREIGN = ("given_currency", "given", "given_rate", "given_source", "given_day", "official", "difference")
"""Columns that stand only where people are named, or where money came in another currency than its fund's."""

IN_COLUMNS = {
    "number": mark("Entry"),
    "on": mark("Date"),
    "document": mark("Receipt number"),
    "kind": mark("Source"),
    "subject": mark("Record"),
    "person": mark("Donor code"),
    "party": mark("Donor"),
    "method": mark("Method"),
    "currency": mark("Currency"),
    "gross": mark("Gross"),
    "fee": mark("Fee"),
    "net": mark("Net"),
    "rate": mark("Rate"),
    "worth": mark("Amount {currency}"),
    "value": mark("Value in kind"),
    "campaign": mark("Campaign"),
    "restriction": mark("Restriction"),
    "goods": mark("Goods"),
}
"""The columns of the table tblIncome."""


def sheet_titles(texts: Texts, variant: Variant = Variant.SIMPLE, *, people: bool = True) -> dict[str, str]:
    """Name the sheets in their order; Excel allows 31 characters and few signs on a tab."""
    report = {REPORT: _REPORTS[variant]} if variant in _REPORTS else {}
    beneficiaries = {BENEFICIARIES: texts.ptr("sheet", "Beneficiaries")} if people else {}
    titles = {
        COVER: texts.ptr("sheet", "Cover"),
        **report,
        BUDGET: texts.ptr("sheet", "Budget"),
        TRANSACTIONS: texts.ptr("sheet", "Transactions"),
        INCOME_SHEET: texts.ptr("sheet", "Income"),
        RATES: texts.ptr("sheet", "Rates"),
        CASH: texts.ptr("sheet", "Cash"),
        **beneficiaries,
        CHARTS: texts.ptr("sheet", "Charts"),
        NOTES: texts.ptr("sheet", "Notes"),
        LISTS: texts.ptr("sheet", "Lists"),
    }
    return {key: _NOT_IN_A_TAB.sub("", title)[:31] for key, title in titles.items()}


def column_word(texts: Texts, word: str, facts: WorkbookFacts) -> str:
    """Give a column's word in a workbook's language; some name its currency."""
    return texts.tr(word).replace("{currency}", facts.currency)


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
        return f"tblTx[{self.word(TX_COLUMNS[key])}]"

    def income(self, key: str) -> str:
        """Name a column of tblIncome as formulas do."""
        return f"tblIncome[{self.word(IN_COLUMNS[key])}]"

    def word(self, word: str) -> str:
        """Give a column's word in the workbook's language; some name its currency."""
        return column_word(self.texts, word, self.facts)

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

    def page(self, sheet: Sheet, header_row: int | None = None, *, landscape: bool = True, across: int = 1) -> None:
        """Set a sheet up for A4 paper, one page wide, with the header on every page, and protect it without a password.

        What nobody could read on one page's width goes over several `across`, its first two columns on each. Filters
        and column widths stay free; what is locked can be read, copied and unprotected with one click: the lock keeps
        formulas from slips, it keeps nothing secret.
        """
        raw = sheet.raw
        raw.set_paper(9)
        if landscape:
            raw.set_landscape()
        raw.fit_to_pages(across, 0)
        if across > 1:
            raw.repeat_columns(0, 1)
        raw.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        head = cell_text(self.facts.journal_head[:12])[0].replace("&", "&&")
        page = self.tr("Page {page} of {pages}").format(page="&P", pages="&N")
        raw.set_footer(f"&L&8Skarbonka · {head}&C&8&A&R&8{page}")
        if header_row is not None:
            raw.repeat_rows(header_row)
        raw.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
