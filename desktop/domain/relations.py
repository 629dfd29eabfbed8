"""Who is what to whom: a spouse, a parent, a lawyer, who is trusted to take money. Each is seen from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NOTE = 1_000


class RelationKind(Enum):
    """What the other one is to a person."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    FRIEND = "friend"
    GUARDIAN = "guardian"
    WARD = "ward"
    LAWYER = "lawyer"
    CLIENT = "client"
    TRUSTED_PAYEE = "trusted_payee"
    PAID_FOR = "paid_for"
    CONTACT = "contact"
    CONTACT_FOR = "contact_for"

    @property
    def inverse(self) -> RelationKind:
        """What the person is to the other one."""
        return _INVERSE.get(self, self)


_PAIRS = (
    (RelationKind.PARENT, RelationKind.CHILD),
    (RelationKind.GUARDIAN, RelationKind.WARD),
    (RelationKind.LAWYER, RelationKind.CLIENT),
    (RelationKind.TRUSTED_PAYEE, RelationKind.PAID_FOR),
    (RelationKind.CONTACT, RelationKind.CONTACT_FOR),
)
_INVERSE = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """What a worker says of two people: who the other one is (a code), and what they are to the person."""

    other: str = ""
    kind: RelationKind = RelationKind.RELATIVE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as stored, seen from `person`. One that was removed says nothing any more."""

    number: int
    person: str
    draft: RelationDraft
    revision: int
    removed: bool = False


def check_relation(person: str, draft: RelationDraft, known: Iterable[Relation]) -> tuple[Problem, ...]:
    """Say what is wrong with a relation.

    Args:
        person: Whose it is; this code and the other one's are those that they go by now.
        draft: What is entered.
        known: The person's other relations, seen from the person.
    """
    found: list[Problem] = []
    if not draft.other:
        found.append(Problem("field.required", "other"))
    elif draft.other == person:
        found.append(Problem("relation.itself", "other", {"code": person}))
    elif any((each.draft.other, each.draft.kind) == (draft.other, draft.kind) for each in known):
        found.append(Problem("relation.twice", "kind", {"code": draft.other}))
    if len(draft.note) > LONGEST_NOTE:
        found.append(Problem("text.too_long", "note", {"longest": LONGEST_NOTE}))
    return tuple(found)
