"""What ends a form: its buttons and a note on them; side by side, or the note above them in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from desktop.ui.shared.naming import role
from desktop.ui.theme import FAR, NEAR, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel

    from desktop.ui.shared.flow import FlowRow

_NOTE_KEPT = 260
"""As wide a note beside the buttons at least, or all of it: in a narrower column it would be tall."""


class FootBar(QFrame):
    """Holds `buttons` in one line as long as there is room for one, and lets `note` have what is left."""

    def __init__(self, buttons: FlowRow, note: QLabel) -> None:
        super().__init__()
        role(self, "bar")
        self._buttons, self._note = buttons, note
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(FAR, NEAR, FAR, NEAR)
        self._box.setSpacing(NEAR)
        self._box.addWidget(buttons)
        self._box.addWidget(note, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a note came or went, a button too
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        room = self._box.contentsRect().width()
        said = min(self._note.fontMetrics().horizontalAdvance(self._note.text()), scaled(_NOTE_KEPT)) + NEAR
        beside = self._note.isHidden() or self._buttons.sizeHint().width() + said <= room
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
