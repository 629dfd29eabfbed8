"""What happened in a person's case: dated events with a kind and a text, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from datetime import date

LONGEST_TEXT = 20_000
_FIRST_YEAR = 1900
_YEARS_AHEAD = 50


class EventKind(Enum):
    """What sort of thing happened, or is to happen."""

    SEARCH = "search"
    DETENTION = "detention"
    CHARGE = "charge"
    TRIAL = "trial"
    SENTENCE = "sentence"
    TRANSFER = "transfer"
    HEALTH = "health"
    RELEASE = "release"
    DEPARTURE = "departure"
    CONTACT = "contact"
    HELP = "help"
    DECISION = "decision"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What a worker notes: on which day, what sort of thing, and its words."""

    on: date
    kind: EventKind = EventKind.OTHER
    text: str = ""


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """An event as stored; `draft` is None of one that was removed: it says nothing any more. `by` is who noted it."""

    number: int
    person: str
    draft: EventDraft | None
    revision: int
    by: int

    @property
    def removed(self) -> bool:
        """Whether it was removed."""
        return self.draft is None


def check_event(draft: EventDraft, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with an event; a day to come is right: a trial is set before it is held."""
    found: list[Problem] = []
    if not _FIRST_YEAR <= draft.on.year <= today.year + _YEARS_AHEAD:
        found.append(Problem("event.year", "on", {"date": draft.on}))
    if draft.kind is EventKind.OTHER and not draft.text:
        found.append(Problem("event.says_nothing", "text"))
    if len(draft.text) > LONGEST_TEXT:
        found.append(Problem("text.too_long", "text", {"longest": LONGEST_TEXT}))
    return tuple(found)
