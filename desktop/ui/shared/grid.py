"""An editable grid that is entered as in a spreadsheet: Tab, Enter, F2, Esc, Ctrl+' and Ctrl+D, pasting, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.copied import join_block
from desktop.ui.shared.grid_clipboard import Block, PastePlan, plan_paste, read_choice, split_block
from desktop.ui.shared.grid_editors import GridEditors
from desktop.ui.shared.grid_model import Cells, GridColumn, GridModel
from desktop.ui.shared.lines import keep_lines
from desktop.ui.shared.naming import button, named, say, text_label, tool_button
from desktop.ui.shared.paste_dialog import PasteDialog
from desktop.ui.shared.table import room_for_title
from desktop.ui.theme import NEAR, TIGHT, scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.prompts import Prompts

Index = QModelIndex | QPersistentModelIndex

_MARK = QSize(14, 14)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_REDO = QKeyCombination(_CONTROL, Qt.Key.Key_Y)  # not on every system the standard one
_UNDO = tuple(QKeyCombination(each, Qt.Key.Key_Z) for each in (_CONTROL, _CONTROL | Qt.KeyboardModifier.ShiftModifier))
_FILL = QKeyCombination(_CONTROL, Qt.Key.Key_D)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ABOVE = QKeyCombination(_CONTROL, Qt.Key.Key_Apostrophe)


class GridTable(QTableView):
    """The table alone; `Grid` adds its buttons. `on_block(block, top, left)` takes a pasted block of several lines."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.setModel(model)
        self.on_block: Callable[[Block, int, int], object] = self.put_block
        self._tabbed_from: int | None = None
        self._standard: tuple[tuple[QKeySequence.StandardKey, Callable[[], None]], ...] = (
            (QKeySequence.StandardKey.Copy, self._copy),
            (QKeySequence.StandardKey.Paste, self._paste),
            (QKeySequence.StandardKey.Undo, model.undo_stack.undo),
            (QKeySequence.StandardKey.Redo, model.undo_stack.redo),
        )
        self.setItemDelegate(GridEditors(model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setWordWrap(False)
        self.setIconSize(_MARK)
        self.setCornerButtonEnabled(False)
        keep_lines(self, more=TIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        for place, column in enumerate(model.columns):
            self.setColumnWidth(place, scaled(column.width))
        self.fit_titles()
        model.headerDataChanged.connect(lambda *_: self.fit_titles())

    def fit_titles(self) -> None:
        """Never cut a column's title: it is longer in some languages than in others."""
        for place, column in enumerate(self.grid.columns):
            self.setColumnWidth(place, max(self.columnWidth(place), room_for_title(self, tr(column.title))))

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
        done = next((act for key, act in self._standard if event.matches(key)), None)
        if done is not None:
            done()
        elif event.keyCombination() == _REDO:
            self.grid.undo_stack.redo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            # An open editor passes Enter on to here, but is committed only after it: `closeEditor` goes down then.
            if self.state() is not QAbstractItemView.State.EditingState:
                self._down()
        elif event.keyCombination() == _ABOVE:
            self._copy_above()
        elif event.keyCombination() == _FILL:
            self._fill_down()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self._clear_cells()
        elif event.key() in _TABS and event.modifiers() & _CONTROL:
            QWidget.focusNextPrevChild(self, event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter in an editor go down, as a spreadsheet does; Tab may end with the last row."""
        if hint is QAbstractItemDelegate.EndEditHint.EditNextItem and self._lets_go(forward=True):
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.focusNextPrevChild(True)
            return
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._down()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and on to what follows the grid from the end of a row that was left blank."""
        if not self._lets_go(forward=forward):
            return super().focusNextPrevChild(forward)
        if forward and self.grid.rowCount() > 1:
            self.grid.remove([self.grid.rowCount() - 1])
        return QWidget.focusNextPrevChild(self, forward)

    def _lets_go(self, *, forward: bool) -> bool:
        """Tell whether Tab has no cell to go to: nothing before the first, nothing after a blank last row."""
        at = self.currentIndex()
        if not at.isValid() or self.grid.held:
            return self.grid.held or self.grid.rowCount() == 0
        if self._next_open(at, forward=forward) is not None:
            return False
        last = self.grid.rowCount() - 1
        return not forward or (at.row() == last and self.grid.is_blank(last))

    def _next_open(self, at: Index, *, forward: bool) -> QModelIndex | None:
        """Give the next cell, or the one before, that can be edited."""
        wide, whole = self.grid.columnCount(), self.grid.rowCount() * self.grid.columnCount()
        place = at.row() * wide + at.column()
        while 0 <= (place := place + (1 if forward else -1)) < whole:
            if self.grid.is_open(place // wide, place % wide):
                return self.grid.index(place // wide, place % wide)
        return None

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab goes to the next cell that can be edited; from the last one it begins a new row."""
        at = self.currentIndex()
        forward = action is QAbstractItemView.CursorAction.MoveNext
        if not forward and action is not QAbstractItemView.CursorAction.MovePrevious:
            self._tabbed_from = None
            return super().moveCursor(action, modifiers)
        if not at.isValid():
            return super().moveCursor(action, modifiers)
        if forward and self._tabbed_from is None:
            self._tabbed_from = at.column()
        found = self._next_open(at, forward=forward)
        if found is not None:
            return found
        return self.grid.index(self.grid.add(), self.first_open()) if forward else at

    def first_open(self) -> int:
        """Give the first column that can be edited."""
        return next((at for at, column in enumerate(self.grid.columns) if not column.fixed), 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tabbed_from = None
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the grid from shortcuts of the window that have the same."""
        keys = event.keyCombination() if isinstance(event, QKeyEvent) else None
        if event.type() is QEvent.Type.ShortcutOverride and keys in (_FILL, _ABOVE, _REDO, *_UNDO):
            event.accept()
            return True
        return super().event(event)

    def _down(self) -> None:
        """Go down; after a row was entered with Tab, to where it was begun, as a spreadsheet does."""
        at = self.currentIndex()
        if not at.isValid():
            return
        row = at.row() + 1
        if row >= self.grid.rowCount():
            row = self.grid.add()
        column, self._tabbed_from = self._tabbed_from, None
        self.go(row, at.column() if column is None else column)

    def _copy_above(self) -> None:
        at = self.currentIndex()
        if at.isValid() and at.row() > 0:
            column = self.grid.columns[at.column()]
            if not column.fixed:
                self.grid.put(at.row(), column.name, self.grid.cell(at.row() - 1, column.name))

    def _fill_down(self) -> None:
        """Put the topmost of the selected cells of each column into those below it; a single one gets the one above."""
        places: dict[int, list[int]] = {}
        for index in self.selectedIndexes():
            places.setdefault(index.column(), []).append(index.row())
        cells: dict[tuple[int, str], object] = {}
        for column, rows in places.items():
            top = min(rows) if len(rows) > 1 else rows[0] - 1
            name = self.grid.columns[column].name
            if top >= 0 and not self.grid.columns[column].fixed:
                cells |= {(row, name): self.grid.cell(top, name) for row in rows if row != top}
        if cells:
            self.grid.put_many(cells)

    def _clear_cells(self) -> None:
        columns = self.grid.columns
        cells: dict[tuple[int, str], object] = {
            (index.row(), columns[index.column()].name): self.grid.read_text(columns[index.column()], "")
            for index in self.selectedIndexes()
            if self.grid.is_open(index.row(), index.column()) and columns[index.column()].choices is None
        }
        if cells:
            self.grid.put_many(cells)

    def _copy(self) -> None:
        chosen = {(index.row(), index.column()): index.data() or "" for index in self.selectedIndexes()}
        rows = sorted({row for row, _ in chosen})
        columns = sorted({column for _, column in chosen})
        if chosen:
            cells = ((str(chosen.get((row, column), "")) for column in columns) for row in rows)
            QGuiApplication.clipboard().setText(join_block(cells))

    def _paste(self) -> None:
        """Put one cell into all that are selected, a line at the cursor; more lines go through `on_block`."""
        at = self.currentIndex()
        text = QGuiApplication.clipboard().text().rstrip("\r\n")
        if not text.strip():
            return
        block = split_block(text)
        top, left = (at.row(), at.column()) if at.isValid() else (self.grid.rowCount(), 0)
        if len(block) == 1 and len(block[0]) == 1:
            self._put_in_selection(block[0][0])
        elif len(block) == 1:
            self.put_block(block, top, left)
        else:
            self.on_block(block, top, left)

    def put_block(self, block: Block, top: int, left: int) -> None:
        """Put a block at a cell as one change; what cannot be read stays marked in its cell."""
        plan = plan_paste(self.grid, block, top, left)
        self.grid.put_many(plan.cells(range(len(plan.rows))))
        if self.grid.rowCount():  # new rows take the cursor away
            self.go(min(plan.top, self.grid.rowCount() - 1), left)

    def _put_in_selection(self, text: str) -> None:
        cells: dict[tuple[int, str], object] = {}
        for index in self.selectedIndexes() or [self.currentIndex()]:
            if index.isValid() and self.grid.is_open(index.row(), index.column()):
                column = self.grid.columns[index.column()]
                row = self.grid.rows()[index.row()]
                chosen = column.choices is not None
                value = read_choice(column, text) if chosen else self.grid.read_text(column, text, row)
                cells[index.row(), column.name] = value
        if cells:
            self.grid.put_many(cells)


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
        self.kept: tuple[int, list[dict[str, Any]]] = (-1, [])  # the rows as plain data, at a version of the model
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
        keep_lines(self.table, more=TIGHT, least=6)
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

    def preview_with(self, prompts: Prompts) -> None:
        """Show what pasting several lines would do, and which of them cannot be read, before it is done."""

        def preview(block: Block, top: int, left: int) -> None:
            plan = plan_paste(self.model, block, top, left)
            self.show_paste(prompts, plan, [plan.problems(at) for at in range(len(plan.rows))])

        self.table.on_block = preview

    def show_paste(self, prompts: Prompts, plan: PastePlan, refusals: Sequence[Sequence[str]]) -> None:
        """Show the preview of a paste, with what is wrong with each of its rows; put in the rows that are wanted."""
        dialog = PasteDialog(self.model, plan, refusals, self.window())
        if prompts.show(dialog):
            self.model.put_many(plan.cells(dialog.chosen()))
            self.table.setFocus()
            self.table.go(min(plan.top, self.model.rowCount() - 1), self.table.first_open())

    def focus_cell(self, row: int, name: str) -> None:
        """Go to a cell."""
        column = next((at for at, each in enumerate(self.model.columns) if each.name == name), 0)
        self.table.setFocus()
        self.table.go(row, column)

    def lock(self, locked: bool) -> None:
        """Make the grid read-only, or editable again."""
        self.table.setEnabled(not locked)
        self._offer(not locked and not self.model.held)

    def read_alone(self) -> None:
        """Let it be read, scrolled and copied from, and nothing be changed in it."""
        self.model.held = True
        self._offer(False)

    def _offer(self, offered: bool) -> None:
        for each in (self.add_button, self.remove_button, self.up_button, self.down_button):
            each.setEnabled(offered)

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
