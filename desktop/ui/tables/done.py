"""The last step: what was done, with the codes that were given, and one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.table_fields import TableKind
from desktop.i18n import ntr, tr
from desktop.ui.language import follow_language
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.domain.table_import import TableDone


class DoneStep(QWidget):
    """`list_asked`, `again_asked` for another table, `undo_asked` to take the import back."""

    list_asked = Signal()
    again_asked = Signal()
    undo_asked = Signal()

    def __init__(self, kind: TableKind) -> None:
        super().__init__()
        self._kind = kind
        self._done: TableDone | None = None
        self.summary = named(text_label("", "heading", wrap=True), "table.summary")
        self.details = named(text_label("", "", wrap=True), "table.details")
        self._label = text_label("", "label")
        self.codes = named(QPlainTextEdit(), "table.codes")
        self.codes.setReadOnly(True)
        self.codes.setTabChangesFocus(True)
        self._label.setBuddy(self.codes)
        self.list_button = button("table.show_list", "primary")
        self.undo_button = button("table.undo", "", "back")
        self.again_button = button("table.another")
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

    def show_done(self, done: TableDone, *, may_undo: bool) -> None:
        """Say what was done."""
        self.undo_button.setVisible(may_undo)
        self._done = done
        self.undo_button.setEnabled(True)
        self.codes.setPlainText("\n".join((*done.added, *done.changed)))
        self.retranslate()

    def say_undone(self) -> None:
        """Say that all of it was taken back."""
        self.undo_button.setEnabled(False)
        self.summary.setText(tr("The import was taken back."))
        self.details.setText(tr("What was added is archived, what was changed is as it was."))

    def retranslate(self) -> None:
        self.list_button.setText(tr("Show the people") if self._kind is TableKind.PEOPLE else tr("Show the items"))
        self.undo_button.setText(tr("Undo"))
        self.again_button.setText(tr("Another table"))
        self._label.setText(tr("Codes"))
        self.codes.setAccessibleName(tr("Codes"))
        done = self._done
        if done is None:
            return
        added = ntr("{count} row added", "{count} rows added", len(done.added))
        changed = ntr("{count} row changed", "{count} rows changed", len(done.changed))
        self.summary.setText(tr("Imported: {added}, {changed}.").format(added=added, changed=changed))
        left = [ntr("{count} row left out", "{count} rows left out", done.skipped)] if done.skipped else []
        left += [ntr("{count} row refused", "{count} rows refused", done.refused)] if done.refused else []
        self.details.setText(", ".join(left))
