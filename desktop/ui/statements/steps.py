"""The first and the last step: the file that is brought, and what was booked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.i18n import ntr, tr
from desktop.ui.language import follow_language
from desktop.ui.shared.file_card import FileCard
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.domain.money_in import MoneyInDone
    from desktop.ui.statements.rules import RulesPanel


class SourceStep(QWidget):
    """`file_asked` when a file is to be chosen. Files are dropped on the page."""

    file_asked = Signal()

    def __init__(self, rules: RulesPanel) -> None:
        super().__init__()
        self.rules = rules
        self._lead = text_label("", wrap=True)
        self._card = FileCard("bank.choose_file")
        self.choose = self._card.choose
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._lead)
        layout.addWidget(self._card)
        layout.addWidget(rules)
        layout.addStretch(1)
        self.choose.clicked.connect(self.file_asked)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._lead.setText(
            tr(
                "You see what each line is before anything is booked: new, here already, or refused. "
                "A line that was booked once is not booked again."
            )
        )
        self._card.tell(
            tr("Drop a bank’s statement (camt.053, MT940, OFX, CSV) anywhere here, or choose it."),
            tr("Choose a file…"),
        )

    def busy(self, busy: bool) -> None:
        """Wait for what is being read."""
        self.choose.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)


class DoneStep(QWidget):
    """`list_asked`, `again_asked` for another file, `undo_asked` to take all gifts back."""

    list_asked = Signal()
    again_asked = Signal()
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._done: MoneyInDone | None = None
        self.summary = named(text_label("", "heading", wrap=True), "bank.summary")
        self.details = named(text_label("", "", wrap=True), "bank.details")
        self._label = text_label("", "label")
        self.codes = named(QPlainTextEdit(), "bank.codes")
        self.codes.setReadOnly(True)
        self.codes.setTabChangesFocus(True)
        self._label.setBuddy(self.codes)
        self.list_button = button("bank.show_list", "primary")
        self.undo_button = button("bank.undo", "", "back")
        self.again_button = button("bank.another")
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

    def show_done(self, done: MoneyInDone, *, may_undo: bool) -> None:
        """Say what was done."""
        self._done = done
        self.undo_button.setVisible(may_undo)
        self.undo_button.setEnabled(True)
        self.codes.setPlainText("\n".join(done.gifts))
        self.retranslate()

    def say_undone(self) -> None:
        """Say that all of it was taken back."""
        self.undo_button.setEnabled(False)
        self.summary.setText(tr("The import was taken back."))
        self.details.setText(tr("Its gifts were taken back by counter-entries. The lines of the file are new again."))

    def retranslate(self) -> None:
        self.list_button.setText(tr("Show the gifts"))
        self.undo_button.setText(tr("Undo"))
        self.again_button.setText(tr("Another statement"))
        self._label.setText(tr("Codes"))
        self.codes.setAccessibleName(tr("Codes"))
        done = self._done
        if done is None:
            return
        self.summary.setText(ntr("{count} gift booked", "{count} gifts booked", len(done.gifts)))
        said = [ntr("{count} line left out", "{count} lines left out", done.left)] if done.left else []
        said += (
            [ntr("{count} line was here already", "{count} lines were here already", done.same)] if done.same else []
        )
        self.details.setText(", ".join(said))
