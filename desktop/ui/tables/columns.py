"""The second step: what each column is, beside its head and first values; and the choices that were kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.domain.people import PersonCategory
from desktop.domain.table_fields import FIELDS, TableKind
from desktop.domain.table_maps import TableMap, apply_saved, head_digest
from desktop.domain.table_rows import ENCODINGS
from desktop.domain.table_values import DayOrder
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.density import follow_density
from desktop.ui.language import follow_language
from desktop.ui.shared.fields import ChoiceField, CodeField, TextField
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.form import Form
from desktop.ui.shared.lines import line_height
from desktop.ui.shared.naming import ChoiceBox, button, named, speak, text_label
from desktop.ui.shared.pickers import CampaignPicker
from desktop.ui.shared.table import room_for_title
from desktop.ui.theme import NEAR, TIGHT, scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.table_fields import TableField
    from desktop.domain.table_maps import SavedMap
    from desktop.services.tables import TableRead
    from desktop.ui.workplace import Workplace

_HEADS = (mark("Column"), mark("First values"), mark("What it is"))
_HEAD_WIDTH, _FIELD_WIDTH = 220, 260
_SHOWN_VALUES = 4
_LONGEST_SHOWN = 160
_MOST_LINES = 12


class ColumnsStep(QWidget):
    """`read_again(sheet, encoding)` when the file is to be read otherwise, `keep_asked(name)` to keep the choice.

    `touched` when a worker says what a column is.
    """

    read_again = Signal(str, str)
    keep_asked = Signal(str)
    forget_asked = Signal(str)
    touched = Signal()

    def __init__(self, place: Workplace, kind: TableKind) -> None:
        super().__init__()
        self.kind = kind
        self.read: TableRead | None = None
        self.boxes: list[ChoiceBox] = []
        self._saved: tuple[SavedMap, ...] = ()
        self.facts = named(text_label("", "muted", wrap=True), "table.facts")
        self.form = Form("table")
        self._make_fields(place)
        self.table = named(QTableWidget(), "table.columns")
        self.table.setTabKeyNavigation(False)
        self.keep_button, self.forget_button = button("table.keep_map", "", "save"), button("table.forget_map", "quiet")
        self.keep_row = FlowRow(self.keep_button, self.forget_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self.facts, self.table, self.form, self.keep_row):
            layout.addWidget(each, 1 if each is self.table else 0)
        self._dress()
        self.keep_button.clicked.connect(lambda: self.keep_asked.emit(self.map_name.line.text()))
        self.forget_button.clicked.connect(lambda: self.forget_asked.emit(self.saved.read()))
        self.saved.on_changed(self._on_saved)
        self.sheet.on_changed(self._on_again)
        self.encoding.on_changed(self._on_again)
        follow_language(self, self.retranslate)
        follow_density(self, self._fit_lines)

    def _make_fields(self, place: Workplace) -> None:
        form = self.form
        self.campaign: CampaignPicker | None = None
        if self.kind is TableKind.ITEMS:
            self.campaign = form.add(
                CampaignPicker(place, "campaign", mark("Campaign"), hint=mark("Of the rows that name none"))
            )
        else:
            self.category = form.add(ChoiceField("category", mark("Category where none is said"), PersonCategory))
            self.order = form.add(_Box("order", mark("Order of dates"), _orders))
        self.sheet = form.add(_Box("sheet", mark("Sheet"), self._sheets))
        self.encoding = form.add(
            _Box("encoding", mark("If letters look wrong, read them as"), lambda: [(each, each) for each in ENCODINGS])
        )
        self.saved = form.add(_Box("saved", mark("Kept choice of columns"), self._saved_choices))
        self.map_name = form.add(TextField("map_name", mark("Name to keep it under")))

    def _dress(self) -> None:
        table = self.table
        table.setColumnCount(len(_HEADS))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(1, table.horizontalHeader().ResizeMode.Stretch)
        table.setColumnWidth(0, scaled(_HEAD_WIDTH))
        table.setColumnWidth(2, scaled(_FIELD_WIDTH))

    # ------------------------------------------------------------------ what is shown

    def show_read(self, read: TableRead, saved: tuple[SavedMap, ...]) -> None:
        """Show a table that was read, with what its columns likely are."""
        self.read, self._saved = read, saved
        table = read.table
        self.sheet.setVisible(len(table.sheets) > 1)
        self.encoding.setVisible(bool(table.encoding))
        self.retranslate()
        self.sheet.write(table.sheet)
        self.encoding.write(table.encoding if table.encoding in ENCODINGS else "")
        self.show_map(read.proposed, read.saved)

    def show_saved(self, saved: tuple[SavedMap, ...], name: str) -> None:
        """Show the kept choices as they are now."""
        self._saved = saved
        self.saved.retranslate()
        self.saved.write(name)
        self._enable()

    def show_map(self, chosen: TableMap, name: str = "") -> None:
        """Show what the columns are."""
        self.saved.write(name)
        self._chosen = chosen
        for box, field in zip(self.boxes, chosen.columns, strict=True):
            box.setCurrentIndex(0 if field is None else FIELDS[self.kind].index(field) + 1)
        if self.kind is TableKind.PEOPLE:
            self.category.write(chosen.category)
            self.order.write(chosen.order.value if name and chosen.order is not None else "")
        self._enable()

    def chosen(self) -> TableMap:
        """Give the map as it is chosen now."""
        columns: list[TableField | None] = [
            FIELDS[self.kind][box.currentIndex() - 1] if box.currentIndex() > 0 else None for box in self.boxes
        ]
        chosen = replace(self._chosen, columns=tuple(columns))
        if self.kind is TableKind.PEOPLE:
            order = self.order.read()
            told = self.read.proposed.order if self.read is not None else None
            chosen = replace(chosen, category=self.category.read(), order=DayOrder(order) if order else told)
        return chosen

    def retranslate(self) -> None:
        self.keep_button.setText(tr("Keep this choice"))
        self.forget_button.setText(tr("Forget the kept choice"))
        speak(self.table, tr("Columns of the table"))
        self.table.setHorizontalHeaderLabels([tr(each) for each in _HEADS])
        self.table.horizontalHeader().setMinimumSectionSize(room_for_title(self.table, tr(_HEADS[1])))
        if self.read is None:
            return
        table = self.read.table
        said = [tr("Rows: {count}").format(count=len(table.rows) - self.read.heads.first)]
        if table.unvalued:
            said.append(tr("Formulas without a value: {count}; their cells are empty.").format(count=table.unvalued))
        if self.read.heads.first == 0:
            said.append(tr("No heads were found above the rows."))
        self.facts.setText(" · ".join(said))
        self._fill()

    def _fill(self) -> None:
        assert self.read is not None  # noqa: S101  there is something to fill in
        kept = [box.currentIndex() for box in self.boxes]
        table, heads = self.read.table, self.read.heads
        self.boxes = []
        self.table.setRowCount(len(heads.texts))
        for place, head in enumerate(heads.texts):
            title = head or tr("Column {number}").format(number=place + 1)
            rows = table.rows[heads.first : heads.first + 50]
            values = dict.fromkeys(row[place] for row in rows if place < len(row) and row[place])
            shown = " · ".join(" ".join(each.split()) for each in list(values)[:_SHOWN_VALUES])[:_LONGEST_SHOWN]
            for at, text in enumerate((title, shown)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, at, item)
            self.table.setCellWidget(place, 2, self._box(place, title))
        for box, index in zip(self.boxes, kept, strict=False):
            box.setCurrentIndex(index)
        self._fit_lines()

    def _fit_lines(self) -> None:
        """Let the columns be seen without scrolling, while they are not too many."""
        height, lines = line_height(TIGHT), min(self.table.rowCount(), _MOST_LINES)
        self.table.verticalHeader().setDefaultSectionSize(height)
        self.table.setMinimumHeight(height * lines + self.table.horizontalHeader().sizeHint().height() + 4)

    def _box(self, place: int, title: str) -> ChoiceBox:
        box = named(ChoiceBox(), f"table.column_{place + 1}", tr("What “{column}” is").format(column=title))
        box.addItem(tr("Leave out"))
        for each in FIELDS[self.kind]:
            box.addItem(formatting.label(each))
        box.activated.connect(partial(self._on_chosen, place))
        self.boxes.append(box)
        return box

    def _on_chosen(self, place: int, index: int) -> None:
        """A field belongs to one column: who had it before is left out."""
        self.touched.emit()
        for other, box in enumerate(self.boxes):
            if other != place and index and box.currentIndex() == index:
                box.setCurrentIndex(0)

    # ------------------------------------------------------------------ the choices

    def _sheets(self) -> list[tuple[str, str]]:
        return [(each, each) for each in self.read.table.sheets] if self.read is not None else []

    def _saved_choices(self) -> list[tuple[str, str]]:
        return [("", tr("None")), *((each.name, each.name) for each in self._saved)]

    def _on_again(self) -> None:
        self.read_again.emit(self.sheet.read(), self.encoding.read())

    def _on_saved(self) -> None:
        name = self.saved.read()
        found = next((each for each in self._saved if each.name == name), None)
        if found is not None and self.read is not None:
            digests = [head_digest(head) if head else "" for head in self.read.heads.texts]
            self.show_map(apply_saved(found, digests, self.read.heads.first), name)
        self._enable()

    def _enable(self) -> None:
        self.forget_button.setVisible(bool(self.saved.read()))
        self.saved.setVisible(bool(self._saved))


class _Box(CodeField):
    """A box of choices that tells when a worker chose."""

    def on_changed(self, act: Callable[[], object]) -> None:
        """Say what follows from a choice."""
        self.box.activated.connect(lambda _index: act())


def _orders() -> list[tuple[str, str]]:
    return [("", tr("As the dates tell")), *((each.value, formatting.label(each)) for each in DayOrder)]
