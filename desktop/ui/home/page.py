"""The Home section: totals, the campaigns' progress as a chart and in figures, what waits; first steps while empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.summaries import Home, HomeTask, TaskKind
from desktop.i18n import mark, tr
from desktop.services.home import count_due, is_small, read_home
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.erasing import REVIEW
from desktop.ui.home.clock_line import ClockLine
from desktop.ui.home.figures import MonthsTable, ProgressTable
from desktop.ui.home.older_line import OlderLine
from desktop.ui.home.parts import (
    MONTHS_LEGEND,
    PROGRESS_LEGEND,
    BackupsCard,
    Card,
    CashCard,
    Totals,
    Waiting,
    chart_height,
    legend,
)
from desktop.ui.home.steps import FirstSteps
from desktop.ui.language import follow_language
from desktop.ui.later import later
from desktop.ui.recovery.line import RecoveryLine
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, role, text_label
from desktop.ui.shared.states import StatePanel
from desktop.ui.shared.steady import steady
from desktop.ui.surroundings.line import SurroundingsLine
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, NEAR, scaled
from desktop.ui.workplace import BACKUPS, NEW, PageWidget, Workplace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.summaries import MonthFlow
    from desktop.ui.home.chart import ProgressChart
    from desktop.ui.home.months_chart import MonthsChart

MOST_BARS = 8
_NARROW = 860
_MONTHS_HEIGHT = 190

GOES_TO = {
    TaskKind.NO_RECEIPT: "donations",
    TaskKind.TO_APPROVE: "payouts",
    TaskKind.APPROVED: "payouts",
    TaskKind.RETURNED: "payouts",
    TaskKind.PLEDGES_OVERDUE: "donations",
    TaskKind.NO_VOUCHER: "payouts",
    TaskKind.TO_SIGN: "documents",
    TaskKind.ADVANCE_OVERDUE: "advances",
    TaskKind.OVERSPENT: "items",
    TaskKind.CONSENT_EXPIRED: "people",
    TaskKind.CONSENT_EXPIRING: "people",
}
"""Where a task's records are; the rest are campaigns, with the decisions on them."""


class HomePage(PageWidget):
    """Reads in the worker when it is shown and when anything changed; the chart's library loads after the figures."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._latest = Latest(place.tasks)
        self._home: Home | None = None
        self._due: tuple[HomeTask, ...] = ()
        self._counted = False
        self._base = ""
        self._chart: ProgressChart | None = None
        self._title = text_label("", "title")
        self.banner = Banner("home")
        self.totals = Totals()
        self.waiting = Waiting(self._go_to_task)
        self.cash = CashCard(lambda: place.navigate("cash", ""))
        self.backups = BackupsCard(lambda: place.navigate("settings", BACKUPS))
        self.table = ProgressTable()
        self.steps = FirstSteps(place)
        self._make_cards()
        self.empty = StatePanel("home.first_campaign", "box")
        self.empty_steps = _holder()
        self.empty.add_below(self.empty_steps)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_full())
        self._empty_scroll = QScrollArea()  # on a low screen the first steps go on below
        steady(self._empty_scroll)
        self._empty_scroll.setWidgetResizable(True)
        self._empty_scroll.setWidget(role(self.empty, "ground"))
        self._stack.addWidget(self._empty_scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._title)
        self.older, self.clock = OlderLine(place), ClockLine(place)
        self.recovery, self.surroundings = RecoveryLine(place), SurroundingsLine(place)
        for line in (self.banner, self.older, self.clock, self.recovery, self.surroundings):
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, FAR, 0)
            row.addWidget(line)
            layout.addLayout(row)
        layout.addWidget(self._stack, 1)
        layout.addStretch(0)
        self._stack.hide()  # until there is something to show
        self._more.clicked.connect(lambda: place.navigate("campaigns", ""))
        self.empty.on_press(lambda: place.navigate("campaigns", NEW))
        self.table.cellActivated.connect(self._on_row)
        follow_language(self, self.retranslate)
        place.changes.subscribe(self, tuple(Topic), self.refresh)
        self.refresh()

    def _make_cards(self) -> None:
        """Make the two charts' cards, each with its legend; the charts come later."""
        self._progress = Card(mark("Campaigns' progress"))
        self._legend, self._write_legend = legend(PROGRESS_LEGEND)
        self._months = Card(mark("The last twelve months"))
        self._months_legend, self._write_months_legend = legend(MONTHS_LEGEND)
        self._months_chart: MonthsChart | None = None
        self.month_figures = MonthsTable()
        self._more = button("home.all_campaigns", "link")
        self._chart_holder = QWidget()
        self._chart_place = QVBoxLayout(self._chart_holder)
        self._chart_place.setContentsMargins(0, 0, 0, 0)
        self._progress.head.addWidget(self._legend)
        self._progress.column.addWidget(self._chart_holder)
        self._progress.column.addWidget(self.table)
        self._progress.column.addWidget(self._more)
        self._progress.column.addStretch(1)
        self._months.head.addWidget(self._months_legend)
        self._months_holder = QWidget()
        self._months_holder.setFixedHeight(scaled(_MONTHS_HEIGHT))  # so that nothing jumps when the chart comes
        self._months_place = QVBoxLayout(self._months_holder)
        self._months_place.setContentsMargins(0, 0, 0, 0)
        self._months.column.addWidget(self._months_holder)
        self._months.column.addWidget(self.month_figures)

    def _make_full(self) -> QWidget:
        inner = role(QWidget(), "ground")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, NEAR, FAR, APART)
        column.setSpacing(APART)
        column.addWidget(self.totals)
        row = self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(APART)
        left = QVBoxLayout()
        left.setSpacing(APART)
        left.addWidget(self._progress)
        left.addWidget(self._months)
        left.addStretch(1)
        row.addLayout(left, 1)
        right = QVBoxLayout()
        right.setSpacing(APART)
        self._halves = left, right
        self.right_steps = _holder()
        right.addWidget(self.right_steps)
        for card in (self.waiting, self.cash, self.backups):
            right.addWidget(card)
        right.addStretch(1)
        row.addLayout(right)
        column.addLayout(row)
        column.addStretch(1)
        inner.installEventFilter(self)
        scroll = QScrollArea()
        steady(scroll)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        return scroll

    def retranslate(self) -> None:
        self._title.setText(tr("Home"))
        self._progress.retranslate()
        for card in (self.waiting, self.cash, self.backups):
            card.retranslate()
        self.month_figures.setAccessibleName(tr("The last twelve months"))
        self.table.setAccessibleName(tr("Campaigns' progress"))
        self._more.setText(tr("All campaigns"))
        self._write_legend()
        self._months.retranslate()
        self._write_months_legend()
        self.steps.retranslate()
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
        self.clock.reload()
        self._latest.run(read_home, self.place.office, done=self._take, failed=self._on_failed, owner=self)

    def _take(self, home: Home) -> None:
        """Take what was read. The settings came with it: the place's may be gone when this is told a language."""
        self._home, self._base = home, home.settings.base_currency
        self.steps.show_home(home)
        self._show(home)

    def _show(self, home: Home) -> None:
        self.banner.clear()
        self._stack.show()
        if not home.progress and not any(home.counts.values()):
            self._put_steps(self.empty_steps)
            self._stack.setCurrentWidget(self._empty_scroll)
            return
        self._put_steps(self.right_steps)
        self._stack.setCurrentIndex(0)
        for part in (self.totals, self.cash, self.backups):
            part.show_home(home)
        self.waiting.show_tasks((*home.tasks, *self._due))
        self._count_due(home)
        shown = home.progress[:MOST_BARS]
        self.table.show_rows(shown)
        self._chart_holder.setFixedHeight(chart_height(len(shown)))  # so that nothing jumps when the chart comes
        self._more.setVisible(len(home.progress) > MOST_BARS)
        self._show_months(home.months)
        if home.progress or home.months:
            later(self, self._draw)

    def _count_due(self, home: Home) -> None:
        """Count what is due in a large office once, after the rest is shown: it goes through all records."""
        if self._counted or is_small(home):
            return
        self._counted = True
        self.place.tasks.run(
            count_due,
            self.place.office,
            done=self._on_due,
            failed=lambda _error: None,  # nobody asked for it: the list itself says what is wrong
            progress=lambda _done, _whole: None,
            owner=self,
        )

    def _on_due(self, due: tuple[HomeTask, ...]) -> None:
        self._due = due
        if self._home is not None:
            self.waiting.show_tasks((*self._home.tasks, *due))

    def _put_steps(self, holder: QWidget) -> None:
        """The first steps stand below the first sentence of an empty office, later above what waits."""
        layout = holder.layout()
        if layout is not None and layout.indexOf(self.steps) < 0:
            layout.addWidget(self.steps)
        holder.setVisible(not self.steps.isHidden())

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
        self._draw_months(self._home.months)

    def _show_months(self, months: Mapping[str, tuple[MonthFlow, ...]]) -> None:
        """Say the months in the base currency, or in the first that moved: two are never on one scale."""
        self._months.setVisible(bool(months))
        if months:
            currency = self._base if self._base in months else next(iter(months))
            self._months.rename(tr("The last twelve months, {currency}").format(currency=currency))
            self.month_figures.show_months(months[currency])

    def _draw_months(self, months: Mapping[str, tuple[MonthFlow, ...]]) -> None:
        """Draw what the figures say."""
        if not months:
            return
        if self._months_chart is None:
            from desktop.ui.home.months_chart import MonthsChart  # noqa: PLC0415  as the other chart

            self._months_chart = MonthsChart()
            self._months_place.addWidget(self._months_chart)
        self._months_chart.show_months(months[self._base if self._base in months else next(iter(months))])
        self._write_months_legend()

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
        self.banner.offer(tr("Try again"), self.refresh)

    def _go_to_task(self, kind: TaskKind) -> None:
        if kind is TaskKind.TO_REVIEW:
            self.place.navigate("people", REVIEW)
            return
        if kind is TaskKind.COPY_DUE:
            self.place.navigate("settings", BACKUPS)
            return
        self.place.navigate(GOES_TO.get(kind, "campaigns"), kind)

    def _on_row(self, row: int, _column: int) -> None:
        item: QTableWidgetItem | None = self.table.item(row, 0)
        if item is not None:
            self.place.navigate("campaigns", item.data(Qt.ItemDataRole.UserRole))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what waits below the chart where both do not fit side by side."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # the texts became longer: of the cards, or of another language
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        both = sum(half.minimumSize().width() for half in self._halves) + APART
        narrow = self.width() < max(scaled(_NARROW), both + 3 * FAR)
        self._cards.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._home is not None:
            self._write_legend()
            self._write_months_legend()
            for chart in (self._chart, self._months_chart):
                if chart is not None:
                    chart.retint()


def _holder() -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    return holder
