"""How long what is personal is kept: a clock for each class of records, and what is due for review.

Nothing is erased by a clock: what is due stands in a list, and somebody decides. The terms are the office's own; these
are what it begins with:

* documents: ten years from the end of the year of issue. Lithuania's index of general documents' retention terms keeps
  accounting vouchers for 10 years; Poland's Accounting Act (ustawa o rachunkowosci, art. 74) for 5 years from the end
  of the fiscal year. The longer one is the usual value, so that nothing goes too early; a Polish office may set 5.
* donors: six years after the last gift, the general limitation of claims in Poland (Kodeks cywilny, art. 118).
* people: three years after anything happened, the limitation of periodic claims there.
* stories, files: one year after a campaign closed, two after a file came. No law asks for them: the GDPR (art. 5 (1) e)
  asks that what is no longer needed is not kept.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TERM = 50


class Clock(Enum):
    """A class of records with a term of its own; the value names its setting."""

    PEOPLE = "people"
    DONORS = "donors"
    STORIES = "stories"
    FILES = "files"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Terms:
    """How many years each class is kept after its clock began."""

    people: int = 3
    donors: int = 6
    stories: int = 1
    files: int = 2
    documents: int = 10

    def years(self, clock: Clock) -> int:
        """Give a class's term."""
        return int(getattr(self, clock.value))

    def facts(self) -> dict[str, int]:
        """Turn the terms into plain values."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_facts(cls, facts: Mapping[str, int]) -> Terms:
        """Turn them back; what was never settled is as usual."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: years for name, years in facts.items() if name in known})


@dataclass(frozen=True, slots=True)
class DueRow:
    """A record that is due for review: what it is, the day since which its clock runs, and the day it was due.

    `subject` is a person's code, a campaign's, a document's number, or a file's ("#12"), which belongs to `of`.
    """

    clock: Clock
    subject: str
    since: date
    due: date
    of: str = ""


def check_terms(terms: Terms) -> tuple[Problem, ...]:
    """Say which terms are none: each is from 1 to 50 years."""
    return tuple(
        Problem("retention.years", f"retention.{each.name}", {"most": LONGEST_TERM})
        for each in fields(terms)
        if not 1 <= getattr(terms, each.name) <= LONGEST_TERM
    )


def years_after(day: date, years: int) -> date:
    """Give the same day so many years later; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def years_before(day: date, years: int) -> date:
    """Give the last day whose term of so many years has ended on a day."""
    return years_after(day, -years)


def document_term(issued_on: date, years: int) -> date:
    """Give the last day of a document's term: it runs from the end of the fiscal year, which is the calendar's."""
    return date(issued_on.year + years, 12, 31)
