"""The ground of Home's charts: a plot to look at, which takes no mouse, no keys and no menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph  # this module is imported late, when the first chart shows
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QVBoxLayout, QWidget

from desktop.ui.home.series import paint_bar
from desktop.ui.shared.naming import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter


class QuietPlot(QWidget):
    """Holds one plot, under its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._plot = pyqtgraph.PlotWidget(background=None)
        named(self._plot, name)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setStyleSheet("border: none; background: transparent;")
        self._plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)


class Bars(QGraphicsItem):
    """The bars of one series, at their places in the plot's own measures; painted in the screen's, as patterns are."""

    def __init__(self, series: str, places: Sequence[QRectF]) -> None:
        super().__init__()
        self._series = series
        self._places = [place for place in places if place.width() > 0 and place.height() > 0]
        self._whole = QRectF()
        for place in self._places:
            self._whole = self._whole.united(place)

    def boundingRect(self) -> QRectF:
        return self._whole

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        screen = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        for place in self._places:
            paint_bar(painter, screen.mapRect(place), self._series)
        painter.restore()
