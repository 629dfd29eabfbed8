"""Likely duplicates: whom a form may be about, all likely pairs, and pairs of whom somebody said that they are two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import NotFound, refuse
from desktop.domain.journal import Record
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress
from desktop.services import wording
from desktop.services.undo import Gesture, Keeper

if TYPE_CHECKING:
    from desktop.domain.duplicates import Likeness
    from desktop.domain.people import Person, PersonDraft
    from desktop.domain.progress import Progress
    from desktop.services.office import Office
    from desktop.services.undo import Putting
    from desktop.storage.work import Work

NOT_SAME, MAY_BE_SAME = "person.not_same", "person.may_be_same"
_PAIR = " – "  # between the codes of two people: what a step back calls a pair
COUNTED_MOST = 2000
"""Of more people than these the likely pairs are counted when their list is asked for, not by the way."""


@dataclass(frozen=True, slots=True)
class LooksLike:
    """Somebody whom a form may be about: who it is, and why it is thought so. `alias` may be empty."""

    code: str
    name: str
    alias: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class PairRow:
    """A likely pair as its list shows it, each with the name that lists show; the code where there is none."""

    first: str
    first_name: str
    second: str
    second_name: str
    likeness: Likeness
    dismissed: bool


def looks_like(office: Office, draft: PersonDraft, code: str | None = None) -> tuple[LooksLike, ...]:
    """Give the few who are likely the person of a half-typed form (`code` None: a new one), the likeliest first.

    Who goes under the alias that is typed, or a near one, is among them though nothing else is alike. Nobody without
    the book of names. Reads indexes alone.
    """
    if not office.has_identity:
        return ()
    with office.work() as work:
        found = list(work.duplicates.alike(draft, code))
        likely = {each.code for each in found}
        found += [each for each in work.duplicates.under_alias(draft.alias, code) if each.code not in likely]
        people = work.people.names_of(each.code for each in found)
    return tuple(
        LooksLike(
            each.code,
            (people[each.code].name_local or people[each.code].name_latin or people[each.code].name_bank),
            people[each.code].alias,
            each.likeness,
        )
        for each in found
    )


def likely_pairs(office: Office, *, dismissed: bool = False, progress: Progress | None = None) -> tuple[PairRow, ...]:
    """Give all likely pairs, the likeliest first; with those of whom somebody said that they are two, if asked.

    Raises:
        Refused: "identity.needed" without the book of names.
        Stopped: From `progress`, which may break the reading off at any time.
    """
    office.need_identity()
    progress = progress or NoProgress()
    with office.work() as work, work.breaking_off(progress):
        pairs = [each for each in work.duplicates.pairs(progress) if dismissed or not each.dismissed]
        names = work.people.names({code for each in pairs for code in (each.first, each.second)}, NameUse.NAME)
    return tuple(
        PairRow(each.first, names[each.first], each.second, names[each.second], each.likeness, each.dismissed)
        for each in pairs
    )


def count_pairs(office: Office, *, progress: Progress | None = None) -> int | None:
    """Count the likely pairs of a small office; None where it would take long, or without the book of names."""
    if not office.has_identity:
        return None
    with office.work() as work:
        if work.people.count() > COUNTED_MOST:
            return None
    return len(likely_pairs(office, progress=progress))


def not_the_same(office: Office, first: str, second: str, *, taken_back: bool = False) -> None:
    """Remember that two people are two, so that they are not told to be likely one; or take that back.

    Raises:
        Refused: They are one record, or the book of names is not open.
        NotFound: There is no such person.
    """
    office.need_identity()
    with office.work() as work:
        one, other = sorted((_existing(work.people.get(first)), _existing(work.people.get(second))))
        if one == other:
            raise refuse("merge.itself", code=one)
        if work.duplicates.are_two(one, other) is not taken_back:
            return
        gesture = Gesture(office, work)
        gesture.changes(PAIRS, _PAIR.join((one, other)))
        gesture.commit(*_say(work, office, one, other, two=not taken_back))


@dataclass(frozen=True, slots=True)
class Said:
    """Whether somebody said of a pair that they are two."""

    two: bool


def _read(work: Work, pair: str) -> Said:
    one, other = pair.split(_PAIR)
    return Said(work.duplicates.are_two(one, other))


def _put(asked: Putting) -> list[Record]:
    one, other = asked.code.split(_PAIR)
    assert isinstance(asked.wanted, Said)  # noqa: S101  what `_read` gave
    return _say(asked.work, asked.office, one, other, two=asked.wanted.two)


PAIRS = Keeper("pair", _read, _put)
"""How it is taken back, and said again, that two people are two."""


def _say(work: Work, office: Office, one: str, other: str, *, two: bool) -> list[Record]:
    """Say of two people that they are two, or that they may be one; gives the records to commit with."""
    if two:
        work.duplicates.dismiss(one, other, office.now(), office.user)
    else:
        work.duplicates.recall(one, other)
    verb = NOT_SAME if two else MAY_BE_SAME
    return [Record(verb, one, {"other": other}), Record(verb, other, {"other": one})]


def reasons_in_words(likeness: Likeness) -> str:
    """Say why two records may be of one person: "same phone, names alike"; what speaks against it last."""
    ordered = sorted(likeness.reasons, key=lambda reason: reason.speaks_against)
    return ", ".join(wording.label(reason) for reason in ordered)


def _existing(person: Person) -> str:
    if not person.known:
        raise NotFound(subject=person.code)
    return person.code
