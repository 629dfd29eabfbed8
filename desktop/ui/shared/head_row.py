"""What heads a page: title and buttons; side by side, or one below the other in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from desktop.ui.shared.turning import TurningRow
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.ui.shared.flow import FlowRow

_LOW = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft


class HeadRow(TurningRow):
    """Holds `said` (back, title, count) and `buttons`. The widget at place `stretched` takes what room is left.

    What is `said` needs as much room as it asks for at least; so an elided title says how much of it is kept.
    """

    def __init__(self, said: tuple[QWidget, ...], buttons: FlowRow, stretched: int, low: QWidget | None = None) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom)
        self._said, self._buttons = said, buttons
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for place, widget in enumerate(said):
            stretch = 1 if place == stretched else 0
            if widget is low:
                row.addWidget(widget, stretch, _LOW)
            else:
                row.addWidget(widget, stretch)
        self.box.addLayout(row, 2)
        self.box.addWidget(buttons)

    def fit(self, room: int) -> bool:
        said = sum(_least(each) + NEAR for each in self._said if not each.isHidden())
        return said + self._buttons.sizeHint().width() <= room


def _least(widget: QWidget) -> int:
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())
