"""What the columns of a file are: a line for each, with its head, its first values, and a box of what it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.density import follow_density
from desktop.ui.language import follow_language
from desktop.ui.shared.lines import line_height
from desktop.ui.shared.naming import ChoiceBox, named, speak
from desktop.ui.shared.table import room_for_title
from desktop.ui.theme import TIGHT, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum

    from desktop.domain.table_maps import Heads
    from desktop.domain.table_rows import TableText

_HEADS = (mark("Column"), mark("First values"), mark("What it is"))
_HEAD_WIDTH, _FIELD_WIDTH = 220, 260
_SHOWN_VALUES, _SHOWN_ROWS = 4, 50
_LONGEST_SHOWN = 160
_MOST_LINES = 12

Field = TypeVar("Field", bound="Enum")


class ImportColumns(QTableWidget, Generic[Field]):
    """`picked(place, index)` when a worker says what a column is; the first of its choices leaves it out."""

    picked = Signal(int, int)

    def __init__(self, prefix: str, fields: Sequence[Field]) -> None:
        super().__init__()
        named(self, f"{prefix}.columns")
        self.boxes: list[ChoiceBox] = []
        self._prefix, self._fields = prefix, tuple(fields)
        self._shown: tuple[TableText, Heads] | None = None
        self.setTabKeyNavigation(False)
        self.setColumnCount(len(_HEADS))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, header.ResizeMode.Stretch)
        self.setColumnWidth(0, scaled(_HEAD_WIDTH))
        self.setColumnWidth(2, scaled(_FIELD_WIDTH))
        follow_language(self, self.retranslate)
        follow_density(self, self._fit_lines)

    def show_table(self, table: TableText, heads: Heads, fields: Sequence[Field | None]) -> None:
        """Show the columns of a table, with what they likely are."""
        self._shown = table, heads
        self._fill()
        self.choose(fields)

    def choose(self, fields: Sequence[Field | None]) -> None:
        """Show what the columns are."""
        for box, field in zip(self.boxes, fields, strict=True):
            box.setCurrentIndex(0 if field is None else self._fields.index(field) + 1)

    def chosen(self) -> tuple[Field | None, ...]:
        """Say what each column is; None is left out."""
        places = (box.currentIndex() for box in self.boxes)
        return tuple(self._fields[place - 1] if place > 0 else None for place in places)

    def retranslate(self) -> None:
        speak(self, tr("Columns of the table"))
        self.setHorizontalHeaderLabels([tr(each) for each in _HEADS])
        self.horizontalHeader().setMinimumSectionSize(room_for_title(self, tr(_HEADS[1])))
        chosen = self.chosen()
        self._fill()
        self.choose(chosen)

    def _fill(self) -> None:
        if self._shown is None:
            return
        table, heads = self._shown
        self.boxes = []
        self.setRowCount(len(heads.texts))
        for place, head in enumerate(heads.texts):
            title = head or tr("Column {number}").format(number=place + 1)
            rows = table.rows[heads.first : heads.first + _SHOWN_ROWS]
            values = dict.fromkeys(row[place] for row in rows if place < len(row) and row[place])
            shown = " · ".join(" ".join(each.split()) for each in list(values)[:_SHOWN_VALUES])[:_LONGEST_SHOWN]
            for at, text in enumerate((title, shown)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(place, at, item)
            self.setCellWidget(place, 2, self._box(place, title))
        self._fit_lines()

    def _box(self, place: int, title: str) -> ChoiceBox:
        box = named(ChoiceBox(), f"{self._prefix}.column_{place + 1}", tr("What “{column}” is").format(column=title))
        box.addItem(tr("Leave out"))
        for each in self._fields:
            box.addItem(formatting.label(each))
        box.activated.connect(partial(self.picked.emit, place))
        self.boxes.append(box)
        return box

    def _fit_lines(self) -> None:
        """Let the columns be seen without scrolling, while they are not too many."""
        height, lines = line_height(TIGHT), min(self.rowCount(), _MOST_LINES)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(height * lines + self.horizontalHeader().sizeHint().height() + 4)
