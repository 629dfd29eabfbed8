"""Keeps the program alive while a scroll area's bars come and go under the eyes of a screen reader.

Qt 6.12 counts the bars of a scroll area among its accessible children while they are visible, and looks a child up
without checking: a reader that counted two and asks for the second after the bar has gone (a page was changed, a text
became shorter) ends the program. So the area's accessible is renewed when a bar goes: what asks the old one gets
D-Bus' "no such object" instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea


class _Watch(QObject):
    """Sees both bars' holders hide."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
            holder = bar.parent()
            assert holder is not None, "the area has laid its bars out"  # noqa: S101  Qt does so when it is made
            holder.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and QAccessible.isActive():
            known = QAccessible.queryAccessibleInterface(self._area)
            if known is not None:
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))
        return False


def steady(area: QAbstractScrollArea) -> None:
    """Watch a scroll area that is not a table, a list or a text: those count their children otherwise."""
    _Watch(area)
