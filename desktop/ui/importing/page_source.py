"""The first step of importing a campaign page: its text, pasted, or taken from a file."""

from __future__ import annotations

from desktop.i18n import tr
from desktop.ui.importing.source import TextSource
from desktop.ui.language import follow_language

_LINES = 14


class PageSource(TextSource):
    """What a campaign page is read from."""

    def __init__(self) -> None:
        super().__init__("import", "import.read", _LINES)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.lead.setText(
            tr(
                "The next step shows what was read and what does not agree; you correct it there. "
                "Nothing is stored before you say “Import”."
            )
        )
        self.card.tell(tr("Drop the page's file anywhere here, or choose it."), tr("Choose a file…"))
        self.label.setText(tr("Or paste the text of the page"))
        self.text.setAccessibleName(tr("Text of the page"))
        self.text.setPlaceholderText(tr("Title, story, “How much is needed?”, “Collected”…"))
        self.read.setText(tr("Read the text"))

    def pasted(self) -> str:
        """Give the text as it was pasted: Qt's plain text would turn spaces that do not break into ordinary ones."""
        raw = self.text.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")
