"""The line that a passphrase is typed into; apart from the other fields, because the first window shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from desktop.ui.shared.heard import Line

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


def is_cyrillic(text: str) -> bool:
    """Whether a letter of it is Cyrillic: on a hidden line nobody sees which layout the keyboard has."""
    return any("\u0400" <= letter <= "\u052f" for letter in text)


class PassphraseEdit(Line):
    """A line for a passphrase: hidden, never remembered, never copied, no input method's dictionary."""

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(Line.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shifted and letter.upper() != letter.lower())
        super().keyPressEvent(event)

    def take(self) -> str:
        """Give what was typed and empty the line."""
        text = self.text()
        self.clear()
        return text
