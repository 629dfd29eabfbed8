"""The quiet strip at the foot of the pages that says what was just done and offers to take it back, for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.elided import ElidedLabel
from desktop.ui.shared.naming import button, named, role, say, tool_button
from desktop.ui.theme import APART, NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN_MILLISECONDS = 15_000


class UndoStrip(QFrame):
    """Hidden until something was done. It goes by itself; the Edit menu keeps the command."""

    def __init__(self) -> None:
        super().__init__()
        role(self, "bar")
        named(self, "undo.strip")
        self.what = named(ElidedLabel(), "undo.what")
        self.act_button = button("undo.act", "quiet", "back")
        self.close_button = tool_button("undo.close", "close")
        self._act: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(APART, TIGHT, NEAR, TIGHT)
        row.setSpacing(NEAR)
        row.addWidget(self.what)
        row.addWidget(self.act_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self._going = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._going.timeout.connect(self._on_time)
        self.act_button.clicked.connect(self._on_act)
        self.close_button.clicked.connect(self.put_away)
        self.hide()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        say(self.close_button, tr("Close this message"))
        if self._act is None:
            self.act_button.setText(tr("Undo"))

    def show_step(self, what: str, verb: str, act: Callable[[], object]) -> None:
        """Say what was done, with the command that turns it round."""
        self._act = act
        self.what.setText(what)
        self.act_button.setText(verb)
        self.act_button.setAccessibleName(f"{verb} – {what}")
        self.setAccessibleName(what)
        self.show()
        self._going.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, what))

    def put_away(self) -> None:
        """Hide it; nothing is lost."""
        self._going.stop()
        self._act = None
        self.hide()

    def _on_time(self) -> None:
        if self.act_button.hasFocus() or self.underMouse():
            self._going.start()  # somebody is about to use it
        else:
            self.put_away()

    def _on_act(self) -> None:
        act = self._act
        self.put_away()
        if act is not None:
            act()
