"""Many people at once: read, changed and put away as one by one (`storage.people`), with few statements for all.

Each function leaves the same rows as its like for one person would, called for each; a test holds them side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from desktop.domain.errors import NotFound, refuse
from desktop.domain.people import Person, PersonCategory, PersonDraft
from desktop.storage.context import person_code, person_id
from desktop.storage.erasures import Erasures
from desktop.storage.merged import now, pointers
from desktop.storage.person_keys import change_many_keys
from desktop.storage.search import Indexed, index_rows, unindex_rows
from desktop.storage.tables_identity import person_identity
from desktop.storage.tables_ledger import person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Column, Row, Table

    from desktop.storage.context import Desk
    from desktop.storage.people import People

_AT_ONCE = 1000


def own_many(desk: Desk, codes: Collection[str]) -> dict[str, Person]:
    """Load people as they are kept under these very codes, as `People.own` does; who is not there is left out."""
    from desktop.storage.people import identity_draft  # noqa: PLC0415  the repository knows this module

    numbers = {code: person_id(code) for code in codes}
    stored = _by_number(desk, person, set(numbers.values()))
    known = _by_number(desk, person_identity, set(stored)) if desk.has_identity else {}
    into: dict[int, list[int]] = {}
    for gone, kept in sorted(pointers(desk).items()):
        into.setdefault(kept, []).append(gone)
    erased = Erasures(desk).everything()
    found = {}
    for code, number in numbers.items():
        if (row := stored.get(number)) is None:
            continue
        category, mine = PersonCategory(row.category), known.get(number)
        found[code] = Person(
            person_code(number),
            PersonDraft(category) if mine is None else identity_draft(mine, category),
            bool(row.archived),
            row.revision,
            mine is not None,
            tuple(person_code(each) for each in into.get(number, ())),
            erased.get(person_code(number)),
        )
    return found


def holders(desk: Desk, aliases: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Find who goes under each of some aliases (as `sort_key` folds them) now; the one entered first comes first."""
    found: dict[str, tuple[str, ...]] = {}
    if not desk.has_identity:
        return found
    rows = _rows(desk, person_identity.c.alias_sort, {each for each in aliases if each})
    for row in sorted(rows, key=lambda row: int(row.id)):
        code = person_code(now(desk, row.id))
        found[row.alias_sort] = tuple(dict.fromkeys((*found.get(row.alias_sort, ()), code)))
    return found


def save_many(people: People, desk: Desk, changes: Sequence[tuple[str, PersonDraft, int]]) -> None:
    """Store changed people, each over the revision that was read, as `People.save` does; raises what that raises."""
    if not changes:
        return
    if any(draft != PersonDraft(draft.category) for _code, draft, _revision in changes):
        desk.need_identity()
    drafts = {people.not_merged(code): draft for code, draft, _revision in changes}
    stored = _by_number(desk, person, set(drafts))
    for (code, _draft, revision), number in zip(changes, drafts, strict=True):
        if number not in stored:
            raise NotFound(subject=code)
        if stored[number].revision != revision:
            raise refuse("changed_meanwhile", subject=code)
    desk.connection.execute(
        person.update()
        .where(person.c.id == bindparam("whose"))
        .values(category=bindparam("category"), revision=person.c.revision + 1),
        [{"whose": number, "category": draft.category.value} for number, draft in drafts.items()],
    )
    if desk.has_identity:
        _save_identity(people, desk, drafts)


def _save_identity(people: People, desk: Desk, drafts: dict[int, PersonDraft]) -> None:
    from desktop.storage.people import identity_draft, identity_values, searched  # noqa: PLC0415  as above

    before = _by_number(desk, person_identity, set(drafts))
    values = {number: identity_values(draft) for number, draft in drafts.items()}
    desk.connection.execute(
        person_identity.update().where(person_identity.c.id == bindparam("whose")),
        [{"whose": number, **said} for number, said in values.items()],
    )
    old = {number: identity_draft(row) for number, row in before.items()}
    change_many_keys(desk, [(number, old.get(number), draft) for number, draft in drafts.items()])
    again: list[int] = []
    merged = set(pointers(desk).values())
    for number, draft in drafts.items():
        row = before.get(number)
        if row is None or number in merged or values[number]["name_sort"] != row.name_sort:
            people.index(number)
        elif searched(draft) != searched(row):
            again.append(number)
    unindex_rows(desk, Indexed.PERSON, again)
    index_rows(desk, Indexed.PERSON, ((number, searched(drafts[number])) for number in again))


def archive_many(people: People, desk: Desk, codes: Sequence[str], archived: bool) -> None:
    """Put people away, or take them back, as `People.archive` does; raises what that raises."""
    stored = _by_number(desk, person, {person_id(code) for code in codes})
    for code in codes:
        if person_id(code) not in stored:
            raise NotFound(subject=code)
        people.not_merged(code)
    turned = [number for number, row in stored.items() if bool(row.archived) is not archived]
    if turned:
        desk.connection.execute(
            person.update()
            .where(person.c.id == bindparam("whose"))
            .values(archived=int(archived), revision=person.c.revision + 1),
            [{"whose": number} for number in turned],
        )
        desk.tally(person, -len(turned), archived=not archived)
        desk.tally(person, len(turned), archived=archived)


def _by_number(desk: Desk, table: Table, numbers: Collection[int]) -> dict[int, Row[Any]]:
    return {row.id: row for row in _rows(desk, table.c.id, numbers)}


def _rows(desk: Desk, column: Column[Any], wanted: Collection[Any]) -> Iterator[Row[Any]]:
    ordered = sorted(wanted)
    for start in range(0, len(ordered), _AT_ONCE):
        some = select(column.table).where(column.in_(ordered[start : start + _AT_ONCE]))
        yield from desk.connection.execute(some)
