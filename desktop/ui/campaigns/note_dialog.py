"""The note of a decision on the screen, to be saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.papers import LoosePaper
from desktop.i18n import tr
from desktop.services.loose_papers import Leaving
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, named
from desktop.ui.shared.paper_out import PaperOut
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


class NoteDialog(QDialog):
    """Shows a note that was drawn already: the same bytes are saved and printed."""

    def __init__(self, place: Workplace, code: str, pdf: bytes, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.place, self._leaving = place, Leaving(LoosePaper.DECISION_NOTE, pdf, code)
        named(self, "note.dialog", tr("Note of {decision}").format(decision=code))
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("note")
        self._out = PaperOut(place, self.banner, self)
        self.view = PdfPreview("note")
        self.print_button, self.save_button = button("note.print", "", "print"), button("note.save", "", "save")
        self.close_button = button("note.close", "primary")
        self.print_button.setText(tr("Print…"))
        self.save_button.setText(tr("Save as PDF…"))
        self.close_button.setText(tr("Close"))
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        for each in (self.print_button, self.save_button):
            each.setAutoDefault(False)
        self.close_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addWidget(self.banner)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        fit_to_screen(self, 760, 820)
        self.view.show_pdf(pdf)
        self.close_button.setFocus()

    def _on_print(self) -> None:
        self._out.print_out(self._leaving)

    def _on_save(self) -> None:
        self._out.save_as(self._leaving, self._leaving.subject)
