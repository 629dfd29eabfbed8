"""Names in the window: every interactive widget has an object name `area.thing` and an accessible name."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton, QWidget

from desktop.ui.icons import icon
from desktop.ui.shared.heard import hear_box
from desktop.ui.theme import scaled

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, spoken: str = "") -> W:
    """Give a widget its object name, and its accessible name where its own text does not say it."""
    widget.setObjectName(name)
    widget.setAccessibleIdentifier(name)  # else Qt tells the path of all widgets above
    if isinstance(widget, QComboBox):
        hear_box(widget)
    if spoken:
        speak(widget, spoken)
    return widget


def speak(widget: QWidget, text: str) -> None:
    """Set the accessible name; a combo box, which Linux calls by its value, tells it as its description too."""
    widget.setAccessibleName(text)
    if isinstance(widget, QComboBox):
        widget.setAccessibleDescription(text)


def role(widget: W, value: str) -> W:
    """Give a widget its look by role (see `stylesheet`)."""
    widget.setProperty("role", value)
    return widget


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and dress the widget anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def text_label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label that never reads its text as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if look:
        role(label, look)
    return label


def button(name: str, look: str = "", picture: str = "") -> QPushButton:
    """Make a button: look is "", "primary", "quiet", "danger" or "link"; its text comes with `retranslate`."""
    made = named(QPushButton(), name)
    made.setProperty("look", look)
    if picture:
        on_accent = look == "primary"
        made.setIcon(icon(picture, QPalette.ColorRole.BrightText if on_accent else QPalette.ColorRole.ButtonText))
        made.setIconSize(QSize(18, 18))
    return made


def tool_button(name: str, picture: str) -> QToolButton:
    """Make a button that shows an icon alone; `retranslate` must give it a tool tip and an accessible name."""
    made = named(QToolButton(), name)
    made.setProperty("look", "quiet")
    made.setIcon(icon(picture))
    made.setIconSize(QSize(18, 18))
    return made


class ChoiceBox(QComboBox):
    """A box of choices whose width follows its words, also when the language changes while it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # Qt keeps the one of the former words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave shortcuts to the window: Qt would take the letter of one that is off for the beginning of a choice."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
        if held and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hold(self) -> None:
        """Be no wider than a field, but for words that are longer."""
        self.setMaximumWidth(max(scaled(320), min(self.sizeHint().width(), scaled(420))))


def say(widget: QWidget, text: str) -> None:
    """Give an icon-only widget its words: tool tip and accessible name."""
    widget.setToolTip(text)
    widget.setAccessibleName(text)
