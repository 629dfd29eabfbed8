"""The last step of an import: what was done, with the codes that were given, and one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.importing.words import Done
from desktop.ui.language import follow_language
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.ui.importing.words import ImportWords


class ImportDone(QWidget, Generic[Done]):
    """`list_asked`, `again_asked` for another file, `undo_asked` to take the import back."""

    list_asked = Signal()
    again_asked = Signal()
    undo_asked = Signal()

    def __init__(self, prefix: str, words: ImportWords[Done]) -> None:
        super().__init__()
        self._words = words
        self._done: Done | None = None
        self._undone = False
        self.summary = named(text_label("", "heading", wrap=True), f"{prefix}.summary")
        self.details = named(text_label("", "", wrap=True), f"{prefix}.details")
        self._label = text_label("", "label")
        self.codes = named(QPlainTextEdit(), f"{prefix}.codes")
        self.codes.setReadOnly(True)
        self.codes.setTabChangesFocus(True)
        self._label.setBuddy(self.codes)
        self.list_button = button(f"{prefix}.show_list", "primary")
        self.undo_button = button(f"{prefix}.undo", "", "back")
        self.again_button = button(f"{prefix}.another")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self.summary, self.details, FlowRow(self.list_button, self.undo_button, self.again_button)):
            layout.addWidget(each)
        layout.addWidget(self._label)
        layout.addWidget(self.codes, 1)
        self.list_button.clicked.connect(self.list_asked)
        self.undo_button.clicked.connect(self.undo_asked)
        self.again_button.clicked.connect(self.again_asked)
        follow_language(self, self.retranslate)

    def show_done(self, done: Done, *, may_undo: bool) -> None:
        """Say what was done."""
        self._done, self._undone = done, False
        self.undo_button.setVisible(may_undo)
        self.undo_button.setEnabled(True)
        self.codes.setPlainText("\n".join(self._words.tell(done).codes))
        self.retranslate()

    def say_undone(self) -> None:
        """Say that all of it was taken back."""
        self._undone = True
        self.undo_button.setEnabled(False)
        self.retranslate()

    def retranslate(self) -> None:
        self.list_button.setText(tr(self._words.show_list))
        self.undo_button.setText(tr("Undo"))
        self.again_button.setText(tr(self._words.another))
        self._label.setText(tr("Codes"))
        self.codes.setAccessibleName(tr("Codes"))
        if self._undone:
            self.summary.setText(tr("The import was taken back."))
            self.details.setText(tr(self._words.undone))
        elif self._done is not None:
            told = self._words.tell(self._done)
            self.summary.setText(told.summary)
            self.details.setText(", ".join(told.details))
