"""Clicks wherever there is something to click, types, presses keys, and asks for nothing sensible."""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

import desktop
from desktop.domain.money import Money
from desktop.i18n import LANGUAGES, use_language
from desktop.ui import formatting
from desktop.ui.below import below
from desktop.ui.collecting import collect_all
from tests.journeys.hand import PATIENCE
from tests.ui.kit import FakePrompts

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from desktop.ui.prompts import FileKind
    from desktop.ui.shared.printing import Printing
    from tests.journeys.hand import Hand

#: Not clicked: what ends the story, and what would leave the program for the system's own windows.
NOT_CLICKED = ("window.lock", "window.quit", "lock.", "start.", "welcome.", "dialog.file")
_NOT_CHOSEN = ("quit", "lock", "close", "wipe", "new_vault", "open_vault", "sample", "restore", "emergency")
_WORDS = ("", "7", "100.00", "Анна", "C-0001", "22.05.2026", "someone@example.org", "x" * 300, "1,5", "-1")
_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_F1, Qt.Key.Key_PageDown)


class CarelessPrompts(FakePrompts):
    """Says yes or no by chance; chooses no file; clicks about in a dialog and leaves it."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self.dice = dice
        self.clicker: Clicker | None = None

    def confirm(self, title: str, text: str, verb: str, *, danger: bool = False, keep: str = "") -> bool:
        return not danger and self.dice.random() < 0.5

    def ask_text(self, title: str, label: str, verb: str, *, text: str = "", danger: bool = False) -> str | None:
        return self.dice.choice((None, "because"))

    def choose_open(self, title: str, kinds: Sequence[FileKind]) -> Path | None:
        return None

    def choose_files(self, title: str, kinds: Sequence[FileKind]) -> tuple[Path, ...]:
        return ()

    def choose_save(self, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None:
        return None

    def choose_folder(self, title: str) -> Path | None:
        return None

    def choose_printer(self, pdf: bytes, *, whole: bool = False) -> Printing | None:
        return None

    def show(self, dialog: QDialog) -> bool:
        dialog.show()
        if self.clicker is not None:
            for _turn in range(self.dice.randrange(4)):
                if dialog.isVisible():
                    self.clicker.somewhere(dialog)
        accepted = dialog.result() == QDialog.DialogCode.Accepted and not dialog.isVisible()
        dialog.close()
        dialog.deleteLater()
        return accepted


class Clicker:
    """Does one thing after another. `done` counts them by kind."""

    def __init__(self, hand: Hand, dice: random.Random) -> None:
        self.hand, self.dice = hand, dice
        self.done: Counter[str] = Counter()
        self.last = ""

    def turn(self) -> None:
        """Do one thing, and wait until its work is done."""
        way = self.dice.random()
        if way < 0.12:
            self._section()
        elif way < 0.18:
            self._menu()
        elif way < 0.24:
            self._key()
        else:
            self.somewhere(self.hand.window)
        # For the worker alone: a hand that does not read waits for no message that comes or goes by itself.
        self.hand.qtbot.wait(1)
        self.hand.qtbot.waitUntil(lambda: self.hand.program.tasks.idle, timeout=PATIENCE)

    def somewhere(self, root: QWidget) -> None:
        """Click, type or choose in one of the things that can be used."""
        found = [each for each in below(root, QWidget) if self._usable(each)]
        if not found:
            return
        widget = self.dice.choice(found)
        self.last = widget.objectName()
        self.done[type(widget).__name__] += 1
        if isinstance(widget, QTableView):
            self._row(widget)
        elif isinstance(widget, QComboBox):
            if widget.count():
                widget.setCurrentIndex(self.dice.randrange(widget.count()))
                widget.activated.emit(widget.currentIndex())
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            widget.setFocus()
            widget.selectAll()
            word = self.dice.choice(_WORDS)
            press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, word)
            QApplication.sendEvent(widget, press)  # QTest types Latin letters alone
        else:
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))

    def _usable(self, widget: QWidget) -> bool:
        kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
        name = widget.objectName()
        return (
            isinstance(widget, kinds)
            and "." in name
            and widget.isVisible()
            and widget.isEnabled()
            and not name.startswith(NOT_CLICKED)
            and not any(word in name for word in _NOT_CHOSEN)
            and not (isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isReadOnly())
        )

    def _row(self, table: QTableView) -> None:
        model = table.model()
        if model is None or not model.rowCount() or not model.columnCount():
            return
        index = model.index(self.dice.randrange(min(model.rowCount(), 40)), self.dice.randrange(model.columnCount()))
        table.scrollTo(index)
        at = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        if self.dice.random() < 0.5:
            QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def _section(self) -> None:
        sections = self.hand.sections()
        if not sections:  # put away by F9
            QTest.keyClick(self.hand.window, Qt.Key.Key_F9)
            return
        section = self.dice.choice(sections)
        self.last = f"nav.{section}"
        self.done["section"] += 1
        QTest.mouseClick(self.hand.find(self.last), Qt.MouseButton.LeftButton)

    def _menu(self) -> None:
        actions = [
            action
            for menu in self.hand.window.menuBar().actions()
            if menu.menu() is not None
            for action in menu.menu().actions()  # type: ignore[attr-defined]
            if action.isEnabled() and not action.isSeparator() and action.objectName()
        ]
        actions = [each for each in actions if not any(word in each.objectName() for word in _NOT_CHOSEN)]
        if actions:
            action = self.dice.choice(actions)
            self.last = action.objectName()
            self.done["menu"] += 1
            action.trigger()

    def _key(self) -> None:
        key = self.dice.choice(_KEYS)
        self.last = f"key {key.name}"
        self.done["key"] += 1
        QTest.keyClick(QApplication.focusWidget() or self.hand.window, key)

    def rest(self) -> None:
        """Go Home and let everything end that is due."""
        QTest.keyClick(self.hand.window, Qt.Key.Key_Escape)
        self.hand.settle()
        for _turn in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            collect_all()
        self.hand.settle()


def resident() -> float:
    """The process's memory in MB, as the system counts it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")


def load_everything() -> None:
    """Load what the program loads when it is first needed, and the words and forms of each language.

    Loaded once it stays, and is no growth; but a hand may come to it after a thousand clicks or after ten.
    """
    for file in sorted(Path(desktop.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                names = [node.module]
            for name in names:
                with contextlib.suppress(ImportError):  # another system's
                    importlib.import_module(name)
    for language in (*LANGUAGES[1:], LANGUAGES[0]):
        use_language(language)
        formatting.money(Money(123456, "EUR"))
        formatting.day(date(2026, 3, 1))


def living() -> Counter[str]:
    """The widgets that live, by their kinds."""
    return Counter(type(each).__name__ for each in QApplication.allWidgets())


def slope(figures: Sequence[tuple[int, float]]) -> float:
    """By how much a figure grows for one more click: the line through all its points."""
    count = len(figures)
    across, up = sum(x for x, _ in figures) / count, sum(y for _, y in figures) / count
    spread = sum((x - across) ** 2 for x, _ in figures)
    return sum((x - across) * (y - up) for x, y in figures) / spread


def garbage() -> Counter[str]:
    """Everything that Python's collector knows, by kind."""
    return Counter(type(each).__name__ for each in gc.get_objects())
