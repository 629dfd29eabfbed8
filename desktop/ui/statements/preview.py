"""The second step: what each line of the statement is, counted and summed by state, and what is chosen for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop.domain.money_in import Fate, LineState, counts, sums_of
from desktop.i18n import ntr, tr
from desktop.ui import formatting
from desktop.ui.language import follow_language
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.lines import keep_lines
from desktop.ui.shared.naming import button, named, restyle, speak, text_label
from desktop.ui.shared.table import room_for_title
from desktop.ui.statements.choosing import ChoosingPanel
from desktop.ui.statements.rows import FEE, WIDTHS, LinesModel
from desktop.ui.theme import NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.domain.money_in import LineRow, Preview
    from desktop.ui.workplace import Workplace

_LEAST_LINES = 7


class PreviewStep(QWidget):
    """`edited(rows)` where rows were chosen otherwise, `rule_asked(RuleDraft)`, `open_wanted(bool)`: locked months."""

    edited = Signal(object)
    rule_asked = Signal(object)
    open_wanted = Signal(bool)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.preview: Preview | None = None
        self.only: LineState | None = None
        self.model = LinesModel(self)
        self.chips = {each: _chip(f"bank.only_{each.value}") for each in LineState}
        self.everything = _chip("bank.only_all")
        self.sums = named(text_label("", "", wrap=True), "bank.sums")
        self.table = named(QTableView(), "bank.lines")
        self.detail = named(text_label("", "muted", wrap=True), "bank.why")
        self.into_open = named(QCheckBox(), "bank.into_open")
        self.panel = ChoosingPanel(place)
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(FlowRow(self.everything, *self.chips.values()))
        layout.addWidget(self.sums)
        layout.addWidget(table, 1)
        layout.addWidget(self.detail)
        layout.addWidget(self.into_open)
        layout.addWidget(self.panel)
        table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.everything.clicked.connect(lambda: self.show_only(None))
        for state, chip in self.chips.items():
            chip.clicked.connect(partial(self.show_only, state))
        self.panel.chosen.connect(self.edited)
        self.panel.rule_asked.connect(self.rule_asked)
        self.into_open.clicked.connect(self.open_wanted)

    # ------------------------------------------------------------------ what is shown

    def show_preview(self, preview: Preview, called: Mapping[str, str]) -> None:
        """Show what each line is."""
        self.model.called = called
        self.preview = preview
        if self.only not in counts(preview.rows):
            self.only = None
        self.into_open.setChecked(preview.into_open)
        self.table.setColumnHidden(FEE, not any(each.line.fee for each in preview.rows))
        self._show()

    def renew(self, preview: Preview, called: Mapping[str, str]) -> None:
        """Show the lines as they were chosen; where the same are shown, the selection stays."""
        self.model.called = called
        self.preview = preview
        rows = self._wanted()
        chosen = {each.row for each in self.selected()}
        if [each.row for each in rows] == [each.row for each in self.model.rows]:
            self.model.renew(rows)
        else:
            self.model.show_rows(rows)
            self._select(chosen)
        self._write_counts()
        self._on_selected()

    def show_only(self, state: LineState | None, *_checked: object) -> None:
        """Show the lines of one state, or all."""
        self.only = state
        self._show()

    def _wanted(self) -> list[LineRow]:
        rows = self.preview.rows if self.preview is not None else ()
        return [each for each in rows if self.only is None or each.state is self.only]

    def _show(self) -> None:
        rows = self._wanted()
        self.model.show_rows(rows)
        self._write_counts()
        if rows:
            self.table.selectRow(0)
        self._on_selected()

    def _select(self, wanted: Iterable[int]) -> None:
        places, model = set(wanted), self.table.selectionModel()
        how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place, row in enumerate(self.model.rows):
            if row.row in places:
                model.select(self.model.index(place, 0), how)

    def _write_counts(self) -> None:
        rows = self.preview.rows if self.preview is not None else ()
        self.everything.setText(tr("All: {count}").format(count=len(rows)))
        _press(self.everything, self.only is None)
        found = counts(rows)
        for state, chip in self.chips.items():
            chip.setVisible(state in found or state is LineState.NEW)
            chip.setText(tr("{state}: {count}").format(state=formatting.label(state), count=found.get(state, 0)))
            chip.setEnabled(state in found)
            _press(chip, self.only is state)
        self.sums.setText(self._summed(rows))
        locked = any(problem.code == "period.locked" for each in rows for problem in each.problems)
        self.into_open.setVisible(locked or self.into_open.isChecked())

    def _summed(self, rows: Iterable[LineRow]) -> str:
        """Say what comes to what: booked, here already, left out, and what lacks a purpose."""
        kept = tuple(rows)
        parts = (
            (tr("To be booked: {amounts}"), [each for each in kept if each.ready]),
            (tr("Here already: {amounts}"), [each for each in kept if each.state is LineState.DUPLICATE]),
            (tr("Left out: {amounts}"), [each for each in kept if each.fate is Fate.LEAVE]),
        )
        said = [text.format(amounts=formatting.moneys(sums_of(some))) for text, some in parts if some]
        if lacking := sum(each.lacks for each in kept):
            said.append(ntr("{count} line does not say what for", "{count} lines do not say what for", lacking))
        return " · ".join(said)

    def retranslate(self) -> None:
        speak(self.table, tr("Lines of the statement"))
        self.into_open.setText(tr("Book gifts of locked months on the first open day"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        for place in range(len(WIDTHS) - 1):
            title = str(self.model.headerData(place, Qt.Orientation.Horizontal))
            words = (title, *(formatting.label(each) for each in LineState)) if place == 0 else (title,)
            room = max(room_for_title(self.table, each) for each in words)
            self.table.setColumnWidth(place, max(self.table.columnWidth(place), room))
        self._write_counts()
        self._on_selected()

    # ------------------------------------------------------------------ what is chosen

    def selected(self) -> list[LineRow]:
        """Give the selected rows."""
        return [self.model.rows[each.row()] for each in self.table.selectionModel().selectedRows()]

    def _on_selected(self) -> None:
        rows = self.selected()
        self.detail.setText(self._told(rows[0]) if len(rows) == 1 else "")
        self.panel.show_rows(rows)

    def _told(self, row: LineRow) -> str:
        """Say of the one selected line what has no room in its row."""
        parts = [row.line.name, row.line.iban, row.line.text, self.model.why(row)]
        if row.shares:
            amounts = (f"{self.model.called_so(each.campaign)}: {formatting.money(each.gross)}" for each in row.shares)
            parts.append("; ".join(amounts))
        return " · ".join(part for part in parts if part)


def _press(chip: QPushButton, pressed: bool) -> None:
    chip.setChecked(pressed)
    restyle(chip, "look", "" if pressed else "quiet")


def _chip(name: str) -> QPushButton:
    made = button(name, "quiet")
    made.setCheckable(True)
    return made
