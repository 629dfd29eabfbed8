"""People: save, load and archive. All but the code and category lies in the book of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.people import Person, PersonChecks, check_person
from desktop.domain.text import tidied
from desktop.services.national_ids import check_national_id, national_id_problems
from desktop.services.undo import Gesture, Keeper, Many, Putting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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


def bic_is_right(text: str) -> bool:
    """Tell whether a text is a BIC: 8 or 11 letters and digits, of a country that there is."""
    from schwifty import BIC  # noqa: PLC0415 - late, as above
    from schwifty.exceptions import SchwiftyException  # noqa: PLC0415 - as above

    try:
        BIC(text)
    except SchwiftyException:
        return False
    return True


def phone_is_plausible(text: str) -> bool:
    """Tell whether a text may be a phone number with its country's code."""
    return bool(_phone(text))


def normal_phone(text: str) -> str:
    """Give a phone number as it is dialled from everywhere, "+48600000000"; another text stays as it is.

    A text with letters or several numbers is left alone: what stands beside a number must not be lost.
    """
    return (_phone(text) if _ONE_PHONE.fullmatch(text.strip()) else "") or text


_ONE_PHONE = re.compile(r"(?:\+|00)[\d\s()./\u2010-\u2015-]+")


def _phone(text: str) -> str:
    """Give a possible number in the form of E.164; empty where it is none."""
    import phonenumbers  # noqa: PLC0415 - late: its tables are large

    plain = text.strip()
    plain = f"+{plain[2:]}" if plain.startswith("00") else plain
    try:
        number = phonenumbers.parse(plain, None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def person_problems(draft: PersonDraft, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a person's draft, by the libraries' checks too: errors block, warnings do not."""
    checks = PersonChecks(
        iban=iban_is_right,
        bic=bic_is_right,
        phone=phone_is_plausible,
        national_id=lambda country, text: check_national_id(country, text) is not False,
    )
    numbers = national_id_problems(draft.document, (draft.nationality, draft.country))
    return *check_person(draft, today, checks), *numbers


def tidied_person(draft: PersonDraft) -> PersonDraft:
    """Give a person's draft with its texts fit to keep."""
    return tidied(draft, ("address", "needs", "notes"))


def check_alias_free(work: Work, alias: str, code: str | None = None) -> None:
    """Refuse an alias that already belongs to somebody other than `code`."""
    holder = work.people.find_by_alias(alias.strip()) if alias.strip() else None
    if holder is not None and holder != code:
        raise refuse("person.alias_taken", at="alias", code=holder)


def check_aliases(work: Work, said: Sequence[tuple[str, str]]) -> None:
    """Refuse the work when one of the people stored in it goes under an alias of somebody else; raises as above."""
    for _place, code in taken_aliases(work, said):
        raise refuse("person.alias_taken", at="alias", code=code)


def taken_aliases(work: Work, said: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """Tell which of several stored people, each a code with an alias, have one that another has: its place and whose.

    Of two of them that share an alias, it is the later one's mistake.
    """
    from desktop.storage.people import alias_key  # noqa: PLC0415  late: it loads the database's library

    holders = work.people.holders([alias for _code, alias in said if alias])
    place_of = {code: place for place, (code, _alias) in reversed(list(enumerate(said)))}
    for place, (code, alias) in enumerate(said):
        others = (each for each in holders.get(alias_key(alias), ()) if each != code)
        if (other := next((each for each in others if place_of.get(each, -1) < place), None)) is not None:
            yield place, other


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


def _put(asked: Putting) -> Sequence[Record]:
    """Make a person say again what it said; a new one is put away."""
    return _put_many((asked,))[0]


def _put_many(asked: Sequence[Putting]) -> list[list[Record]]:
    """Make people of one work say again what they said; new ones are put away."""
    work = asked[0].work
    turned: dict[bool, list[str]] = {False: [], True: []}
    said: list[tuple[str, PersonDraft, int]] = []
    for each in asked:
        now, (archived, draft) = _stands(each), _wanted(each)
        if draft != now.draft:
            said.append((each.code, draft, now.revision))
        if archived is not now.archived:
            turned[archived].append(each.code)
    work.people.save_many(said)
    check_aliases(work, [(code, draft.alias) for code, draft, _revision in said])
    for archived, codes in turned.items():
        work.people.archive_many(codes, archived)
    records: dict[str, list[Record]] = {each.code: [] for each in asked}
    for code, draft, revision in said:
        facts = {"category": draft.category.value, "revision": revision + 1}
        records[code].append(Record("person.changed", code, facts))
    for archived, codes in turned.items():
        for code in codes:
            records[code].append(Record(_ARCHIVING[archived], code))
    return list(records.values())


def _stands(asked: Putting) -> Person:
    assert isinstance(asked.now, Person)  # noqa: S101  what `get` gave
    return asked.now


def _wanted(asked: Putting) -> tuple[bool, PersonDraft]:
    """Say whether a person should be archived, and what it should say."""
    wanted = asked.wanted
    return (wanted.archived, wanted.draft) if isinstance(wanted, Person) else (True, _stands(asked).draft)


PEOPLE = Keeper(
    "person",
    lambda work, code: work.people.own(code),
    _put,
    Many(lambda work, codes: work.people.own_many(codes), _put_many),
)
"""How people are put back."""


def _told(person: Person) -> dict[str, object]:
    return {"category": person.draft.category.value, "revision": person.revision}


def _known(revision: int | None) -> int:
    """A change must say which revision it was made on; not knowing it counts as changed meanwhile."""
    if revision is None:
        raise Refused(Problem("changed_meanwhile"))
    return revision
