"""A long text in Markdown: typed as it is, and looked at as it will read. Nothing that it names is loaded or opened."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser

from desktop.domain.errors import Severity
from desktop.i18n import mark, tr
from desktop.ui.shared.fields import LongTextField
from desktop.ui.shared.naming import button, named, role

_WITHOUT_HTML = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class _Reading(QTextBrowser):
    """Shows Markdown alone: a picture in it could lie anywhere on this computer or be asked of a network."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        return None


class MarkdownField(LongTextField):
    """`preview` turns between what is typed and how it reads; what is read or kept is always what is typed."""

    def __init__(self, name: str, title: str, *, hint: str = "", lines: int = 9) -> None:
        super().__init__(name, title, hint=hint, lines=lines)
        self.reading = role(_Reading(), "help")
        self.reading.setFixedHeight(self.text.height())
        self.reading.hide()
        self.row.addWidget(self.reading, 1)
        self.preview = button("", "link", "eye")
        self.preview.setCheckable(True)
        self.preview.toggled.connect(self._turn)
        self.notes.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignLeft)

    def settle(self, area: str) -> None:
        named(self.reading, f"{area}.{self.name}_reading")
        named(self.preview, f"{area}.{self.name}_preview")
        super().settle(area)

    def retranslate(self) -> None:
        super().retranslate()
        title = tr(self.title)
        self.reading.setAccessibleName(tr("{label}: as it reads").format(label=title))
        self._write_preview()

    def write(self, value: str) -> None:
        super().write(value)
        self._show()

    def show_problem(self, text: str, severity: Severity = Severity.ERROR) -> None:
        if text:
            self.preview.setChecked(False)
        super().show_problem(text, severity)

    def _turn(self, reading: bool) -> None:
        had_focus = self.preview.hasFocus()
        self._show()
        self.text.setVisible(not reading)
        self.reading.setVisible(reading)
        self.reading.verticalScrollBar().setValue(0)
        self._write_preview()
        if not reading and had_focus:
            self.text.setFocus()

    def _show(self) -> None:
        if self.preview.isChecked():
            self.reading.document().setMarkdown(self.text.toPlainText(), _WITHOUT_HTML)

    def _write_preview(self) -> None:
        reading = self.preview.isChecked()
        self.preview.setText(tr("Write on") if reading else tr("As it reads"))


HINT = mark("Markdown: # heading, **bold**, - list. Lies in the book of names")
"""What a field of a story says below it."""
