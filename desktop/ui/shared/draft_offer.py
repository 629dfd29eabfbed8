"""The strip above a dialog that offers what was being written in it when the office was locked, or the power went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import FAR, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QDialog


class DraftOffer(QFrame):
    """Stands above everything in a dialog until it is answered; `take` and `drop` are what its buttons do."""

    def __init__(self, dialog: QDialog, at: datetime, take: Callable[[], object], drop: Callable[[], object]) -> None:
        super().__init__(dialog)
        area = dialog.objectName().partition(".")[0]
        here = at.astimezone()
        said = tr("You were writing this on {when}.").format(when=f"{formatting.day(here.date())} {here:%H:%M}")
        named(self, f"{area}.draft", said)
        self.setProperty("kind", "info")
        self.take_button, self.drop_button = button(f"{area}.draft_take"), button(f"{area}.draft_drop")
        self.take_button.setText(tr("Take it up again"))
        self.drop_button.setText(tr("Throw away"))
        for each in (self.take_button, self.drop_button):
            each.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(FAR, NEAR, FAR, NEAR)
        row.setSpacing(NEAR)
        row.addWidget(text_label(said, "label", wrap=True), 1)
        row.addWidget(self.take_button)
        row.addWidget(self.drop_button)
        self.take_button.clicked.connect(lambda: self._answer(take))
        self.drop_button.clicked.connect(lambda: self._answer(drop))
        layout = dialog.layout()
        if layout is not None:
            layout.setMenuBar(self)  # whatever the dialog's own layout is, this stands above it
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _answer(self, act: Callable[[], object]) -> None:
        self.hide()
        act()
