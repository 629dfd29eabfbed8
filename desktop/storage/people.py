"""People: the code, category and status in the ledger book, all else in the identity book alone."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.errors import NotFound, refuse
from desktop.domain.people import NameUse, Person, PersonCategory, PersonDraft
from desktop.storage import people_many
from desktop.storage.context import day_text, person_code, person_id, read_day
from desktop.storage.erasures import Erasures
from desktop.storage.folding import sort_key
from desktop.storage.merged import code_now, merged_with, now
from desktop.storage.person_keys import change_keys, make_keys
from desktop.storage.search import Indexed, index_row, index_rows
from desktop.storage.tables_identity import (
    advance_identity,
    donation_identity,
    payout_identity,
    person_identity,
    pledge_identity,
)  # fmt: skip
from desktop.storage.tables_ledger import campaign, donation, payout, person, tally
from desktop.storage.tables_money import advance, pledge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from desktop.domain.people import PersonRow
    from desktop.domain.progress import Progress
    from desktop.storage.context import Desk
    from desktop.storage.people_matching import Matches, PersonKeys

DAYS = ("birth_date", "detained_on", "released_on")
_TEXTS = tuple(each.name for each in fields(PersonDraft) if each.name not in {"category", "concerns", *DAYS})

_AT_ONCE = 5000


class People:
    """The repository of people."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: PersonDraft) -> str:
        """Store a new person; gives the new code.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        number = self._desk.next_id(person)
        self._desk.connection.execute(person.insert().values(id=number, category=draft.category.value))
        self._desk.connection.execute(person_identity.insert().values(id=number, **identity_values(draft)))
        index_row(self._desk, Indexed.PERSON, number, *searched(draft), new=True)
        change_keys(self._desk, number, None, draft)
        self._desk.tally(person, 1)
        return person_code(number)

    def add_many(self, drafts: Sequence[PersonDraft]) -> list[str]:
        """Store new people as `add` does, their rows together; gives their codes.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        if not drafts:
            return []
        people = list(enumerate(drafts, start=self._desk.next_id(person)))
        connection = self._desk.connection
        connection.execute(
            person.insert(), [{"id": number, "category": draft.category.value} for number, draft in people]
        )
        connection.execute(
            person_identity.insert(), [{"id": number, **identity_values(draft)} for number, draft in people]
        )
        index_rows(self._desk, Indexed.PERSON, ((number, searched(draft)) for number, draft in people))
        make_keys(self._desk, people)
        self._desk.tally(person, len(people))
        return [person_code(number) for number, _draft in people]

    def save(self, code: str, draft: PersonDraft, revision: int) -> None:
        """Store a changed person over the `revision` that was read.

        Raises:
            NotFound: There is no such person.
            Refused: "changed_meanwhile" when it was changed since; "identity.needed" when the draft holds personal
                values and the identity book is not open; "person.is_now" when it was merged into another.
        """
        if draft != PersonDraft(draft.category):
            self._desk.need_identity()
        number = self.not_merged(code)
        changed = self._desk.connection.execute(
            person.update()
            .where(person.c.id == number, person.c.revision == revision)
            .values(category=draft.category.value, revision=person.c.revision + 1)
        )
        if not changed.rowcount:
            self._must_exist(code)
            raise refuse("changed_meanwhile", subject=code)
        if not self._desk.has_identity:
            return
        values = identity_values(draft)
        known = select(person_identity).where(person_identity.c.id == number)
        before = self._desk.connection.execute(known).one_or_none()
        self._desk.connection.execute(person_identity.update().where(person_identity.c.id == number).values(**values))
        change_keys(self._desk, number, None if before is None else identity_draft(before), draft)
        if before is None or values["name_sort"] != before.name_sort or searched(draft) != searched(before):
            self.index(number)

    def save_many(self, changes: Sequence[tuple[str, PersonDraft, int]]) -> None:
        """Store changed people, each with the revision that was read, as `save` does one by one; raises as it does."""
        people_many.save_many(self, self._desk, changes)

    def index(self, number: int) -> None:
        """Let a person be found, with those merged into them, by all their names, and sort their money by theirs."""
        everybody = merged_with(self._desk, number)
        rows = self._desk.connection.execute(
            select(person_identity).where(person_identity.c.id.in_(everybody)).order_by(person_identity.c.id)
        ).all()
        texts = tuple(dict.fromkeys(text for row in rows for text in searched(row) if text))
        for each in everybody:
            index_row(self._desk, Indexed.PERSON, each, *texts)
        for row in rows:
            if row.id == everybody[0]:
                self._sort_money_by(everybody, row.name_sort)

    def get(self, code: str) -> Person:
        """Load a person; one who was merged into another is that other now.

        Without the identity book the draft holds the category alone.

        Raises:
            NotFound: There is no such person.
        """
        return self.own(self.now(code))

    def now(self, code: str) -> str:
        """Give the code of who this person is now: another one if they were merged, else the same."""
        return code_now(self._desk, person_id(code))

    def own(self, code: str) -> Person:
        """Load a person as they are kept under this very code, whoever they are now; as `get` does."""
        number = person_id(code)
        stored = self._desk.connection.execute(select(person).where(person.c.id == number)).one_or_none()
        if stored is None:
            raise NotFound(subject=code)
        category = PersonCategory(stored.category)
        draft, known = PersonDraft(category), False
        if self._desk.has_identity:
            found = self._desk.connection.execute(
                select(person_identity).where(person_identity.c.id == number)
            ).one_or_none()
            if found is not None:
                draft, known = identity_draft(found, category), True
        merged = tuple(person_code(each) for each in merged_with(self._desk, number)[1:])
        if stored.merged_into is not None:
            merged = ()
        erased = Erasures(self._desk).day_of(person_code(number))
        return Person(person_code(number), draft, bool(stored.archived), stored.revision, known, merged, erased)

    def own_many(self, codes: Collection[str]) -> dict[str, Person]:
        """Load people as `own` does, by their codes; who is not there is left out."""
        return people_many.own_many(self._desk, codes)

    def archive_many(self, codes: Sequence[str], archived: bool = True) -> None:
        """Put people away, or take them back, as `archive` does one by one; raises as it does."""
        people_many.archive_many(self, self._desk, codes, archived)

    def archive(self, code: str, archived: bool = True) -> None:
        """Put a person away, or take it back; its money stays in every account.

        Raises:
            NotFound: There is no such person.
            Refused: "person.is_now" when it was merged into another, "person.erased" when nothing is left of it.
        """
        self._must_exist(code)
        self.not_merged(code)
        changed = self._desk.connection.execute(
            person.update()
            .where(person.c.id == person_id(code), person.c.archived != int(archived))
            .values(archived=int(archived), revision=person.c.revision + 1)
        )
        if changed.rowcount:
            self._desk.tally(person, -1, archived=not archived)
            self._desk.tally(person, 1, archived=archived)

    def find_by_alias(self, alias: str) -> str | None:
        """Find who goes under an alias now, whatever its case; None without the identity book."""
        key = sort_key(alias)
        if not self._desk.has_identity or not key:
            return None
        found = self._desk.connection.execute(
            select(func.min(person_identity.c.id)).where(person_identity.c.alias_sort == key)
        ).scalar_one_or_none()
        return code_now(self._desk, found) if found else None

    def holders(self, aliases: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Find who goes under each of some aliases, by `alias_key`; who was entered first comes first."""
        return people_many.holders(self._desk, {alias_key(each) for each in aliases})

    def match(self, wanted: set[PersonKeys], progress: Progress) -> Matches:
        """Find the people whom rows of a table may mean, in one walk; raises Stopped from `progress`."""
        from desktop.storage.people_matching import match_people  # noqa: PLC0415  few sessions import a table

        return match_people(self._desk, wanted, progress)

    def exists(self, code: str) -> bool:
        """Tell whether a code names a person."""
        found = select(person.c.id).where(person.c.id == person_id(code))
        return self._desk.connection.execute(found).scalar_one_or_none() is not None

    def count(self) -> int:
        """Count the people who are not archived."""
        kept = select(tally.c.count).where(tally.c.kind == person.name, tally.c.archived == 0)
        return int(self._desk.connection.execute(kept).scalar_one_or_none() or 0)

    def names(self, codes: Iterable[str], use: NameUse) -> dict[str, str]:
        """Name several people at one level of disclosure; what is missing falls back to the code."""
        named = {code: code for code in codes}
        if use is NameUse.CODE or not self._desk.has_identity or not named:
            return named
        shown = person_identity.c.shown if use is NameUse.NAME else person_identity.c.alias
        numbers = {code: now(self._desk, person_id(code)) for code in named}
        rows = self._desk.connection.execute(
            select(person_identity.c.id, shown.label("shown")).where(person_identity.c.id.in_(set(numbers.values())))
        )
        found = {row.id: row.shown for row in rows if row.shown}
        return {code: found.get(number, person_code(number)) for code, number in numbers.items()}

    def names_of(self, codes: Iterable[str]) -> dict[str, PersonDraft]:
        """Read the names and aliases of several people, and nothing else of them; nobody without the identity book."""
        if not self._desk.has_identity:
            return {}
        columns = [person_identity.c[name] for name in ("id", "name_local", "name_latin", "name_bank", "alias")]
        whose = {code: now(self._desk, person_id(code)) for code in codes}
        numbers, found = sorted(set(whose.values())), {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = select(*columns).where(person_identity.c.id.in_(numbers[start : start + _AT_ONCE]))
            for row in self._desk.connection.execute(some):
                found[row.id] = PersonDraft(
                    name_local=row.name_local, name_latin=row.name_latin, name_bank=row.name_bank, alias=row.alias
                )
        return {code: found[number] for code, number in sorted(whose.items()) if number in found}

    def pick(self, text: str, limit: int = 20, categories: Collection[PersonCategory] = ()) -> tuple[PersonRow, ...]:
        """Find people for a chooser: those whose name begins with `text` first, archived ones left out."""
        from desktop.storage.lists.picking import pick_people  # noqa: PLC0415  the lists know this repository's rows

        return pick_people(self._desk, text, limit, categories)

    def _must_exist(self, code: str) -> None:
        if not self.exists(code):
            raise NotFound(subject=code)

    def not_merged(self, code: str) -> int:
        """Give a person's number, if they were not merged into another; what is changed is changed there."""
        number = person_id(code)
        kept = now(self._desk, number)
        if kept != number:
            raise refuse("person.is_now", code=code, person=person_code(kept))
        if (day := Erasures(self._desk).day_of(person_code(number))) is not None:
            raise refuse("person.erased", code=code, date=day)
        return number

    def _sort_money_by(self, numbers: tuple[int, ...], name_sort: str) -> None:
        """Move a renamed person's money, and that of those merged into them, to its place in lists sorted by name."""
        for kept, column, mine, whose in (
            (donation_identity, "donor_sort", donation, donation.c.donor_key),
            (payout_identity, "payee_sort", payout, payout.c.payee_id),
            (pledge_identity, "donor_sort", pledge, pledge.c.donor_id),
            (advance_identity, "person_sort", advance, advance.c.person_id),
        ):
            theirs = kept.c.id.in_(select(mine.c.id).where(whose.in_(numbers)))
            self._desk.connection.execute(kept.update().where(theirs).values({column: name_sort}))


def count_campaigns(desk: Desk, *numbers: int | None) -> None:
    """Keep how many campaigns are for each of some people."""
    for number in {now(desk, each) for each in numbers if each}:
        everybody = merged_with(desk, number)
        for_them = select(func.count()).where(campaign.c.beneficiary_key.in_(everybody)).scalar_subquery()
        desk.connection.execute(person.update().where(person.c.id == number).values(campaigns=for_them))


def alias_key(alias: str) -> str:
    """Fold an alias into what tells it from others, whatever its case."""
    return sort_key(alias)


def identity_values(draft: PersonDraft) -> dict[str, Any]:
    """Give what the identity book keeps of a person."""
    shown = draft.name_local or draft.name_latin or draft.name_bank or draft.alias
    return {
        **{name: getattr(draft, name) for name in _TEXTS},
        **{name: day_text(getattr(draft, name)) for name in DAYS},
        "concerns": " ".join(draft.concerns),
        "name_sort": sort_key(shown),
        "latin_sort": sort_key(draft.name_latin),
        "alias_sort": sort_key(draft.alias),
    }


def searched(draft: Any) -> tuple[str, ...]:
    """Give by which names a person is found."""
    return draft.name_local, draft.name_latin, draft.name_bank, draft.alias


def identity_draft(stored: Any, category: PersonCategory = PersonCategory.BENEFICIARY) -> PersonDraft:
    """Make a draft of a row of the identity book; the category lies in the ledger book."""
    return PersonDraft(
        category=category,
        birth_date=read_day(stored.birth_date),
        detained_on=read_day(stored.detained_on),
        released_on=read_day(stored.released_on),
        concerns=tuple(stored.concerns.split()),
        **{name: getattr(stored, name) for name in _TEXTS},
    )
