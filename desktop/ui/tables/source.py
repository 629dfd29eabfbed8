"""The first step: a file, chosen or dropped, or rows pasted from a spreadsheet."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from desktop.i18n import tr
from desktop.ui.importing.source import TextSource
from desktop.ui.language import follow_language

_LINES = 10


class SourceStep(TextSource):
    """What a table is read from."""

    def __init__(self) -> None:
        super().__init__("table", "table.read_text", _LINES)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.lead.setText(
            tr(
                "First you say what the columns are, then you see what each row would do. "
                "Nothing is stored before you say “Import”."
            )
        )
        self.card.tell(
            tr("Drop an Excel workbook (.xlsx) or a CSV file anywhere here, or choose it."), tr("Choose a file…")
        )
        self.label.setText(tr("Or paste rows from a spreadsheet"))
        self.text.setAccessibleName(tr("Rows from a spreadsheet"))
        self.read.setText(tr("Read the rows"))
