"""The palette's list: its model and how a line is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.icons import icon
from desktop.ui.theme import NEAR, TIGHT, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.palette.entries import Entry

Index = QModelIndex | QPersistentModelIndex
_ICON = 18
_SMALLER = 0.92


class Lines(QAbstractListModel):
    """The lines that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Give a line."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def choices(self) -> list[int]:
        """Give the places of the lines that do something."""
        return [row for row, entry in enumerate(self._entries) if entry.can_be_chosen]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index.row())
        if entry is None or not entry.can_be_chosen:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return entry if role == Qt.ItemDataRole.UserRole else None


class LineDelegate(QStyledItemDelegate):
    """Paints a heading in small letters; a record in two lines with its amount, a command with its keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        metrics = option.fontMetrics
        lines = 1 + bool(entry.detail) + entry.note  # a note's words may need two lines
        around = 2 * TIGHT if entry.can_be_chosen else NEAR
        return QSize(200, lines * metrics.height() + around + (TIGHT if entry.detail else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        look = tokens()
        painter.save()
        painter.setFont(option.font)
        if chosen:
            painter.fillRect(box, QColor(look.selection))
        inner = box.adjusted(NEAR + TIGHT, TIGHT, -NEAR - TIGHT, -TIGHT)
        if entry.can_be_chosen or entry.note:
            self._paint_line(painter, inner, entry, chosen)
        else:
            painter.setFont(_small(painter.font(), bold=True))
            painter.setPen(QColor(look.muted))
            both = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, int(both | Qt.AlignmentFlag.AlignLeading), entry.title)
            painter.setFont(_small(painter.font(), bold=False))
            painter.drawText(inner, int(both | Qt.AlignmentFlag.AlignTrailing), entry.right)
        painter.restore()

    def _paint_line(self, painter: QPainter, inner: QRect, entry: Entry, chosen: bool) -> None:
        look = tokens()
        text, muted = (look.on_selection, look.on_selection) if chosen else (look.text, look.muted)
        metrics = painter.fontMetrics()
        first = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        if not entry.detail:
            first.setHeight(inner.height())
        if entry.picture:
            top = first.top() + (first.height() - _ICON) // 2
            icon(entry.picture, QPalette.ColorRole.Text).paint(painter, QRect(first.left(), top, _ICON, _ICON))
        first.setLeft(first.left() + _ICON + NEAR)
        middle = Qt.AlignmentFlag.AlignVCenter
        if entry.right:
            painter.setPen(QColor(text if entry.record is not None else muted))
            painter.drawText(first, int(middle | Qt.AlignmentFlag.AlignTrailing), entry.right)
            first.setRight(first.right() - metrics.horizontalAdvance(entry.right) - NEAR)
        painter.setPen(QColor(text))
        _draw_elided(painter, first, entry.title)
        if entry.detail:
            under = QRect(inner)
            under.setTop(first.bottom() + TIGHT // 2)
            under.setLeft(first.left())
            painter.setPen(QColor(muted))
            painter.setFont(_small(painter.font(), bold=False))
            if entry.note:
                painter.drawText(under, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), entry.detail)
            else:
                _draw_elided(painter, under, entry.detail)


def _draw_elided(painter: QPainter, box: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)


def _small(font: QFont, *, bold: bool) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    small.setBold(bold)
    return small
