"""What a list is made of: its table, the columns it is sorted and filtered by, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.domain.filters import read_period, read_span
from desktop.domain.ids import CodeKind, read_code

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Table

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed

Condition = Callable[[str], "ColumnElement[bool]"]
Worked = Callable[["Desk"], "ColumnElement[Any]"]
"""Makes a sort key that no index holds: it is worked out of every row, never None, and read with the rows it is of."""
YES, NO = "yes", "no"
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"
_LEAST, _MOST = -(2**63), 2**63 - 1  # what the database holds


@dataclass(frozen=True, slots=True)
class Sums:
    """What a list is summed up by: `figures` in minor units of the `currency` beside them, each of the row `of`."""

    currency: Column[Any]
    of: Column[Any]
    figures: Mapping[str, ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list. `table` is its table in the ledger book; a sort column may be in the identity book under the same id.

    `load` reads the rows of some ids; `matches` gives the conditions of which a row must meet one to have a typed word.
    `natural` is the column of the order of entry. `personal_filters` read the identity book. `worked` are sort keys
    without an index, each measured at 100,000 rows (`tests/benchmarks/test_lists.py`): every page looks at all rows.
    `whole` gives rows that are found by all that was typed, whatever its words would mean (a phone with its spaces).
    """

    table: Table
    natural: Column[Any]
    sorts: Mapping[str, Column[Any]]
    filters: Mapping[str, Condition]
    load: Callable[[Desk, Sequence[int]], Mapping[int, Any]]
    matches: Callable[[Desk, Typed], list[ColumnElement[bool]]]
    personal_filters: frozenset[str] = frozenset()
    worked: Mapping[str, Worked] = field(default_factory=dict)
    sums: Sums | None = None
    whole: Callable[[Desk, str], Sequence[int]] | None = None

    @property
    def can_be_archived(self) -> bool:
        """Whether rows of this list can be put away."""
        return "archived" in self.table.c


def exactly(column: ColumnElement[Any]) -> Condition:
    """Make a filter by a column's stored text."""
    return lambda value: column == value


def by_code(column: ColumnElement[Any], kind: CodeKind) -> Condition:
    """Make a filter by a code; an empty one finds the rows that belong to nobody."""
    return lambda value: column == (read_code(kind, value) if value else 0)


def by_flag(column: ColumnElement[Any]) -> Condition:
    """Make a filter by "yes" or "no"."""

    def condition(value: str) -> ColumnElement[bool]:
        if value not in (YES, NO):
            raise ValueError("a flag is filtered by yes or no")
        return column == int(value == YES)

    return condition


def by_period(column: ColumnElement[Any]) -> Condition:
    """Make a filter by days from – to ("2026-06-01..2026-06-30", either open or not); no row without a day fits."""

    def condition(value: str) -> ColumnElement[bool]:
        period = read_period(value)
        first = period.first.isoformat() if period.first is not None else _FIRST_DAY
        last = period.last.isoformat() if period.last is not None else _LAST_DAY
        return column.between(first, last)

    return condition


def by_span(column: ColumnElement[Any]) -> Condition:
    """Make a filter by amounts from – to in thousandths of a unit ("120000..", either may be open)."""

    def condition(value: str) -> ColumnElement[bool]:
        span = read_span(value)
        low = max(span.low, _LEAST) if span.low is not None else _LEAST
        high = min(span.high, _MOST) if span.high is not None else _MOST
        return column.between(low, high)

    return condition


def by_presence(column: ColumnElement[Any]) -> Condition:
    """Make a filter by whether a column's text says anything: "yes" or "no"."""

    def condition(value: str) -> ColumnElement[bool]:
        if value not in (YES, NO):
            raise ValueError("a flag is filtered by yes or no")
        return column > "" if value == YES else column == ""

    return condition
