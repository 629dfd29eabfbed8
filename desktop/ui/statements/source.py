"""The first step: a bank's file, chosen or dropped, and the rules that are kept for its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.ui.importing.source import FileSource
from desktop.ui.language import follow_language

if TYPE_CHECKING:
    from desktop.ui.statements.rules import RulesPanel


class SourceStep(FileSource):
    """What lines are read from."""

    def __init__(self, rules: RulesPanel) -> None:
        super().__init__("bank")
        self.rules = rules
        self.column.addWidget(rules)
        self.column.addStretch(1)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.lead.setText(
            tr(
                "You see what each line is before anything is booked: new, here already, or refused. "
                "A line that was booked once is not booked again."
            )
        )
        self.card.tell(
            tr("Drop a bank’s statement (camt.053, MT940, OFX, CSV) anywhere here, or choose it."),
            tr("Choose a file…"),
        )
