"""Shortcuts by physical key: Ctrl+S is where S is on the keyboard, also while it types Cyrillic letters."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.below import below

# Evdev key codes of a PC keyboard, which equal Windows' scan codes for the letters; X11 adds eight.
_ROWS = ((16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_BY_PLACE = {start + step: letter for start, row in _ROWS for step, letter in enumerate(row)} | {40: "'", 51: ","}
_X11_OFFSET = 8

# Where a system tells no place: the letters of the Belarusian and Russian layouts (Ukrainian differs in two).
_BY_LETTER = dict(zip("ЙЦУКЕНГШЎЗФЫВАПРОЛДЯЧСМІТЬ", "QWERTYUIOPASDFGHJKLZXCVBNM", strict=True)) | {
    "Щ": "O", "И": "B", "Б": ",", "Э": "'", "Є": "'",
}  # fmt: skip


def latin_key(event: QKeyEvent) -> Qt.Key | None:
    """Give the Latin letter on the key that was pressed, if it now types a letter of another script."""
    key = int(event.key())
    if not 0x0400 <= key <= 0x052F:
        return None
    place = event.nativeScanCode()
    if sys.platform.startswith("linux") and place > _X11_OFFSET:
        place -= _X11_OFFSET
    letter = _BY_PLACE.get(place) or _BY_LETTER.get(chr(key).upper())
    return Qt.Key(ord(letter)) if letter else None


class PhysicalKeys(QObject):
    """Stands before each window that has the keyboard: turns Ctrl with a Cyrillic letter into Ctrl with the Latin one.

    Shortcuts of the active window come first; what is none of them is sent on as an ordinary key (copy, paste, undo).
    Not on the application: every event of every widget would pass through Python, and wait there for a busy worker.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._sending = False
        self._stand_before(QGuiApplication.focusWindow())
        app.focusWindowChanged.connect(self._stand_before)

    def _stand_before(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more is no more: Qt keeps one of each

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or self._sending or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers()
        if not modifiers & Qt.KeyboardModifier.ControlModifier:
            return False
        key = latin_key(event)
        if key is None:
            return False
        focused = _focused()
        keys = QKeySequence(QKeyCombination(modifiers, key))
        if focused is not None and not _keeps(focused, key, modifiers) and _trigger(focused, keys):
            return True
        self._sending = True
        try:
            QCoreApplication.sendEvent(watched, QKeyEvent(event.type(), key, modifiers, chr(key).lower()))
        finally:
            self._sending = False
        return True


def _keeps(focused: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Ask as Qt asks for Latin keys: a field that is typed into keeps those that it knows itself (Ctrl+Z)."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, chr(key).lower())
    asked.ignore()
    QCoreApplication.sendEvent(focused, asked)
    return asked.isAccepted()


def _focused() -> QWidget | None:
    """Give the widget that the keyboard speaks to: an open menu or list of choices before all others."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        inside: QWidget | None = popup.focusWidget()
        return popup if inside is None else inside
    focused: QWidget | None = QApplication.focusWidget()
    return QApplication.activeWindow() if focused is None else focused


def _trigger(focused: QWidget, keys: QKeySequence) -> bool:
    """Trigger the enabled shortcut or command with these keys nearest to the focused widget."""
    window = focused.window()
    for shortcut in below(window, QShortcut):
        parent = shortcut.parent()
        near = (
            isinstance(parent, QWidget) and parent.isVisible() and (parent is focused or parent.isAncestorOf(focused))
        )
        if near and shortcut.isEnabled() and shortcut.key() == keys:
            shortcut.activated.emit()
            return True
    for action in below(window, QAction):
        if action.isEnabled() and keys in action.shortcuts():
            action.trigger()
            return True
    return False
