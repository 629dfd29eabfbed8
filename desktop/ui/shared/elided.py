"""A label and a link for texts of any length: what does not fit is an ellipsis, and is said by the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOption, QStyleOptionButton, QStylePainter

from desktop.ui.theme import scaled

_LEAST = 40
_LINK_KEPT = 150


class ElidedLabel(QLabel):
    """Never makes the window wider than the screen, however long a title is.

    `kept` is how many pixels of its text stand before neighbours get more room than they need.
    """

    def __init__(self, text: str = "", kept: int = _LEAST) -> None:
        super().__init__(text)
        self._kept = kept
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        asked = super().minimumSizeHint()
        return QSize(min(max(_LEAST, asked.width()), self._kept), asked.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)


class ElidedLink(QPushButton):
    """A button of as many words as a name may have; neighbours get their room before it has all of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        asked = super().minimumSizeHint()
        return QSize(min(asked.width(), scaled(_LINK_KEPT)), asked.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room, int(Qt.TextFlag.TextShowMnemonic)
        )
        self.setToolTip(self.text().replace("&&", "&") if shown != self.text() else "")
        option.text = shown
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
