"""Mapping a donor's form: choose on the right what is to be written, click on the left where it goes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.templates import Figure, Filling, FormFact, split_cell
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.donor_forms import map_form
from desktop.ui import errors, formatting
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.reports.sheet_grid import SheetView
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import ChoiceBox, button, named, text_label
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.templates import DonorTemplate, SheetGrid
    from desktop.ui.shared.form_state import State
    from desktop.ui.workplace import Workplace

_WHAT = Qt.ItemDataRole.UserRole


class MappingDialog(KeptDialog):
    """The form at the left, what may be written at the right; accepted when the mapping is stored."""

    def __init__(
        self,
        place: Workplace,
        form: DonorTemplate,
        grids: Sequence[SheetGrid],
        keys: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, "mapping.dialog", tr("Mapping of the form"))
        self.setWindowTitle("Skarbonka")
        self.place, self._form, self._grids = place, form, tuple(grids)
        titles = [grid.title for grid in grids]
        sheet = form.filling.sheet if form.filling.sheet in titles else titles[0]
        self.filling = form.filling if sheet == form.filling.sheet else Filling(sheet)
        self._first = self.filling
        self._keys = dict(keys) | {key: "" for key, _row in self.filling.rows if key not in dict(keys)}
        self.banner = Banner("mapping")
        self.sheets = named(ChoiceBox(), "mapping.sheet", tr("Sheet"))
        self.view = SheetView("mapping.grid", tr("Cells of the form"))
        self.what = named(QListWidget(), "mapping.what", tr("What is written"))
        self.clear_button = button("mapping.clear")
        self.save_button, self.cancel_button = button("mapping.save", "primary"), button("mapping.cancel")
        self._lay_out()
        self._fill()
        self.sheets.addItems(titles)
        self.sheets.setCurrentText(sheet)
        self.sheets.currentTextChanged.connect(self._on_sheet)
        self.view.clicked.connect(self._on_cell)
        self.view.activated.connect(self._on_cell)
        self.clear_button.clicked.connect(self._on_clear)
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button.clicked.connect(self.reject)
        self.what.setWordWrap(True)
        self.what.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._show_sheet()
        if form.changed:
            self.banner.show_info(tr("The form was replaced. Look where everything goes now, then save."))

    def _lay_out(self) -> None:
        self.clear_button.setText(tr("Not in the form"))
        self.save_button.setText(tr("Save the mapping"))
        self.cancel_button.setText(tr("Cancel"))
        for each in (self.clear_button, self.cancel_button):
            each.setAutoDefault(False)
        caption = text_label(tr("Sheet"), "label")
        caption.setBuddy(self.sheets)
        what = text_label(tr("Choose what is written, then click its place in the form"), "label", wrap=True)
        what.setBuddy(self.what)
        top = QHBoxLayout()
        top.addWidget(caption)
        top.addWidget(self.sheets)
        top.addStretch(1)
        left, right = QWidget(), QWidget()
        for side, parts in ((left, (self.view,)), (right, (what, self.what, self.clear_button))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                column.addWidget(part)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.place.memory.follow(split, "mapping.split")
        row = QHBoxLayout()
        note = tr("Where a line's row and a figure's column meet, the figure is written. Formulas stay the donor's.")
        row.addWidget(text_label(note, "muted", wrap=True), 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addWidget(self.banner)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        layout.addLayout(row)
        fit_to_screen(self, 1180, 760)

    # ------------------------------------------------------------------ what is shown

    def _fill(self) -> None:
        for what in (*Figure, *self._keys, *FormFact):
            item = QListWidgetItem()
            item.setData(_WHAT, what)
            self.what.addItem(item)
        self.what.setCurrentRow(0)

    def _write_list(self) -> None:
        """Say beside each choice where it goes."""
        columns, rows, cells = dict(self.filling.columns), dict(self.filling.rows), dict(self.filling.cells)
        for place in range(self.what.count()):
            item = self.what.item(place)
            what = item.data(_WHAT)
            if isinstance(what, Figure):
                where = tr("column {letters}").format(letters=columns[what]) if what in columns else ""
                name = tr("Figure: {name}").format(name=formatting.label(what))
            elif isinstance(what, FormFact):
                where, name = cells.get(what, ""), tr("Cell: {name}").format(name=formatting.label(what))
            else:
                where = tr("row {number}").format(number=rows[what]) if what in rows else ""
                name = tr("Line: {name}").format(name=f"{what} {self._keys[what]}".strip())
            item.setText(f"{name}  →  {where}" if where else name)

    def _show_sheet(self) -> None:
        grid = next(each for each in self._grids if each.title == self.filling.sheet)
        self.view.show_grid(grid, room=True)
        self._write()

    def _write(self) -> None:
        """Show the mapping in the list and in the grid."""
        self._write_list()
        marks: dict[str, str] = {}
        for cell, what in self.filling.targets().items():
            if isinstance(what, FormFact):
                marks[cell] = formatting.label(what)
            else:
                marks[cell] = f"{what[1]}: {formatting.label(what[0])}"
        if self.view.shown is not None:
            self.view.shown.mark(marks)

    def keep_more(self) -> State:
        """Keep the mapping, where it was changed."""
        return {} if self.filling == self._first else {"filling": self.filling.facts()}

    def take_more(self, more: State) -> None:
        """Show the mapping as it was left, if the form still has that sheet."""
        filling = Filling.from_facts(more["filling"])
        if filling.sheet in [grid.title for grid in self._grids]:
            self.sheets.setCurrentText(filling.sheet)
            known = tuple(each for each in filling.rows if each[0] in self._keys)
            self.filling = replace(filling, rows=known)
            self._show_sheet()

    # ------------------------------------------------------------------ what happens

    def _on_sheet(self, title: str) -> None:
        self.filling = Filling(title)
        self._show_sheet()

    def _on_cell(self, index: QModelIndex) -> None:
        item, shown = self.what.currentItem(), self.view.shown
        if item is None or shown is None:
            return
        cell = shown.cell(index)
        found = split_cell(cell)
        if found is None:
            return
        self._set(item.data(_WHAT), found, cell)
        if self.what.currentRow() + 1 < self.what.count():
            self.what.setCurrentRow(self.what.currentRow() + 1)

    def _set(self, what: object, found: tuple[str, int] | None, cell: str | None) -> None:
        if isinstance(what, Figure):
            self.filling = self.filling.with_column(what, found[0] if found else None)
        elif isinstance(what, FormFact):
            self.filling = self.filling.with_cell(what, cell)
        else:
            self.filling = self.filling.with_row(str(what), found[1] if found else None)
        self.banner.clear()
        self._write()

    def _on_clear(self) -> None:
        item = self.what.currentItem()
        if item is not None:
            self._set(item.data(_WHAT), None, None)

    def _on_save(self) -> None:
        self.save_button.setEnabled(False)
        self.place.tasks.run(
            self.settling,
            self.place.office,
            partial(map_form, self.place.office, self._form.number, self.filling),
            done=lambda _form: self.accept(),
            failed=self._on_failed,
            owner=self,
        )

    def _on_failed(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Refused):
            said = " ".join(wording.sentence(problem) for problem in error.problems[:3])
            self.banner.show_error(tr("The mapping is not saved."), said)
        else:
            errors.show_on(self.banner, error)
