"""How a dialog is laid out: one thing below the other, its verbs last; it grows with what is said in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.shared.naming import role
from desktop.ui.shared.steady import steady
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

BETWEEN = NEAR + 4
"""The room between two parts of a dialog."""
_LEAST_SCROLLED, _TITLE_BAR = 120, 40


class GrowingDialog(QDialog):
    """Takes the height that its words need at its width, as far as the screen goes.

    Qt counts with the width that they would like. What is said at a field or on the banner takes room too, and would
    stand over the field below. Where the screen ends, the fields are scrolled, to the one that has the focus.
    """

    scrolled: Scrolled | None = None

    def showEvent(self, event: QShowEvent) -> None:
        self._grow()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        heard = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._grow()
        return heard

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            most = self.screen().availableGeometry().height() - _TITLE_BAR
            needed = min(layout.totalHeightForWidth(self.width()), most)
            self.resize(self.width(), max(self.height(), needed))
        focused = self.focusWidget()
        if self.scrolled is not None and focused is not None and self.scrolled.isAncestorOf(focused):
            self.scrolled.ensureWidgetVisible(focused, 0, FAR)


class Scrolled(QScrollArea):
    """Parts below each other, as high as they need to be; where a dialog has less room, they are scrolled."""

    def __init__(self, *parts: QWidget | QLayout) -> None:
        super().__init__()
        inner = role(QWidget(), "ground")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(BETWEEN)
        _fill(self.column, parts)
        self.column.addStretch(1)
        steady(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        inner.installEventFilter(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at which nothing is scrolled: what a bar that was there for a moment would take is left."""
        if not self.column.hasHeightForWidth():
            return self.column.totalSizeHint().height()
        bar = self.verticalScrollBar().sizeHint().width()
        return max(self.column.totalHeightForWidth(each) for each in (width, width - bar))

    def sizeHint(self) -> QSize:
        wide = self.column.sizeHint().width()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        least = self.column.minimumSize()
        return QSize(least.width(), min(least.height(), scaled(_LEAST_SCROLLED)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        heard = super().eventFilter(watched, event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()  # an area's own layout ends here; a dialog's begins
        return heard


def stack(dialog: QDialog, *parts: QWidget | QLayout, grows: QWidget | None = None) -> QVBoxLayout:
    """Put the parts of a dialog below each other; `grows` is the one of them that takes the room that is left."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(FAR, FAR, FAR, APART)
    column.setSpacing(BETWEEN)
    _fill(column, parts, grows)
    if isinstance(dialog, GrowingDialog) and isinstance(grows, Scrolled):
        dialog.scrolled = grows
    return column


def verbs(*buttons: QWidget, before: QWidget | None = None, wide: bool = False) -> QHBoxLayout:
    """Put a dialog's verbs in a row, the one that does it last; `before` stands at the row's beginning.

    `wide` gives it the room up to the verbs, as a text needs that may break.
    """
    row = QHBoxLayout()
    row.setContentsMargins(0, NEAR, 0, 0)
    row.setSpacing(NEAR)
    if before is not None:
        row.addWidget(before, int(wide))
    if not wide:
        row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return row


def _fill(column: QVBoxLayout, parts: tuple[QWidget | QLayout, ...], grows: QWidget | None = None) -> None:
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part, int(part is grows))
