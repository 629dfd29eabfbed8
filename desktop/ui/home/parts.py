"""The parts of Home beside the charts: totals, what waits, what the cash desks hold, how old the backups are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.summaries import Home, HomeTask, TaskKind
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.home.series import Swatch
from desktop.ui.shared.naming import button, role, text_label
from desktop.ui.theme import APART, NEAR, TIGHT, scaled

if TYPE_CHECKING:
    from desktop.domain.money import Money

_BARS_HEIGHT, _AXIS_HEIGHT = 42, 44
_WAITING_WIDTH = 320

GoTo = Callable[[TaskKind], object]


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

    def sizeHint(self) -> QSize:
        """Be wide enough beside the chart, and for every line: a minimum of its own would let them be cut."""
        return super().sizeHint().expandedTo(QSize(scaled(_WAITING_WIDTH), 0))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(scaled(_WAITING_WIDTH), 0))

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
            # What is about no record, and so is not counted, has a sign in place of a number.
            count = text_label(str(task.count) if task.first else "▲", "heading")
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            link = button(f"home.task_{task.kind.value}", "link")
            link.setText(formatting.label(task.kind))
            counted = f"{formatting.label(task.kind)}: {task.count}"
            link.setAccessibleName(counted if task.first else formatting.label(task.kind))
            link.clicked.connect(lambda _checked=False, kind=task.kind: self._go(kind))
            self._rows.addWidget(count, row, 0)
            self._rows.addWidget(link, row, 1)


class CashCard(Card):
    """What each cash desk holds, each sum a click away from its desk; nothing where there is no cash desk."""

    def __init__(self, go: Callable[[], object]) -> None:
        super().__init__(mark("Cash desk"))
        self._go = go
        self._links: list[QPushButton] = []
        self.hide()

    def show_home(self, home: Home) -> None:
        """Write the balances, one below the other: two currencies are never added."""
        for link in self._links:
            self.column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [button(f"home.cash_{amount.currency}", "link") for amount in home.cash]
        desk = tr("Cash desk")
        for link, amount in zip(self._links, home.cash, strict=True):
            text = formatting.money(amount)
            link.setText(text)
            link.setAccessibleName(f"{desk}: {text}")
            link.clicked.connect(lambda: self._go())
            self.column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(self._links))


class BackupsCard(Card):
    """How old the newest backups are, here and on another disk, a click away from making one."""

    def __init__(self, go: Callable[[], object]) -> None:
        super().__init__(mark("Backups"))
        self.lines = tuple(button(name, "link") for name in ("home.backup_beside", "home.backup_elsewhere"))
        for line in self.lines:
            line.clicked.connect(lambda: go())
            line.hide()  # until it says something
            self.column.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_home(self, home: Home) -> None:
        """Write the days, and say which copy is due."""
        state = home.backups
        self.setVisible(state is not None)
        if state is None:
            return
        said = (
            (tr("Beside the vault: {when}"), state.inside, state.inside_due),
            (tr("On another disk: {when}"), state.outside, state.outside_due),
        )
        for line, (text, moment, due) in zip(self.lines, said, strict=True):
            when = tr("none yet") if moment is None else formatting.day(moment.astimezone().date())
            line.setText(tr("{what} ▲ due").format(what=text.format(when=when)) if due else text.format(when=when))
            line.show()


def chart_height(campaigns: int) -> int:
    """Give the height that a chart of so many campaigns takes."""
    return _BARS_HEIGHT * campaigns + _AXIS_HEIGHT if campaigns else 0


Entry = tuple[str, str]
"""A series' name in the theme, and its word (marked English)."""
PROGRESS_LEGEND: tuple[Entry, ...] = (
    ("collected", mark("Collected")), ("funded", mark("Funded")), ("paid", mark("Paid")),
)  # fmt: skip
MONTHS_LEGEND: tuple[Entry, ...] = (("collected", mark("Came in")), ("paid", mark("Paid out")))


def legend(entries: Sequence[Entry]) -> tuple[QWidget, Callable[[], None]]:
    """Make a chart's legend, and what writes it anew: a piece of each bar, in its colour and pattern, and its word."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(NEAR)
    words = [text_label("", "muted") for _each in entries]
    for (series, _text), word in zip(entries, words, strict=True):
        row.addWidget(Swatch(series))
        row.addWidget(word)
    row.addStretch(1)

    def write() -> None:
        for word, (_series, text) in zip(words, entries, strict=True):
            word.setText(tr(text))
        holder.update()  # in the colours that rule now

    return holder, write


def _lines(amounts: Sequence[Money]) -> str:
    return "\n".join(formatting.money(each) for each in amounts) or formatting.NOTHING
