"""The second step: what each line of the statement is, counted and summed by state, and what is chosen for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QCheckBox

from desktop.domain.money_in import Fate, LineState, counts, sums_of
from desktop.i18n import ntr, tr
from desktop.ui import formatting
from desktop.ui.importing.preview import ImportPreview
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, speak, text_label
from desktop.ui.statements.choosing import ChoosingPanel
from desktop.ui.statements.rows import FEE, LinesModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.domain.money_in import LineRow, Preview
    from desktop.ui.workplace import Workplace

_LEAST_LINES = 7


class PreviewStep(ImportPreview["Preview", "LineRow"]):
    """`edited(rows)` where rows were chosen otherwise, `rule_asked(RuleDraft)`, `open_wanted(bool)`: locked months."""

    edited = Signal(object)
    rule_asked = Signal(object)
    open_wanted = Signal(bool)

    model: LinesModel

    def __init__(self, place: Workplace) -> None:
        super().__init__("bank", "bank.lines", LinesModel(), LineState, _LEAST_LINES)
        self.sums = named(text_label("", "", wrap=True), "bank.sums")
        self.detail = named(text_label("", "muted", wrap=True), "bank.why")
        self.into_open = named(QCheckBox(), "bank.into_open")
        self.panel = ChoosingPanel(place)
        self.stack(self.sums, self.table, self.detail, self.into_open, self.panel)
        self.panel.chosen.connect(self.edited)
        self.panel.rule_asked.connect(self.rule_asked)
        self.into_open.clicked.connect(self.open_wanted)
        follow_language(self, self.retranslate)

    # ------------------------------------------------------------------ what is shown

    def show_preview(self, preview: Preview, called: Mapping[str, str]) -> None:
        """Show what each line is."""
        self.model.called = called
        self.into_open.setChecked(preview.into_open)
        self.table.setColumnHidden(FEE, not any(each.line.fee for each in preview.rows))
        self.show_found(preview)

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

    def _select(self, wanted: Iterable[int]) -> None:
        places, model = set(wanted), self.table.selectionModel()
        how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place, row in enumerate(self.model.rows):
            if row.row in places:
                model.select(self.model.index(place, 0), how)

    def _write_counts(self) -> None:
        super()._write_counts()
        rows = self.preview.rows if self.preview is not None else ()
        found = counts(rows)
        for state, chip in self.chips.items():
            chip.setVisible(state in found or state is LineState.NEW)
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
        super().retranslate()

    # ------------------------------------------------------------------ what is chosen

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
