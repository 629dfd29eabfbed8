"""Which column of a table is what: proposed from its heads and contents, chosen by a worker, kept for the next file."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Problem
from desktop.domain.people import PersonCategory
from desktop.domain.table_fields import (
    ItemField,
    PersonField,
    TableField,
    TableKind,
    field_named,
    field_of_head,
    folded,
)
from desktop.domain.table_values import DayOrder, Looks, looks_like, may_be_head, order_of_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop.domain.table_rows import TableText

LONGEST_NAME = 60
MOST_SAVED = 50
_HEAD_ROWS = 15
_SAMPLE = 200
_ENOUGH = 8  # of ten cells look so: then the column is so


@dataclass(frozen=True, slots=True)
class TableMap:
    """What the columns are. `columns` has a field or None for each; rows before `first` stand above the data.

    `order` says how days and months stand (None: nobody said, and dates that may be two are flagged). `currency` is of
    amounts beside which none stands, empty for the campaign's own. `category` is of people of whom none is said.
    """

    kind: TableKind
    columns: tuple[TableField | None, ...]
    first: int = 1
    order: DayOrder | None = None
    currency: str = ""
    category: PersonCategory = PersonCategory.BENEFICIARY

    def column_of(self, field: TableField) -> int | None:
        """Give the column that is this field."""
        return self.columns.index(field) if field in self.columns else None

    def with_column(self, column: int, field: TableField | None) -> TableMap:
        """Give the map with another choice for a column; who had the field before has none."""
        columns = [None if each is field else each for each in self.columns]
        columns[column] = field
        return replace(self, columns=tuple(columns))


@dataclass(frozen=True, slots=True)
class SavedMap:
    """A map kept under a name. Of the heads only digests are kept: what stands above a column may name somebody."""

    name: str
    kind: TableKind
    heads: tuple[tuple[str, TableField], ...]
    order: DayOrder | None = None
    currency: str = ""
    category: PersonCategory = PersonCategory.BENEFICIARY

    def facts(self) -> dict[str, object]:
        """Give the map as plain values."""
        return {
            "kind": self.kind.value,
            "heads": [[digest, field.value] for digest, field in self.heads],
            "order": self.order.value if self.order is not None else "",
            "currency": self.currency,
            "category": self.category.value,
        }

    @classmethod
    def from_facts(cls, name: str, facts: Mapping[str, Any]) -> SavedMap:
        """Make a map of plain values; a field that this program does not know is left out."""
        kind = TableKind(facts["kind"])
        heads = ((str(digest), field_named(kind, str(field))) for digest, field in facts["heads"])
        return cls(
            name,
            kind,
            tuple((digest, field) for digest, field in heads if field is not None),
            DayOrder(facts["order"]) if facts["order"] else None,
            str(facts["currency"]),
            PersonCategory(facts["category"]),
        )


@dataclass(frozen=True, slots=True)
class Heads:
    """The words above the columns, one for each, and the first row below them (0: there are none)."""

    texts: tuple[str, ...]
    first: int


def head_digest(head: str) -> str:
    """Give what is kept of a head: enough to know it again."""
    return hashlib.sha256(folded(head).encode()).hexdigest()[:16]


# ---------------------------------------------------------------------------------------------------------- heads


def find_heads(kind: TableKind, table: TableText) -> Heads:
    """Find the heads: the row with most words that are known, a title above them passed over.

    Where two cells side by side were joined above others ("Contact" over "phone" and "e-mail"), both rows are heads.
    """
    rows = table.rows[:_HEAD_ROWS]
    known = [sum(1 for cell in set(row) if _known(kind, cell)) for row in rows]
    at = max(range(len(rows)), key=lambda place: (known[place], -place))
    if not known[at] or (known[at] == 1 and not _stands_alone(rows, at)):
        at = _likely(rows)
    if at < 0:
        return Heads(("",) * table.width, 0)
    upper: Sequence[str] = ()
    if _has_groups(rows[at]) and at + 1 < len(rows) and all(may_be_head(cell) for cell in rows[at + 1]):
        upper, at = rows[at], at + 1
    elif at and _has_groups(rows[at - 1]):
        upper = rows[at - 1]
    return Heads(tuple(_joined(_at(upper, place), _at(rows[at], place)) for place in range(table.width)), at + 1)


def _known(kind: TableKind, cell: str) -> bool:
    return bool(cell) and may_be_head(cell) and field_of_head(kind, cell)[1] > 0


def _stands_alone(rows: Sequence[Sequence[str]], at: int) -> bool:
    """A single known word is a head if all of its row may be, and it is no title: more than one cell, or one column."""
    distinct = {cell for cell in rows[at] if cell}
    return all(map(may_be_head, rows[at])) and (len(distinct) > 1 or max(map(len, rows)) == 1)


def _likely(rows: Sequence[Sequence[str]]) -> int:
    """Find a row of words that nobody knows above rows that hold other things; -1 where there is none."""
    for at, row in enumerate(rows[:-1]):
        distinct = {cell for cell in row if cell}
        if len(distinct) > 1 and all(map(may_be_head, row)):
            below = [cell for each in rows[at + 1 :] for cell in each]
            return at if any(not may_be_head(cell) for cell in below) else -1
    return -1


def _has_groups(row: Sequence[str]) -> bool:
    twins = any(a and a == b for a, b in itertools.pairwise(row))
    return twins and len({cell for cell in row if cell}) > 1


def _joined(upper: str, lower: str) -> str:
    return upper if not lower or lower == upper else f"{upper} {lower}".strip()


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


# ------------------------------------------------------------------------------------------------------- proposals


def propose(kind: TableKind, table: TableText, heads: Heads, saved: Iterable[SavedMap] = ()) -> tuple[TableMap, str]:
    """Propose what the columns are, and the name of the saved map that was used; empty for none."""
    digests = [head_digest(head) if head else "" for head in heads.texts]
    fitting = [each for each in saved if each.kind is kind and _fits(each, digests)]
    if fitting:
        best = max(fitting, key=lambda each: len(each.heads))
        return apply_saved(best, digests, heads.first), best.name
    columns = _by_heads(kind, heads.texts)
    _by_contents(kind, table, heads.first, columns)
    if kind is TableKind.PEOPLE:
        _whole_names(columns)
    proposed = TableMap(kind, tuple(columns), heads.first)
    return replace(proposed, order=_order(proposed, table)), ""


def apply_saved(saved: SavedMap, digests: Sequence[str], first: int) -> TableMap:
    """Give the map that a saved one is for a file with these heads."""
    known = dict(saved.heads)
    columns: list[TableField | None] = []
    for digest in digests:
        field = known.get(digest)
        columns.append(None if field in columns else field)
    return TableMap(saved.kind, tuple(columns), first, saved.order, saved.currency, saved.category)


def saved_as(name: str, chosen: TableMap, heads: Heads) -> SavedMap:
    """Give a map as it is kept: by the heads of the columns that are something."""
    found = [
        (head_digest(head), field) for head, field in zip(heads.texts, chosen.columns, strict=True) if head and field
    ]
    return SavedMap(name, chosen.kind, tuple(found), chosen.order, chosen.currency, chosen.category)


def check_saving(saved: SavedMap) -> tuple[Problem, ...]:
    """Say why a map cannot be kept: without a name, or for a table that has no heads to know it again by."""
    found: list[Problem] = []
    if not saved.name.strip():
        found.append(Problem("import.map_name", "name"))
    if len(saved.name) > LONGEST_NAME:
        found.append(Problem("text.too_long", "name", {"longest": LONGEST_NAME}))
    if not saved.heads:
        found.append(Problem("import.map_heads", "name"))
    return tuple(found)


def check_map(chosen: TableMap) -> tuple[Problem, ...]:
    """Say what a map lacks: something to know or name a person by; the label and amount of an item."""
    there = set(chosen.columns)
    if chosen.kind is TableKind.PEOPLE:
        if not there & _NAMING:
            return (Problem("import.needs_name_column", "columns"),)
        return ()
    if ItemField.LINE in there or {ItemField.LABEL, ItemField.PLANNED} <= there:
        return ()
    return (Problem("import.needs_item_columns", "columns"),)


_NAMING = frozenset({
    PersonField.CODE, PersonField.NAME_LOCAL, PersonField.NAME_LATIN, PersonField.NAME_BANK, PersonField.ALIAS,
    PersonField.GIVEN_NAME, PersonField.FAMILY_NAME, PersonField.DOCUMENT,
})  # fmt: skip


def _fits(saved: SavedMap, digests: Sequence[str]) -> bool:
    return bool(saved.heads) and {digest for digest, _field in saved.heads} <= set(digests)


def _by_heads(kind: TableKind, heads: Sequence[str]) -> list[TableField | None]:
    """Give each column what its head says; of two that say the same the surer one has it."""
    columns: list[TableField | None] = [None] * len(heads)
    told = [(*field_of_head(kind, head), -place) for place, head in enumerate(heads) if head]
    for field, _sure, place in sorted(told, key=lambda each: (each[1], each[2]), reverse=True):
        if field is not None and field not in columns:
            columns[-place] = field
    return columns


_PEOPLE_LOOK: dict[str, PersonField] = {
    Looks.PERSON_CODE: PersonField.CODE,
    Looks.DAY: PersonField.BIRTH_DATE,
    Looks.IBAN: PersonField.IBAN,
    Looks.EMAIL: PersonField.EMAIL,
    Looks.PHONE: PersonField.PHONE,
    Looks.CYRILLIC_NAME: PersonField.NAME_LOCAL,
    Looks.LATIN_NAME: PersonField.NAME_LATIN,
}
_ITEMS_LOOK: dict[str, ItemField] = {
    Looks.CAMPAIGN_CODE: ItemField.CAMPAIGN,
    Looks.AMOUNT: ItemField.PLANNED,
    Looks.CURRENCY: ItemField.CURRENCY,
}
_ONLY_WITHOUT_HEAD = frozenset({Looks.CYRILLIC_NAME, Looks.LATIN_NAME, Looks.AMOUNT})


def _by_contents(kind: TableKind, table: TableText, first: int, columns: list[TableField | None]) -> None:
    """Give columns that no head told what their cells look like."""
    looks: Mapping[str, TableField] = _PEOPLE_LOOK if kind is TableKind.PEOPLE else _ITEMS_LOOK
    for place, field in enumerate(columns):
        if field is not None:
            continue
        seen = Counter(looks_like(_at(row, place)) for row in table.rows[first : first + _SAMPLE])
        seen.pop(Looks.NOTHING, None)
        if not seen:
            continue
        look, count = seen.most_common(1)[0]
        found = looks.get(look)
        if look in _ONLY_WITHOUT_HEAD and first:
            continue
        if found is not None and found not in columns and count * 10 >= sum(seen.values()) * _ENOUGH:
            columns[place] = found


def _whole_names(columns: list[TableField | None]) -> None:
    """A first name without a family name beside it is the whole name, as far as it is there; and the other way."""
    parts = (PersonField.GIVEN_NAME, PersonField.FAMILY_NAME)
    there = [each for each in parts if each in columns]
    if len(there) == 1 and PersonField.NAME_LOCAL not in columns:
        columns[columns.index(there[0])] = PersonField.NAME_LOCAL


def _order(proposed: TableMap, table: TableText) -> DayOrder | None:
    place = proposed.column_of(PersonField.BIRTH_DATE)
    if place is None:
        return None
    return order_of_days(_at(row, place) for row in table.rows[proposed.first :])
