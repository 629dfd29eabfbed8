"""The two buttons at a mouse's side go back and forward, wherever the pointer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class SideButtons(QObject):
    """Stands before a window of the system; takes its side buttons, so that no widget under the pointer is pressed."""

    def __init__(self, parent: QObject, travel: Callable[[int], object]) -> None:
        super().__init__(parent)
        self._travel = travel

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or event.button() not in _STEPS:
            return False
        if event.type() is QEvent.Type.MouseButtonPress:
            self._travel(_STEPS[event.button()])
        return True
