"""How a dialog is laid out: one thing below the other, its verbs last, at the end of a row of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout

from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

BETWEEN = NEAR + 4
"""The room between two parts of a dialog."""


def stack(dialog: QDialog, *parts: QWidget | QLayout, grows: QWidget | None = None) -> QVBoxLayout:
    """Put the parts of a dialog below each other; `grows` is the one of them that takes the room that is left."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(FAR, FAR, FAR, APART)
    column.setSpacing(BETWEEN)
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part, int(part is grows))
    return column


def verbs(*buttons: QWidget, before: QWidget | None = None, wide: bool = False) -> QHBoxLayout:
    """Put a dialog's verbs in a row, the one that does it last; `before` stands at the row's beginning.

    `wide` gives it the room up to the verbs, as a text needs that may break.
    """
    row = QHBoxLayout()
    row.setContentsMargins(0, NEAR, 0, 0)
    row.setSpacing(NEAR)
    if before is not None:
        row.addWidget(before, int(wide))
    if not wide:
        row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return row
