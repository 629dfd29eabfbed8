"""Files as a grid of small pictures with a few lines below each; chosen by mouse or keys, told whole to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.files.words import came_words, size_words, sort_words, spoken
from desktop.ui.language import follow_language
from desktop.ui.shared.heard import hear_rows
from desktop.ui.shared.naming import named
from desktop.ui.theme import NEAR, TIGHT, scaled, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.files import FileShown

Index = QModelIndex | QPersistentModelIndex
_WIDTH, _PICTURE = 196, 116
_LINES = 4
_SHOWN = Qt.ItemDataRole.UserRole
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class FilesModel(QAbstractListModel):
    """The files that are there, each with its picture; it holds no more than what one thing may have."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self.files: tuple[FileShown, ...] = ()
        self._pictures: list[QPixmap] = []

    def show_files(self, files: Sequence[FileShown]) -> None:
        """Show these files in place of the former ones."""
        self.beginResetModel()
        self.files = tuple(files)
        self._pictures = []
        for each in self.files:
            picture = QPixmap()
            picture.loadFromData(each.thumbnail)
            self._pictures.append(picture)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt has it
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = self.files[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.file.name
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures[index.row()]
        if role in _SPOKEN:
            return spoken(shown)
        return shown if role == _SHOWN else None


class _Card(QStyledItemDelegate):
    """Draws one file: its picture, then its name, kind, sort with size, and when it came."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self.size(option.fontMetrics.lineSpacing())

    @staticmethod
    def size(line: int) -> QSize:
        """Give the size of a card whose lines are so high."""
        return QSize(scaled(_WIDTH), scaled(_PICTURE) + _LINES * line + 3 * NEAR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: FileShown = index.data(_SHOWN)
        look = tokens()
        state, box, font = option.state, option.rect, option.font
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, QColor(look.selection))
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(look.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        inside = box.adjusted(NEAR, NEAR, -NEAR, -NEAR)
        self._paint_picture(painter, QRect(inside.topLeft(), QSize(inside.width(), scaled(_PICTURE))), index, look.line)
        file = shown.file
        lines = (
            file.name,
            formatting.label(file.kind),
            ", ".join((sort_words(file), size_words(file.size))),
            came_words(shown),
        )
        painter.setFont(font)
        metrics = option.fontMetrics
        top = inside.top() + scaled(_PICTURE) + TIGHT
        for at, text in enumerate(lines):
            painter.setPen(QColor(look.on_selection if chosen else look.text if at == 0 else look.muted))
            mode = Qt.TextElideMode.ElideMiddle if at == 0 else Qt.TextElideMode.ElideRight
            where = QRect(inside.left(), top + at * metrics.lineSpacing(), inside.width(), metrics.lineSpacing())
            painter.drawText(where, Qt.AlignmentFlag.AlignHCenter, metrics.elidedText(text, mode, inside.width()))
        painter.restore()

    @staticmethod
    def _paint_picture(painter: QPainter, room: QRect, index: Index, line: str) -> None:
        picture: QPixmap = index.data(Qt.ItemDataRole.DecorationRole)
        if picture.isNull():
            return
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(), size)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture)
        painter.setPen(QColor(line))
        painter.drawRect(place.adjusted(0, 0, -1, -1))


class FilesGrid(QListView):
    """Enter or a double click opens, Del asks to remove, Ctrl+C is not taken: files leave by "Save a copy…" alone.

    With `grows` it is as high as its files need, and the page around it scrolls.
    """

    opened = Signal()
    remove_asked = Signal()
    menu_asked = Signal(QPoint)
    chosen = Signal()

    def __init__(self, *, grows: bool) -> None:
        super().__init__()
        named(self, "files.list", tr("Attached files"))
        self._grows = grows
        self.files = FilesModel(self)
        self.setModel(self.files)
        self._card = _Card(self)
        self.setItemDelegate(self._card)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        hear_rows(self)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Attached files"))
        self.viewport().update()

    @property
    def current(self) -> FileShown | None:
        """The chosen file, also where a screen reader chose it."""
        rows = self.selectionModel().selectedIndexes()
        return self.files.files[rows[0].row()] if rows else None

    def show_files(self, files: Sequence[FileShown]) -> None:
        """Show files; the one that was chosen stays so while it is there, else its neighbour is, at first the first."""
        former, row = self.current, self.currentIndex().row()
        self.files.show_files(files)
        number = former.file.number if former is not None else -1
        places = [at for at, each in enumerate(files) if each.file.number == number]
        if files:
            self.choose(places[0] if places else min(max(row, 0), len(files) - 1))
        self._fit()
        self.chosen.emit()

    def choose(self, row: int) -> None:
        """Choose a file by its place."""
        self.setCurrentIndex(self.files.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.remove_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Come by mouse at the pointer, by keyboard at the chosen file."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        else:
            self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the files need, where the page scrolls."""
        if not self._grows:
            return
        card = self._card.size(self.fontMetrics().lineSpacing())
        columns = max(self.viewport().width() // card.width(), 1)
        lines = -(-len(self.files.files) // columns)
        high = max(lines, 1) * card.height() + 2 * self.frameWidth() + TIGHT
        if high != self.height():
            self.setFixedHeight(high)
