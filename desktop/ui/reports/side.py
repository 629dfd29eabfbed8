"""The column of the workbook's options, beside the campaigns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QScrollArea


class Side(QScrollArea):
    """Scrolls up and down alone: it is never narrower than what it holds."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        least, held = super().minimumSizeHint(), self.widget()
        if held is None:
            return least
        return QSize(held.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), least.height())
