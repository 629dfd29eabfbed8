"""The third step: what each row would do, counted by state; what is done with it, and a cell put right in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop.domain.errors import Severity
from desktop.domain.table_import import RowChoice, RowState, counts
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.language import follow_language
from desktop.ui.shared.fields import TextField
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.form import Form
from desktop.ui.shared.lines import keep_lines
from desktop.ui.shared.naming import button, named, restyle, speak, text_label
from desktop.ui.shared.table import room_for_title
from desktop.ui.tables.rows import WIDTHS, RowsModel, title_of, why
from desktop.ui.theme import NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.table_fields import TableKind
    from desktop.domain.table_import import RowPlan, TablePreview
    from desktop.domain.table_maps import TableMap

_LEAST_LINES = 8
_CHOICES = {RowChoice.ADD: "table.add", RowChoice.CHANGE: "table.change", RowChoice.SKIP: "table.skip"}


class PreviewStep(QWidget):
    """`chosen` when the worker chose otherwise for rows, `corrected(row, column, text)` when a cell was put right."""

    chosen = Signal()
    corrected = Signal(int, int, str)

    def __init__(self, kind: TableKind) -> None:
        super().__init__()
        self.kind = kind
        self.preview: TablePreview | None = None
        self._cell: Callable[[int, int], str] = lambda _row, _column: ""
        self._map: TableMap | None = None
        self._fixed = (-1, -1)
        self.only: RowState | None = None
        self.model = RowsModel(kind, self)
        self.chips = {each: _chip(f"table.only_{each.value}") for each in RowState}
        self.everything = _chip("table.only_all")
        self.chip_row = FlowRow(self.everything, *self.chips.values())
        self.table = named(QTableView(), "table.rows")
        self.detail = named(text_label("", "", wrap=True), "table.why")
        self.buttons = {choice: button(name) for choice, name in _CHOICES.items()}
        self.fix_label = text_label("", "label")
        self.fix_line = named(QLineEdit(), "table.fix")
        self.fix_button = button("table.fix_do")
        self.form = Form("table_reason")
        self.reason = self.form.add(
            TextField("reason", mark("Reason"), hint=mark("Why the approved plan changes"), needed=True)
        )
        self._lay_out()
        follow_language(self, self.retranslate)

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        keep_lines(table, least=_LEAST_LINES)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate(WIDTHS[:-1]):
            table.setColumnWidth(place, scaled(width))
        self.fix_label.setBuddy(self.fix_line)
        self.fix_line.setMinimumWidth(scaled(260))
        self.fix_row = FlowRow(self.fix_label, self.fix_line, self.fix_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self.chip_row)
        layout.addWidget(table, 1)
        layout.addWidget(self.detail)
        layout.addWidget(self.fix_row)
        layout.addWidget(FlowRow(*self.buttons.values()))
        layout.addWidget(self.form)
        table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        for choice, each in self.buttons.items():
            each.clicked.connect(partial(self._choose, choice))
        self.everything.clicked.connect(lambda: self.show_only(None))
        for state, chip in self.chips.items():
            chip.clicked.connect(partial(self.show_only, state))
        self.fix_button.clicked.connect(self._on_fix)
        self.fix_line.returnPressed.connect(self._on_fix)

    # ------------------------------------------------------------------ what is shown

    def show_preview(self, preview: TablePreview, chosen: TableMap, cell: Callable[[int, int], str]) -> None:
        """Show what each row would do; `cell(row, column)` gives what stands in the file."""
        self._map, self._cell = chosen, cell
        self.preview = preview
        self.form.setVisible(preview.needs_reason)
        if self.only is not None and not counts(preview.rows)[self.only]:
            self.only = None
        self._show()

    def show_only(self, state: RowState | None, *_checked: object) -> None:
        """Show the rows of one state, or all."""
        self.only = state
        self._show()

    def _show(self) -> None:
        if self.preview is None:
            return
        rows = [each for each in self.preview.rows if self.only is None or each.state is self.only]
        self.model.show_rows(rows)
        self._write_chips()
        if rows:
            self.table.selectRow(0)
        self._on_selected()

    def _write_chips(self) -> None:
        rows = self.preview.rows if self.preview is not None else ()
        self.everything.setText(tr("All: {count}").format(count=len(rows)))
        _press(self.everything, self.only is None)
        for state, count in counts(rows).items():
            chip = self.chips[state]
            chip.setText(tr("{state}: {count}").format(state=formatting.label(state), count=count))
            chip.setEnabled(count > 0)
            _press(chip, self.only is state)

    def retranslate(self) -> None:
        speak(self.table, tr("Rows of the table"))
        self.fix_button.setText(tr("Put right"))
        speak(self.fix_line, tr("Put right"))
        for choice, each in self.buttons.items():
            each.setText(formatting.label(choice))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        for place in range(len(WIDTHS) - 1):
            title = str(self.model.headerData(place, Qt.Orientation.Horizontal))
            self.table.setColumnWidth(place, max(self.table.columnWidth(place), room_for_title(self.table, title)))
        self._write_chips()
        self._show()

    # ------------------------------------------------------------------ what is done with rows

    def selected(self) -> list[RowPlan]:
        """Give the selected rows."""
        return [self.model.rows[each.row()] for each in self.table.selectionModel().selectedRows()]

    def _on_selected(self) -> None:
        rows = self.selected()
        for choice, each in self.buttons.items():
            each.setEnabled(any(choice in row.choices and row.choice is not choice for row in rows))
        one = rows[0] if len(rows) == 1 else None
        self.detail.setText(why(one) if one is not None else "")
        self._offer_fix(one)

    def _offer_fix(self, row: RowPlan | None) -> None:
        """Offer the first cell that is wrong, where it is a cell of the file."""
        at = "" if row is None else next((p.at or "" for p in row.problems if p.severity is Severity.ERROR), "")
        names = [] if self._map is None else ["" if each is None else each.value for each in self._map.columns]
        there = bool(at) and at in names and row is not None
        self.fix_row.setVisible(there)
        if there and row is not None:
            self._fixed = (row.row, names.index(at))
            self.fix_label.setText(title_of(self.kind, at))
            speak(self.fix_line, title_of(self.kind, at))
            self.fix_line.setText(self._cell(*self._fixed))

    def _on_fix(self) -> None:
        if not self.fix_row.isHidden():
            self.corrected.emit(*self._fixed, self.fix_line.text())

    def _choose(self, choice: RowChoice, *_checked: object) -> None:
        if self.preview is None:
            return
        wanted = {each.row for each in self.selected()}
        self.preview = self.preview.with_choice(wanted, choice)
        rows = [each for each in self.preview.rows if self.only is None or each.state is self.only]
        chosen = [each.row() for each in self.table.selectionModel().selectedRows()]
        self.model.rows = rows  # the same rows in the same places: the selection stays
        last = self.model.index(len(rows) - 1, self.model.columnCount() - 1)
        self.model.dataChanged.emit(self.model.index(0, 0), last)
        if chosen:
            self._on_selected()
        self.chosen.emit()


def _press(chip: QPushButton, pressed: bool) -> None:
    chip.setChecked(pressed)
    restyle(chip, "look", "" if pressed else "quiet")


def _chip(name: str) -> QPushButton:
    made = button(name, "quiet")
    made.setCheckable(True)
    return made
