"""Counting by denomination: each note and coin with the number found, its sum beside it, and the whole below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.cash import DENOMINATIONS, Pieces
from desktop.domain.errors import Problem, Refused
from desktop.domain.money import Money
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, restyle, text_label
from desktop.ui.theme import APART, NEAR, TIGHT, scaled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLabel

_COUNT_WIDTH, _SUM_WIDTH, _VALUE_WIDTH = 72, 88, 80
_FREE_WIDTH = 120
_COLUMNS = 4  # of widgets in each block: value, times, number, sum
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MOST_DIGITS = 9


class _Row:
    """One denomination; without a value it is a free amount."""

    def __init__(self, currency: str, value: int | None) -> None:
        self.currency, self.value = currency, value
        self.number = named(QLineEdit(), f"cash_count.piece_{value if value is not None else 'free'}")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFixedWidth(scaled(_COUNT_WIDTH if value is not None else _FREE_WIDTH))
        self.title: QLabel = text_label("")
        self.title.setAlignment(_END)
        self.title.setMinimumWidth(scaled(_VALUE_WIDTH))
        self.sum: QLabel = text_label("", "muted")
        self.sum.setAlignment(_END)
        self.sum.setMinimumWidth(scaled(_SUM_WIDTH))

    def read(self) -> Pieces | None:
        """Give the pieces; None when nothing is typed. Raises Refused."""
        text = self.number.text().strip()
        if not text:
            return None
        if self.value is None:
            return Pieces(wording.read_money(text, self.currency, at=None).minor, 1)
        if not text.isdecimal() or len(text) > _MOST_DIGITS:
            raise Refused(Problem("cash.pieces", None, {"most": formatting.NOTHING}))
        return Pieces(self.value, int(text))


class PiecesGrid(QWidget):
    """`read()` gives what was counted; `edited` after each change; `counted()` the sum, None while unreadable."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._currency = ""
        self.rows: list[_Row] = []
        self._read: list[_Row] = []
        self._labels: list[QWidget] = []
        self._problem = text_label("", "problem", wrap=True)
        self._problem.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(NEAR)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnMinimumWidth(_COLUMNS, APART * 2)
        self._grid.setColumnStretch(2 * _COLUMNS + 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addLayout(self._grid)
        layout.addWidget(self._problem)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        for row in self.rows:
            name = tr("Amount")
            if row.value is not None:
                name = formatting.money(Money(row.value, row.currency))
            row.title.setText(name)
            row.number.setAccessibleName(tr("Number of {piece}").format(piece=name) if row.value is not None else name)
        self._tell_sums()

    def show_currency(self, currency: str) -> None:
        """Show a currency's notes and coins with nothing counted yet; a free amount where they are not known."""
        if currency == self._currency:
            return
        self._currency = currency
        for row in self.rows:
            self._labels += [row.title, row.number, row.sum]
        for widget in self._labels:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._labels = []
        self._problem.hide()
        values: tuple[int | None, ...] = DENOMINATIONS.get(currency, (None,))
        self.rows = [_Row(currency, value) for value in values]
        half = (len(self.rows) + 1) // 2
        for place, row in enumerate(self.rows):
            block, down = divmod(place, half)
            self._add(row, down, block * (_COLUMNS + 1))
        self.retranslate()

    def _add(self, row: _Row, down: int, left: int) -> None:
        widgets: list[QWidget] = [row.title, row.number]
        if row.value is not None:
            times = text_label("×", "muted")
            self._labels.append(times)
            widgets = [row.title, times, row.number, row.sum]
        for column, widget in enumerate(widgets):
            self._grid.addWidget(widget, down, left + column)
        row.number.textChanged.connect(self._on_edited)

    # ------------------------------------------------------------------ for the form

    def keep(self) -> Any:
        """Give what is typed beside each piece, for a draft."""
        return {str(row.value): row.number.text() for row in self.rows if row.number.text()}

    def take(self, state: Any) -> None:
        """Show what `keep` gave."""
        for row in self.rows:
            row.number.setText(str(state.get(str(row.value), "")))

    def read(self) -> tuple[Pieces, ...]:
        """Give all pieces that were counted; raises Refused with all that cannot be read, each at "pieces.0" or so."""
        found: list[Problem] = []
        pieces: list[Pieces] = []
        self._read = [row for row in self.rows if row.number.text().strip()]
        for at, row in enumerate(self._read):
            try:
                read = row.read()
            except Refused as refusal:
                found.extend(Problem(each.code, f"pieces.{at}", each.params) for each in refusal.problems)
                continue
            if read is not None:
                pieces.append(read)
        if found:
            raise Refused(*found)
        return tuple(pieces)

    def counted(self) -> Money | None:
        """Give the sum of what is typed; None while something cannot be read."""
        try:
            return Money(sum(each.value * each.count for each in self.read()), self._currency)
        except Refused:
            return None

    def place_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put problems of pieces at them; give back the rest."""
        rest: list[Problem] = []
        self._clear()
        for problem in problems:
            pieces, _dot, at = (problem.at or "").partition(".")
            if pieces == "pieces" and at.isdecimal() and int(at) < len(self._read):
                self._problem.setText(wording.sentence(problem))
                self._problem.show()
                restyle(self._read[int(at)].number, "bad", "true")
            else:
                rest.append(problem)
        return rest

    def focus_problem(self) -> bool:
        """Go to the first piece that is wrong; False when there is none."""
        wrong = [row for row in self.rows if row.number.property("bad") == "true"]
        if wrong:
            wrong[0].number.setFocus()
        return bool(wrong)

    def _clear(self) -> None:
        self._problem.hide()
        for row in self.rows:
            restyle(row.number, "bad", "false")

    def _on_edited(self, _text: str) -> None:
        self._clear()
        self._tell_sums()
        self.edited.emit()

    def _tell_sums(self) -> None:
        for row in self.rows:
            try:
                pieces = row.read()
            except Refused:
                pieces = None
            text = "" if pieces is None else formatting.number(Money(pieces.value * pieces.count, row.currency))
            row.sum.setText(text)
