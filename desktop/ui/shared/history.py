"""The history of a record in a dialog: when, who, what, from what to what; opened from the head of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.i18n import tr
from desktop.services.history import history
from desktop.services.history_words import change_words, entry_words, verb_words
from desktop.ui import errors, formatting
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from desktop.domain.history import HistoryLine
    from desktop.ui.workplace import Workplace

_CODE = re.compile(r"[A-Z]-[0-9]{4,}")
_RATE = re.compile(r"\S+ \S+/\S+ [0-9]{4}-[0-9]{2}-[0-9]{2}")
_SIZE = (820, 480)
_WHEN, _WHO, _WHAT = range(3)


def has_history(code: str) -> bool:
    """Tell whether a page's code is one that the journal tells of."""
    return code == "office" or any(kind.fullmatch(code) for kind in (_CODE, _RATE))


class HistoryDialog(QDialog):
    """The newest is at the top. Names and other texts are told as changed, without what they say.

    `called` is how people call the thing, where its name in the journal says little to them.
    """

    def __init__(self, place: Workplace, subject: str, parent: QWidget | None = None, called: str = "") -> None:
        super().__init__(parent)
        self._subject = subject
        title = tr("History of {code}").format(code=called or subject)
        if subject == "office":
            title = tr("History of the settings")
        named(self, "history.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.resize(scaled(_SIZE[0]), scaled(_SIZE[1]))
        self.banner = Banner("history")
        self.table = named(QTableWidget(0, 3), "history.table", title)
        self.table.setHorizontalHeaderLabels([tr("When"), tr("Who"), tr("What")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.close_button = button("history.close")
        self.close_button.setText(tr("Close"))
        self.close_button.clicked.connect(self.accept)
        heading = text_label(title, "heading")
        stack(self, heading, self.banner, self.table, verbs(self.close_button), grows=self.table)
        place.tasks.run(history, place.office, subject, done=self._show, failed=self._on_failed, owner=self)

    def _show(self, lines: tuple[HistoryLine, ...]) -> None:
        if not lines:
            self.banner.show_info(tr("Nothing is recorded of it yet."))
        self.table.setRowCount(len(lines))
        for at, line in enumerate(reversed(lines)):
            when = f"{formatting.day(line.at.astimezone().date())} {line.at.astimezone():%H:%M}"
            for column, text in ((_WHEN, when), (_WHO, line.who), (_WHAT, told(line, self._subject))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(at, column, item)
        self.table.resizeRowsToContents()

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)


def told(line: HistoryLine, subject: str) -> str:
    """Say a record in plain words, one thing below the other."""
    parts = [verb_words(line, subject)]
    parts.extend(f"    {change_words(change)}" for change in line.changes)
    if line.reason:
        reason = tr("Reason: {reason}").format(reason=line.reason)
        parts.append(f"    {reason}")
    if entry := entry_words(line):
        parts.append(f"    {entry}")
    return "\n".join(parts)
