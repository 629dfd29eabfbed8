"""A scanned page on the screen, as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea

from desktop.ui.shared.naming import named


class PictureView(QScrollArea):
    """`show_picture(jpeg)` shows a page, `clear(text)` a sentence in its place. `area` begins its object name."""

    def __init__(self, area: str, title: str) -> None:
        super().__init__()
        named(self, f"{area}.picture", title)
        self._whole = QPixmap()
        self._label = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._label.setWordWrap(True)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        self.viewport().installEventFilter(self)

    @property
    def shows(self) -> bool:
        """Whether a page is shown."""
        return not self._whole.isNull()

    def show_picture(self, jpeg: bytes) -> None:
        self._whole = QPixmap()
        self._whole.loadFromData(jpeg)
        self._fit()

    def clear(self, text: str = "") -> None:
        self._whole = QPixmap()
        self._label.setPixmap(QPixmap())
        self._label.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.shows:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        wide = min(self.viewport().width(), self._whole.width())
        if wide > 0:
            self._label.setPixmap(self._whole.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
