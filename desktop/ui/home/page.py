"""The Home section: totals, the campaigns' progress as a chart and in figures, what waits; first steps while empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.summaries import Home, TaskKind
from desktop.i18n import mark, tr
from desktop.services.home import read_home
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.home.parts import Card, ProgressTable, Totals, Waiting, chart_height, legend
from desktop.ui.language import follow_language
from desktop.ui.recovery.line import RecoveryLine
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, role, text_label
from desktop.ui.shared.states import StatePanel
from desktop.ui.shared.steady import steady
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, NEAR, scaled
from desktop.ui.workplace import NEW, PageWidget, Workplace

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.ui.home.chart import ProgressChart

MOST_BARS = 8
_WAITING_WIDTH = 320
_NARROW = 860

GOES_TO = {
    TaskKind.NO_RECEIPT: "donations",
    TaskKind.TO_APPROVE: "payouts",
    TaskKind.APPROVED: "payouts",
    TaskKind.RETURNED: "payouts",
    TaskKind.PLEDGES_OVERDUE: "donations",
    TaskKind.NO_VOUCHER: "payouts",
    TaskKind.TO_SIGN: "documents",
    TaskKind.ADVANCE_OVERDUE: "advances",
    TaskKind.CONSENT_EXPIRED: "people",
    TaskKind.CONSENT_EXPIRING: "people",
}
"""Where a task's records are; the rest are campaigns."""


class HomePage(PageWidget):
    """Reads in the worker when it is shown and when anything changed; the chart's library loads after the figures."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._latest = Latest(place.tasks)
        self._home: Home | None = None
        self._chart: ProgressChart | None = None
        self._title = text_label("", "title")
        self.banner = Banner("home")
        self.totals = Totals()
        self.waiting = Waiting(self._go_to_task)
        self.table = ProgressTable()
        self._progress = Card(mark("Campaigns' progress"))
        self._legend, self._write_legend = legend()
        self._more = button("home.all_campaigns", "link")
        self._chart_holder = QWidget()
        self._chart_place = QVBoxLayout(self._chart_holder)
        self._chart_place.setContentsMargins(0, 0, 0, 0)
        self._progress.head.addWidget(self._legend)
        self._progress.column.addWidget(self._chart_holder)
        self._progress.column.addWidget(self.table)
        self._progress.column.addWidget(self._more)
        self._progress.column.addStretch(1)
        self.empty = StatePanel("home.first_campaign", "box")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_full())
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._title)
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(0, 0, FAR, 0)
        banner_row.addWidget(self.banner)
        layout.addLayout(banner_row)
        self.recovery = RecoveryLine(place)
        recovery_row = QHBoxLayout()
        recovery_row.setContentsMargins(0, 0, FAR, 0)
        recovery_row.addWidget(self.recovery)
        layout.addLayout(recovery_row)
        layout.addWidget(self._stack, 1)
        layout.addStretch(0)
        self._stack.hide()  # until there is something to show
        self._more.clicked.connect(lambda: place.navigate("campaigns", ""))
        self.empty.on_press(lambda: place.navigate("campaigns", NEW))
        self.table.cellActivated.connect(self._on_row)
        follow_language(self, self.retranslate)
        place.changes.subscribe(self, tuple(Topic), self.refresh)
        self.refresh()

    def _make_full(self) -> QWidget:
        inner = role(QWidget(), "ground")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, NEAR, FAR, APART)
        column.setSpacing(APART)
        column.addWidget(self.totals)
        row = self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(APART)
        row.addWidget(self._progress, 1)
        right = QVBoxLayout()
        self.waiting.setMinimumWidth(scaled(_WAITING_WIDTH))
        right.addWidget(self.waiting)
        right.addStretch(1)
        row.addLayout(right)
        column.addLayout(row)
        column.addStretch(1)
        scroll = QScrollArea()
        steady(scroll)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        return scroll

    def retranslate(self) -> None:
        self._title.setText(tr("Home"))
        self._progress.retranslate()
        self.waiting.retranslate()
        self.table.setAccessibleName(tr("Campaigns' progress"))
        self._more.setText(tr("All campaigns"))
        self._write_legend()
        self.empty.say(
            tr("Begin with a campaign"),
            tr(
                "A campaign is a public appeal with its expense items. Import the text of a campaign page, or enter "
                "one by hand; then record what comes in and what is paid out."
            ),
            tr("New campaign"),
        )
        if self._home is not None:
            self._show(self._home)

    def refresh(self) -> None:
        self._latest.run(read_home, self.place.office, done=self._show, failed=self._on_failed, owner=self)

    def _show(self, home: Home) -> None:
        self._home = home
        self.banner.clear()
        self._stack.show()
        if not home.progress and not any(home.counts.values()):
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentIndex(0)
        self.totals.show_home(home)
        self.waiting.show_tasks(home.tasks)
        shown = home.progress[:MOST_BARS]
        self.table.show_rows(shown)
        self._chart_holder.setFixedHeight(chart_height(len(shown)))  # so that nothing jumps when the chart comes
        self._more.setVisible(len(home.progress) > MOST_BARS)
        if home.progress:
            QTimer.singleShot(0, self, self._draw)

    def _draw(self) -> None:
        """Draw the chart once the figures are painted: its library takes a while to load the first time."""
        if self._home is None:
            return
        if self._chart is None:
            from desktop.ui.home.chart import ProgressChart  # noqa: PLC0415  pyqtgraph and numpy load here

            self._chart = ProgressChart()
            self._chart_place.addWidget(self._chart)
        self._chart.show_rows(self._home.progress[:MOST_BARS])
        self._write_legend()  # in the colours that rule now

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
        self.banner.offer(tr("Try again"), self.refresh)

    def _go_to_task(self, kind: TaskKind) -> None:
        self.place.navigate(GOES_TO.get(kind, "campaigns"), kind)

    def _on_row(self, row: int, _column: int) -> None:
        item: QTableWidgetItem | None = self.table.item(row, 0)
        if item is not None:
            self.place.navigate("campaigns", item.data(Qt.ItemDataRole.UserRole))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what waits below the chart where both do not fit side by side."""
        super().resizeEvent(event)
        narrow = event.size().width() < scaled(_NARROW)
        self._cards.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._home is not None:
            self._write_legend()
            if self._chart is not None:
                self._chart.retint()
