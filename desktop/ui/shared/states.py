"""What a list shows in place of rows: first use, nothing found, loading, or an error with a way to try again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable

_ICON = QSize(48, 48)
_WIDTH = 460


class StatePanel(QWidget):
    """An icon, a sentence, and at most one button, in the middle of the space a list would take."""

    def __init__(self, name: str, picture: str, look: str = "primary", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture_name = picture
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = text_label("", "heading", wrap=True)
        self._text = text_label("", "muted", wrap=True)
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        words = QVBoxLayout(column)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(NEAR)
        for each in (self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.addWidget(each)
        self.button = named(button(name, look), name)
        self.button.hide()
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(NEAR)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        middle = QHBoxLayout()  # no alignment flag: with one, a wrapped label would not get its full height
        middle.addStretch(1)
        middle.addWidget(column)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addSpacing(APART)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, text: str = "", verb: str = "") -> None:
        """Set the words; without a verb there is no button."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.button.setText(verb)
        self.button.setVisible(bool(verb))
        self._paint()

    def on_press(self, action: Callable[[], object]) -> None:
        """Say what the button does."""
        self.button.clicked.connect(lambda: action())

    def add_second(self, name: str, action: Callable[[], object]) -> QPushButton:
        """Add another way to begin below the first button; the page gives it its text."""
        second = button(name)
        self._layout.insertWidget(self._layout.count() - 1, second, 0, Qt.AlignmentFlag.AlignHCenter)
        second.clicked.connect(lambda: action())
        return second

    def add_below(self, widget: QWidget) -> None:
        """Put something below the buttons, as wide as the words."""
        widget.setMaximumWidth(_WIDTH)
        self._layout.insertSpacing(self._layout.count() - 1, APART)
        self._layout.insertWidget(self._layout.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def _paint(self) -> None:
        drawing = icon(self._picture_name, QPalette.ColorRole.PlaceholderText)
        self._picture.setPixmap(drawing.pixmap(_ICON, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
