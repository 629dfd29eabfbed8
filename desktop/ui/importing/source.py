"""The first step of an import: a file that is chosen or dropped, or a text that is pasted in its place."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.services import wording
from desktop.ui.shared.file_card import FileCard
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.ui.shared.banner import Banner


class FileSource(QWidget):
    """`file_asked` when a file is to be chosen. Files are dropped on the page.

    A step of its own calls `follow_language` when it is whole, and says in `retranslate` what may be brought.
    """

    file_asked = Signal()

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.lead = text_label("", wrap=True)
        self.card = FileCard(f"{prefix}.choose_file")
        self.choose = self.card.choose
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(NEAR)
        self.column.addWidget(self.lead)
        self.column.addWidget(self.card)
        self.choose.clicked.connect(self.file_asked)

    @abstractmethod
    def retranslate(self) -> None:
        """Write what the lead and the card say."""

    def want_names(self, office: Office, banner: Banner) -> None:
        """Take nothing where the book of names is not open, and say why: an import writes there."""
        if not office.has_identity:
            banner.show_info(wording.sentence(office.nameless))
            self.setEnabled(False)

    def busy(self, busy: bool) -> None:
        """Wait for what is being read."""
        self.choose.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)


class TextSource(FileSource):
    """`text_given` with what was pasted."""

    text_given = Signal(str)

    def __init__(self, prefix: str, read: str, lines: int) -> None:
        """Make the step; `read` is the name of the button that reads the text, `lines` its least height."""
        super().__init__(prefix)
        self.label = text_label("", "label")
        self.text = named(QPlainTextEdit(), f"{prefix}.text")
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)  # a dropped file is for the page: here it would become its address
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * lines)
        self.label.setBuddy(self.text)
        self.read = button(read)
        below = QHBoxLayout()
        below.addWidget(self.read)
        below.addStretch(1)
        self.column.addWidget(self.label)
        self.column.addWidget(self.text, 1)
        self.column.addLayout(below)
        self.read.clicked.connect(lambda: self.text_given.emit(self.pasted()))
        self.text.textChanged.connect(self._enable)
        self._enable()

    def pasted(self) -> str:
        """Give the text that was pasted."""
        return self.text.toPlainText()

    def busy(self, busy: bool) -> None:
        super().busy(busy)
        self._enable()
        if busy:
            self.read.setEnabled(False)

    def _enable(self) -> None:
        self.read.setEnabled(bool(self.text.toPlainText().strip()))
