"""A picture on the screen, as wide as there is room, or larger and smaller."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea

from desktop.ui.shared.naming import named
from desktop.ui.shared.steady import steady

_STEP = 1.25
_LEAST, _MOST = 0.25, 5.0


class PictureView(QScrollArea):
    """`show_picture(jpeg)` shows a page, `clear(text)` a sentence in its place. `area` begins its object name."""

    def __init__(self, area: str, title: str) -> None:
        super().__init__()
        named(self, f"{area}.picture", title)
        self._whole = QPixmap()
        self._factor = 1.0  # of the width that fits
        self._label = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        # Always there: a page that fits the width without a bar may not fit the height beside one, and so to and fro.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        steady(self)
        self.viewport().installEventFilter(self)

    @property
    def shows(self) -> bool:
        """Whether a page is shown."""
        return not self._whole.isNull()

    def show_picture(self, jpeg: bytes) -> None:
        self._whole = QPixmap()
        self._whole.loadFromData(jpeg)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def clear(self, text: str = "") -> None:
        self._whole = QPixmap()
        self._label.setPixmap(QPixmap())
        self._label.setText(text)

    def zoom_in(self) -> None:
        self._zoom(self._factor * _STEP)

    def zoom_out(self) -> None:
        self._zoom(self._factor / _STEP)

    def fit_width(self) -> None:
        """Show the page as wide as there is room."""
        self._zoom(1.0)

    def _zoom(self, factor: float) -> None:
        self._factor = min(max(factor, _LEAST), _MOST)
        if self.shows:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.shows:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        fits = min(self.viewport().width(), self._whole.width())
        wide = round(fits * self._factor)
        if wide > 0:
            self._label.setPixmap(self._whole.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
