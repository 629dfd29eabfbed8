"""The files of a document in a window of their own: beside its paper there is no room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.attachments import AttachmentKind
from desktop.i18n import tr
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.files.panel import FilesPanel
from desktop.ui.shared import permit
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.progress_strip import ProgressStrip
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace

_SIZE = (900, 620)


class FilesDialog(QDialog):
    """Shows the files of the document `number`; what is done in it is done at once."""

    def __init__(self, place: Workplace, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = tr("Files of {number}").format(number=number)
        named(self, "files.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.panel = FilesPanel(place, number, (AttachmentKind.OTHER, AttachmentKind.INVOICE), grows=False)
        self.panel.take_drops_of(self)
        self.close_button = button("files.close", "primary")
        self.close_button.setText(tr("Close"))
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addWidget(text_label(title, "heading"))
        layout.addWidget(self.panel, 1)
        layout.addWidget(ProgressStrip(place.tasks))
        layout.addLayout(row)
        permit.guard(self, place.office)
        fit_to_screen(self, *_SIZE)
