"""The chart of Home's last twelve months: what came in and what was paid out, side by side, in one currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetrics

from desktop.domain.money import Money
from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.home.plot import Bars, QuietPlot
from desktop.ui.theme import scaled, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.summaries import MonthFlow

_HEIGHT = 190
_BAR = 0.36
_THICK = _BAR * 0.9
_MARKS = 4


def round_step(most: int) -> int:
    """Give the distance of the marks beside the bars, in minor units: 1, 2 or 5 and zeros, at most four of them."""
    step = 1
    while True:
        for times in (1, 2, 5):
            if step * times * _MARKS >= most:
                return step * times
        step *= 10


class MonthsChart(QuietPlot):
    """Draws twelve months; what it shows is also its accessible description, month by month."""

    def __init__(self) -> None:
        super().__init__("home.months")
        self._flows: tuple[MonthFlow, ...] = ()
        self._plot.setFixedHeight(scaled(_HEIGHT))

    def show_months(self, flows: Sequence[MonthFlow]) -> None:
        """Draw these months from the left."""
        self._flows = tuple(flows)
        self.retint()

    def retint(self) -> None:
        """Draw everything in the colours and the language that rule now."""
        self._plot.setAccessibleName(tr("The last twelve months"))
        self._plot.setAccessibleDescription(
            "; ".join(
                tr("{month}: {came} came in, {went} paid out").format(
                    month=str(flow.month), came=formatting.money(flow.came), went=formatting.money(flow.went)
                )
                for flow in self._flows
            )
        )
        plot = self._plot.getPlotItem()
        plot.clear()
        for offset, part, series in ((-_BAR / 2, "came", "collected"), (_BAR / 2, "went", "paid")):
            heights = [max(getattr(flow, part).minor, 0) for flow in self._flows]
            places = [QRectF(place + offset - _THICK / 2, 0, _THICK, height) for place, height in enumerate(heights)]
            plot.addItem(Bars(series, places))
        if self._flows:
            self._dress_axes(len(self._flows))

    def _dress_axes(self, count: int) -> None:
        look = tokens()
        plot = self._plot.getPlotItem()
        currency = self._flows[0].came.currency
        most = max(max(flow.came.minor, flow.went.minor) for flow in self._flows)
        step = round_step(max(most, 1))
        marks = [(at, formatting.number(Money(at, currency))) for at in range(0, step * _MARKS + 1, step)]
        shown = [(at, text) for at, text in marks if at <= most + step]
        plot.setXRange(-0.6, count - 0.4, padding=0)
        plot.setYRange(0, shown[-1][0] * 1.1, padding=0)
        plot.showGrid(x=False, y=True, alpha=0.12)
        metrics = QFontMetrics(self.font())
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        left.setTicks([shown])
        left.setWidth(max(metrics.horizontalAdvance(text) for _at, text in shown) + 16)
        bottom.setTicks([[(place, f"{flow.month.number:02d}.{flow.month.year % 100:02d}")
                          for place, flow in enumerate(self._flows)]])  # fmt: skip
        for axis in (left, bottom):
            axis.setTextPen(QColor(look.muted))
            axis.setPen(QColor(look.line))
            axis.setStyle(tickFont=self.font(), tickLength=0, hideOverlappingLabels=False)
