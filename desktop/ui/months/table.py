"""The months as a calm table: how many entries each has, whether it is locked, by whom, who wants it unlocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.icons import icon
from desktop.ui.shared.lines import keep_lines
from desktop.ui.shared.naming import named
from desktop.ui.shared.whole_rows import choose_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.periods import MonthRow

_HEADS = (mark("Month"), mark("Entries"), mark("State"), mark("Who"))
_ENTRIES, _STATE = 1, 2


class MonthsTable(QTableWidget):
    """One line for each month, the latest first; one is selected at all times."""

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        named(self, "months.table")
        self.rows: Sequence[MonthRow] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        keep_lines(self)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, rows: Sequence[MonthRow]) -> None:
        """Write the months; what was selected stays so, else the first that should be locked is."""
        before = self.month
        self.rows = rows
        self.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        for column in range(len(_HEADS)):
            head = self.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(_side(column))
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            texts = (wording.month(row.month).capitalize(), str(row.entries), state(row), who(row))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_side(column))
                item.setToolTip(text)
                if column == _STATE and row.lock is not None:
                    item.setIcon(icon("lock"))
                self.setItem(at, column, item)
        same = next((at for at, row in enumerate(rows) if before is not None and row.month == before.month), None)
        choose_row(self, same if same is not None else _waiting(rows))

    @property
    def month(self) -> MonthRow | None:
        """The selected month."""
        at = self.currentRow()
        return self.rows[at] if 0 <= at < len(self.rows) else None


def state(row: MonthRow) -> str:
    """Say in a word or two how a month stands."""
    if row.lock is None:
        return tr("Open") if row.ended else tr("Open, not over yet")
    return tr("Locked") if row.lock.asked_by is None else tr("Locked, unlocking asked for")


def who(row: MonthRow) -> str:
    """Say who locked it and when, and who asks for what."""
    lock = row.lock
    if lock is None:
        return ""
    said = tr("{user}, {date}").format(user=row.locked_by, date=formatting.day(lock.locked_at.date()))
    if lock.asked_by is None:
        return said
    if not row.reason:
        asked = tr("{user} asks to unlock it").format(user=row.asked_by)
    else:
        asked = tr("{user} asks to unlock it: {reason}").format(user=row.asked_by, reason=row.reason)
    return f"{said} · {asked}"


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == _ENTRIES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _waiting(rows: Sequence[MonthRow]) -> int:
    """The oldest month that is over, has entries and is open: the next to be locked; else the top."""
    open_ones = [at for at, row in enumerate(rows) if row.ended and row.entries and row.lock is None]
    return open_ones[-1] if open_ones else 0
