"""Shortcuts work by physical key on Belarusian, Russian and Ukrainian layouts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu

from desktop.ui.shortcuts import PhysicalKeys, latin_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

CONTROL = Qt.KeyboardModifier.ControlModifier
OFFSET = 8 if sys.platform.startswith("linux") else 0


def press(letter: str, place: int = 0, modifiers: Qt.KeyboardModifier = CONTROL) -> QKeyEvent:
    code = place + OFFSET if place else 0
    return QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), modifiers, code, 0, 0, letter)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[QMainWindow]:
    keys = PhysicalKeys(qapp)
    made = QMainWindow()
    qtbot.addWidget(made)
    line = QLineEdit("text")
    made.setCentralWidget(line)
    with qtbot.waitExposed(made):
        made.show()
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    yield made
    keys.deleteLater()


def strike(window: QMainWindow, *keys: QKeyEvent) -> None:
    """Bring keys to the window as the screen does; it passes them on to what has the focus."""
    for key in keys:
        QCoreApplication.sendEvent(window.windowHandle(), key)


@pytest.mark.parametrize(
    ("letter", "place", "key"),
    [
        ("ы", 31, Qt.Key.Key_S),  # Russian
        ("і", 31, Qt.Key.Key_S),  # Ukrainian: the same letter lies elsewhere in Belarusian
        ("і", 48, Qt.Key.Key_B),  # Belarusian
        ("д", 38, Qt.Key.Key_L),
        ("б", 51, Qt.Key.Key_Comma),
        ("т", 0, Qt.Key.Key_N),  # no place told
        ("ў", 0, Qt.Key.Key_O),
        ("и", 0, Qt.Key.Key_B),
    ],
)
def test_the_place_of_a_key_counts(letter: str, place: int, key: Qt.Key) -> None:
    assert latin_key(press(letter, place)) == key


def test_latin_keys_are_left_alone() -> None:
    assert latin_key(press("s", 31)) is None


def test_commands_and_shortcuts_are_triggered(window: QMainWindow) -> None:
    heard: list[str] = []
    action = QAction(window, shortcut=QKeySequence("Ctrl+L"))
    action.triggered.connect(lambda: heard.append("lock"))
    window.addAction(action)
    line = window.centralWidget()
    QShortcut(QKeySequence("Ctrl+S"), line, lambda: heard.append("save"))
    strike(window, press("д", 38), press("ы", 31), press("ы", 31, Qt.KeyboardModifier.NoModifier))
    assert heard == ["lock", "save"]


def test_a_disabled_command_stays_quiet(window: QMainWindow) -> None:
    heard: list[str] = []
    action = QAction(window, shortcut=QKeySequence("Ctrl+L"), enabled=False)
    action.triggered.connect(lambda: heard.append("lock"))
    window.addAction(action)
    strike(window, press("д", 38))
    assert heard == []


def test_ordinary_editing_keys_work_too(window: QMainWindow) -> None:
    line = window.centralWidget()
    assert isinstance(line, QLineEdit)
    strike(window, press("ф", 30), press("с", 46))  # select all, copy
    assert QGuiApplication.clipboard().text() == "text"
    assert line.text() == "text"


def test_an_open_list_of_choices_hears_shortcuts_too(window: QMainWindow) -> None:
    heard: list[str] = []
    menu = QMenu(window)
    menu.addAction("One")
    QShortcut(QKeySequence("Ctrl+S"), menu, lambda: heard.append("save"))
    menu.popup(window.pos())
    strike(window, press("ы", 31))
    menu.close()
    assert heard == ["save"]


def test_a_window_opened_later_hears_them(window: QMainWindow, qtbot: QtBot) -> None:
    heard: list[str] = []
    other = QMainWindow()
    qtbot.addWidget(other)
    line = QLineEdit()
    other.setCentralWidget(line)
    QShortcut(QKeySequence("Ctrl+S"), line, lambda: heard.append("save"))
    with qtbot.waitExposed(other):
        other.show()
    other.activateWindow()
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    strike(other, press("ы", 31))
    assert heard == ["save"]
