"""The rows of a preview: each record with its value before and after, or why it stays; a cell is a lookup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.many_words import shown
from desktop.ui import formatting
from desktop.ui.theme import tokens

if TYPE_CHECKING:
    from desktop.domain.many import ManyLine, ManyPreview

Index = QModelIndex | QPersistentModelIndex
HEADS = (mark("Code"), mark("Before"), mark("After"), mark("What happens"))
WIDTHS = (100, 190, 190, 380)
_BEFORE, _AFTER, _WHAT = 1, 2, 3


class ManyRows(QAbstractTableModel):
    """Shows the lines of a preview; `show_preview` gives it another, or none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview: ManyPreview | None = None

    def show_preview(self, preview: ManyPreview | None) -> None:
        """Show another preview."""
        self.beginResetModel()
        self.preview = preview
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() or self.preview is None else len(self.preview.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.preview is None:
            return None
        line, column = self.preview.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(line, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == _WHAT and not line.changes:
            return QColor(tokens().danger if line.refused else tokens().muted)
        return None

    def _text(self, line: ManyLine, column: int) -> str:
        assert self.preview is not None  # noqa: S101  there are no lines without one
        if column == _BEFORE:
            return shown(self.preview.change, line.before)
        if column == _AFTER:
            return formatting.NOTHING if line.refused else shown(self.preview.change, line.after)
        return what_happens(line) if column == _WHAT else line.code


def what_happens(line: ManyLine) -> str:
    """Say what becomes of a record: why it is refused, that it changes, or that it says so already."""
    if line.refused:
        return " ".join(wording.sentence(problem) for problem in line.problems)
    return tr("Changes") if line.changes else tr("Stays as it is")
