"""The first step: the text of the page, pasted, or taken from a file that is chosen or dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.file_card import FileCard
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import NEAR

_LINES = 14


class SourceStep(QWidget):
    """`text_given` with the pasted text, `file_asked` when a file is to be chosen. Files are dropped on the page."""

    text_given = Signal(str)
    file_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lead = text_label("", wrap=True)
        self._card = FileCard("import.choose_file")
        self.choose = self._card.choose
        self._label = text_label("", "label")
        self.text = named(QPlainTextEdit(), "import.text")
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)  # a dropped file is for the page: here it would become its address
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * _LINES)
        self._label.setBuddy(self.text)
        self.read = button("import.read")
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
        self.read.clicked.connect(lambda: self.text_given.emit(self.pasted()))
        self.text.textChanged.connect(self._enable)
        self._enable()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._lead.setText(
            tr(
                "The next step shows what was read and what does not agree; you correct it there. "
                "Nothing is stored before you say “Import”."
            )
        )
        self._card.tell(tr("Drop the page's file anywhere here, or choose it."), tr("Choose a file…"))
        self._label.setText(tr("Or paste the text of the page"))
        self.text.setAccessibleName(tr("Text of the page"))
        self.text.setPlaceholderText(tr("Title, story, “How much is needed?”, “Collected”…"))
        self.read.setText(tr("Read the text"))

    def pasted(self) -> str:
        """Give the text as it was pasted: Qt's plain text would turn spaces that do not break into ordinary ones."""
        raw = self.text.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def busy(self, busy: bool) -> None:
        """Wait for what is being read."""
        self.choose.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)
        self._enable()
        if busy:
            self.read.setEnabled(False)

    def _enable(self) -> None:
        self.read.setEnabled(bool(self.text.toPlainText().strip()))
