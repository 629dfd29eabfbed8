"""Transfers: money moved from one fund to another. Restricted money moves by a decision alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.campaigns import FundKind
from desktop.domain.clock import check_date
from desktop.domain.errors import Problem
from desktop.domain.ledger import Account, Entry, EntryKind, Posting
from desktop.domain.money import check_positive
from desktop.domain.remarks import check_reason

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.campaigns import Campaign
    from desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """A transfer as entered: the codes of two funds, an amount in the currency of both, and why.

    `into_open` says that it may be booked on the first open day where its month is locked; `happened` is then its own
    day. The reason lies in the identity book.
    """

    source: str
    target: str
    amount: Money
    on: date
    reason: str
    happened: date | None = None
    into_open: bool = False


@dataclass(frozen=True, slots=True)
class Transfer:
    """A recorded transfer: the code of the decision that made it, if one did, and the entry that took it back."""

    code: str
    draft: TransferDraft
    entry: int
    decision: str | None = None
    countered_by: int | None = None


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A line of the list of transfers."""

    row_id: int
    code: str
    on: date
    source: str
    target: str
    amount: Money
    decision: str | None
    taken_back: bool


def check_transfer(
    draft: TransferDraft, source: Campaign, target: Campaign, today: date, *, decided: bool = False
) -> tuple[Problem, ...]:
    """Say what is wrong with a transfer; `decided` says that a decision makes it, so that it may leave a campaign."""
    found = [*check_positive(draft.amount), *check_date(draft.on, today, at="on"), *check_reason(draft.reason)]
    if source.code == target.code:
        found.append(Problem("transfer.same_fund", "target"))
    elif source.draft.currency != target.draft.currency:
        currencies = {"source": source.draft.currency, "target": target.draft.currency}
        found.append(Problem("transfer.other_currency", "target", currencies))
    if draft.amount.currency != source.draft.currency:
        found.append(Problem("item.other_currency", "amount", {"currency": source.draft.currency}))
    elif draft.amount > source.totals.available:
        facts: dict[str, object] = {"source": source.code, "available": source.totals.available, "amount": draft.amount}
        found.append(Problem("transfer.not_enough", "amount", facts))
    if source.kind is not FundKind.GENERAL and not decided:
        found.append(Problem("transfer.restricted", "source", {"source": source.code}))
    return tuple(found)


def transfer_entry(draft: TransferDraft) -> Entry:
    """Money moved between two funds of one currency; where it lies does not change."""
    return Entry(
        EntryKind.TRANSFER,
        draft.on,
        (
            Posting(Account.TRANSFERS, draft.amount, draft.source),
            Posting(Account.TRANSFERS, -draft.amount, draft.target),
        ),
        happened=draft.happened,
    )
