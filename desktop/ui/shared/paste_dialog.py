"""What pasting a block of lines would do, before it is done: which rows are new, and which are refused and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.i18n import ntr, tr
from desktop.ui.icons import icon
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.dialogs import fit
from desktop.ui.shared.grid_clipboard import MOST_PASTED
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.whole_rows import read_whole_rows
from desktop.ui.theme import scaled, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.shared.grid_clipboard import PastePlan
    from desktop.ui.shared.grid_model import GridModel

_SIZE = (920, 480)
_STATE, _WHY = 116, 300


class PasteDialog(QDialog):
    """Shows each line with its state. Accepted, `chosen()` gives the rows of the plan that are wanted.

    `refusals` are the sentences of each row; none: it is good.
    """

    def __init__(
        self, model: GridModel, plan: PastePlan, refusals: Sequence[Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._plan, self._refusals = plan, refusals
        self._good = [at for at, said in enumerate(refusals) if not said]
        self._too_many = len(plan.rows) > MOST_PASTED
        named(self, "paste.dialog", tr("Paste rows"))
        self.setWindowTitle("Skarbonka")
        fit(self, *_SIZE)
        self.table = named(QTableWidget(), "paste.table", tr("Rows to be pasted"))
        self.refused_too = named(QCheckBox(), "paste.refused_too")
        self.refused_too.setText(tr("Put the refused rows in too, marked, to be corrected in the grid"))
        self.do_it, self.keep = button("paste.do", "primary"), button("paste.cancel")
        self.keep.setText(tr("Cancel"))
        stack(
            self,
            text_label(self._summary(), "heading", wrap=True),
            *(text_label(text, look, wrap=True) for text, look in self._remarks(model)),
            self.table,
            self.refused_too,
            verbs(self.keep, self.do_it),
            grows=self.table,
        )
        self._fill()
        some = 0 < len(self._good) < len(plan.rows)
        self.refused_too.setChecked(len(self._good) < len(plan.rows))
        self.refused_too.setVisible(some and not self._too_many)
        self.refused_too.toggled.connect(lambda _on: self._tell())
        self.do_it.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)
        self.do_it.setDefault(True)
        self.do_it.setFocus()
        self._tell()

    def chosen(self) -> list[int]:
        """Give the rows of the plan that are to be put in."""
        return list(range(len(self._plan.rows))) if self.refused_too.isChecked() else self._good

    def _summary(self) -> str:
        refused = len(self._refusals) - len(self._good)
        said = ntr("{count} row is new", "{count} rows are new", len(self._good))
        if not refused:
            return f"{said}."
        without = ntr("{count} row is refused", "{count} rows are refused", refused)
        return f"{said}, {without}."

    def _remarks(self, model: GridModel) -> list[tuple[str, str]]:
        said = []
        if self._too_many:
            many = tr("At most {most} rows are pasted at once: split the list.")
            said.append((many.format(most=MOST_PASTED), "problem"))
        if self._plan.left_out:
            names = ", ".join(self._plan.left_out)
            said.append((tr("Columns that are not taken: {names}.").format(names=names), "warning"))
        over = sum(
            bool(model.index(at, model.columns.index(column)).data())
            for at in range(self._plan.top, min(self._plan.top + len(self._plan.rows), model.rowCount()))
            for column in self._plan.columns
        )
        if over:
            said.append((ntr("{count} filled cell is overwritten.", "{count} filled cells are overwritten.", over),
                         "warning"))  # fmt: skip
        return said

    def _fill(self) -> None:
        plan, table = self._plan, self.table
        read_whole_rows(table)
        table.setColumnCount(2 + len(plan.columns))
        table.setRowCount(min(len(plan.rows), MOST_PASTED))
        table.setHorizontalHeaderLabels([tr("State"), tr("Why"), *(tr(column.title) for column in plan.columns)])
        for at in range(table.rowCount()):
            said = " ".join(self._refusals[at])
            state = QTableWidgetItem(tr("Refused") if said else tr("New"))
            state.setIcon(icon("error" if said else "good"))
            why = QTableWidgetItem(said)
            why.setToolTip(said)
            if said:
                state.setForeground(QColor(tokens().danger))
            table.setItem(at, 0, state)
            table.setItem(at, 1, why)
            for place, (column, text) in enumerate(zip(plan.columns, plan.texts[at], strict=True), start=2):
                cell = QTableWidgetItem(text)
                cell.setTextAlignment(Qt.AlignmentFlag(column.align.value))
                table.setItem(at, place, cell)
        table.setColumnWidth(0, scaled(_STATE))
        table.setColumnHidden(1, not any(self._refusals))
        table.setColumnWidth(1, scaled(_WHY))
        for place, column in enumerate(plan.columns, start=2):
            table.setColumnWidth(place, scaled(column.width))

    def _tell(self) -> None:
        count = len(self.chosen())
        self.do_it.setText(ntr("Put in {count} row", "Put in {count} rows", count))
        self.do_it.setEnabled(count > 0 and not self._too_many)
