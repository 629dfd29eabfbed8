"""The rows of a table as a model: what each would do, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from desktop.domain.campaigns import ItemDraft
from desktop.domain.cases import status_of
from desktop.domain.money import Money
from desktop.domain.pages import Concern
from desktop.domain.table_fields import ItemField, PersonField, TableKind
from desktop.domain.table_import import RowChoice, RowState, Twin
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.importing.rows import ImportRows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from enum import Enum

    from desktop.domain.table_import import FieldChange, RowPlan


class RowsModel(ImportRows["RowPlan"]):
    """What each row of a table would do; an item has a label where a person has a name."""

    widths = (64, 120, 140, 240, 110, 380)
    tones: ClassVar = {RowState.REFUSED: "danger", RowState.DUPLICATE: "muted", RowState.CHANGED: "accent"}
    state_at = 1

    def __init__(self, kind: TableKind) -> None:
        super().__init__()
        name = mark("Label") if kind is TableKind.ITEMS else mark("Name")
        self.heads = (mark("Row"), mark("State"), mark("What happens"), name, mark("Code"), mark("Why"))

    def text(self, row: RowPlan, column: int) -> str:
        match column:
            case 0:
                return str(row.line)
            case 1:
                return formatting.label(row.state)
            case 2:
                return formatting.label(row.choice)
            case 3:
                return row.shown
            case 4:
                return record_of(row)
            case _:
                return why(row)


def record_of(row: RowPlan) -> str:
    """Give the record that a row belongs to, or is like."""
    return row.code if row.item is None else f"{row.code}.{row.item}"


def why(row: RowPlan) -> str:
    """Say why a row is what it is: what is wrong, whom it is like, what it changes."""
    said = [wording.sentence(problem) for problem in row.problems]
    if row.twin is Twin.ROW:
        said.insert(0, tr("The same as row {line}.").format(line=row.twin_line))
    elif row.twin is Twin.SAME:
        said.insert(0, tr("{code} says all of it already.").format(code=record_of(row)))
    elif row.twin is Twin.ALIKE and all(problem.code != "import.looks_like" for problem in row.problems):
        said.insert(0, tr("Likely the same as {code}.").format(code=record_of(row)))
    if row.changes and (row.state is RowState.CHANGED or row.choice is RowChoice.CHANGE):
        said.extend(_change(row, each) for each in row.changes)
    if row.state is RowState.NEW and isinstance(row.draft, ItemDraft):
        said.insert(0, formatting.money(row.draft.planned))
    return " ".join(said)


def _change(row: RowPlan, change: FieldChange) -> str:
    kind = TableKind.ITEMS if isinstance(row.merged, ItemDraft) else TableKind.PEOPLE
    text = tr("{field}: {before} → {after}.")
    return text.format(
        field=title_of(kind, change.field), before=_said(change, change.before), after=_said(change, change.after)
    )


def _said(change: FieldChange, value: Any) -> str:
    status = status_of(value) if change.field == PersonField.CASE_STATUS.value else None
    return formatting.label(status) if status is not None else _shown(value)


def title_of(kind: TableKind, field: str) -> str:
    """Give the label of a field by its name in the draft."""
    members: Sequence[Enum] = tuple(PersonField if kind is TableKind.PEOPLE else ItemField)
    return next((formatting.label(each) for each in members if each.value == field), field)


def _shown(value: Any) -> str:
    if value is None or value in ("", ()):
        return tr("empty")
    if isinstance(value, tuple):
        known = {each.value: each for each in Concern}
        return ", ".join(formatting.label(known[each]) if each in known else str(each) for each in value)
    if isinstance(value, Money):
        return formatting.money(value)
    if hasattr(value, "isoformat"):
        day: date = value
        return formatting.day(day)
    return formatting.label(value) if hasattr(value, "value") else str(value)
