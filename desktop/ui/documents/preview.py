"""A look at a document before it has a number: nothing is recorded by looking."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.theme import APART, FAR, NEAR

_ROOM = 80  # for the frame and the panels of the desktop


def fit_to_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog its size, or what the screen has of it."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width, room.width() - _ROOM), min(height, room.height() - _ROOM))


class PreviewDialog(QDialog):
    """Shows a PDF and closes again; `note` says what it is, if it is none that has no number yet."""

    def __init__(self, pdf: bytes, parent: QWidget | None = None, note: str = "") -> None:
        super().__init__(parent)
        named(self, "preview.dialog", tr("Preview"))
        self.setWindowTitle("Skarbonka")
        self.view = PdfPreview("preview")
        self.close_button = button("preview.close", "primary")
        self.close_button.setText(tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        note = note or tr("So it will look. It has no number yet, and looking at it records nothing.")
        row = QHBoxLayout()
        row.addWidget(text_label(note, "muted", wrap=True), 1)
        row.addSpacing(APART)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        fit_to_screen(self, 760, 820)
        self.view.show_pdf(pdf)
        self.close_button.setFocus()
