"""Likely duplicates: who shares a key with somebody, weighed; and pairs of whom a worker said that they are two.

Nothing here reads the table of people from its beginning but the list of all pairs, which is a task with progress.
"""

from __future__ import annotations

import json
from heapq import heappop, heappush, nsmallest
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from desktop.domain.duplicates import Alike, LikelyPair, Reason, alias_likeness, keys_of, likeness, traits_of
from desktop.storage.context import person_code, person_id
from desktop.storage.folding import words_of
from desktop.storage.merged import now
from desktop.storage.people import identity_draft
from desktop.storage.person_keys import folded, folding, numbers_of, traits
from desktop.storage.search import Indexed, rows_beginning, rows_with
from desktop.storage.tables_identity import not_same, person_identity, person_key
from desktop.storage.tables_ledger import person

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from desktop.domain.duplicates import Likeness, Name, Traits
    from desktop.domain.people import PersonDraft
    from desktop.domain.progress import Progress
    from desktop.storage.context import Desk

MOST_WITH_KEY = 60
"""A key that more people have than these (a common name) says nothing by itself."""
MOST_COMPARED = 300
PAIRS_MOST = 500
_ENDS = 3
_IN_A_BLOCK = 25  # of all pairs: a larger block has more pairs than a worker would look at
_AT_ONCE = 500


class Duplicates:
    """The repository of likely duplicates."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def alike(self, draft: PersonDraft, but: str | None = None, most: int = 3) -> tuple[Alike, ...]:
        """Give those who are likely the person of a draft, the likeliest first; nobody without the identity book.

        Left out are the draft's own person (`but`), who was merged away, and of whom it was said that they are another.
        """
        if not self._desk.has_identity:
            return ()
        mine = traits(draft)
        own = None if but is None else now(self._desk, person_id(but))
        numbers = self._sharing(numbers_of(keys_of(mine)), own)
        found = [
            Alike(person_code(number), weighed)
            for number, theirs in self._traits(numbers).items()
            if (weighed := likeness(mine, theirs)).likely
        ]
        if own is not None:
            dismissed = self._dismissed_of(own)
            found = [each for each in found if person_id(each.code) not in dismissed]
        return tuple(sorted(found, key=lambda each: (-each.likeness.score, each.code)))[:most]

    def under_alias(self, alias: str, but: str | None = None, most: int = 3) -> tuple[Alike, ...]:
        """Give those who go under this alias, in any script, or under one that is near; left out is who `alike` does.

        Who is archived holds an alias too, so that nobody else can have the very same.
        """
        mine = folded(alias) if self._desk.has_identity else ()
        own = None if but is None else now(self._desk, person_id(but))
        two = set() if own is None else self._dismissed_of(own) | {own}
        known = select(person_identity.c.id, person_identity.c.alias, person.c.archived).join(
            person, person.c.id == person_identity.c.id
        )
        found: dict[int, Likeness] = {}
        for row in self._desk.connection.execute(known.where(person_identity.c.id.in_(self._sharing_word(alias)))):
            weighed, number = alias_likeness(mine, folded(row.alias)), now(self._desk, row.id)
            same = weighed is not None and weighed.reasons == (Reason.ALIAS,)
            if weighed is not None and number not in two and (same or not row.archived):
                found[number] = max(weighed, found.get(number, weighed), key=lambda each: each.score)
        best = sorted(found, key=lambda number: (-found[number].score, number))[:most]
        return tuple(Alike(person_code(number), found[number]) for number in best)

    def alike_many(self, drafts: Sequence[PersonDraft], progress: Progress) -> list[Alike | None]:
        """Give for each of many drafts who is likeliest its person, as `alike` does; None where nobody is.

        Raises:
            Stopped: From `progress`.
        """
        return [each[0] if each else None for each in self.likely_many(drafts, progress)]

    def likely_many(self, drafts: Sequence[PersonDraft], progress: Progress) -> list[tuple[Alike, ...]]:
        """Give for each of many drafts the likeliest two who may be its person, the likelier first.

        Raises:
            Stopped: From `progress`.
        """
        if not self._desk.has_identity:
            return [()] * len(drafts)
        found: list[tuple[Alike, ...]] = []
        fold = folding()
        for start in range(0, len(drafts), _AT_ONCE):
            progress.step(0, 0)
            wanted = [traits_of(draft, fold) for draft in drafts[start : start + _AT_ONCE]]
            keys = [numbers_of(keys_of(each)) for each in wanted]
            having = self._having(frozenset().union(*keys))
            sharing = [_rarest(having[key] for key in sorted(mine) if key in having) for mine in keys]
            known = self._traits(sorted({number for numbers in sharing for number in numbers}), fold)
            found += [_likeliest(mine, known, numbers) for mine, numbers in zip(wanted, sharing, strict=True)]
        return found

    def pairs(self, progress: Progress, most: int = PAIRS_MOST) -> tuple[LikelyPair, ...]:
        """Give the likeliest pairs of all, with those that a worker dismissed; nobody without the identity book.

        Raises:
            Stopped: From `progress`.
        """
        if not self._desk.has_identity:
            return ()
        blocks = list(self._blocks(progress))
        dismissed = self._all_dismissed()
        known: dict[int, Traits] = {}
        best: list[tuple[int, int, int]] = []
        told: dict[tuple[int, int], LikelyPair] = {}
        for done, block in enumerate(blocks):
            if done % _AT_ONCE == 0:
                progress.step(done, len(blocks))
                ahead = {each for some in blocks[done : done + _AT_ONCE] for each in some} - known.keys()
                known |= self._traits(sorted(ahead))
            for pair in combinations(block, 2):
                if pair in told or pair[0] not in known or pair[1] not in known:
                    continue
                weighed = likeness(known[pair[0]], known[pair[1]])
                if weighed.likely:
                    told[pair] = LikelyPair(person_code(pair[0]), person_code(pair[1]), weighed, pair in dismissed)
                    heappush(best, (weighed.score, -pair[0], -pair[1]))
                    if len(best) > most:
                        _score, first, second = heappop(best)
                        del told[-first, -second]
        progress.step(len(blocks), len(blocks))
        return tuple(sorted(told.values(), key=lambda each: (-each.likeness.score, each.first, each.second)))

    def are_two(self, one: str, other: str) -> bool:
        """Tell whether a worker said that two people are two."""
        self._desk.need_identity()
        first, second = _ordered(one, other)
        said = select(not_same.c.at).where(not_same.c.first_id == first, not_same.c.second_id == second)
        return self._desk.connection.execute(said).first() is not None

    def dismiss(self, one: str, other: str, at: datetime, actor: int) -> bool:
        """Remember that two people are two; False where it was said before."""
        self._desk.need_identity()
        first, second = _ordered(one, other)
        row = {"first_id": first, "second_id": second, "at": at.isoformat(), "actor": actor}
        said = self._desk.connection.execute(insert(not_same).on_conflict_do_nothing(), row)
        return bool(said.rowcount)

    def recall(self, one: str, other: str) -> bool:
        """Forget that two people were said to be two; False where nobody said so."""
        self._desk.need_identity()
        first, second = _ordered(one, other)
        said = not_same.delete().where(not_same.c.first_id == first, not_same.c.second_id == second)
        return bool(self._desk.connection.execute(said).rowcount)

    # ------------------------------------------------------------------ reading

    def _sharing(self, keys: Collection[int], but: int | None) -> list[int]:
        """Give the live people who share a key, those with rarer keys first; a key that many have is left out."""
        rare: list[list[int]] = []
        for key in sorted(keys):
            asked = select(person_key.c.person_id).where(person_key.c.key == key).limit(MOST_WITH_KEY + 1)
            having = list(self._desk.connection.execute(asked).scalars())
            if len(having) <= MOST_WITH_KEY:
                rare.append(having)
        return _rarest([number for number in having if number != but] for having in rare)

    def _sharing_word(self, alias: str) -> list[int]:
        """Give people who have all words of an alias, then those with the beginning or the end of a longer one of them.

        A slip leaves one of the two. The search's index is asked, which knows the aliases of every vault from before.
        """
        words = words_of(alias) if self._desk.has_identity else ()
        asked = [rows_beginning(Indexed.PERSON, words)]
        for word in words:
            if len(word) > _ENDS:
                asked.append(rows_beginning(Indexed.PERSON, (word[:_ENDS],)))
                asked.append(rows_with(Indexed.PERSON, (word[-_ENDS:],)))
        found: dict[int, None] = {}
        for rows in asked:
            if rows is not None:
                found.update(dict.fromkeys(row.id for row in self._desk.connection.execute(rows.limit(MOST_COMPARED))))
        return list(found)[: 2 * MOST_COMPARED]

    def _having(self, keys: Collection[int]) -> dict[int, list[int]]:
        """Give for each of many keys who has it; one that many have is left out."""
        listed = func.json_each(json.dumps(sorted(keys))).table_valued("value", name="listed")
        query = select(person_key).where(person_key.c.key.in_(select(listed.c.value)))
        rows = self._desk.connection.execute(query.order_by(person_key.c.key, person_key.c.person_id))
        blocks = ((key, [row.person_id for row in block]) for key, block in groupby(rows, key=lambda row: row.key))
        return {key: numbers for key, numbers in blocks if len(numbers) <= MOST_WITH_KEY}

    def _traits(self, numbers: Collection[int], fold: Callable[[str], Name] = folded) -> dict[int, Traits]:
        """Read what is compared of some people, archived ones left out."""
        live = (
            select(person_identity)
            .join(person, person.c.id == person_identity.c.id)
            .where(person_identity.c.id.in_(numbers), person.c.archived + 0 == 0)
        )
        return {row.id: traits_of(identity_draft(row), fold) for row in self._desk.connection.execute(live)}

    def _blocks(self, progress: Progress) -> Iterator[tuple[int, ...]]:
        """Give the people who share a key, block by block, in the order of the keys; what all have tells nothing."""
        query = select(person_key).order_by(person_key.c.key, person_key.c.person_id)
        rows = self._desk.connection.execute(query.execution_options(yield_per=_AT_ONCE * 20))
        with rows:
            for done, (_key, block) in enumerate(groupby(rows, key=lambda row: row.key)):
                if done % (_AT_ONCE * 20) == 0:
                    progress.step(0, 0)
                numbers = tuple(row.person_id for row in block)
                if 1 < len(numbers) <= _IN_A_BLOCK:
                    yield numbers

    def _dismissed_of(self, number: int) -> set[int]:
        both = (not_same.c.first_id, not_same.c.second_id)
        query = select(*both).where((both[0] == number) | (both[1] == number))
        return {each for row in self._desk.connection.execute(query) for each in row}

    def _all_dismissed(self) -> set[tuple[int, int]]:
        rows = self._desk.connection.execute(select(not_same.c.first_id, not_same.c.second_id))
        return {(row.first_id, row.second_id) for row in rows}


def _rarest(having: Iterable[list[int]]) -> list[int]:
    """Give those who have some keys, those with rarer keys first, and no more than can be compared."""
    found: dict[int, None] = {}
    for numbers in sorted(having, key=len):
        found.update(dict.fromkeys(numbers))
    return list(found)[:MOST_COMPARED]


def _likeliest(mine: Traits, known: Mapping[int, Traits], numbers: Collection[int]) -> tuple[Alike, ...]:
    weighed = ((number, likeness(mine, known[number])) for number in numbers if number in known)
    likely = [(number, each) for number, each in weighed if each.likely]
    best = nsmallest(2, likely, key=lambda each: (-each[1].score, each[0]))
    return tuple(Alike(person_code(number), each) for number, each in best)


def _ordered(one: str, other: str) -> tuple[int, int]:
    first, second = sorted((person_id(one), person_id(other)))
    return first, second
