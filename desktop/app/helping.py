"""F1 wherever it is pressed: the help about what is in front, in the office's own section or in a window beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.ui.cover import close_popups
from desktop.ui.help.topics import TOPICS, help_place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.app.program import Program
    from desktop.ui.help.window import HelpWindow

_FIRST = TOPICS[0]


class Helping(QObject):
    """Knows the one help window, if there is one. Over a modal dialog it belongs to that, or it could not be used."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self.window: HelpWindow | None = None

    def show(self) -> None:
        """Show the help about what has the keyboard."""
        close_popups()
        main = self._program.window
        owner = QApplication.activeModalWidget() or QApplication.activeWindow() or main
        if self.window is not None and isValid(self.window) and owner is self.window:
            return  # it is about itself
        place = help_place(QApplication.focusWidget()) or help_place(owner)
        if owner is main and main.workspace is not None:
            if main.palette_shown is not None:
                main.palette_shown.dismiss()
            main.workspace.go("help", place)
            return
        here = "" if main.workspace is None else main.workspace.help_place
        self._over(owner, place or help_place(self._program.screen) or here or _FIRST)

    def _over(self, owner: QWidget, place: str) -> None:
        from desktop.ui.help.window import HelpWindow  # noqa: PLC0415  loads when it is first wanted

        shown = self.window
        if shown is None or not isValid(shown) or shown.parent() is not owner:
            if shown is not None and isValid(shown):
                shown.deleteLater()
            self.window = shown = HelpWindow(owner)
        shown.show_place(place)
