"""The cells of an editable grid: each column reads its own kind, and every change can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

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
Proposal = tuple[str, Any]
"""What may be meant by a text: how it is shown, and the cell's value."""


class Propose(Protocol):
    """Looks for what a text in a row may mean, and hands over what was found, now or later."""

    def __call__(self, row: Cells, text: str, deliver: Callable[[Sequence[Proposal]], object]) -> object:
        """Look, without a wait."""


_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a grid. Values are typed; `show` writes one as text, `read` reads what was typed (raises Refused).

    With `choices` a cell is a box: pairs of value and a function that names it. `fixed` cannot be edited. With
    `propose` a list of what may be meant opens while one types. `read_in` reads with the rest of the row at hand;
    `of_row` says what a cell shows where that follows from its row, and `tone` how it looks there.
    """

    name: str
    title: str
    show: Callable[[Any], str]
    read: Callable[[str], Any]
    align: Align = Align.START
    width: int = 120
    choices: Callable[[], Sequence[tuple[Any, str]]] | None = None
    fixed: bool = False
    propose: Propose | None = None
    read_in: Callable[[str, Cells], Any] | None = None
    of_row: Callable[[Cells], str] | None = None
    tone: Callable[[Cells], str] | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What was typed and could not be read; it stays in its cell until it is corrected."""

    text: str
    reason: Refused


class GridModel(QAbstractTableModel):
    """Rows are dictionaries by column name (more keys may ride along). `edited` after each change by the worker.

    `complete(before, after)` may fill in other cells of a row that was just changed, as part of the same change;
    `row_name(place, row)` names a row at its head. A row that is `locked` stays as it is.
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
        self.version = 0  # another whenever a cell may be another
        self.complete: Callable[[Cells, Cells], None] = lambda _before, _after: None
        self.row_name: Callable[[int, Cells], str] = lambda place, _row: str(place + 1)
        self.locked: Callable[[Cells], bool] = lambda _row: False
        self.held = False  # it may only be read, whoever asks
        self.undo_stack.indexChanged.connect(self._on_change)

    # ------------------------------------------------------------------ rows

    def rows(self) -> list[Cells]:
        """Give copies of all rows; a cell may hold `Unread`."""
        return [dict(row) for row in self._rows]

    def blank(self) -> Cells:
        """Give a new row, without adding it."""
        return self._blank()

    def is_blank(self, row: int) -> bool:
        """Tell whether a row is as a new one: nobody wrote in it."""
        cells, blank = self._rows[row], self._blank()
        return all(cells.get(each.name) == blank.get(each.name) for each in self.columns if not each.fixed)

    def set_rows(self, rows: Sequence[Cells]) -> None:
        """Show these rows; nothing can be undone afterwards."""
        self.undo_stack.clear()
        self._replace([dict(row) for row in rows])

    def add(self, at: int | None = None, cells: Cells | None = None) -> int:
        """Add a row (a blank one) and give its place; of one that is held, the last row's."""
        if self.held:
            return len(self._rows) - 1
        place = len(self._rows) if at is None else at
        self._do(tr("Add a row"), [*self._rows[:place], cells or self._blank(), *self._rows[place:]])
        return place

    def remove(self, places: Sequence[int]) -> None:
        """Remove rows."""
        gone = {at for at in places if not self.is_locked(at)}
        if gone:
            self._do(tr("Remove rows"), [row for at, row in enumerate(self._rows) if at not in gone])

    def move(self, place: int, by: int) -> int:
        """Move a row up (-1) or down (1) and give its new place."""
        to = place + by
        if not (0 <= place < len(self._rows) and 0 <= to < len(self._rows)):
            return place
        if self.is_locked(place) or self.is_locked(to):
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
        rows = list(self._rows)
        changed: dict[int, Cells] = {}
        for (at, name), value in sorted(cells.items(), key=lambda each: each[0][0]):
            if self.is_locked(at):
                continue
            while at >= len(rows):
                rows.append(self._blank())
            if at not in changed:
                changed[at] = rows[at] = dict(rows[at])
            rows[at][name] = value
        for at, row in changed.items():
            self.complete(self._rows[at] if at < len(self._rows) else self._blank(), row)
        if rows != self._rows:
            self._do(tr("Change cells"), rows)

    def settle(self, cells: dict[tuple[int, str], object]) -> None:
        """Write what follows from other cells, or was looked up: it is no change by the worker, and is not undone."""
        for (at, name), value in cells.items():
            self._rows[at][name] = value
        if cells:
            self.version += 1
            self._repaint()

    def is_locked(self, row: int) -> bool:
        """Whether a row stays as it is; a row that is not there yet is not locked."""
        return 0 <= row < len(self._rows) and self.locked(self._rows[row])

    def is_open(self, row: int, column: int) -> bool:
        """Whether a cell can be edited."""
        return not self.held and not self.columns[column].fixed and not self.is_locked(row)

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

    def read_text(self, column: GridColumn, text: str, row: Cells | None = None) -> object:
        """Read what was typed into a cell of `row`; what cannot be read is kept as `Unread`."""
        try:
            return column.read(text) if column.read_in is None else column.read_in(text, row or self._blank())
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
        if self.held:
            return
        self.undo_stack.push(_Change(text, self._replace, self._rows, rows))

    def _replace(self, rows: list[Cells]) -> None:
        """Put `rows` in place of what is there; a change of cells alone keeps selection and editors."""
        self.version += 1
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
        if index.isValid() and self.is_open(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (_DISPLAY, _EDIT):
            return self._text(index.row(), column, of_row=role == _DISPLAY)
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
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(index.row(), column)
        return None

    def _text(self, row: int, column: GridColumn, *, of_row: bool) -> str:
        value = self._rows[row].get(column.name)
        if isinstance(value, Unread):
            return value.text
        return column.of_row(self._rows[row]) if of_row and column.of_row is not None else column.show(value)

    def _colour(self, row: int, column: GridColumn) -> QColor | None:
        tone = column.tone(self._rows[row]) if column.tone is not None else ""
        if tone:
            return QColor(getattr(tokens(), tone))
        return QColor(tokens().muted) if self.is_locked(row) else None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if role != _EDIT or not index.isValid():
            return False
        column = self.columns[index.column()]
        if column.choices is not None:
            self.put(index.row(), column.name, value)
        elif str(value) != self.data(index, _EDIT):
            self.put(index.row(), column.name, self.read_text(column, str(value), self._rows[index.row()]))
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
