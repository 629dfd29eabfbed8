"""What edits the cells of a grid: a line, a line that proposes records, or a box of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.i18n import tr
from desktop.ui.shared.grid_proposals import ProposingLine
from desktop.ui.shared.naming import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from desktop.ui.shared.grid_model import GridColumn, GridModel

Index = QModelIndex | QPersistentModelIndex


class GridEditors(QStyledItemDelegate):
    """Makes the editor of a cell: a line, one that proposes records, or a box where the column has choices."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._columns = model, model.columns

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._columns[index.column()]
        if column.propose is not None:
            editor: QWidget = self._proposing(parent, column, index.row())
        elif column.choices is None:
            line = QLineEdit(parent)
            line.setAlignment(column.align.value)
            editor = line
        else:
            box = QComboBox(parent)
            for value, text in column.choices():
                box.addItem(text, value)
            box.activated.connect(lambda _at: self.commitData.emit(box))
            editor = box
        return named(editor, f"grid.{column.name}", tr(column.title))

    def _proposing(self, parent: QWidget, column: GridColumn, row: int) -> ProposingLine:
        propose = column.propose

        def ask(text: str, deliver: Callable[..., object]) -> None:
            if propose is not None and row < self._model.rowCount():
                propose(self._model.rows()[row], text, deliver)

        line = ProposingLine(parent, f"grid.{column.name}", tr(column.title), ask)
        line.taken.connect(lambda: self._end(line))
        return line

    def _end(self, line: QWidget) -> None:
        self.commitData.emit(line)
        self.closeEditor.emit(line, QAbstractItemDelegate.EndEditHint.NoHint)

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
        elif isinstance(editor, ProposingLine) and editor.value is not None:
            self._model.put(index.row(), self._columns[index.column()].name, editor.value)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())
