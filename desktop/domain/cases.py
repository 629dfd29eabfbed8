"""A person's case: where they stand, what they are charged with, dates, needs; and an address in its parts.

All of it lies in the identity book: who is detained, under which article and where, tells who somebody is.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.people import PersonDraft

ADDRESS = ("address", "postcode", "city", "region", "country")
"""The parts of an address, from its first line to its country."""


class CaseStatus(Enum):
    """Where a person stands. A draft holds the value, or an empty text where nothing is known."""

    AT_RISK = "at_risk"
    WANTED = "wanted"
    DETAINED = "detained"
    ON_TRIAL = "on_trial"
    IMPRISONED = "imprisoned"
    RESTRICTED = "restricted"
    RELEASED = "released"
    ABROAD = "abroad"
    CLOSED = "closed"


_STATUSES = {each.value: each for each in CaseStatus}


def status_of(value: str) -> CaseStatus | None:
    """Give the status of a stored word; None where nothing is known, or where a later program wrote it."""
    return _STATUSES.get(value)


def check_case(draft: PersonDraft, today: date) -> Iterator[Problem]:
    """Say what is wrong with what is entered of a case."""
    if draft.case_status and draft.case_status not in _STATUSES:
        yield Problem("person.case_status", "case_status")
    for name in ("detained_on", "released_on"):
        day = getattr(draft, name)
        if day is not None and day > today and name == "detained_on":
            yield Problem("date.in_future", name, {"date": day, "today": today})
        elif day is not None and draft.birth_date is not None and day < draft.birth_date:
            yield Problem("person.before_birth", name, {"date": day})
    if draft.detained_on is not None and draft.released_on is not None and draft.released_on < draft.detained_on:
        yield Problem("person.released_before", "released_on", {"date": draft.detained_on})


def address_lines(draft: PersonDraft, country: str = "") -> tuple[str, ...]:
    """Give an address as it is written on a letter: street, postcode and city, region, country.

    Args:
        draft: The person.
        country: The country's name in the language of the letter; empty for a letter within it.
    """
    town = " ".join(part for part in (draft.postcode, draft.city) if part)
    written = tuple(line for line in (*draft.address.splitlines(), town, draft.region) if line)
    # A country alone is where somebody stays, and no address.
    return (*written, country) if written and country else written
