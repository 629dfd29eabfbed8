"""An editable grid that is entered as in a spreadsheet: Tab, Enter, Ctrl+' copies above, pasting, undo, rows moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QKeyCombination, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.grid_model import Cells, GridColumn, GridModel
from desktop.ui.shared.naming import button, named, say, text_label, tool_button
from desktop.ui.theme import NEAR, ROW, TIGHT, scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex

_MARK = QSize(14, 14)
_REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)  # not on every system the standard one


class _Editors(QStyledItemDelegate):
    """Makes the editor of a cell: a line, or a box where the column has choices."""

    def __init__(self, columns: Sequence[GridColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._columns[index.column()]
        if column.choices is None:
            line = QLineEdit(parent)
            line.setAlignment(column.align.value)
            editor: QWidget = line
        else:
            box = QComboBox(parent)
            for value, text in column.choices():
                box.addItem(text, value)
            box.activated.connect(lambda _at: self.commitData.emit(box))
            editor = box
        return named(editor, f"grid.{column.name}", tr(column.title))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill a marked cell first: a style sheet with rules for items leaves its ground out."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            shown = index.data()
            editor.setCurrentIndex(editor.findText(shown))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class GridTable(QTableView):
    """The table alone; `Grid` adds its buttons."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.setModel(model)
        self.setItemDelegate(_Editors(model.columns, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setWordWrap(False)
        self.setIconSize(_MARK)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(ROW + TIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        for place, column in enumerate(model.columns):
            self.setColumnWidth(place, scaled(column.width))

    def selected_rows(self) -> list[int]:
        """Give the rows with a selected cell, or the current one."""
        rows = {index.row() for index in self.selectedIndexes()}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return sorted(rows)

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        self.setCurrentIndex(self.grid.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.grid.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _REDO:
            self.grid.undo_stack.redo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            # An open editor passes Enter on to here, but is committed only after it: `closeEditor` goes down then.
            if self.state() is not QAbstractItemView.State.EditingState:
                self._down()
        elif event.key() == Qt.Key.Key_Apostrophe and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._copy_above()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self._clear_cells()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter in an editor go down, as a spreadsheet does."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._down()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab in the last cell begins a new row; out of the first one Shift+Tab leaves the grid."""
        at = self.currentIndex()
        last = at.row() == self.grid.rowCount() - 1 and at.column() == self.grid.columnCount() - 1
        if action is QAbstractItemView.CursorAction.MoveNext and last:
            row = self.grid.add()
            return self.grid.index(row, 0)
        return super().moveCursor(action, modifiers)

    def _down(self) -> None:
        at = self.currentIndex()
        if not at.isValid():
            return
        row = at.row() + 1
        if row >= self.grid.rowCount():
            row = self.grid.add()
        self.go(row, at.column())

    def _copy_above(self) -> None:
        at = self.currentIndex()
        if at.isValid() and at.row() > 0:
            column = self.grid.columns[at.column()]
            if not column.fixed:
                self.grid.put(at.row(), column.name, self.grid.cell(at.row() - 1, column.name))

    def _clear_cells(self) -> None:
        columns = self.grid.columns
        cells: dict[tuple[int, str], object] = {
            (index.row(), columns[index.column()].name): self.grid.read_text(columns[index.column()], "")
            for index in self.selectedIndexes()
            if not columns[index.column()].fixed and columns[index.column()].choices is None
        }
        if cells:
            self.grid.put_many(cells)

    def _copy(self) -> None:
        chosen = {(index.row(), index.column()): index.data() or "" for index in self.selectedIndexes()}
        rows = sorted({row for row, _ in chosen})
        columns = sorted({column for _, column in chosen})
        text = "\n".join("\t".join(str(chosen.get((row, column), "")) for column in columns) for row in rows)
        if chosen:
            QGuiApplication.clipboard().setText(text)

    def _paste(self) -> None:
        """Put a block from a spreadsheet at the cursor as one change; what cannot be read stays marked in its cell."""
        at = self.currentIndex()
        text = QGuiApplication.clipboard().text().rstrip("\r\n")
        if not text:
            return
        top, left = (at.row(), at.column()) if at.isValid() else (self.grid.rowCount(), 0)
        cells: dict[tuple[int, str], object] = {}
        for down, line in enumerate(text.splitlines()):
            for right, part in enumerate(line.split("\t")):
                if left + right < len(self.grid.columns):
                    column = self.grid.columns[left + right]
                    self._read_pasted(cells, top + down, column, part.strip())
        self.grid.put_many(cells)

    def _read_pasted(self, cells: dict[tuple[int, str], object], row: int, column: GridColumn, text: str) -> None:
        if column.fixed:
            return
        if column.choices is None:
            cells[row, column.name] = self.grid.read_text(column, text)
        else:
            found = [value for value, name in column.choices() if name.casefold() == text.casefold()]
            if found:
                cells[row, column.name] = found[0]


class Grid(QWidget):
    """The table with its buttons: add, remove, up, down; and what is wrong with the current cell, below it.

    `edited` after each change; the page computes its live sum from `model.rows()`.
    """

    edited = Signal()

    def __init__(
        self,
        area: str,
        title: str,
        columns: Sequence[GridColumn],
        blank: Callable[[], Cells],
        parent: QWidget | None = None,
        *,
        title_look: str = "label",
    ) -> None:
        super().__init__(parent)
        self._title_text = title
        self.model = GridModel(columns, blank, self)
        self.table = named(GridTable(self.model), f"{area}.table")
        self._title = text_label("", title_look)
        self._title.setBuddy(self.table)
        self.add_button = button(f"{area}.add", "", "plus")
        self.remove_button = tool_button(f"{area}.remove", "trash")
        self.up_button = tool_button(f"{area}.up", "up")
        self.down_button = tool_button(f"{area}.down", "down")
        self._problem = text_label("", "problem", wrap=True)
        self.head = QHBoxLayout()
        self.head.setSpacing(TIGHT)
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        for each in (self.add_button, self.remove_button, self.up_button, self.down_button):
            self.head.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addLayout(self.head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._problem)
        self.table.setMinimumHeight(6 * (ROW + TIGHT))
        self._problem.hide()
        self.add_button.clicked.connect(self.add_row)
        self.remove_button.clicked.connect(lambda: self.model.remove(self.table.selected_rows()))
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.model.edited.connect(self.edited)
        self.model.dataChanged.connect(lambda *_: self._say_problem())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._say_problem())
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._title.setText(tr(self._title_text))
        self.table.setAccessibleName(tr(self._title_text))
        self.add_button.setText(tr("Add a row"))
        say(self.remove_button, tr("Remove the row"))
        say(self.up_button, tr("Move up"))
        say(self.down_button, tr("Move down"))
        self.model.retranslate()

    def add_row(self) -> None:
        """Add a row below and begin to type in it."""
        row = self.model.add()
        self.table.setFocus()
        self.table.go(row, 0)
        self.table.edit(self.model.index(row, 0))

    def commit(self) -> None:
        """Take what is being typed in a cell (call before reading the rows)."""
        if self.table.state() is QAbstractItemView.State.EditingState:
            self.table.setCurrentIndex(QModelIndex())

    def focus_cell(self, row: int, name: str) -> None:
        """Go to a cell."""
        column = next((at for at, each in enumerate(self.model.columns) if each.name == name), 0)
        self.table.setFocus()
        self.table.go(row, column)

    def lock(self, locked: bool) -> None:
        """Make the grid read-only, or editable again."""
        self.table.setEnabled(not locked)
        for each in (self.add_button, self.remove_button, self.up_button, self.down_button):
            each.setEnabled(not locked)

    def _move(self, by: int) -> None:
        at = self.table.currentIndex()
        if at.isValid():
            self.table.go(self.model.move(at.row(), by), at.column())

    def _say_problem(self) -> None:
        at = self.table.currentIndex()
        inside = at.isValid() and at.row() < self.model.rowCount()
        text = self.model.problem(at.row(), self.model.columns[at.column()].name) if inside else ""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
