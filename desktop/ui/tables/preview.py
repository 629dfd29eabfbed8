"""The third step: what each row would do, counted by state; what is done with it, and a cell put right in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop.domain.errors import Severity
from desktop.domain.table_import import RowChoice, RowState
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.importing.preview import ImportPreview
from desktop.ui.language import follow_language
from desktop.ui.shared.fields import TextField
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, speak, text_label
from desktop.ui.tables.rows import RowsModel, title_of, why
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.table_fields import TableKind
    from desktop.domain.table_import import RowPlan, TablePreview
    from desktop.domain.table_maps import TableMap

_LEAST_LINES = 8
_CHOICES = {RowChoice.ADD: "table.add", RowChoice.CHANGE: "table.change", RowChoice.SKIP: "table.skip"}


class PreviewStep(ImportPreview["TablePreview", "RowPlan"]):
    """`chosen` when the worker chose otherwise for rows, `corrected(row, column, text)` when a cell was put right."""

    chosen = Signal()
    corrected = Signal(int, int, str)

    model: RowsModel

    def __init__(self, kind: TableKind) -> None:
        super().__init__("table", "table.rows", RowsModel(kind), RowState, _LEAST_LINES)
        self.kind = kind
        self._cell: Callable[[int, int], str] = lambda _row, _column: ""
        self._map: TableMap | None = None
        self._fixed = (-1, -1)
        self.detail = named(text_label("", "", wrap=True), "table.why")
        self.buttons = {choice: button(name) for choice, name in _CHOICES.items()}
        self.fix_label = text_label("", "label")
        self.fix_line = named(QLineEdit(), "table.fix")
        self.fix_line.setMinimumWidth(scaled(260))
        self.fix_label.setBuddy(self.fix_line)
        self.fix_button = button("table.fix_do")
        self.fix_row = FlowRow(self.fix_label, self.fix_line, self.fix_button)
        self.form = Form("table_reason")
        self.reason = self.form.add(
            TextField("reason", mark("Reason"), hint=mark("Why the approved plan changes"), needed=True)
        )
        self.stack(self.table, self.detail, self.fix_row, FlowRow(*self.buttons.values()), self.form)
        for choice, each in self.buttons.items():
            each.clicked.connect(partial(self._choose, choice))
        self.fix_button.clicked.connect(self._on_fix)
        self.fix_line.returnPressed.connect(self._on_fix)
        follow_language(self, self.retranslate)

    # ------------------------------------------------------------------ what is shown

    def show_preview(self, preview: TablePreview, chosen: TableMap, cell: Callable[[int, int], str]) -> None:
        """Show what each row would do; `cell(row, column)` gives what stands in the file."""
        self._map, self._cell = chosen, cell
        self.form.setVisible(preview.needs_reason)
        self.show_found(preview)

    def retranslate(self) -> None:
        speak(self.table, tr("Rows of the table"))
        self.fix_button.setText(tr("Put right"))
        speak(self.fix_line, tr("Put right"))
        for choice, each in self.buttons.items():
            each.setText(formatting.label(choice))
        super().retranslate()

    # ------------------------------------------------------------------ what is done with rows

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
        selected = self.selected()
        self.preview = self.preview.with_choice({each.row for each in selected}, choice)
        self.model.renew(self._wanted())
        if selected:
            self._on_selected()
        self.chosen.emit()
