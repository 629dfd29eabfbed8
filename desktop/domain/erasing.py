"""Erasing a person: what stands in the way, what goes, and what the law keeps under seal for a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem
from desktop.domain.receipts import DocumentKind
from desktop.domain.retention import document_term

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from desktop.domain.retention import Terms

ACCOUNTING = frozenset(DocumentKind) - {DocumentKind.ANNUAL_STATEMENT}
"""The kinds that accounts rest on; a yearly statement only says once more what they say."""


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """What is not finished: it could not be finished without knowing whom it is about."""

    payouts: tuple[str, ...] = ()
    advances: tuple[str, ...] = ()
    pledges: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LaterState:
    """A later state of an office that is being restored: its last moment, and all that was erased by then."""

    at: datetime
    erased: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A document that the law keeps as it is until a day."""

    number: str
    until: date


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing a person takes away, and what stays.

    `codes` are all that stand for the person, the one they go by first. `redacted` are documents that say less from
    then on, `sealed` those that are kept until their term ends. `elsewhere` are other records whose texts may speak of
    the person, and are not touched. `problems` say why it cannot be done now.
    """

    codes: tuple[str, ...]
    campaigns: tuple[str, ...] = ()
    files: int = 0
    kept_files: int = 0
    consents: int = 0
    relations: int = 0
    events: int = 0
    drafts: int = 0
    redacted: tuple[str, ...] = ()
    sealed: tuple[Sealed, ...] = ()
    elsewhere: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def sealed_until(self) -> date | None:
        """The day on which the last term ends; None where nothing is kept."""
        return max((each.until for each in self.sealed), default=None)


def check_erasure(code: str, erased: date | None, matters: OpenMatters) -> tuple[Problem, ...]:
    """Say why a person cannot be erased now."""
    if erased is not None:
        return (Problem("person.erased", "person", {"code": code, "date": erased}),)
    found = {
        "erase.payouts": matters.payouts,
        "erase.advances": matters.advances,
        "erase.pledges": matters.pledges,
        "erase.papers": matters.papers,
        "erase.campaigns": matters.campaigns,
    }
    return tuple(Problem(name, None, {"code": code, "codes": codes}) for name, codes in found.items() if codes)


def sealed_until(kind: DocumentKind, issued_on: date, terms: Terms, today: date) -> date | None:
    """Give the day until which the law keeps a document as it is; None where it may be redacted today."""
    last = document_term(issued_on, terms.documents)
    return last if kind in ACCOUNTING and last >= today else None
