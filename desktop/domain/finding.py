"""What a search of the whole office finds: records of every kind, the best first, a few of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.listing import ListKind
    from desktop.domain.money import Money

FOUND_MOST = 5
"""So many of each kind are found unless more are asked for."""


class Match(IntEnum):
    """How well a record fits what was typed; the best is the least."""

    EXACT = 0  # its code, number or amount
    BEGINNING = 1  # a name, code or amount that begins so
    WITHIN = 2  # the words stand somewhere in it
    STORY = 3  # the words stand in the campaign's story
    CASE = 4  # the words stand in an event of the person's case
    RELATED = 5  # it belongs to a person or a campaign that was found


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found. `code` opens it: a code, an item's place ("C-0001.2") or a document's number.

    `title` is empty where it would say the code again, as it does without the identity book.
    """

    kind: ListKind
    code: str
    title: str
    detail: str
    amount: Money | None
    match: Match
    archived: bool = False


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one kind; `more` says that there is more of it than is told."""

    kind: ListKind
    found: tuple[Found, ...]
    more: bool

    @property
    def best(self) -> Match:
        """How well the best of them fits."""
        return min(each.match for each in self.found)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a text, grouped by kind: the kinds with the best matches first."""

    text: str
    groups: tuple[FoundGroup, ...]

    def __bool__(self) -> bool:
        return bool(self.groups)


def ranked(text: str, groups: tuple[FoundGroup, ...]) -> Findings:
    """Put groups in order: those with a better match first, else as they come; empty ones are left out."""
    return Findings(text, tuple(sorted((each for each in groups if each.found), key=lambda group: group.best)))
