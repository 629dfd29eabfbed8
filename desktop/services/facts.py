"""What the journal is told of ledger entries, and the checks that all takings-back share."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import Problem
from desktop.domain.ledger import canonical
from desktop.domain.payouts import PayoutState
from desktop.domain.receipts import LONGEST_REASON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.journal import Record
    from desktop.domain.ledger import Entry
    from desktop.domain.payouts import Payout

ENTRY = "entry"
ENTRY_DIGEST = "entry_digest"
ACTS = "acts"
REVISIONS = "revisions"
PLANS = "plans"
DECISION = "decision"
DOCUMENT = "document"
DOCUMENT_PDF = "document_pdf"
DOCUMENT_FACTS = "document_facts"
PAYOUTS = "payouts"
VOIDED = "voided"  # the number of a document that was made void along with what a record tells
TAKES_BACK = "takes_back"  # the record that a record takes back (see `services.undo`)


def entry_facts(number: int, entry: Entry) -> dict[str, object]:
    """Tell of a posted entry: its number and the digest by which verification finds an edited row."""
    return {ENTRY: number, ENTRY_DIGEST: entry.digest()}


def payout_facts(*payouts: Payout) -> dict[str, object]:
    """Tell how payouts stand: each code's digest, by which verification finds an edited row."""
    return {PAYOUTS: {payout.code: payout_digest(payout) for payout in payouts}}


def payout_digest(payout: Payout) -> str:
    """SHA-256 over all of a payout that is in the ledger book, but for what its voucher tells: number and signature."""
    draft = payout.draft
    facts: dict[str, object] = {
        "campaign": draft.campaign,
        "payee": draft.payee,
        "currency": [draft.currency, payout.fund_amount.currency],
        "lines": [[line.item, line.amount.minor, money.minor]
                  for line, money in zip(draft.lines, payout.charged, strict=True)],
        "on": draft.on.isoformat(),
        "happened": draft.happened.isoformat() if draft.happened else "",
        "method": draft.method.value,
        "role": draft.role.value,
        "rate": dict(draft.rate.facts()) if draft.rate is not None else None,
        "state": (PayoutState.PAID if payout.state is PayoutState.SIGNED else payout.state).value,
        "author": payout.author,
        "submitted_at": payout.submitted_at.isoformat() if payout.submitted_at else "",
        "approver": payout.approver,
        "approved_at": payout.approved_at.isoformat() if payout.approved_at else "",
        "override": payout.override,
        "part_of": payout.part_of,
        "entry": payout.entry,
        "countered_by": payout.countered_by,
    }  # fmt: skip
    return hashlib.sha256(canonical(facts)).hexdigest()


def act_facts(acts: Sequence[Record]) -> dict[str, object]:
    """Tell of all that one transaction did to several things, each as if it had been done by itself."""
    return {ACTS: [[act.verb, act.subject, dict(act.facts)] for act in acts]} if acts else {}


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
