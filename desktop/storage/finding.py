"""Search everywhere at once: a few of each kind of record, the best first, each read from an index.

What was typed is tried in turn as a code or number, an amount, the beginning of a name, words; a kind that has enough
is asked no further. Nothing here reads a table from its beginning, but the labels of expense items (`labelled`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from desktop.domain.finding import Match
from desktop.domain.ids import CodeKind
from desktop.domain.listing import ListKind
from desktop.domain.money import EXPONENTS
from desktop.storage.finding_ways import WAYS
from desktop.storage.folding import WORD_START, needles, search_words, sort_key, words_of
from desktop.storage.lists.matching import amounting, beginning, coded, labelled, numbered, of_person
from desktop.storage.lists.typed import Typed, read_typed
from desktop.storage.merged import merged_with, now
from desktop.storage.search import Indexed, newest_first, rows_beginning, rows_with
from desktop.storage.tables_identity import campaign_identity, case_event, identity_metadata
from desktop.storage.tables_ledger import item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select

    from desktop.storage.context import Desk
    from desktop.storage.finding_ways import Way

MOST_WHOSE = 3
"""Of more people or campaigns than these, what belongs to them says nothing any more."""
RELATED_MOST = 3
MOST_NAMED = 50
"""A word that more people or campaigns have than these names nobody."""
MOST_EVENTS = 200
"""So many events that have a word are looked at, the newest: one letter begins a word in nearly all of them."""
_SIGNS = re.compile(r"[€$£₴₽]")
_BEFORE, _AFTER = 24, 80

Tier = tuple[Match, "Select[Any]"]


@dataclass(frozen=True, slots=True)
class Hits:
    """The rows of one kind that were found, as lists load them, the best first; `more` were there."""

    kind: ListKind
    rows: tuple[tuple[Match, Any], ...]
    more: bool


class Finder:
    """Searches all kinds of records."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk
        self._known: dict[Indexed, list[int]] = {}

    def find(self, text: str, most: int) -> tuple[Hits, ...]:
        """Find up to `most` of each kind; without the identity book by codes, numbers, amounts and labels alone."""
        asked = _Asked.read(text)
        if asked is None:
            return ()
        self._known.clear()
        found: dict[ListKind, dict[int, Match]] = {}
        for way in WAYS:
            found[way.kind] = self._take({}, self._tiers(way, asked), most + 1)
        found[ListKind.PEOPLE] = self._kept(found[ListKind.PEOPLE])
        whose, funds = (self._few(found[kind]) for kind in (ListKind.PEOPLE, ListKind.CAMPAIGNS))
        for way in WAYS:
            if len(found[way.kind]) < most:
                self._take(found[way.kind], _related(self._desk, way, whose, funds), min(most, RELATED_MOST) + 1)
        return tuple(self._hits(way, found[way.kind], most) for way in WAYS if found[way.kind])

    def having(self, text: str) -> tuple[Hits, ...]:
        """Find what has this very code or number."""
        asked = _Asked.read(text)
        if asked is None or len(asked.typed) != 1:
            return ()
        typed = replace(asked.typed[0], amounts=(), number=None)
        found = {
            way.kind: self._take({}, _numbers(way, typed, select(way.spec.table.c.id)), 1)
            for way in WAYS
            if typed.kind in (way.code, None) or typed.line is not None
        }
        return tuple(self._hits(way, found[way.kind], 1) for way in WAYS if found.get(way.kind))

    def excerpts(self, campaigns: list[int], text: str) -> dict[int, str]:
        """Give what stands around the first of the typed words in the stories of some campaigns, by their numbers."""
        query = select(campaign_identity.c.id, campaign_identity.c.story).where(campaign_identity.c.id.in_(campaigns))
        return {row.id: excerpt(row.story, _sought(text)) for row in self._desk.connection.execute(query)}

    def events(self, people: list[int], text: str) -> dict[int, tuple[str, str]]:
        """Give the day of the newest event of some people's cases that has the typed words, and what stands there."""
        rows = rows_beginning(Indexed.EVENT, words_of(text)) if people else None
        if rows is None:
            return {}
        of_whom = {each: number for number in people for each in merged_with(self._desk, number)}
        mine = case_event.c.person_id.in_(list(of_whom)), case_event.c.id.in_(rows)
        query = select(case_event.c.person_id, case_event.c.day, case_event.c.text).where(*mine)
        told: dict[int, tuple[str, str]] = {}
        for row in self._desk.connection.execute(query.order_by(case_event.c.day.desc(), case_event.c.id.desc())):
            told.setdefault(of_whom[row.person_id], (row.day, excerpt(row.text, _sought(text))))
        return told

    # ------------------------------------------------------------------ asking

    def _take(self, found: dict[int, Match], tiers: Iterator[Tier], enough: int) -> dict[int, Match]:
        for match, statement in tiers:
            if len(found) >= enough:
                break
            for (row_id,) in self._desk.connection.execute(statement.limit(enough)):
                found.setdefault(row_id, match)
        return found

    def _kept(self, found: dict[int, Match]) -> dict[int, Match]:
        """Give whom the people found are now: who was merged away is found as the one who was kept."""
        kept: dict[int, Match] = {}
        for number, match in found.items():
            kept.setdefault(now(self._desk, number), match)
        return kept

    def _few(self, found: dict[int, Match]) -> list[int]:
        ids = [row_id for row_id, match in found.items() if match < Match.STORY]
        return ids if len(ids) <= MOST_WHOSE else []

    def _hits(self, way: Way, found: dict[int, Match], most: int) -> Hits:
        rows = way.spec.load(self._desk, list(found))
        held = [(match, rows[row_id]) for row_id, match in found.items() if row_id in rows]
        held.sort(key=lambda each: (each[0], getattr(each[1], "archived", False)))
        return Hits(way.kind, tuple(held[:most]), len(held) > most)

    # ------------------------------------------------------------------ the ways to mean it, the best first

    def _tiers(self, way: Way, asked: _Asked) -> Iterator[Tier]:
        table = way.spec.table
        among = () if asked.currency is None else (_in_currency(way, asked.currency),)
        ids = select(table.c.id).where(*among)
        one = asked.typed[0] if len(asked.typed) == 1 else None
        if one is not None:
            yield from _numbers(way, one, ids)
        if way.spec.whole is not None and (whole := way.spec.whole(self._desk, asked.text)):
            yield Match.EXACT, ids.where(table.c.id.in_(whole))
        if asked.currency is None:
            yield from self._names(way, asked.text)
        if one is not None:
            yield from _nearly(way, one, ids)
        if asked.currency is None and all(each.words for each in asked.typed):
            yield from self._words(way, tuple(word for each in asked.typed for word in each.words))
        if asked.figures and len(asked.typed) > 1:
            yield from self._both(way, asked)

    def _both(self, way: Way, asked: _Asked) -> Iterator[Tier]:
        """Codes and amounts beside words: what belongs to the few whom the words name, and has the figures.

        The lists' own conditions would do, but one word that half the office has makes them read half the office.
        """
        table = way.spec.table
        meant = [_figure(self._desk, way, each) for each in asked.figures]
        if asked.plain:
            meant.append(list(self._named(way, asked.plain)))
        if all(meant):
            yield Match.WITHIN, select(table.c.id).where(*(or_(*each) for each in meant))

    def _named(self, way: Way, words: tuple[str, ...]) -> Iterator[ColumnElement[bool]]:
        """Rows that have the words, or belong to people or campaigns that have them, if these are few enough."""
        if not self._desk.has_identity:
            return
        sought = ((way.people, Indexed.PERSON), (way.funds, Indexed.CAMPAIGN))
        for columns, kind in (*sought, ((way.spec.table.c.id,), way.words)):
            ids = self._having_words(kind, words) if columns and kind is not None else []
            if ids:
                yield from (column.in_(ids) for column in columns)

    def _having_words(self, kind: Indexed, words: tuple[str, ...]) -> list[int]:
        """Give the rows that have the words, none if they are too many; each kind is asked once a search."""
        known = self._known.get(kind)
        if known is None:
            rows = rows_with(kind, words)
            found = [] if rows is None else self._desk.connection.execute(rows.limit(MOST_NAMED + 1)).all()
            known = self._known[kind] = [row.id for row in found] if len(found) <= MOST_NAMED else []
        return known

    def _names(self, way: Way, text: str) -> Iterator[Tier]:
        start = sort_key(text)
        if not start:
            return
        for column in way.names:
            if self._desk.has_identity or column.table.metadata is not identity_metadata:
                places = column.table.c
                statement = select(places.id).where(beginning(column, start)).order_by(column, places.tie)
                yield Match.BEGINNING, statement

    def _words(self, way: Way, words: tuple[str, ...]) -> Iterator[Tier]:
        told = self._desk.has_identity
        if told and way.words is not None:
            for match, rows in ((Match.BEGINNING, rows_beginning), (Match.WITHIN, rows_with)):
                statement = rows(way.words, words)
                if statement is not None:
                    yield match, newest_first(statement)
        if way.kind is ListKind.ITEMS:
            label = labelled(Typed(words))
            if label is not None:
                yield Match.WITHIN, select(item.c.id).where(label)
        if told and way.kind is ListKind.CAMPAIGNS:
            statement = rows_beginning(Indexed.STORY, words)  # within words, a long text has any three letters
            if statement is not None:
                yield Match.STORY, newest_first(statement)
        if told and way.kind is ListKind.PEOPLE:
            statement = rows_beginning(Indexed.EVENT, words)
            if statement is not None:
                # Each person once, however many events have the words: else one long case would be all that is found.
                newest = newest_first(statement).limit(MOST_EVENTS)
                whose = select(case_event.c.person_id).where(case_event.c.id.in_(newest))
                yield Match.CASE, whose.group_by(case_event.c.person_id).order_by(func.max(case_event.c.id).desc())


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed: its words as they may be meant, and a currency that stands beside an amount."""

    text: str
    typed: tuple[Typed, ...]
    currency: str | None

    @property
    def figures(self) -> tuple[Typed, ...]:
        """Give what may be a code, a number or an amount."""
        return tuple(each for each in self.typed if each.codes or each.amounts or each.in_year or each.whole_number)

    @property
    def plain(self) -> tuple[str, ...]:
        """Give what can only be words."""
        return tuple(word for each in self.typed if each not in self.figures for word in each.words)

    @classmethod
    def read(cls, text: str) -> _Asked | None:
        plain = _SIGNS.sub(" ", text).strip()
        currencies = [part.upper() for part in plain.split() if part.upper() in EXPONENTS]
        rest = " ".join(part for part in plain.split() if part.upper() not in EXPONENTS)
        typed = read_typed(rest)
        if len(currencies) == 1 and any(each.amounts for each in typed):
            return cls(rest, typed, currencies[0])
        typed = read_typed(plain)
        return cls(plain, typed, None) if typed else None


def _in_currency(way: Way, currency: str) -> Any:
    table = way.spec.table
    # The plus keeps the currency from choosing the index.
    return table.c.currency.concat("") == currency if "currency" in table.c else table.c.id < 0


def _newest(statement: Select[tuple[int]], way: Way) -> Select[tuple[int]]:
    return statement.order_by(way.spec.table.c.tie.desc())


def _numbers(way: Way, typed: Typed, ids: Select[tuple[int]]) -> Iterator[Tier]:
    """The record that has this very code, number or amount."""
    own = way.spec.table.c.id
    codes = typed.codes_of(way.code) if way.code is not None else ()
    if codes and codes[0].low == codes[0].high and typed.line is None:
        yield Match.EXACT, ids.where(own == codes[0].low)
    if typed.number is not None and way.code is not None:
        yield Match.EXACT, ids.where(own == typed.number)
    for condition in way.exact(typed):
        yield Match.EXACT, _newest(ids.where(condition), way)
    for column in way.amounts:
        for each in typed.amounts:
            yield Match.EXACT, _newest(ids.where(column == each.low), way)


def _nearly(way: Way, typed: Typed, ids: Select[tuple[int]]) -> Iterator[Tier]:
    """Records whose code, number or amount begins so."""
    own = way.spec.table.c.id
    if way.code is not None and typed.line is None:
        for each in typed.codes_of(way.code):
            yield Match.BEGINNING, ids.where(own.between(each.low, each.high)).order_by(own)
    for condition in way.near(typed):
        last_first = (way.spec.table.c.tie if way.near_by is None else way.near_by).desc()
        yield Match.BEGINNING, ids.where(condition).order_by(last_first)
    for column in way.amounts:
        for each in typed.amounts:
            near = ids.where(column.between(each.low, each.high))
            yield Match.BEGINNING, near.order_by(column, way.spec.table.c.tie)


def _figure(desk: Desk, way: Way, typed: Typed) -> list[ColumnElement[bool]]:
    """Rows of this very code, number or amount, or that belong to the person or the campaign with this code."""
    own = way.spec.table.c.id
    found = [*way.exact(typed), *amounting(typed, *way.amounts)]
    if way.code is not None:
        found += [*coded(own, way.code, typed), *numbered(own, typed)]
    found += [each for column in way.people for each in of_person(desk, column, typed)]
    return found + [each for column in way.funds for each in coded(column, CodeKind.CAMPAIGN, typed)]


def _related(desk: Desk, way: Way, whose: list[int], funds: list[int]) -> Iterator[Tier]:
    ids = select(way.spec.table.c.id)
    people = [each for number in whose for each in merged_with(desk, number)]
    for columns, numbers in ((way.people, people), (way.funds, funds)):
        for column in columns:
            for number in numbers:
                yield Match.RELATED, _newest(ids.where(column == number), way)


def _sought(text: str) -> list[str]:
    return [WORD_START * 2 + each.lstrip(WORD_START) for word in words_of(text) for each in needles(word)]


def excerpt(text: str, sought: list[str]) -> str:
    """Cut out what stands around the first word of a text that has one of the needles; its beginning if none has."""
    flat = " ".join(text.split())
    at = 0
    for word in re.finditer(r"\S+", flat):
        indexed = search_words(word[0])
        if any(needle in indexed for needle in sought):
            at = word.start()
            break
    start = flat.rfind(" ", 0, at - _BEFORE) + 1 if at > _BEFORE else 0
    end = at + _AFTER
    return ("…" if start else "") + flat[start:end].strip() + ("…" if end < len(flat) else "")
