"""The ground of Home's charts: a plot to look at, which takes no mouse, no keys and no menu."""

from __future__ import annotations

import pyqtgraph  # this module is imported late, when the first chart shows
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.shared.naming import named


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
