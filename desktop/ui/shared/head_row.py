"""What heads a page: title and buttons; side by side, or one below the other in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.ui.shared.flow import FlowRow

_LOW = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft


class HeadRow(QWidget):
    """Holds `said` (back, title, count) and `buttons`. The widget at place `stretched` takes what room is left.

    What is `said` needs as much room as it asks for at least; so an elided title says how much of it is kept.
    """

    def __init__(self, said: tuple[QWidget, ...], buttons: FlowRow, stretched: int, low: QWidget | None = None) -> None:
        super().__init__()
        self._said, self._buttons = said, buttons
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for place, widget in enumerate(said):
            stretch = 1 if place == stretched else 0
            if widget is low:
                row.addWidget(widget, stretch, _LOW)
            else:
                row.addWidget(widget, stretch)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(NEAR)
        self._box.addLayout(row, 2)
        self._box.addWidget(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a title became longer, a button came or went
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        said = sum(_least(each) + NEAR for each in self._said if not each.isHidden())
        beside = said + self._buttons.sizeHint().width() <= self.contentsRect().width()
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


def _least(widget: QWidget) -> int:
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())
