"""People: save, load and archive. All but the code and category lies in the book of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.people import Person, PersonChecks, check_person
from desktop.domain.text import tidied
from desktop.services.undo import Gesture, Keeper, Putting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.people import PersonDraft
    from desktop.services.office import Office
    from desktop.storage.work import Work


def iban_is_right(text: str) -> bool:
    """Tell whether a text is a whole IBAN with right check digits and a known bank-code shape."""
    from schwifty import IBAN  # noqa: PLC0415 - late: it reads registries of all countries
    from schwifty.exceptions import SchwiftyException  # noqa: PLC0415 - as above

    try:
        IBAN(text, validate_bban=False)
    except SchwiftyException:
        return False
    return True


def phone_is_plausible(text: str) -> bool:
    """Tell whether a text may be a phone number with its country's code."""
    import phonenumbers  # noqa: PLC0415 - late: its tables are large

    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(text, None)))
    except phonenumbers.NumberParseException:
        return False


def person_problems(draft: PersonDraft, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a person's draft, IBAN and phone included: errors block, warnings do not."""
    return check_person(draft, today, PersonChecks(iban=iban_is_right, phone=phone_is_plausible))


def tidied_person(draft: PersonDraft) -> PersonDraft:
    """Give a person's draft with its texts fit to keep."""
    return tidied(draft, ("address", "notes"))


def check_alias_free(work: Work, alias: str, code: str | None = None) -> None:
    """Refuse an alias that already belongs to somebody other than `code`."""
    holder = work.people.find_by_alias(alias.strip()) if alias.strip() else None
    if holder is not None and holder != code:
        raise refuse("person.alias_taken", at="alias", code=holder)


def require_person(work: Work, code: str, *, at: str) -> Person:
    """Give a person who may take part in something new: known and not archived."""
    if not work.people.exists(code):
        raise refuse("person.not_found", at=at, code=code)
    person = work.people.get(code)
    if person.archived:
        raise refuse("person.archived", at=at, code=code)
    return person


def save_person(office: Office, draft: PersonDraft, code: str | None = None, revision: int | None = None) -> Person:
    """Store a new person (no `code`) or a change of one made on `revision`.

    Raises:
        Refused: A check failed, the alias is taken, or somebody changed the person meanwhile.
    """
    office.need_identity()
    draft = tidied_person(draft)
    refuse_errors(person_problems(draft, office.today()))
    with office.work() as work:
        gesture = Gesture(office, work)
        check_alias_free(work, draft.alias, code)
        if code is None:
            code, verb = work.people.add(draft), "person.added"
            gesture.adds(PEOPLE, code)
        else:
            verb = "person.changed"
            gesture.changes(PEOPLE, code)
            work.people.save(code, draft, _known(revision))
        person = work.people.get(code)
        gesture.commit(Record(verb, person.code, _told(person)))
    return person


def load_person(office: Office, code: str) -> Person:
    """Read a person; raises NotFound."""
    with office.work() as work:
        return work.people.get(code)


def archive_person(office: Office, code: str, archived: bool = True) -> Person:
    """Put a person out of the lists, or back; nothing is deleted."""
    return archive_people(office, (code,), archived)[0]


def archive_people(office: Office, codes: Iterable[str], archived: bool = True) -> tuple[Person, ...]:
    """Put several people out of the lists, or back, in one transaction: all of them or none; raises NotFound."""
    with office.work() as work:
        wanted = tuple(dict.fromkeys(work.people.own(code).code for code in codes))
        gesture = Gesture(office, work)
        for code in wanted:
            gesture.changes(PEOPLE, code)
            work.people.archive(code, archived)
        people = tuple(work.people.get(code) for code in wanted)
        gesture.commit(*(Record(_ARCHIVING[archived], person.code) for person in people))
    return people


_ARCHIVING = {True: "person.archived", False: "person.brought_back"}


def _put(asked: Putting) -> list[Record]:
    """Make a person say again what it said; a new one is put away."""
    work, code, now, wanted = asked.work, asked.code, asked.now, asked.wanted
    assert isinstance(now, Person)  # noqa: S101  what `get` gave
    archived, draft = (wanted.archived, wanted.draft) if isinstance(wanted, Person) else (True, now.draft)
    records = []
    if draft != now.draft:
        check_alias_free(work, draft.alias, code)
        work.people.save(code, draft, now.revision)
        records.append(Record("person.changed", code, _told(work.people.get(code))))
    if archived is not now.archived:
        work.people.archive(code, archived)
        records.append(Record(_ARCHIVING[archived], code))
    return records


PEOPLE = Keeper("person", lambda work, code: work.people.own(code), _put)
"""How people are put back."""


def _told(person: Person) -> dict[str, object]:
    return {"category": person.draft.category.value, "revision": person.revision}


def _known(revision: int | None) -> int:
    """A change must say which revision it was made on; not knowing it counts as changed meanwhile."""
    if revision is None:
        raise Refused(Problem("changed_meanwhile"))
    return revision
