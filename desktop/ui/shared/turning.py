"""Two parts side by side, or one below the other where the room for both in one line ends."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class TurningRow(QFrame):
    """Put the parts into `box`; where they do not `fit` in one line, it lies as `narrow` says."""

    def __init__(self, narrow: QBoxLayout.Direction) -> None:
        super().__init__()
        self._narrow = narrow
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(NEAR)

    @abstractmethod
    def fit(self, room: int) -> bool:
        """Tell whether both parts have room in one line of so many pixels."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a title became longer, a note or a button came or went
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        margins = self.box.contentsMargins()
        room = self.contentsRect().width() - margins.left() - margins.right()
        wanted = QBoxLayout.Direction.LeftToRight if self.fit(room) else self._narrow
        if self.box.direction() != wanted:
            self.box.setDirection(wanted)
