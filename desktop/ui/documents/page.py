"""The Documents section: the register, and the chosen document's paper beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.domain.receipts import DocumentKind
from desktop.i18n import tr
from desktop.ui.documents.batch import BatchBar
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.panel import DocumentPanel
from desktop.ui.documents.statement import StatementDialog
from desktop.ui.documents.table import DOCUMENTS
from desktop.ui.language import follow_language
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button
from desktop.ui.theme import APART, FAR
from desktop.ui.workplace import PageWidget

if TYPE_CHECKING:
    from desktop.domain.receipts import DocumentRow
    from desktop.domain.summaries import TaskKind
    from desktop.ui.workplace import Workplace

_SPLIT = "documents.split"
_LIST_WIDTH, _PANEL_WIDTH, _PANEL_LEAST = 640, 520, 340


class DocumentsPage(PageWidget):
    """`open_code(number)` goes to a document: its row is chosen where it is in sight, else the list is narrowed."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._wanted = ""
        self.rows: ListPage[DocumentRow] = ListPage(place, DOCUMENTS)
        self.panel = DocumentPanel(place)
        self.batch = BatchBar(place, self.rows.selection)
        self.statement_button = button("documents.statement", "", "documents")
        self.rows.add_button(self.statement_button)
        self.statement_button.clicked.connect(self._on_statement)
        holder = QWidget()
        holder.setMinimumWidth(_PANEL_LEAST)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, APART, FAR, APART)
        column.addWidget(self.batch)
        column.addWidget(self.panel, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.rows)
        self.split.addWidget(holder)
        for part in (0, 1):
            self.split.setStretchFactor(part, 1)
        kept = place.memory.number(_SPLIT, 0)
        self.split.setSizes([kept, _PANEL_WIDTH] if kept else [_LIST_WIDTH, _PANEL_WIDTH])
        self.split.splitterMoved.connect(lambda at, _index: place.memory.keep(_SPLIT, at))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self.rows.selection.changed.connect(self._on_selection)
        self.rows.status_changed.connect(self.status_changed)
        self.rows.model.shown.connect(self._on_shown)
        self.rows.opened.connect(lambda _number: self.panel.print_button.setFocus())
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Documents"))
        self.statement_button.setText(tr("Annual statement…"))
        if not self.panel.number:
            self._on_selection()

    # ------------------------------------------------------------------ what the shell asks

    def open_code(self, code: str) -> None:
        self._wanted = code
        self.rows.clear_filters()
        self.panel.show_number(code)
        self._on_shown()

    def show_task(self, task: TaskKind) -> None:
        self._wanted = ""
        self.rows.show_task(task)

    def focus_filter(self) -> None:
        self.rows.focus_filter()

    def refresh(self) -> None:
        self.rows.refresh()
        self.panel.read_again()

    def status(self) -> str:
        return self.rows.status()

    # ------------------------------------------------------------------ what happens

    def _on_statement(self) -> None:
        """Ask which statement, then issue it."""
        asked = StatementDialog(self.place, self.window())
        if not self.place.prompts.show(asked):
            return
        dialog = IssueDialog(self.place, asked.subject, DocumentKind.ANNUAL_STATEMENT, parent=self.window())
        self.place.prompts.show(dialog)
        if dialog.issued is not None:
            self.open_code(dialog.issued.number)

    def _on_shown(self) -> None:
        """Choose the row that was asked for; far down in a long list it is found by its number."""
        wanted = self._wanted
        if not wanted or not self.rows.model.rowCount():
            return
        for place, row in self.rows.model.loaded_rows():
            if row.number == wanted:
                self._wanted = ""
                self.rows.table.selectRow(place)
                return
        if self.rows.filter.text() != wanted:
            self.rows.filter.setText(wanted)
            self.rows.apply_filter()

    def _on_selection(self) -> None:
        rows = self.rows.selection.rows()
        self.batch.show_for(len(self.rows.table.selected_rows()))
        if len(rows) == 1:
            self.rows.banner.clear()
            if rows[0].number != self.panel.number:
                self.panel.show_number(rows[0].number)
        elif rows:
            self.panel.show_nothing(tr("Several documents are selected. Select one to see it."))
        elif not self._wanted:
            done = self.panel.banner.text if self.panel.banner.property("kind") == "good" else ""
            self.panel.show_nothing(tr("Select a document to see it here."))
            if done:  # what was done took the row out of the filtered list: it is said all the same
                self.rows.banner.show_good(done)
