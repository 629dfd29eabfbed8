"""What a donor's own form must say, row by row, so that a finished workbook can be compared with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_eu import COLUMNS as EU_COLUMNS
from desktop.documents.workbook_eu import eu_figures, eu_money, sums_of
from desktop.documents.workbook_face import COLUMNS as FACE_COLUMNS
from desktop.documents.workbook_face import face_figures, face_sums
from desktop.documents.workbook_report import report_lines
from desktop.domain.money import Money
from desktop.domain.reports import Variant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.documents.workbook_figures import Figures
    from desktop.domain.reports import WorkbookFacts
    from desktop.i18n import Texts

Wanted = dict[str, dict[str, Money]]


def report_columns(variant: Variant) -> Mapping[str, str]:
    """Give the columns of a variant's own sheet."""
    return EU_COLUMNS if variant is Variant.EU else FACE_COLUMNS


def report_rows(facts: WorkbookFacts, figures: Figures, texts: Texts) -> Wanted:
    """Give what each row must say, by its code, its heading's number, or its word."""
    currency = facts.currency
    if facts.variant is Variant.EU:
        found = eu_figures(facts, figures)
        wanted = {str(heading.value): eu_money(sums, currency) for heading, sums in found.sums.items()}
        lines = (each for lines in found.lines.values() for each in lines)
        return wanted | {each.line.code: eu_money(sums_of(each), currency) for each in lines}
    rows = {
        each.line.code: {key: Money(minor, currency) for key, minor in face_figures(each).items()}
        for each in report_lines(facts, figures)
    }
    return rows | {texts.tr("Total"): face_sums(facts, figures)}
