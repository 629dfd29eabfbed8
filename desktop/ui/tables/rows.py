"""The rows of a preview as a model: only those of the states that are wanted; a cell is a lookup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.domain.campaigns import ItemDraft
from desktop.domain.cases import status_of
from desktop.domain.money import Money
from desktop.domain.pages import Concern
from desktop.domain.table_fields import ItemField, PersonField, TableKind
from desktop.domain.table_import import RowChoice, RowState, Twin
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from enum import Enum

    from desktop.domain.table_import import FieldChange, RowPlan

Index = QModelIndex | QPersistentModelIndex
HEADS = (mark("Row"), mark("State"), mark("What happens"), mark("Name"), mark("Code"), mark("Why"))
WIDTHS = (64, 120, 140, 240, 110, 380)
_TONES = {RowState.REFUSED: "danger", RowState.DUPLICATE: "muted", RowState.CHANGED: "accent"}
_WHY = len(HEADS) - 1
_NAME = 3


class RowsModel(QAbstractTableModel):
    """Shows `rows`; `show_rows` gives it others."""

    def __init__(self, kind: TableKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.rows: Sequence[RowPlan] = ()

    def show_rows(self, rows: Sequence[RowPlan]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            item_name = section == _NAME and self.kind is TableKind.ITEMS
            return tr("Label") if item_name else tr(HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return why(row) if column == _WHY else self._text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == 1 and row.state in _TONES:
            return QColor(getattr(tokens(), _TONES[row.state]))
        return None

    def _text(self, row: RowPlan, column: int) -> str:
        if column == 0:
            return str(row.line)
        if column == 1:
            return formatting.label(row.state)
        if column == 2:
            return formatting.label(row.choice)
        if column == _NAME:
            return row.shown
        return record_of(row) if column == _WHY - 1 else why(row)


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
