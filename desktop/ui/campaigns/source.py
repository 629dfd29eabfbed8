"""The page that a campaign was imported from, as it came."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from desktop.i18n import tr
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.dialogs import fit
from desktop.ui.shared.naming import button, named, text_label


class SourceDialog(QDialog):
    """Shows the kept original and its hash; nothing in it can be changed."""

    def __init__(self, code: str, text: str, sha256: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "source.dialog", tr("Original page"))
        self.setWindowTitle("Skarbonka")
        fit(self, 760, 560)
        self.text = named(QPlainTextEdit(text), "source.text", tr("Original page"))
        self.text.setReadOnly(True)
        self.digest = text_label(tr("SHA-256 of the file: {digest}").format(digest=sha256), "hint", wrap=True)
        self.close_button = button("source.close", "primary")
        self.close_button.setText(tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        heading = text_label(tr("The page that {code} was imported from").format(code=code), "heading")
        row = verbs(self.close_button, before=self.digest, wide=True)
        stack(self, heading, self.text, row, grows=self.text)
