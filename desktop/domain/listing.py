"""Lists that page by key: what is asked of a list, and what comes back. No list is ever loaded whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_SIZE = 200

SortKey = str | int | None
"""A sort key as stored: text, a number, or nothing (nothing sorts first)."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: the sort key and the row id of the last row before the page."""

    key: SortKey
    row_id: int


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: `sort` is a column's name; `text` the quick filter; `filters` exact values per column.

    `archived` False leaves archived rows out. Different spellings and scripts of `text` are the storage's work.
    """

    sort: str = ""
    descending: bool = False
    text: str = ""
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows after a cursor, in order, and the cursor of the last of them (None when the list ended)."""

    rows: tuple[Row, ...]
    last: Cursor | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a whole list: how many rows, and a cursor before every `PAGE_SIZE`-th one.

    `anchors[n]` is the cursor after which page n begins (None for page 0), so any page is one keyset query away.
    """

    count: int
    anchors: tuple[Cursor | None, ...]
