"""The first step: a file, chosen or dropped, or rows pasted from a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.file_card import FileCard
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import NEAR

_LINES = 10


class SourceStep(QWidget):
    """`file_asked` when a file is to be chosen, `text_given` with pasted rows. Files are dropped on the page."""

    text_given = Signal(str)
    file_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lead = text_label("", wrap=True)
        self._card = FileCard("table.choose_file")
        self.choose = self._card.choose
        self._label = text_label("", "label")
        self.text = named(QPlainTextEdit(), "table.text")
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)  # a dropped file is for the page: here it would become its address
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * _LINES)
        self._label.setBuddy(self.text)
        self.read = button("table.read_text")
        below = QHBoxLayout()
        below.addWidget(self.read)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        for widget in (self._lead, self._card, self._label):
            layout.addWidget(widget)
        layout.addWidget(self.text, 1)
        layout.addLayout(below)
        self.choose.clicked.connect(self.file_asked)
        self.read.clicked.connect(lambda: self.text_given.emit(self.text.toPlainText()))
        self.text.textChanged.connect(self._enable)
        self._enable()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._lead.setText(
            tr(
                "First you say what the columns are, then you see what each row would do. "
                "Nothing is stored before you say “Import”."
            )
        )
        self._card.tell(
            tr("Drop an Excel workbook (.xlsx) or a CSV file anywhere here, or choose it."), tr("Choose a file…")
        )
        self._label.setText(tr("Or paste rows from a spreadsheet"))
        self.text.setAccessibleName(tr("Rows from a spreadsheet"))
        self.read.setText(tr("Read the rows"))

    def busy(self, busy: bool) -> None:
        """Wait for what is being read."""
        self.choose.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)
        self._enable()
        if busy:
            self.read.setEnabled(False)

    def _enable(self) -> None:
        self.read.setEnabled(bool(self.text.toPlainText().strip()))
