"""The Documents section: the register, and the chosen document's paper beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.receipts import DocumentKind
from desktop.i18n import tr
from desktop.services.scans import tray
from desktop.ui.changes import Topic
from desktop.ui.documents.audit import AuditDialog
from desktop.ui.documents.batch import BatchBar
from desktop.ui.documents.beside import Beside
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.panel import DocumentPanel
from desktop.ui.documents.scanning import Scanning, dropped_files
from desktop.ui.documents.statement import StatementDialog
from desktop.ui.documents.table import DOCUMENTS
from desktop.ui.documents.tray import TrayDialog
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.tasks import Latest
from desktop.ui.workplace import PageWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from desktop.domain.receipts import DocumentRow
    from desktop.domain.scans import TrayPage
    from desktop.domain.summaries import TaskKind
    from desktop.domain.views import SavedView
    from desktop.ui.deeds import Deeds
    from desktop.ui.workplace import Workplace

_ROW_PLACE = 1  # below the title


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
        self.beside = Beside("documents", self.rows, self.rows.table, self.panel, place.memory)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.beside)
        self._add_scanning()
        self.rows.selection.changed.connect(self._on_selection)
        self.rows.status_changed.connect(self.status_changed)
        self.rows.model.shown.connect(self._on_shown)
        self.rows.opened.connect(self._on_opened)
        self.rows.commands.buttons = (*self.panel.buttons, *self.batch.buttons)
        follow_language(self, self.retranslate)

    def _add_scanning(self) -> None:
        self.scan_banner = Banner("documents.scans_said")
        self.scanning = Scanning(self.place, self.scan_banner, self)
        self.scan_button, self.tray_button = button("documents.scans", "", "import"), button("documents.tray")
        self.audit_button = button("documents.audit", "quiet", "reports")
        layout = self.rows.layout()
        if layout is not None:
            row = FlowRow(self.scan_button, self.tray_button, self.audit_button)
            layout.insertWidget(_ROW_PLACE, row)  # type: ignore[attr-defined]
            layout.insertWidget(_ROW_PLACE + 1, self.scan_banner)  # type: ignore[attr-defined]
            layout.addWidget(self.batch)
        for each in (self.tray_button, self.scan_button):
            each.setEnabled(self.place.office.has_identity)
        self.audit_button.clicked.connect(self.show_audit)
        self._tray = Latest(self.place.tasks)
        self.scan_button.clicked.connect(self.scanning.choose)
        self.tray_button.clicked.connect(self.show_tray)
        self.setAcceptDrops(self.place.office.has_identity)
        self.place.changes.subscribe(self, (Topic.DOCUMENTS,), self._read_tray)
        self._waiting = 0
        self._read_tray()

    def retranslate(self) -> None:
        self.audit_button.setText(tr("Audit of numbers…"))
        self.scan_button.setText(tr("Signed scans…"))
        self.scan_button.setToolTip(tr("File scans or photos of signed papers; they can be dropped here too"))
        self._write_tray()
        self.setAccessibleName(tr("Documents"))
        self.statement_button.setText(tr("Annual statement…"))
        if not self.panel.number:
            self._on_selection()

    # ------------------------------------------------------------------ what the shell asks

    def open_code(self, code: str) -> None:
        self._wanted = code
        self.rows.clear_filters()
        self.panel.show_number(code)
        self.beside.show_panel()
        self._on_shown()

    def deeds(self) -> Deeds:
        return {**self.rows.deeds(), **self.panel.deeds()}

    def show_task(self, task: TaskKind) -> None:
        self._wanted = ""
        self.beside.show_rows()
        self.rows.show_task(task)

    def show_view(self, view: SavedView) -> None:
        self.beside.show_rows()
        self.rows.views.open(view)

    def focus_filter(self) -> None:
        self.beside.show_rows()
        self.rows.focus_filter()

    def refresh(self) -> None:
        self.rows.refresh()
        self.panel.read_again()

    def status(self) -> str:
        return self.rows.status()

    # ------------------------------------------------------------------ signed scans

    def show_audit(self) -> None:
        """Show every number of a period, to be printed or saved."""
        self.place.prompts.show(AuditDialog(self.place, self.window()))

    def show_tray(self) -> None:
        """Show the scans that wait."""
        self.place.prompts.show(TrayDialog(self.place, self.window()))
        self._read_tray()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.scanning.take(paths)

    def _read_tray(self) -> None:
        self._tray.run(tray, self.place.office, done=self._on_tray, owner=self)

    def _on_tray(self, pages: tuple[TrayPage, ...]) -> None:
        self._waiting = len(pages)
        self._write_tray()

    def _write_tray(self) -> None:
        self.tray_button.setText(tr("{count} to file…").format(count=self._waiting))
        self.tray_button.setToolTip(tr("Scans that found no document by themselves"))
        self.tray_button.setVisible(self._waiting > 0)

    # ------------------------------------------------------------------ what happens

    def _on_opened(self, _number: str) -> None:
        self.beside.show_panel()
        self.panel.print_button.setFocus()

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
                choose_row(self.rows.table, place)
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
