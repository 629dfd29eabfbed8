"""The table of what happens to each of several payouts: its facts, then what becomes of it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui.icons import icon
from desktop.ui.shared.naming import named
from desktop.ui.shared.whole_rows import read_whole_rows
from desktop.ui.theme import scaled, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.errors import Problem

_PADDING, _ICON, _WIDEST = 28, 24, 300
_LAST = (mark("What happens"), mark("Why"))


class Outcomes(QTableWidget):
    """`heads` are those of the facts, marked English; `widths` of all columns; the fact at `amount` stands right."""

    def __init__(self, area: str, title: str, heads: Sequence[str], widths: Sequence[int], amount: int) -> None:
        super().__init__()
        named(self, f"{area}.table", title)
        self._amount, self._what = amount, len(heads)
        read_whole_rows(self)
        self.verticalHeader().hide()
        self.setColumnCount(len(widths))
        self.setHorizontalHeaderLabels([tr(head) for head in (*heads, *_LAST)])
        self.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, max(scaled(width), self.horizontalHeader().sectionSizeHint(at)))

    def show_facts(self, at: int, texts: Sequence[str]) -> None:
        """Write what a row is about; no fact is cut, least of all an amount."""
        for column, text in enumerate(texts):
            self._widen(column, text)
            cell = QTableWidgetItem(text)
            if column == self._amount:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(at, column, cell)

    def say(self, at: int, look: str, what: str, problems: Iterable[Problem]) -> None:
        """Write what becomes of a row, and why; `look` is "good", "warning" or "error"."""
        self._widen(self._what, what, _ICON)
        said = QTableWidgetItem(icon(look), what)
        if look == "error":
            said.setForeground(QColor(tokens().danger))
        why = QTableWidgetItem(" ".join(wording.sentence(problem) for problem in problems))
        why.setToolTip(why.text())
        self.setItem(at, self._what, said)
        self.setItem(at, self._what + 1, why)

    def _widen(self, column: int, text: str, beside: int = 0) -> None:
        needed = self.fontMetrics().horizontalAdvance(text) + scaled(beside + _PADDING)
        if needed > self.columnWidth(column):
            self.setColumnWidth(column, min(needed, scaled(_WIDEST)))

    def why(self, at: int) -> str:
        """Give why a row becomes what it becomes, with the row's code before it; empty where nothing is said."""
        code, why = self.item(at, 0), self.item(at, self._what + 1)
        return f"{code.text()}: {why.text()}" if code is not None and why is not None and why.text() else ""
