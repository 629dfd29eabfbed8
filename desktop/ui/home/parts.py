"""The parts of Home beside the chart: totals, what waits, the table that says what the chart shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.summaries import CampaignProgress, Home, HomeTask, TaskKind
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR, ROW, TIGHT, tokens

if TYPE_CHECKING:
    from desktop.domain.money import Money

_BARS_HEIGHT, _AXIS_HEIGHT = 42, 44

GoTo = Callable[[TaskKind], object]

HEADS = (
    mark("Campaign"), mark("Goal"), mark("Collected"), mark("Funded"), mark("Paid"), mark("Of the goal"),
)  # fmt: skip


class Card(QFrame):
    """A heading over something."""

    def __init__(self, title: str) -> None:
        super().__init__()
        role(self, "card")
        self._title_text = title
        self._title = text_label("", "heading")
        self.head = QHBoxLayout()
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self.column.setSpacing(NEAR)
        self.column.addLayout(self.head)

    def retranslate(self) -> None:
        self._title.setText(tr(self._title_text))

    def rename(self, title: str) -> None:
        """Say more in the title than what it is called, in the screen's language."""
        self._title.setText(title)


class Totals(QFrame):
    """Three sums side by side; several currencies stand below each other and are never added."""

    def __init__(self) -> None:
        super().__init__()
        role(self, "card")
        self._titles = [text_label("", "muted") for _ in range(3)]
        self._sums = [text_label("", "heading") for _ in range(3)]
        row = QHBoxLayout(self)
        row.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        for title, amount in zip(self._titles, self._sums, strict=True):
            column = QVBoxLayout()
            column.setSpacing(TIGHT)
            column.addWidget(title)
            column.addWidget(amount)
            column.addStretch(1)
            row.addLayout(column, 1)

    def show_home(self, home: Home) -> None:
        """Write the sums."""
        texts = (tr("Collected"), tr("Paid out"), tr("Still to be paid out"))
        for label, text in zip(self._titles, texts, strict=True):
            label.setText(text)
        for label, amounts in zip(self._sums, (home.collected, home.paid, home.available), strict=True):
            label.setText(_lines(amounts))


class Waiting(Card):
    """What waits to be done, each a click away."""

    def __init__(self, go: GoTo) -> None:
        super().__init__(mark("What waits"))
        self._go = go
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(NEAR)
        self._rows.setVerticalSpacing(TIGHT)
        self._rows.setColumnStretch(1, 1)
        self._nothing = text_label("", "good")
        self.column.addWidget(self._nothing)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_tasks(self, tasks: Sequence[HomeTask]) -> None:
        """Show one line per kind of task."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        waiting = [task for task in tasks if task.count]
        self._nothing.setText(tr("✓ Nothing waits."))
        self._nothing.setVisible(not waiting)
        for row, task in enumerate(waiting):
            count = text_label(str(task.count), "heading")
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            link = button(f"home.task_{task.kind.value}", "link")
            link.setText(formatting.label(task.kind))
            link.setAccessibleName(f"{formatting.label(task.kind)}: {task.count}")
            link.clicked.connect(lambda _checked=False, kind=task.kind: self._go(kind))
            self._rows.addWidget(count, row, 0)
            self._rows.addWidget(link, row, 1)


class ProgressTable(QTableWidget):
    """The chart in figures: readable by everyone, and what a screen reader reads."""

    def __init__(self) -> None:
        super().__init__(0, len(HEADS))
        named(self, "home.progress")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, rows: Sequence[CampaignProgress]) -> None:
        """Write the campaigns' figures."""
        self.setHorizontalHeaderLabels([tr(head) for head in HEADS])
        self.setRowCount(len(rows))
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for at, row in enumerate(rows):
            name = row.title or row.code
            percent = row.collected.minor * 100 // row.goal.minor if row.goal.minor > 0 else None
            amounts = (row.goal, row.collected, row.funded, row.paid)
            texts = (name, *(formatting.money(each) for each in amounts), formatting.percent(percent))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, row.code)
                item.setToolTip(text if column else f"{row.code}  {row.title}")
                if column:
                    item.setTextAlignment(end)
                    head = self.horizontalHeaderItem(column)
                    if head is not None:
                        head.setTextAlignment(end)
                self.setItem(at, column, item)
        head = self.horizontalHeaderItem(0)
        if head is not None:
            head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + ROW * len(rows) + 4)


def chart_height(campaigns: int) -> int:
    """Give the height that a chart of so many campaigns takes."""
    return _BARS_HEIGHT * campaigns + _AXIS_HEIGHT if campaigns else 0


Entry = tuple[str, str]
"""A colour's name in the theme, and its word (marked English)."""
PROGRESS_LEGEND: tuple[Entry, ...] = (
    ("collected", mark("Collected")), ("funded", mark("Funded")), ("paid", mark("Paid")),
)  # fmt: skip
MONTHS_LEGEND: tuple[Entry, ...] = (("collected", mark("Came in")), ("paid", mark("Paid out")))


def legend(entries: Sequence[Entry]) -> tuple[QWidget, Callable[[], None]]:
    """Make a chart's legend, and what writes it anew: a square of each colour beside its word."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(NEAR)
    squares = [text_label("■") for _each in entries]
    words = [text_label("", "muted") for _each in entries]
    for square, word in zip(squares, words, strict=True):
        row.addWidget(square)
        row.addWidget(word)
    row.addStretch(1)

    def write() -> None:
        look = tokens()
        for square, word, (colour, text) in zip(squares, words, entries, strict=True):
            square.setStyleSheet(f"color: {getattr(look, colour)};")
            word.setText(tr(text))

    return holder, write


def _lines(amounts: Sequence[Money]) -> str:
    return "\n".join(formatting.money(each) for each in amounts) or formatting.NOTHING
