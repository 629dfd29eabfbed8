"""Merging two records of one person field by field, and taking a merge back.

The record that is kept takes for each field the one or the other's value, or both where a field can hold both. The
other record stays as it is, under its code, and points to the kept one: what names it is never rewritten.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.cases import ADDRESS
from desktop.domain.errors import Problem
from desktop.domain.people import LONGEST_TEXT, PersonCategory, PersonDraft

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from desktop.domain.people import Person

FIELDS = tuple(each.name for each in fields(PersonDraft))
"""The fields of a record, in the order of its form."""
JOINED = {
    "phone": ", ", "languages": ", ", "do_not_contact_via": ", ", "address": "\n", "article": ", ", "needs": "\n\n",
    "notes": "\n\n",
}  # fmt: skip
"""The fields that can hold what both records say, and what stands between the two; protection concerns can too."""
LISTED = "concerns"
FOLLOWS = {"national_id_country": "national_id"}
"""Fields that say something about another one alone, and are taken with it."""


class Take(Enum):
    """Whose value a field takes."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Moves:
    """How much of the merged person's is the kept one's from then on, and what never changes: the documents."""

    campaigns: int = 0
    donations: int = 0
    pledges: int = 0
    payouts: int = 0
    advances: int = 0
    consents: int = 0
    attachments: int = 0
    relations: int = 0
    events: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that was made: the kept person's record before it and after it, and whether the other was archived."""

    kept: str
    other: str
    before: PersonDraft
    after: PersonDraft
    was_archived: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """Payouts in which the two meet as two people: one is paid, in a role of their own, for the other.

    "Somebody else" is none: the program itself calls a payee so who is not the beneficiary, under whatever code.
    """

    payouts: tuple[str, ...] = ()


def differing(kept: PersonDraft, other: PersonDraft) -> tuple[str, ...]:
    """Give the fields in which both records say something, and not the same."""
    return tuple(
        name
        for name in FIELDS
        if getattr(other, name) and getattr(kept, name) and getattr(kept, name) != getattr(other, name)
    )


def can_hold_both(name: str) -> bool:
    """Tell whether a field can hold what both records say."""
    return name in JOINED or name == LISTED


def proposed(kept: PersonDraft, other: PersonDraft) -> dict[str, Take]:
    """Propose for each field whose value it takes: the kept one's, the other's where that is empty, both in lists."""
    takes = {name: _proposed(name, getattr(kept, name), getattr(other, name)) for name in FIELDS}
    if any(name in ADDRESS for name in differing(kept, other)):
        takes.update(dict.fromkeys(ADDRESS, Take.KEPT))  # of two addresses none is made
    return _following(takes)


def merged_draft(kept: PersonDraft, other: PersonDraft, takes: Mapping[str, Take]) -> PersonDraft:
    """Make the draft of both records by what was chosen; a field that is not chosen is as proposed."""
    takes = _following({**proposed(kept, other), **takes})
    values = {name: _taken(name, getattr(kept, name), getattr(other, name), takes[name]) for name in FIELDS}
    return replace(kept, **values)


def unmerged_draft(now: PersonDraft, merged: Merged) -> tuple[PersonDraft, tuple[str, ...]]:
    """Take the kept record back to what it was before a merge.

    Returns:
        The draft, and the fields that were changed since the merge: they are left as they are.
    """
    values, left = {}, []
    for name in FIELDS:
        before, after, mine = (getattr(each, name) for each in (merged.before, merged.after, now))
        if mine == after:
            values[name] = before
        elif before != after:
            left.append(name)
    return replace(now, **values), tuple(left)


def check_merge(kept: Person, other: Person, meeting: Meeting, *, other_holds: Collection[str]) -> tuple[Problem, ...]:
    """Say why two records may not become one.

    Args:
        kept: The record that is kept, as it is stored under its own code.
        other: The record that is merged into it.
        meeting: Payouts in which they are two people.
        other_holds: Codes of those who were merged into the other one already.
    """
    if kept.code == other.code:
        return (Problem("merge.itself", params={"code": kept.code}),)
    if other_holds:
        return (Problem("merge.chain", params={"code": other.code, "person": min(other_holds), "kept": kept.code}),)
    found = []
    staff = [each.draft.category is PersonCategory.STAFF for each in (kept, other)]
    if any(staff) and not all(staff):
        who = kept if staff[0] else other
        found.append(Problem("merge.staff", params={"code": who.code}))
    if meeting.payouts:
        found.append(
            Problem("merge.roles", params={"code": kept.code, "person": other.code, "payouts": meeting.payouts})
        )
    if kept.archived:
        found.append(Problem("person.archived", "person", {"code": kept.code}))
    return tuple(found)


def _following(takes: dict[str, Take]) -> dict[str, Take]:
    return {**takes, **{name: takes[lead] for name, lead in FOLLOWS.items()}}


def _proposed(name: str, kept: Any, other: Any) -> Take:
    if name == "category" or not other or kept == other:
        return Take.KEPT
    if not kept:
        return Take.OTHER
    return Take.BOTH if can_hold_both(name) and _fits(name, kept, other) else Take.KEPT


def _taken(name: str, kept: Any, other: Any, take: Take) -> Any:
    if take is Take.BOTH and name == LISTED:
        return tuple(dict.fromkeys((*kept, *other)))
    if take is Take.BOTH and name in JOINED:
        return kept if other in kept else _joined(name, kept, other)
    return other if take is Take.OTHER else kept


def _joined(name: str, kept: str, other: str) -> str:
    return JOINED[name].join(part for part in (kept, other) if part)


def _fits(name: str, kept: Any, other: Any) -> bool:
    """Tell whether both fit into a field; a phone stands alone where it is dialled, so a second one is a choice."""
    if name == LISTED:
        return True
    return name in ("needs", "notes") and len(_joined(name, kept, other)) <= LONGEST_TEXT
