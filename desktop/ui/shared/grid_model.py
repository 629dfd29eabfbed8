"""The cells of an editable grid: each column reads its own kind, and every change can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QUndoCommand, QUndoStack

from desktop.domain.errors import Refused
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui.icons import icon
from desktop.ui.shared.columns import Align
from desktop.ui.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
Cells = dict[str, Any]

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a grid. Values are typed; `show` writes one as text, `read` reads what was typed (raises Refused).

    With `choices` a cell is a box: pairs of value and a function that names it. `fixed` cannot be edited.
    """

    name: str
    title: str
    show: Callable[[Any], str]
    read: Callable[[str], Any]
    align: Align = Align.START
    width: int = 120
    choices: Callable[[], Sequence[tuple[Any, str]]] | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What was typed and could not be read; it stays in its cell until it is corrected."""

    text: str
    reason: Refused


class GridModel(QAbstractTableModel):
    """Rows are dictionaries by column name (more keys may ride along). `edited` after each change by the worker.

    `complete(before, after)` may fill in other cells of a row that was just changed, as part of the same change;
    `row_name(place, row)` names a row at its head.
    """

    edited = Signal()

    def __init__(
        self, columns: Sequence[GridColumn], blank: Callable[[], Cells], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.undo_stack = QUndoStack(self)
        self._blank = blank
        self._rows: list[Cells] = []
        self._marks: dict[tuple[int, str], str] = {}
        self.complete: Callable[[Cells, Cells], None] = lambda _before, _after: None
        self.row_name: Callable[[int, Cells], str] = lambda place, _row: str(place + 1)
        self.undo_stack.indexChanged.connect(self._on_change)

    # ------------------------------------------------------------------ rows

    def rows(self) -> list[Cells]:
        """Give copies of all rows; a cell may hold `Unread`."""
        return [dict(row) for row in self._rows]

    def set_rows(self, rows: Sequence[Cells]) -> None:
        """Show these rows; nothing can be undone afterwards."""
        self.undo_stack.clear()
        self._replace([dict(row) for row in rows])

    def add(self, at: int | None = None, cells: Cells | None = None) -> int:
        """Add a row (a blank one) and give its place."""
        place = len(self._rows) if at is None else at
        self._do(tr("Add a row"), [*self._rows[:place], cells or self._blank(), *self._rows[place:]])
        return place

    def remove(self, places: Sequence[int]) -> None:
        """Remove rows."""
        gone = set(places)
        if gone:
            self._do(tr("Remove rows"), [row for at, row in enumerate(self._rows) if at not in gone])

    def move(self, place: int, by: int) -> int:
        """Move a row up (-1) or down (1) and give its new place."""
        to = place + by
        if not (0 <= place < len(self._rows) and 0 <= to < len(self._rows)):
            return place
        rows = list(self._rows)
        rows.insert(to, rows.pop(place))
        self._do(tr("Move a row"), rows)
        return to

    def put(self, row: int, name: str, value: object) -> None:
        """Set one cell."""
        self.put_many({(row, name): value})

    def put_many(self, cells: dict[tuple[int, str], object]) -> None:
        """Set several cells as one change; rows beyond the end are added."""
        rows = [dict(row) for row in self._rows]
        for (at, name), value in cells.items():
            while at >= len(rows):
                rows.append(self._blank())
            rows[at][name] = value
        for at in sorted({at for at, _name in cells}):
            self.complete(self._rows[at] if at < len(self._rows) else self._blank(), rows[at])
        if rows != self._rows:
            self._do(tr("Change cells"), rows)

    def cell(self, row: int, name: str) -> Any:
        """Give a cell's value."""
        return self._rows[row].get(name)

    def mark(self, marks: dict[tuple[int, str], str]) -> None:
        """Mark cells with what is wrong in them, in place of the former marks."""
        self._marks = dict(marks)
        self._repaint()

    def unread(self) -> list[tuple[int, str, Unread]]:
        """Give the cells that could not be read."""
        return [
            (at, column.name, value)
            for at, row in enumerate(self._rows)
            for column in self.columns
            if isinstance(value := row.get(column.name), Unread)
        ]

    def read_text(self, column: GridColumn, text: str) -> object:
        """Read what was typed; what cannot be read is kept as `Unread`."""
        try:
            return column.read(text)
        except Refused as refusal:
            return Unread(text, refusal)

    def problem(self, row: int, name: str) -> str:
        """Say what is wrong with a cell; empty when nothing is."""
        value = self._rows[row].get(name)
        if isinstance(value, Unread):
            return " ".join(wording.sentence(problem) for problem in value.reason.problems)
        return self._marks.get((row, name), "")

    def retranslate(self) -> None:
        """Write all texts anew."""
        self._repaint()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _on_change(self, _at: int) -> None:
        self.edited.emit()

    def _do(self, text: str, rows: list[Cells]) -> None:
        self.undo_stack.push(_Change(text, self._replace, self._rows, rows))

    def _replace(self, rows: list[Cells]) -> None:
        """Put `rows` in place of what is there; a change of cells alone keeps selection and editors."""
        if len(rows) == len(self._rows):
            self._rows = rows
            self._marks.clear()
            self._repaint()
            return
        self.beginResetModel()
        self._rows = rows
        self._marks.clear()
        self.endResetModel()

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    # ------------------------------------------------------------------ Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not self.columns[index.column()].fixed:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (_DISPLAY, _EDIT):
            value = self._rows[index.row()].get(column.name)
            return value.text if isinstance(value, Unread) else column.show(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align.value
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.problem(index.row(), column.name) or None
        if role == Qt.ItemDataRole.ToolTipRole:  # a long text is not seen whole in its cell
            return self.problem(index.row(), column.name) or self.data(index) or None
        if role == Qt.ItemDataRole.DecorationRole and self.problem(index.row(), column.name):
            return icon("error")  # not by colour alone
        if role == Qt.ItemDataRole.BackgroundRole and self.problem(index.row(), column.name):
            return QColor(tokens().danger_soft)
        if role == Qt.ItemDataRole.ForegroundRole and self.problem(index.row(), column.name):
            return QColor(tokens().danger)
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if role != _EDIT or not index.isValid():
            return False
        column = self.columns[index.column()]
        if column.choices is not None:
            self.put(index.row(), column.name, value)
        elif str(value) != self.data(index, _EDIT):
            self.put(index.row(), column.name, self.read_text(column, str(value)))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Vertical:
            inside = role == _DISPLAY and 0 <= section < len(self._rows)
            return self.row_name(section, self._rows[section]) if inside else None
        if role == _DISPLAY and 0 <= section < len(self.columns):
            return tr(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 <= section < len(self.columns):
            return self.columns[section].align.value
        return None


class _Change(QUndoCommand):
    """One change of the grid: all rows before and after (a grid is short)."""

    def __init__(
        self, text: str, apply: Callable[[list[Cells]], None], before: list[Cells], after: list[Cells]
    ) -> None:
        super().__init__(text)
        self._apply, self._before, self._after = apply, before, after

    def redo(self) -> None:
        self._apply(self._after)

    def undo(self) -> None:
        self._apply(self._before)
