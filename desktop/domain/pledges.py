"""Pledges: gifts that were promised. They are no money: nothing is booked until one is kept by a donation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.campaigns import LATEST_YEAR
from desktop.domain.clock import check_date
from desktop.domain.errors import Problem
from desktop.domain.money import check_positive

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money

LONGEST_NOTE = 500

WITHDRAWN = "pledge.withdrawn"
"""The verb of a withdrawal in the journal, and of the remark that says why."""


class PledgeState(Enum):
    """open → kept by a donation, or withdrawn; the value is what is stored."""

    OPEN = "open"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PledgeDraft:
    """A promise as entered: who promised which fund how much, on which day and until when.

    `note` is the office's own; it may name people and is kept in the identity book.
    """

    campaign: str
    donor: str
    amount: Money
    on: date
    due: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pledge:
    """A recorded promise. `donation` is the gift that kept it; `withdrawn_because` lies in the identity book.

    `revision` counts its changes, so that a change made on an older state of it is refused.
    """

    code: str
    draft: PledgeDraft
    state: PledgeState
    donation: str | None = None
    withdrawn_because: str = ""
    revision: int = 1

    def overdue(self, today: date) -> bool:
        """Whether it should have come by now."""
        return self.state is PledgeState.OPEN and self.draft.due < today


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A line of the pledges list."""

    row_id: int
    code: str
    on: date
    due: date
    campaign: str
    donor: str
    donor_name: str
    amount: Money
    state: PledgeState
    donation: str | None
    overdue: bool


def check_pledge(draft: PledgeDraft, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a pledge."""
    found = [*check_positive(draft.amount), *check_date(draft.on, today, at="on")]
    if draft.due.year > LATEST_YEAR:
        found.append(Problem("date.absurd", "due", {"date": draft.due}))
    elif draft.due < draft.on:
        found.append(Problem("pledge.due_before", "due", {"due": draft.due, "on": draft.on}))
    if len(draft.note) > LONGEST_NOTE:
        found.append(Problem("text.too_long", "note", {"longest": LONGEST_NOTE}))
    return tuple(found)


def check_change(pledge: Pledge, draft: PledgeDraft) -> tuple[Problem, ...]:
    """Say why a pledge is not changed to `draft`: only an open one is, and never to another donor's."""
    problems = check_open(pledge)
    if not problems and draft.donor != pledge.draft.donor:
        return (Problem("pledge.donor_stays", "donor", {"code": pledge.code, "donor": pledge.draft.donor}),)
    return problems


def check_keeping(pledge: Pledge, donor: str | None) -> tuple[Problem, ...]:
    """Say why a gift of `donor` does not keep a pledge."""
    problems = check_open(pledge)
    if not problems and donor != pledge.draft.donor:
        return (Problem("pledge.other_donor", "donor", {"code": pledge.code, "donor": pledge.draft.donor}),)
    return problems


def check_open(pledge: Pledge) -> tuple[Problem, ...]:
    """Say that a pledge that was kept or withdrawn stays so."""
    if pledge.state is PledgeState.KEPT:
        return (Problem("pledge.kept", None, {"code": pledge.code, "donation": pledge.donation}),)
    if pledge.state is PledgeState.WITHDRAWN:
        return (Problem("pledge.withdrawn", None, {"code": pledge.code}),)
    return ()
