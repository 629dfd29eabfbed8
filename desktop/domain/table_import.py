"""What a row of a table says: values for a person's or an item's draft, what they change, and why a row is refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.domain.campaigns import ItemDraft
from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import EXPONENTS, Money
from desktop.domain.pages import Concern
from desktop.domain.people import PersonDraft
from desktop.domain.table_fields import ItemField, PersonField, TableField, TableKind
from desktop.domain.table_values import (
    DayOrder,
    is_broken,
    is_formula,
    may_be_two_days,
    person_category,
    read_concerns,
    read_day,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date

    from desktop.domain.pages import ItemCategory
    from desktop.domain.table_maps import TableMap

T = TypeVar("T", PersonDraft, ItemDraft)
_LONGEST_ECHO = 40
_NOT_OF_THE_DRAFT = {
    PersonField.CODE, PersonField.GIVEN_NAME, PersonField.FAMILY_NAME, ItemField.CAMPAIGN, ItemField.LINE,
    ItemField.CURRENCY,
}  # fmt: skip
_DAYS = (PersonField.BIRTH_DATE, PersonField.DETAINED_ON, PersonField.RELEASED_ON)
# A text may begin as a formula would only where such texts are usual: a phone with its plus is none of these signs.
_FREE = frozenset({PersonField.NOTES, PersonField.NEEDS, PersonField.SAFE_CHANNEL, ItemField.DESCRIPTION})


class RowState(Enum):
    """What a row of the file would be: something new, a change of what is here, the same once more, or refused."""

    NEW = "new"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class RowChoice(Enum):
    """What is done with a row."""

    SKIP = "skip"
    ADD = "add"
    CHANGE = "change"


class Twin(Enum):
    """Why a row is a duplicate."""

    SAME = "same"  # the record says all of it already
    ALIKE = "alike"  # a record that is likely the same person or item
    ROW = "row"  # another row of the file


@dataclass(frozen=True, slots=True)
class Readers:
    """How texts are read that need more than this room knows. Each raises Refused for what cannot be read."""

    money: Callable[[str, str], Money]
    item_category: Callable[[str], ItemCategory]
    country: Callable[[str], str] = field(default=lambda text: text.strip().upper())
    status: Callable[[str], str] = field(default=lambda text: text.strip().lower())


@dataclass(frozen=True, slots=True)
class RowValues:
    """A row as it was read. `values` are by the draft's names and hold only what is said: an empty cell says nothing.

    `code` is a person's or a campaign's, empty where none is said; `line` an item's number, None where none is said.
    """

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    code: str = ""
    line: int | None = None

    @property
    def refused(self) -> bool:
        """Whether something in it cannot be read."""
        return any(each.severity is Severity.ERROR for each in self.problems)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record that a row would change."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row with what would become of it.

    `row` is its place among the table's rows, `line` its number in the file. `code` is the record that it belongs to
    or is like (a person's code; "C-0001.2" or "C-0001" for items), `twin_row` the file's row that it repeats.
    `revision` is the record's when it was looked at.
    """

    row: int
    line: int
    state: RowState
    choice: RowChoice
    draft: PersonDraft | ItemDraft | None = None
    merged: PersonDraft | ItemDraft | None = None
    code: str = ""
    revision: int = 0
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    twin: Twin | None = None
    twin_line: int = 0
    item: int | None = None
    shown: str = ""

    @property
    def choices(self) -> tuple[RowChoice, ...]:
        """What may be chosen for it."""
        if self.state is RowState.REFUSED:
            return (RowChoice.SKIP,)
        if self.state is RowState.NEW:
            return (RowChoice.ADD, RowChoice.SKIP)
        if self.state is RowState.CHANGED:
            return (RowChoice.CHANGE, RowChoice.SKIP)
        if self.twin is Twin.ALIKE:
            change = (RowChoice.CHANGE,) if self.changes else ()
            return (RowChoice.SKIP, RowChoice.ADD, *change)
        return (RowChoice.SKIP, RowChoice.ADD) if self.twin is Twin.ROW and self.draft else (RowChoice.SKIP,)

    def chosen(self, choice: RowChoice) -> RowPlan:
        """Give the row with another choice, where it may have it."""
        return replace(self, choice=choice) if choice in self.choices else self


@dataclass(frozen=True, slots=True)
class TablePreview:
    """All rows with what would become of each. `needs_reason`: a plan that was approved would change."""

    kind: TableKind
    rows: tuple[RowPlan, ...]
    needs_reason: bool = False

    @property
    def chosen(self) -> tuple[RowPlan, ...]:
        """The rows with which something is done."""
        return tuple(each for each in self.rows if each.choice is not RowChoice.SKIP)

    def with_choice(self, rows: Collection[int], choice: RowChoice) -> TablePreview:
        """Give the preview with another choice for some rows (by their places), where they may have it."""
        return replace(self, rows=tuple(each.chosen(choice) if each.row in rows else each for each in self.rows))


@dataclass(frozen=True, slots=True)
class TableDone:
    """What an import did: codes of what was added and changed ("P-0001", "C-0001.2"), and how many rows were not."""

    kind: TableKind
    added: tuple[str, ...]
    changed: tuple[str, ...]
    skipped: int
    refused: int


def counts(rows: Sequence[RowPlan]) -> dict[RowState, int]:
    """Count the rows of each state."""
    found = dict.fromkeys(RowState, 0)
    for each in rows:
        found[each.state] += 1
    return found


# --------------------------------------------------------------------------------------------------------- reading


def read_row(cells: Sequence[str], chosen: TableMap, readers: Readers, today: date) -> RowValues:
    """Read a row by a map; each problem stands at its field's name."""
    said = {
        each: cells[place].strip()
        for place, each in enumerate(chosen.columns)
        if each is not None and place < len(cells) and cells[place].strip()
    }
    problems = [problem for each, text in said.items() if (problem := _unfit(each, text)) is not None]
    if problems:
        return RowValues({}, tuple(problems))
    reading = _Reading(said, chosen, readers, today)
    return reading.person() if chosen.kind is TableKind.PEOPLE else reading.item()


def _unfit(each: TableField, text: str) -> Problem | None:
    if is_broken(text):
        return Problem("import.broken_cell", each.value, {"text": text[:_LONGEST_ECHO]})
    if is_formula(text) and each not in _FREE:
        return Problem("import.formula_text", each.value)
    return None


class _Reading:
    """Reads one row."""

    def __init__(self, said: Mapping[TableField, str], chosen: TableMap, readers: Readers, today: date) -> None:
        self._said, self._chosen, self._readers, self._today = said, chosen, readers, today
        self._problems: list[Problem] = []

    def person(self) -> RowValues:
        values: dict[str, Any] = {
            each.value: text for each, text in self._said.items() if each not in _NOT_OF_THE_DRAFT
        }
        name = " ".join(
            self._said[each] for each in (PersonField.GIVEN_NAME, PersonField.FAMILY_NAME) if each in self._said
        )
        if name and PersonField.NAME_LOCAL not in self._said:
            values["name_local"] = name
        self._put_case(values)
        if PersonField.CATEGORY in self._said:
            category = person_category(self._said[PersonField.CATEGORY])
            if category is None:
                self._problems.append(
                    Problem("import.category", PersonField.CATEGORY.value, self._echo(PersonField.CATEGORY))
                )
            self._put(values, "category", category)
        if PersonField.CONCERNS in self._said:
            self._put(values, "concerns", self._concerns())
        for each in (PersonField.COUNTRY, PersonField.NATIONALITY):
            if each in self._said:
                values[each.value] = self._readers.country(self._said[each])
        if PersonField.IBAN in self._said:
            values["iban"] = self._said[PersonField.IBAN].upper()
        code = self._code(PersonField.CODE, CodeKind.PERSON)
        return RowValues(values, tuple(self._problems), code)

    def _put_case(self, values: dict[str, Any]) -> None:
        for each in (each for each in _DAYS if each in self._said):
            self._put(values, each.value, self._day(each))
        if PersonField.CASE_STATUS in self._said:
            values["case_status"] = self._readers.status(self._said[PersonField.CASE_STATUS])

    def item(self) -> RowValues:
        values: dict[str, Any] = {
            each.value: text for each, text in self._said.items() if each not in _NOT_OF_THE_DRAFT
        }
        currency = self._currency()
        for each in (ItemField.PLANNED, ItemField.UNIT_PRICE):
            if each in self._said:
                self._put(values, each.value, self._money(each, currency) if currency else None)
        if ItemField.QUANTITY in self._said:
            self._put(values, "quantity", self._number(ItemField.QUANTITY))
        if ItemField.PRIORITY in self._said:
            self._put(values, "priority", self._whole(ItemField.PRIORITY))
        if ItemField.CATEGORY in self._said:
            values["category"] = self._readers.item_category(self._said[ItemField.CATEGORY])
        elif ItemField.LABEL in self._said and ItemField.LINE not in self._said:
            said = f"{self._said[ItemField.LABEL]} {self._said.get(ItemField.DESCRIPTION, '')}"
            values["category"] = self._readers.item_category(said)
        line = self._whole(ItemField.LINE) if ItemField.LINE in self._said else None
        code = self._code(ItemField.CAMPAIGN, CodeKind.CAMPAIGN)
        return RowValues(values, tuple(self._problems), code, line)

    @staticmethod
    def _put(values: dict[str, Any], name: str, value: object) -> None:
        """Keep what was read; what could not be is no value, and its problem is told already."""
        values.pop(name, None)
        if value is not None:
            values[name] = value

    def _echo(self, at: TableField) -> dict[str, object]:
        """Give what stands in the cell, to be said again."""
        return {"text": self._said[at][:_LONGEST_ECHO]}

    def _code(self, at: TableField, kind: CodeKind) -> str:
        if at not in self._said:
            return ""
        try:
            return make_code(kind, read_code(kind, self._said[at], at=at.value))
        except Refused as refusal:
            self._problems.extend(refusal.problems)
            return ""

    def _day(self, at: PersonField) -> date | None:
        text, order = self._said[at], self._chosen.order
        day = read_day(text, order or DayOrder.DAY_FIRST, self._today)
        if day is None:
            self._problems.append(Problem("date.unreadable", at.value, self._echo(at)))
        elif order is None and may_be_two_days(text):
            facts = {"text": text[:_LONGEST_ECHO], "date": day}
            self._problems.append(Problem("import.two_days", at.value, facts, Severity.WARNING))
        return day

    def _concerns(self) -> tuple[str, ...] | None:
        """Give the concerns that are said. A word that is none is told, and refuses the row: no warning may be lost."""
        concerns, strange = read_concerns(self._said[PersonField.CONCERNS])
        if strange:
            facts = {"text": ", ".join(strange)[:_LONGEST_ECHO], "concerns": tuple(Concern)}
            self._problems.append(Problem("import.concern", PersonField.CONCERNS.value, facts))
        return tuple(each.value for each in concerns) or None

    def _currency(self) -> str:
        """Give the currency that is said, or the map's; an unknown one is told, and empty."""
        said = self._said.get(ItemField.CURRENCY, "").upper()
        code = _SIGNS.get(said, said) or self._chosen.currency
        if code in EXPONENTS:
            return code
        self._problems.append(Problem("currency.unknown", "currency", {"text": code[:12]}))
        return ""

    def _money(self, at: ItemField, currency: str) -> Money | None:
        text = self._said[at]
        for sign, code in (*_SIGNS.items(), *((each, each) for each in EXPONENTS)):
            bare = text.removeprefix(sign) if text.startswith(sign) else text.removesuffix(sign)
            if bare != text:
                if ItemField.CURRENCY in self._said and code != currency:
                    self._problems.append(Problem("import.two_currencies", at.value, self._echo(at)))
                    return None
                text, currency = bare.strip(), code
                break
        try:
            return self._readers.money(_without_noughts(text, currency), currency)
        except Refused as refusal:
            self._problems.extend(replace(each, at=at.value) for each in refusal.problems)
            return None

    def _number(self, at: ItemField) -> Decimal | None:
        text = self._said[at].replace("\u00a0", "").replace(" ", "").replace(",", ".")
        if text.count(".") > 1 or not text.replace(".", "").isdecimal() or not text.isascii() or len(text) > 12:
            self._problems.append(Problem("import.number", at.value, self._echo(at)))
            return None
        return Decimal(text).normalize() if "." in text else Decimal(text)

    def _whole(self, at: ItemField) -> int | None:
        text = self._said[at].rstrip(".")
        if not (text.isascii() and text.isdecimal() and len(text) < 7):
            self._problems.append(Problem("import.number", at.value, self._echo(at)))
            return None
        return int(text)


_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₴": "UAH", "zł": "PLN", "ZŁ": "PLN", "EURO": "EUR", "Br": "BYN"}


def _without_noughts(text: str, currency: str) -> str:
    """Leave out noughts behind the decimals that a currency has: workbooks write 1.234 KWD as "1.2340"."""
    whole, dot, part = text.partition(".")
    most = EXPONENTS[currency]
    if dot and part.isdecimal() and len(part) > max(most, 3) and not part[most:].strip("0"):
        return f"{whole}.{part[:most]}" if most else whole
    return text


# ---------------------------------------------------------------------------------------------------- what it changes


def drafted(before: T, values: Mapping[str, Any]) -> T:
    """Give a draft with what a row says in it. Concerns are only ever added: a table takes no warning away."""
    if isinstance(before, PersonDraft) and "concerns" in values:
        values = {**values, "concerns": tuple(dict.fromkeys((*before.concerns, *values["concerns"])))}
    return replace(before, **values)


def changes_between(before: T, after: T) -> tuple[FieldChange, ...]:
    """Say which fields differ, in their order."""
    return tuple(
        FieldChange(name, old, new)
        for name in before.__dataclass_fields__
        if (old := getattr(before, name)) != (new := getattr(after, name))
    )


def said_campaign(cells: Sequence[str], chosen: TableMap) -> str:
    """Give the code of the campaign that a row names; empty where it names none that can be one."""
    place = chosen.column_of(ItemField.CAMPAIGN)
    if place is None or place >= len(cells):
        return ""
    try:
        return make_code(CodeKind.CAMPAIGN, read_code(CodeKind.CAMPAIGN, cells[place]))
    except Refused:
        return ""


def document_key(text: str) -> str:
    """Give the letters and digits alone of a document's number, so that "AB 123-4" and "ab1234" are one."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def item_blank(currency: str) -> ItemDraft:
    """Give an item of which nothing is said yet."""
    return ItemDraft("", Money.zero(currency))
