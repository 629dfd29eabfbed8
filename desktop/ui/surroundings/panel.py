"""The card in Settings that says what lies around the vault on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.surroundings import Guard
from desktop.i18n import tr
from desktop.services.surroundings import surroundings, told
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, restyle, role, text_label
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from desktop.domain.surroundings import Surroundings
    from desktop.ui.workplace import Workplace

_SIGNS = {Guard.GUARDED: "✓", Guard.OPEN: "▲", Guard.UNKNOWN: "?"}
_LOOKS = {Guard.GUARDED: "good", Guard.OPEN: "warning", Guard.UNKNOWN: "muted"}


class SurroundingsPanel(QWidget):
    """Looks when it is made: what lies around changes rarely, and never by this program."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._found: Surroundings | None = None
        self._latest = Latest(place.tasks)
        self._heading = text_label("", "heading")
        card = role(QFrame(), "card")
        self.lines = [named(text_label("", wrap=True), f"surroundings.{name}") for name in ("disk", "swap", "place")]
        column = QVBoxLayout(card)
        column.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        column.setSpacing(NEAR)
        for line in self.lines:
            column.addWidget(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._heading)
        layout.addWidget(card)
        follow_language(self, self.retranslate)
        self._latest.run(surroundings, place.office, done=self._take, failed=lambda _error: None, owner=self)

    def _take(self, found: Surroundings) -> None:
        self._found = found
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(tr("Around the vault"))
        if self._found is None:
            return
        for line, (guard, text) in zip(self.lines, told(self._found), strict=True):
            restyle(line, "role", _LOOKS[guard])
            line.setText(f"{_SIGNS[guard]} {text}")
