"""The English labels of reports and of entry by rows: layouts, other programs, what a donor's own form may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.accounting import BookFormat
from desktop.domain.donor_layouts import EuHeading
from desktop.domain.quick_entry import EntryStep
from desktop.domain.reports import RowStatus, Variant
from desktop.domain.templates import Figure, FormFact
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

FORM_LABELS: dict[Enum, str] = {
    BookFormat.CSV: mark("CSV, for any spreadsheet"),
    BookFormat.GNUCASH: mark("GnuCash (CSV)"),
    BookFormat.BEANCOUNT: mark("Beancount"),
    BookFormat.HLEDGER: mark("hledger, Ledger"),
    BookFormat.DATEV: mark("DATEV (EXTF 700)"),
    EntryStep.DRAFT: mark("Draft"),
    EntryStep.SUBMIT: mark("Waits for approval"),
    EntryStep.PAY: mark("Paid"),
    Variant.SIMPLE: mark("Budget workbook"),
    Variant.EU: mark("European Union: Annex VI"),
    Variant.FACE: mark("United Nations: FACE"),
    Variant.TEMPLATE: mark("The donor's own form"),
    RowStatus.POSTED: mark("Posted"),
    RowStatus.SIGNED: mark("Signed"),
    RowStatus.TAKEN_BACK: mark("Taken back"),
    RowStatus.CORRECTION: mark("Correction"),
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
    Figure.BUDGET: mark("Total budget"),
    Figure.REALLOCATION: mark("Reallocation"),
    Figure.REVISED: mark("Revised budget"),
    Figure.PREVIOUS: mark("Spent previous"),
    Figure.PERIOD: mark("Spent this period"),
    Figure.CUMULATIVE: mark("Cumulative"),
    Figure.COMMITTED: mark("Committed"),
    Figure.BALANCE: mark("Balance"),
    FormFact.ORGANISATION: mark("Organisation"),
    FormFact.GRANT: mark("Grant"),
    FormFact.AGREEMENT: mark("Agreement number"),
    FormFact.CURRENCY: mark("Currency"),
    FormFact.PERIOD_FROM: mark("Period from"),
    FormFact.PERIOD_TO: mark("Period to"),
    FormFact.MADE_ON: mark("Made on"),
    FormFact.TOTAL_BUDGET: mark("Total budget of all items"),
    FormFact.TOTAL_PERIOD: mark("Spent this period on all items"),
    FormFact.TOTAL_CUMULATIVE: mark("Spent on all items from the start"),
    FormFact.RECEIVED: mark("Funds received"),
}
