"""The index by which likely duplicates are found: the keys of `domain.duplicates`, as numbers, in the identity book.

A key is kept as the first 64 bits of its hash: two keys that share a number only make two people be compared who are
not alike. Keys follow from a record's own values, so they are changed with it, in the same transaction.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from desktop.domain.duplicates import keys_of, keys_typed, traits_of
from desktop.storage.folding import search_forms, words_of
from desktop.storage.tables_identity import person_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.duplicates import Name, Traits
    from desktop.domain.people import PersonDraft
    from desktop.storage.context import Desk


_AT_ONCE = 200_000
"""Keys written together when all are made: in their order, since the table is kept in it, and one by one they would
go to and fro over the whole of it."""
_MOST_TYPED = 60


def folded(text: str) -> Name:
    """Fold a name into its words' spellings, as the search does; what has no letters is no word."""
    return tuple(forms for word in words_of(text) if (forms := search_forms(word)))


def traits(draft: PersonDraft) -> Traits:
    """Give what of a person is compared."""
    return traits_of(draft, folded)


def numbers_of(keys: frozenset[str]) -> frozenset[int]:
    """Turn keys into the numbers that they are kept as."""
    return frozenset(int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True) for key in keys)


def change_keys(desk: Desk, number: int, before: PersonDraft | None, after: PersonDraft | None) -> None:
    """Keep a person's keys in step with a change of their record; None is a record that is not looked for."""
    old = frozenset() if before is None else numbers_of(keys_of(traits(before)))
    new = frozenset() if after is None else numbers_of(keys_of(traits(after)))
    if old - new:
        desk.connection.execute(
            person_key.delete().where(person_key.c.person_id == number, person_key.c.key.in_(sorted(old - new)))
        )
    if new - old:
        rows = [{"key": key, "person_id": number} for key in sorted(new - old)]
        desk.connection.execute(insert(person_key).on_conflict_do_nothing(), rows)


def change_many_keys(desk: Desk, people: Iterable[tuple[int, PersonDraft | None, PersonDraft]]) -> None:
    """Keep the keys of many people in step with changes of their records, as `change_keys` does one by one."""
    fold = folding()
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for number, before, after in people:
        was = None if before is None else traits_of(before, fold)
        if was == (becomes := traits_of(after, fold)):
            continue
        old = frozenset() if was is None else numbers_of(keys_of(was))
        new = numbers_of(keys_of(becomes))
        gone += [(key, number) for key in old - new]
        come += [(key, number) for key in new - old]
    if gone:
        mine = (person_key.c.key == bindparam("known"), person_key.c.person_id == bindparam("whose"))
        rows = [{"known": key, "whose": number} for key, number in sorted(gone)]
        desk.connection.execute(person_key.delete().where(*mine), rows)
    _insert(desk, come)


def make_keys(desk: Desk, people: Iterable[tuple[int, PersonDraft]]) -> None:
    """Give each of many people their keys for the first time; what their names' words sound like is asked once each."""
    fold = folding()
    rows: list[tuple[int, int]] = []
    for number, draft in people:
        rows += [(key, number) for key in numbers_of(keys_of(traits_of(draft, fold)))]
        if len(rows) >= _AT_ONCE:
            _insert(desk, rows)
            rows = []
    _insert(desk, rows)


def folding() -> Callable[[str], Name]:
    """Give what folds names as `folded` does, and asks once what each word sounds like."""
    spelled = cache(search_forms)  # of this call alone: nothing of a name is kept when it is over
    return lambda text: tuple(forms for word in words_of(text) if (forms := spelled(word)))


def _insert(desk: Desk, rows: list[tuple[int, int]]) -> None:
    if rows:
        rows.sort()
        statement = insert(person_key).on_conflict_do_nothing()
        desk.connection.execute(statement, [{"key": key, "person_id": number} for key, number in rows])


def people_typed(desk: Desk, text: str) -> list[int]:
    """Give the few people whose phone, IBAN, e-mail or document was typed; nobody without the identity book."""
    keys = numbers_of(keys_typed(text)) if desk.has_identity else frozenset()
    if not keys:
        return []
    having = select(person_key.c.person_id).where(person_key.c.key.in_(sorted(keys))).distinct()
    return list(desk.connection.execute(having.limit(_MOST_TYPED)).scalars())


def has_keys(desk: Desk) -> bool:
    """Tell whether anybody has a key yet."""
    return desk.connection.execute(select(person_key.c.key).limit(1)).first() is not None
