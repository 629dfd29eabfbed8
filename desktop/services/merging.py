"""Merge two records of one person into one, look at what that would do, and separate them again.

The other person's record stays as it is, put away, and points to the kept one. What was booked under its code stays
booked so; whoever reads follows the pointer. So nothing that was issued changes, and separating takes the pointer back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import NotFound, Problem, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.merging import Merged, check_merge, differing, merged_draft, proposed, unmerged_draft
from desktop.domain.receipts import thaw
from desktop.services.people import check_alias_free, person_problems, tidied_person
from desktop.services.undo import Gesture, Keeper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.merging import Moves, Take
    from desktop.domain.people import Person, PersonDraft
    from desktop.services.office import Office
    from desktop.services.undo import Putting
    from desktop.storage.work import Work

MERGED, MERGED_INTO = "person.merged", "person.merged_into"
SEPARATED, SEPARATED_FROM = "person.separated", "person.separated_from"


@dataclass(frozen=True, slots=True)
class MergeView:
    """Two records side by side: what is proposed for each field, where they differ, what would belong to the kept one.

    `problems` say why they may not be merged; empty where they may.
    """

    kept: Person
    other: Person
    takes: Mapping[str, Take]
    differing: tuple[str, ...]
    moves: Moves
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Separated:
    """Two people again. `left` are the fields of the kept one that were changed since the merge, and stay so."""

    kept: Person
    other: Person
    left: tuple[str, ...]


def view_merge(office: Office, keep: str, other: str) -> MergeView:
    """Look at two records side by side, before they are merged.

    Raises:
        Refused: "identity.needed" without the book of names.
        NotFound: There is no such person.
    """
    office.need_identity()
    with office.work() as work:
        kept, gone, problems = _both(work, keep, other)
        moves = work.merges.moves(gone.code)
    takes = proposed(kept.draft, gone.draft)
    return MergeView(kept, gone, takes, differing(kept.draft, gone.draft), moves, problems)


def merge_people(
    office: Office,
    keep: str,
    other: str,
    takes: Mapping[str, Take] | None = None,
    revisions: tuple[int, int] | None = None,
) -> Person:
    """Merge `other` into `keep`; gives the kept person.

    Args:
        office: The open office.
        keep: The code that the person goes by from then on.
        other: The code that becomes another name for it.
        takes: For each field whose value is taken; a field not named is as `proposed` says: the kept one's value, the
            other's where that is empty.
        revisions: Of both records as they were looked at; None: as they are.

    Raises:
        Refused: They cannot be one, what was chosen is not right, somebody changed one of them meanwhile
            ("changed_meanwhile"), or the book of names is not open. Nothing is changed.
        NotFound: There is no such person.
    """
    office.need_identity()
    with office.work() as work:
        kept, gone, problems = _both(work, keep, other)
        refuse_errors(problems)
        for person, revision in zip((kept, gone), revisions or (kept.revision, gone.revision), strict=True):
            if person.revision != revision:
                raise refuse("changed_meanwhile", subject=person.code)
        gesture = Gesture(office, work)
        gesture.changes(MERGES, gone.code)
        gesture.commit(*_merge(work, office, kept, gone, merged_draft(kept.draft, gone.draft, takes or {})))
        return work.people.get(kept.code)


def separate_people(office: Office, other: str) -> Separated:
    """Take a merge back: the two are two again, each with what is booked under its own code.

    What was booked since the merge stays with the kept person. Fields of the kept record become what they were; those
    that were changed since are left as they are.

    Raises:
        Refused: Documents issued since the merge name the kept person for what was the other's: they could not be told
            apart; or the book of names is not open. Nothing is changed.
        NotFound: There is no such person, or it was not merged.
    """
    office.need_identity()
    with office.work() as work:
        merged = work.merges.get(other)
        gesture = Gesture(office, work)
        gesture.changes(MERGES, merged.other)
        left, records = _separate(work, merged)
        gesture.commit(*records)
        return Separated(work.people.own(merged.kept), work.people.own(merged.other), left)


def load_merge(office: Office, other: str) -> Merged | None:
    """Give the merge of a person into another; None where there was none, or without the book of names."""
    with office.work() as work:
        try:
            return work.merges.get(other)
        except NotFound:
            return None


def _both(work: Work, keep: str, other: str) -> tuple[Person, Person, tuple[Problem, ...]]:
    """Load both records as they are kept under their own codes, and say why they may not become one."""
    kept, gone = work.people.own(keep), work.people.own(other)
    for person in (kept, gone):
        now = work.people.now(person.code)
        if person.erased is not None:
            return kept, gone, (Problem("person.erased", params={"code": person.code, "date": person.erased}),)
        if now != person.code:
            return kept, gone, (Problem("person.is_now", params={"code": person.code, "person": now}),)
    meeting = work.merges.meeting(kept.code, gone.code)
    return kept, gone, check_merge(kept, gone, meeting, other_holds=gone.merged)


def _merge(work: Work, office: Office, kept: Person, gone: Person, draft: PersonDraft) -> list[Record]:
    """Merge two records that may be one; gives the records to commit with."""
    draft = tidied_person(draft)
    refuse_errors(person_problems(draft, office.today()))
    work.merges.merge(Merged(kept.code, gone.code, kept.draft, draft, gone.archived), office.now(), office.user)
    check_alias_free(work, draft.alias, kept.code)
    work.people.save(kept.code, draft, kept.revision)
    person = work.people.get(kept.code)
    return [
        Record(MERGED, kept.code, {**_told(person), "other": gone.code}),
        Record(MERGED_INTO, gone.code, {"into": kept.code}),
    ]


def _separate(work: Work, merged: Merged) -> tuple[tuple[str, ...], list[Record]]:
    """Take a merge back; gives the fields that were left, and the records to commit with."""
    papers = (*work.merges.papers_since(merged), *_statements_since(work, merged))
    if papers:
        raise refuse("merge.papers_since", code=merged.other, person=merged.kept, documents=papers)
    draft, left = unmerged_draft(work.people.own(merged.kept).draft, merged)
    work.merges.separate(merged)
    kept, gone = work.people.own(merged.kept), work.people.own(merged.other)
    check_alias_free(work, draft.alias, kept.code)
    work.people.save(kept.code, draft, kept.revision)
    return left, [
        Record(SEPARATED, kept.code, {**_told(work.people.own(kept.code)), "other": gone.code}),
        Record(SEPARATED_FROM, gone.code, {"from": kept.code, "archived": gone.archived}),
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a person was merged into another, and how: what a step back needs to know of it."""

    merged: Merged | None


def _read(work: Work, code: str) -> Standing:
    person = work.people.own(code)
    return Standing(work.merges.get(code) if work.people.now(person.code) != person.code else None)


def _put(asked: Putting) -> list[Record]:
    """Merge again, or separate, for a step back or forward."""
    work, now, wanted = asked.work, asked.now, asked.wanted
    assert isinstance(now, Standing)  # noqa: S101  what `_read` gave
    if now.merged is not None:
        return _separate(work, now.merged)[1]
    assert isinstance(wanted, Standing)  # noqa: S101  as above
    assert wanted.merged is not None  # noqa: S101  else nothing was to be done
    kept, gone, problems = _both(work, wanted.merged.kept, wanted.merged.other)
    refuse_errors(problems)
    return _merge(work, asked.office, kept, gone, wanted.merged.after)


MERGES = Keeper("merge", _read, _put)
"""How merges are taken back and made again."""


def _statements_since(work: Work, merged: Merged) -> tuple[str, ...]:
    """Give the kept person's statements that count gifts of the other one: they were issued since the merge."""
    found = []
    for number in work.merges.statements_of(merged):
        paper = thaw(work.documents.facts(number)).paper
        gifts = paper.gifts if paper is not None else ()
        if any(work.donations.get(gift.code).draft.donor == merged.other for gift in gifts):
            found.append(number)
    return tuple(found)


def _told(person: Person) -> dict[str, object]:
    return {"category": person.draft.category.value, "revision": person.revision}
