"""The chart of Home: per campaign what was collected, funded and paid, as percents of its goal.

Percents, because campaigns may count in different currencies and two currencies are never put on one scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph  # this module is imported late, when the first chart shows
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics

from desktop.i18n import tr
from desktop.ui.home.plot import Bars, QuietPlot
from desktop.ui.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.money import Money
    from desktop.domain.summaries import CampaignProgress

_BAR = 0.24
_THICK = _BAR * 0.82
_MOST_PERCENT = 150
_LABEL_WIDTH = 190


def share(part: Money, goal: Money) -> int:
    """Give a part of a goal in tenths of a percent; nothing for a goal of nothing."""
    return part.minor * 1000 // goal.minor if goal.minor > 0 else 0


class ProgressChart(QuietPlot):
    """Draws up to a handful of campaigns; `retint` after a change of theme."""

    def __init__(self) -> None:
        super().__init__("home.chart")
        self._rows: tuple[CampaignProgress, ...] = ()

    def show_rows(self, rows: Sequence[CampaignProgress]) -> None:
        """Draw these campaigns from the top down."""
        self._rows = tuple(rows)
        self.retint()

    def retint(self) -> None:
        """Draw everything in the colours and the language that rule now."""
        self._plot.setAccessibleName(tr("Campaigns' progress"))
        look = tokens()
        plot = self._plot.getPlotItem()
        plot.clear()
        count = len(self._rows)
        most = 1000
        for offset, series in ((-_BAR, "collected"), (0.0, "funded"), (_BAR, "paid")):
            shares = [share(getattr(row, series), row.goal) for row in self._rows]
            most = max(most, *shares) if shares else most
            places = [
                QRectF(0, place + offset - _THICK / 2, min(each / 10, _MOST_PERCENT), _THICK)
                for place, each in enumerate(shares)
            ]
            plot.addItem(Bars(series, places))
        plot.addItem(pyqtgraph.InfiniteLine(pos=100, angle=90, pen=pyqtgraph.mkPen(QColor(look.text), width=1.5)))
        self._dress_axes(min(max(most / 10, 100), _MOST_PERCENT), count)

    def _dress_axes(self, most: float, count: int) -> None:
        look = tokens()
        plot = self._plot.getPlotItem()
        plot.invertY(True)
        plot.setXRange(-most * 0.004, most * 1.05, padding=0)
        plot.setYRange(-0.55, count - 0.45, padding=0)
        plot.showGrid(x=True, y=False, alpha=0.12)
        metrics = QFontMetrics(self.font())
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        elide = Qt.TextElideMode.ElideRight
        names = [metrics.elidedText(row.title or row.code, elide, _LABEL_WIDTH - 20) for row in self._rows]
        left.setTicks([list(enumerate(names))])
        left.setWidth(_LABEL_WIDTH)
        bottom.setTicks([[(each, f"{each} %") for each in range(0, int(most) + 1, 25)]])
        for axis in (left, bottom):
            axis.setTextPen(QColor(look.text if axis is left else look.muted))
            axis.setPen(QColor(look.line))
            axis.setStyle(tickFont=self.font(), tickLength=0, hideOverlappingLabels=False)
