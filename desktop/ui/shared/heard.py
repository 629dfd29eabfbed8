"""What is chosen or typed by other means than mouse and keyboard counts as well: screen readers, voice, dictation.

Over accessibility Qt changes a view's selection without its current row, and a line's text without `textEdited`; a
program that listens to those alone would show what was chosen and never hear of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable


class Line(QLineEdit):
    """A line of text. `typed` tells each change that is not the program's own `setText` or `clear`."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._own = 0
        self.textChanged.connect(self._on_changed)

    def setText(self, text: str | None, /) -> None:  # accessibility calls Qt's own and does not come here
        self._own += 1
        try:
            super().setText(text or "")
        finally:
            self._own -= 1

    def clear(self) -> None:
        self._own += 1
        try:
            super().clear()
        finally:
            self._own -= 1

    def _on_changed(self, text: str) -> None:
        if not self._own:
            self.typed.emit(text)


class _Ear(QObject):
    """Notices a selection that the current row did not follow, and says so after the event that made it."""

    def __init__(self, view: QAbstractItemView, follow: Callable[[int], object]) -> None:
        super().__init__(view)
        self._view, self._follow = view, follow
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._on_settled)
        self._row = -1
        view.selectionModel().selectionChanged.connect(self._on_selection)

    def _on_selection(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        rows = [each.top() for each in selected]  # type: ignore[attr-defined]  # it is iterable
        self._row = min(rows, default=-1)
        if self._row >= 0:
            self._timer.start()

    def _on_settled(self) -> None:
        row, self._row = self._row, -1
        if not isValid(self._view):  # its box is going, and the timer was set before
            return
        model, current = self._view.selectionModel(), self._view.currentIndex()
        if row < 0 or model is None or (current.isValid() and model.isSelected(current)):
            return
        first = self._view.model().index(row, 0)
        if model.isSelected(first) or model.isRowSelected(row):
            self._follow(row)


def hear_rows(view: QAbstractItemView) -> None:
    """Let the current row of a table follow a selection made over accessibility, so that Enter opens it."""

    def follow(row: int) -> None:
        index = view.model().index(row, 0)
        view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    _Ear(view, follow)


def hear_choice(view: QAbstractItemView, take: Callable[[int], object]) -> None:
    """Call `take(row)` when a row of a list of choices is chosen over accessibility."""
    _Ear(view, take)


def hear_box(box: QComboBox) -> None:
    """Let a choice made in a combo box over accessibility be a choice: its value changes, `activated` is told."""
    view = box.view()

    def take(row: int) -> None:
        view.setCurrentIndex(view.model().index(row, box.modelColumn()))
        box.hidePopup()
        if row != box.currentIndex() and box.isEnabled():
            box.setCurrentIndex(row)
            box.activated.emit(row)

    _Ear(view, take)
