"""Events of a person's case: list them, the newest first; record one, change it, remove it; each is one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case_events import CaseEvent, check_event
from desktop.domain.errors import refuse_errors
from desktop.domain.journal import Record
from desktop.domain.text import tidied
from desktop.services.relations import key_of, number_of, standing_person
from desktop.services.undo import Gesture, Keeper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.case_events import EventDraft
    from desktop.services.office import Office
    from desktop.services.undo import Putting

ADDED, CHANGED, REMOVED = "event.added", "event.changed", "event.removed"


def list_events(office: Office, person: str) -> tuple[CaseEvent, ...]:
    """List the events of a person's case, the newest first; none without the book of names."""
    with office.work() as work:
        return work.case_events.of(person)


def save_event(
    office: Office, person: str, draft: EventDraft, number: int | None = None, revision: int = 0
) -> CaseEvent:
    """Record an event of a person's case (no `number`), or change one that was read at `revision`.

    Raises:
        Refused: A check failed, the person is erased or not there, somebody changed the event meanwhile, or the book
            of names is not open; nothing is stored.
        NotFound: There is no such event.
    """
    office.need_identity()
    draft = tidied(draft, ("text",))
    refuse_errors(check_event(draft, office.today()))
    with office.work() as work:
        code = standing_person(work, person, at="person")
        gesture = Gesture(office, work)
        if number is None:
            number, verb = work.case_events.add(code, draft, office.now(), office.user), ADDED
            gesture.adds(EVENTS, key_of(code, number))
        else:
            verb = CHANGED
            gesture.changes(EVENTS, key_of(code, number))
            work.case_events.write(number, draft, revision)
        gesture.commit(Record(verb, code, {"event": number}))
        return work.case_events.get(number)


def remove_event(office: Office, person: str, number: int) -> None:
    """Remove an event; its day and words are gone, that there was one stays in the journal.

    Raises:
        Refused: The book of names is not open.
        NotFound: There is no such person or event.
    """
    office.need_identity()
    with office.work() as work:
        code = work.people.get(person).code
        gesture = Gesture(office, work)
        gesture.changes(EVENTS, key_of(code, number))
        work.case_events.remove(number)
        gesture.commit(Record(REMOVED, code, {"event": number}))


def _put(asked: Putting) -> Sequence[Record]:
    """Make an event say again what it said; a new one is removed."""
    now, wanted = asked.now, asked.wanted
    assert isinstance(now, CaseEvent)  # noqa: S101  what the keeper's `read` gave
    person = asked.code.partition("/")[0]
    if isinstance(wanted, CaseEvent) and wanted.draft is not None:
        asked.work.case_events.write(now.number, wanted.draft, now.revision)
        return (Record(ADDED if now.removed else CHANGED, person, {"event": now.number}),)
    asked.work.case_events.remove(now.number)
    return (Record(REMOVED, person, {"event": now.number}),)


EVENTS = Keeper("event", lambda work, key: work.case_events.get(number_of(key)), _put)
"""How events are put back."""
