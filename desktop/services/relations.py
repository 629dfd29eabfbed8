"""Relations between people: list a person's, record one, change it, remove it; each is one step back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.people import NameUse
from desktop.domain.relations import Relation, RelationDraft, check_relation
from desktop.domain.text import tidied
from desktop.services.undo import Gesture, Keeper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.office import Office
    from desktop.services.undo import Putting
    from desktop.storage.work import Work

ADDED, CHANGED, REMOVED = "relation.added", "relation.changed", "relation.removed"


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation seen from a person, with the name of the other one."""

    relation: Relation
    name: str


def list_relations(office: Office, person: str) -> tuple[RelationRow, ...]:
    """List a person's relations, whoever recorded them on whose page; none without the book of names."""
    with office.work() as work:
        relations = work.relations.of(person)
        names = work.people.names([each.draft.other for each in relations], NameUse.NAME)
    return tuple(RelationRow(each, names[each.draft.other]) for each in relations)


def save_relation(
    office: Office, person: str, draft: RelationDraft, number: int | None = None, revision: int = 0
) -> Relation:
    """Record a relation of a person (no `number`), or change one that was read at `revision`.

    Args:
        office: The open office.
        person: From whose side it is said.
        draft: Who the other one is, and what they are to the person; of one that is changed the other one stays.
        number: Of the relation that is changed.
        revision: At which it was read.

    Raises:
        Refused: A check failed, one of the two is erased or not there, somebody changed the relation meanwhile, or
            the book of names is not open; nothing is stored.
        NotFound: There is no such person, or no such relation.
    """
    office.need_identity()
    draft = tidied(draft, ("note",))
    with office.work() as work:
        code = standing_person(work, person, at="person")
        relations = work.relations.of(code)
        seen = next((each for each in relations if each.number == number), None)
        if number is not None and seen is None:
            raise refuse("changed_meanwhile")
        if seen is not None:
            draft = replace(draft, other=seen.draft.other)
        elif draft.other:
            draft = replace(draft, other=standing_person(work, draft.other, at="other"))
        refuse_errors(check_relation(code, draft, [each for each in relations if each.number != number]))
        gesture = Gesture(office, work)
        if number is None or seen is None:
            number, verb = work.relations.add(code, draft, office.now(), office.user), ADDED
            gesture.adds(RELATIONS, key_of(code, number))
        else:
            verb = CHANGED
            gesture.changes(RELATIONS, key_of(code, number))
            stored = work.relations.get(number)
            work.relations.write(number, _as_stored(stored, code == work.people.now(stored.person), draft), revision)
        gesture.commit(Record(verb, code, {"relation": number}))
        return next(each for each in work.relations.of(code) if each.number == number)


def remove_relation(office: Office, person: str, number: int) -> None:
    """Remove a relation; its words are gone, that there was one stays in the journal.

    Raises:
        Refused: The book of names is not open.
        NotFound: There is no such relation.
    """
    office.need_identity()
    with office.work() as work:
        code = work.people.get(person).code
        gesture = Gesture(office, work)
        gesture.changes(RELATIONS, key_of(code, number))
        work.relations.remove(number)
        gesture.commit(Record(REMOVED, code, {"relation": number}))


def key_of(person: str, number: int) -> str:
    """Give what a step calls a relation or an event of a person: "P-0001/3"."""
    return f"{person}/{number}"


def number_of(key: str) -> int:
    """Give the number that stands in such a key."""
    return int(key.rpartition("/")[2])


def standing_person(work: Work, code: str, *, at: str) -> str:
    """Give the code that a person goes by now, if there is one who is not erased.

    Raises:
        Refused: "person.not_found", "person.erased".
    """
    if not work.people.exists(code):
        raise refuse("person.not_found", at=at, code=code)
    person = work.people.get(code)
    if person.erased is not None:
        raise refuse("person.erased", at=at, code=person.code, date=person.erased)
    return person.code


def _as_stored(stored: Relation, recorded_here: bool, draft: RelationDraft) -> RelationDraft:
    """Turn what is said from a person's side to the side from which it was recorded; the two people stay the two."""
    return RelationDraft(stored.draft.other, draft.kind if recorded_here else draft.kind.inverse, draft.note)


def _put(asked: Putting) -> Sequence[Record]:
    """Make a relation say again what it said; a new one is removed."""
    now, wanted = asked.now, asked.wanted
    assert isinstance(now, Relation)  # noqa: S101  what the keeper's `read` gave
    person = asked.code.partition("/")[0]
    if isinstance(wanted, Relation) and not wanted.removed:
        asked.work.relations.write(now.number, wanted.draft, now.revision)
        return (Record(ADDED if now.removed else CHANGED, person, {"relation": now.number}),)
    asked.work.relations.remove(now.number)
    return (Record(REMOVED, person, {"relation": now.number}),)


RELATIONS = Keeper("relation", lambda work, key: work.relations.get(number_of(key)), _put)
"""How relations are put back."""
