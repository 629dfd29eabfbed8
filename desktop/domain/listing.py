"""Lists that page by key: what is asked of a list, and what comes back. No list is ever loaded whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_SIZE = 200

ListCell = str | Money
"""What a cell of a list says where it leaves the office: words, or an amount."""

SortKey = str | int | None
"""A sort key as stored: text, a number, or nothing (nothing sorts first)."""

Row = TypeVar("Row")


class ListKind(Enum):
    """The lists of the program; the value names them in settings and on the command line."""

    PEOPLE = "people"
    CAMPAIGNS = "campaigns"
    ITEMS = "items"
    DONATIONS = "donations"
    PLEDGES = "pledges"
    PAYOUTS = "payouts"
    DOCUMENTS = "documents"
    RATES = "rates"
    CASH = "cash"
    ADVANCES = "advances"
    DECISIONS = "decisions"
    TRANSFERS = "transfers"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: the sort key as stored and the row id of the last row before the page."""

    key: SortKey
    row_id: int


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: `sort` is an attribute of its Row (empty: the order of entry); `text` the quick filter.

    `filters` are exact values per column as text: an enum's value, a code, a currency, "yes" or "no", empty for none;
    for a day a `filters.Period`, for an amount a `filters.Span`, by its text; `{"task": TaskKind.value}` leaves what a
    line of Home counts. `archived` False leaves archived rows out. Different
    spellings and scripts of `text` are the storage's work.
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
