"""The audit of numbers: what an auditor asks of the register, as a paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse
from desktop.domain.receipts import DocumentState
from desktop.i18n import texts
from desktop.services.cash_papers import paper_head
from desktop.services.issuing import check_languages
from desktop.services.labels import LABELS

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.numbers import SeriesAudit
    from desktop.services.office import Office


def audit_numbers(office: Office, first: date, last: date, series: str = "") -> tuple[SeriesAudit, ...]:
    """Give every number of a period, series by series; `series` ("PV", "PV-USD") keeps those alone.

    Raises:
        Refused: "report.period" when it ends before it begins.
    """
    if first > last:
        raise refuse("report.period", at="last", period_from=first, period_to=last)
    with office.work() as work:
        found = work.numbers.audit(first, last)
    wanted = series.strip().upper()
    return tuple(each for each in found if not wanted or each.name.split("/")[0] == wanted)


def numbers_audit_pdf(
    office: Office, first: date, last: date, language: str, series: str = "", reasons: bool = True
) -> bytes:
    """Draw the audit of numbers; without `reasons`, why something was voided stays in the book of names.

    Raises:
        Refused: "report.period", "document.language".
    """
    from desktop.documents.numbers_audit import AuditSheet, draw_numbers_audit  # noqa: PLC0415 - late: heavy

    check_languages(language, "")
    found = audit_numbers(office, first, last, series)
    if not reasons:
        found = tuple(replace(each, lines=tuple(replace(line, reason="") for line in each.lines)) for each in found)
    words = texts(language)
    states = {state: words.tr(LABELS[state]) for state in DocumentState}
    with office.work() as work:
        head = paper_head(work, office, language)
    return draw_numbers_audit(AuditSheet(head, first, last, found, states))
