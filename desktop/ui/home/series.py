"""How the series of Home's charts are told apart, without colours too: each has a pattern and an edge of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import scaled, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

PATTERNS = {
    "collected": Qt.BrushStyle.SolidPattern,
    "funded": Qt.BrushStyle.BDiagPattern,
    "paid": Qt.BrushStyle.Dense6Pattern,
}
"""Whole, hatched, dotted: by the name of a series' colour in the theme."""
_WIDE, _HIGH = 22, 12


def paint_bar(painter: QPainter, place: QRectF, series: str) -> None:
    """Paint a bar of a series, on the ground of a card."""
    look = tokens()
    colour = QColor(getattr(look, series))
    painter.fillRect(place, QColor(look.surface))
    painter.setPen(QPen(colour, 1))
    painter.setBrush(QBrush(colour, PATTERNS[series]))
    painter.drawRect(place)


class Swatch(QWidget):
    """A piece of a bar, beside its word in a legend."""

    def __init__(self, series: str) -> None:
        super().__init__()
        self._series = series
        self.setFixedSize(QSize(scaled(_WIDE), scaled(_HIGH)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bar(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._series)
        painter.end()
