"""What ends a form: its buttons and a note on them; side by side, or the note above them in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from desktop.ui.shared.naming import role
from desktop.ui.shared.turning import TurningRow
from desktop.ui.theme import FAR, NEAR, scaled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from desktop.ui.shared.flow import FlowRow

_NOTE_KEPT = 260
"""As wide a note beside the buttons at least, or all of it: in a narrower column it would be tall."""


class FootBar(TurningRow):
    """Holds `buttons` in one line as long as there is room for one, and lets `note` have what is left."""

    def __init__(self, buttons: FlowRow, note: QLabel) -> None:
        super().__init__(QBoxLayout.Direction.BottomToTop)
        role(self, "bar")
        self._buttons, self._note = buttons, note
        self.box.setContentsMargins(FAR, NEAR, FAR, NEAR)
        self.box.addWidget(buttons)
        self.box.addWidget(note, 1)

    def fit(self, room: int) -> bool:
        said = min(self._note.fontMetrics().horizontalAdvance(self._note.text()), scaled(_NOTE_KEPT)) + NEAR
        return self._note.isHidden() or self._buttons.sizeHint().width() + said <= room
