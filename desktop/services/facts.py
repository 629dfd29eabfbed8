"""What the journal is told of ledger entries, and the checks that all takings-back share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import Problem
from desktop.domain.receipts import LONGEST_REASON

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.ledger import Entry

ENTRY = "entry"
ENTRY_DIGEST = "entry_digest"
DOCUMENT = "document"
DOCUMENT_PDF = "document_pdf"
DOCUMENT_FACTS = "document_facts"


def entry_facts(number: int, entry: Entry) -> dict[str, object]:
    """Tell of a posted entry: its number and the digest by which verification finds an edited row."""
    return {ENTRY: number, ENTRY_DIGEST: entry.digest()}


def check_taking_back(reason: str, on: date, original_on: date, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a taking-back: a reason is needed, and a date from the original's to today."""
    found = list(check_date(on, today, at="on"))
    if not reason.strip():
        found.append(Problem("reason.missing", "reason"))
    elif len(reason) > LONGEST_REASON:
        found.append(Problem("text.too_long", "reason", {"longest": LONGEST_REASON}))
    if not found and on < original_on:
        found.append(Problem("date.before_original", "on", {"date": on, "original": original_on}))
    return tuple(found)
