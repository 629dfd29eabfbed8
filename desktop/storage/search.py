"""The search index in the identity book: which rows of a kind have a word, in any script and spelling.

One FTS5 table over trigrams for all kinds; a row's place in it is its kind and its id, so a search within one kind
reads only that kind's part of the index.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from desktop.storage.folding import WORD_START, needles, search_words
from desktop.storage.tables_identity import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select

    from desktop.storage.context import Desk

_KIND_BITS = 40


class Indexed(IntEnum):
    """What is indexed; the value is stored."""

    PERSON = 1
    CAMPAIGN = 2
    ITEM = 3
    DONATION = 4
    PAYOUT = 5
    DOCUMENT = 6
    PLEDGE = 7
    ADVANCE = 8
    STORY = 9  # a campaign's: apart from its title, so that its money is not found by each word of it
    EVENT = 10  # of a person's case: apart from the names, for the same reason

    def place(self, row_id: int) -> int:
        """Give the place of a row in the index."""
        return (self.value << _KIND_BITS) + row_id


def index_row(desk: Desk, kind: Indexed, row_id: int, *texts: str, new: bool = False) -> None:
    """Index a row's texts in place of what was indexed before; `new` says that nothing was."""
    place = kind.place(row_id)
    if not new:
        desk.connection.execute(search.delete().where(search.c.rowid == place))
    words = search_words(*texts)
    if words:
        desk.connection.execute(search.insert().values(rowid=place, words=words))


def index_rows(desk: Desk, kind: Indexed, rows: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Index the texts of many new rows together; each is its id and its texts."""
    found = [{"rowid": kind.place(row_id), "words": words} for row_id, texts in rows if (words := search_words(*texts))]
    if found:
        desk.connection.execute(search.insert(), found)


def unindex_rows(desk: Desk, kind: Indexed, row_ids: Iterable[int]) -> None:
    """Take rows out of the index."""
    places = [{"place": kind.place(row_id)} for row_id in row_ids]
    if places:
        desk.connection.execute(search.delete().where(search.c.rowid == bindparam("place")), places)


def rows_with(kind: Indexed, words: Iterable[str]) -> Select[tuple[int]] | None:
    """Select the ids of a kind's rows that have all the typed words; None when they say nothing (a lone hard sign)."""
    found = [looked_for for word in words if (looked_for := needles(word))]
    return _rows(kind, found) if found else None


def rows_beginning(kind: Indexed, words: Iterable[str]) -> Select[tuple[int]] | None:
    """Select as `rows_with`, but only rows with words that begin as typed."""
    begun = [
        [WORD_START * 2 + needle.lstrip(WORD_START) for needle in looked_for]
        for word in words
        if (looked_for := needles(word))
    ]
    return _rows(kind, begun) if begun else None


def in_part(kind: Indexed) -> Select[tuple[int]]:
    """Select the ids of all rows of a kind that are in the index."""
    found = select((search.c.rowid - kind.place(0)).label("id"))
    return found.where(search.c.rowid.between(kind.place(0), kind.place(1 << _KIND_BITS) - 1))


def newest_first(rows: Select[tuple[int]]) -> Select[tuple[int]]:
    """Let the rows come with the last of them first, read in this order from the index."""
    return rows.order_by(search.c.rowid.desc())


def _rows(kind: Indexed, found: Sequence[Iterable[str]]) -> Select[tuple[int]]:
    # Needles are Latin letters, digits and the mark of a word's start alone: nothing in them speaks to FTS5.
    expression = " AND ".join(_any_of(each) for each in found)
    return in_part(kind).where(search.c.words.op("MATCH")(expression))


def _any_of(looked_for: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{needle}"' for needle in looked_for) + ")"
