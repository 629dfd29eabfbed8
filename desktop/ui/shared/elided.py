"""A label for texts of any length: what does not fit is shown as an ellipsis and said by the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption

_LEAST = 40


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
