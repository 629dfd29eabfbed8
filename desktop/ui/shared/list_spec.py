"""What a list page is made of, said once as a value; texts are marked English and translated when shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.domain.listing import ListKind, Page
    from desktop.ui.changes import Topic
    from desktop.ui.shared.columns import Column

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """A filter by one column's exact value: `name` is the key in `Query.filters`, `everything` the first choice."""

    name: str
    title: str
    everything: str
    choices: type[Enum]


class Ask(Enum):
    """What a field is filtered by, and so what is asked for it."""

    DAYS = auto()
    AMOUNTS = auto()
    CAMPAIGN = auto()
    PERSON = auto()
    CURRENCY = auto()
    COUNTRY = auto()
    LANGUAGE = auto()
    PRESENCE = auto()
    RANK = auto()


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """A filter that is added when it is wanted, and then stands as a chip: `name` is the key in `Query.filters`.

    `yes` and `no`, marked English, are what may be chosen of `Ask.PRESENCE`.
    """

    name: str
    title: str
    ask: Ask
    yes: str = ""
    no: str = ""


@dataclass(frozen=True, slots=True)
class FirstUse:
    """What an empty list says: an icon's name, a title, a sentence. The button is the page's "new" button."""

    picture: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ListSpec(Generic[Row]):
    """A list page.

    Args:
        area: The first part of object names: "people" gives people.table, people.filter, people.new …
        title: Marked English.
        kind: Which list of the storage.
        columns: In their first order.
        count_text: How many rows, in words: `lambda n: ntr("{count} person", "{count} people", n)`.
        key: The code or number that a row is opened by.
        topics: Which changes make it read again.
        first_use: What it says while the office has none.
        sort: The first order; `descending` with it.
        new_text: The "new" button, marked English; empty: nothing is made here.
        new_key: Its shortcut's text for the tool tip, not translated.
        filters: Boxes beside the quick filter.
        fields: What can be filtered by besides, each shown as a chip while it is.
        filter_hint: What the quick filter finds, marked English.
        fixed: Filters that always hold.
        read: What reads a page in place of `lists.read_page`: its rows are this list's own.
        paper: The number of the document that a row is, or that belongs to it, for a look at it.
        archives: Whether rows can be archived (shows "Show archived").
    """

    area: str
    title: str
    kind: ListKind
    columns: tuple[Column[Row], ...]
    count_text: Callable[[int], str]
    key: Callable[[Row], str]
    topics: tuple[Topic, ...]
    first_use: FirstUse
    sort: str = ""
    descending: bool = False
    new_text: str = ""
    new_key: str = ""
    filters: tuple[FilterSpec, ...] = ()
    fields: tuple[FieldFilter, ...] = ()
    filter_hint: str = ""
    archives: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict)
    read: Callable[..., Page[Row]] | None = None
    paper: Callable[[Row], str | None] | None = None
