"""A hand in the real program, without pytest: it waits little after a step, and is at home in file choosers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLineEdit

from tests.journeys.hand import Hand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program
    from tests.ui.kit import FakePrompts

_PATIENCE = 60.0


class Bot:
    """What a hand asks of pytest-qt's: to wait."""

    def waitUntil(self, is_so: Callable[[], bool], *, timeout: int) -> None:
        end = time.monotonic() + min(timeout / 1000, _PATIENCE)
        while not is_so():
            QTest.qWait(10)
            assert time.monotonic() < end, "it took too long"


class QuickHand(Hand):
    """A hand that waits for what is at work, and for what is about to begin only where it says so."""

    def __init__(self, program: Program) -> None:
        super().__init__(program, cast("QtBot", Bot()), cast("FakePrompts", None))

    def settle(self) -> None:
        for _turn in range(2):
            self.qtbot.waitUntil(lambda: self.program.tasks.idle, timeout=60_000)
            QTest.qWait(1)

    def rest(self) -> None:
        super().settle()

    def pick(self, name: str, text: str) -> None:
        self.write(name, text)
        self.rest()  # a whole code is taken by itself, a moment later
        if self.text(name) == text:
            self.take_offered(name)

    def chooses(self, button: str, path: Path) -> None:
        """Press a button, and answer the file chooser that it shows."""

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, QFileDialog)
            dialog.setDirectory(str(path.parent))  # as whoever clicks their way there
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            box = dialog.findChild(QDialogButtonBox)
            assert isinstance(line, QLineEdit)
            assert isinstance(box, QDialogButtonBox)
            accepts = QDialogButtonBox.ButtonRole.AcceptRole
            (accept,) = [each for each in box.buttons() if box.buttonRole(each) is accepts]
            line.setText(path.name)
            self.qtbot.waitUntil(accept.isEnabled, timeout=60_000)
            accept.click()

        self.in_front(answer)
        self.click(button)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.settle()

    def in_front(self, act: Callable[[QDialog], object]) -> None:
        """Do something to the dialog that is shown next."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible():
            act(dialog)
        else:
            QTimer.singleShot(20, self.program, lambda: self.in_front(act))
