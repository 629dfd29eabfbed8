"""The line that edits a cell which names a record: while one types, a list below it proposes what may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from desktop.ui.shared.naming import named
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from desktop.ui.shared.grid_model import Proposal

_TYPING_MILLISECONDS = 80
_MOST_SHOWN = 9
_WIDTH = 320
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ProposingLine(QLineEdit):
    """`ask(text, deliver)` looks for what may be meant. `taken` when one was clicked.

    Nothing is chosen by itself but the only one that fits: with several, Down chooses. The list never takes the
    keyboard, so that Tab, Enter and Esc end the cell as everywhere in the grid.
    """

    taken = Signal()

    def __init__(
        self, parent: QWidget, name: str, spoken: str, ask: Callable[[str, Callable[..., object]], object]
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._values: list[Any] = []
        self._asked = ""
        self.choices = named(QListWidget(self), f"{name}_choices", spoken)
        self.choices.setWindowFlags(Qt.WindowType.ToolTip)
        self.choices.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices.hide()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.look)
        self.textEdited.connect(self._on_edited)
        self.choices.itemClicked.connect(self._on_clicked)

    @property
    def value(self) -> Any:
        """What is chosen of the list that is open; None when nothing is."""
        at = self.choices.currentRow()
        return self._values[at] if self.choices.isVisible() and 0 <= at < len(self._values) else None

    def look(self) -> None:
        """Ask for what may be meant by the text."""
        self._asked = self.text().strip()
        asked = self._asked

        def deliver(found: Sequence[Proposal]) -> None:
            if isValid(self) and asked == self._asked and self.isVisible():
                self._show(found)

        self._ask(asked, deliver)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            super().keyPressEvent(event)
        elif not self.choices.isVisible():
            self.look()
        else:
            count = self.choices.count()
            self.choices.setCurrentRow(max(0, min(count - 1, self.choices.currentRow() + step)))

    def hideEvent(self, event: QHideEvent) -> None:
        self.choices.hide()
        super().hideEvent(event)

    def _on_edited(self, _text: str) -> None:
        self._asked = ""
        self.choices.hide()
        self._typing.start()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.choices.setCurrentItem(item)
        self.taken.emit()

    def _show(self, found: Sequence[Proposal]) -> None:
        self.choices.clear()
        self._values = [value for _text, value in found]
        self.choices.addItems([text for text, _value in found])
        self.choices.setVisible(bool(found))
        if not found:
            return
        self.choices.setCurrentRow(0 if len(found) == 1 else -1)
        row = self.choices.sizeHintForRow(0)
        self.choices.resize(max(self.width(), scaled(_WIDTH)), row * min(len(found), _MOST_SHOWN) + 6)
        below = self.mapToGlobal(QPoint(0, self.height() + 1))
        room = self.screen().availableGeometry()
        if below.y() + self.choices.height() > room.bottom():
            below = self.mapToGlobal(QPoint(0, -self.choices.height() - 1))
        below.setX(max(room.left(), min(below.x(), room.right() - self.choices.width())))
        self.choices.move(below)
