"""The line on Home that says what around the vault is not encrypted, until it is waved away on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.surroundings import Guard
from desktop.i18n import tr
from desktop.services.surroundings import surroundings, told
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from desktop.domain.surroundings import Surroundings
    from desktop.ui.workplace import Workplace

SEEN = "surroundings.seen"
"""What was waved away on this computer: it is said again when something else is found."""


class SurroundingsLine(Banner):
    """Says what is not guarded, with what to do. The sample is invented, and says nothing."""

    def __init__(self, place: Workplace) -> None:
        super().__init__("home_surroundings")
        self._place = place
        self._latest = Latest(place.tasks)
        self._found: Surroundings | None = None
        self._close.clicked.connect(self._on_closed)
        follow_language(self, self._say)
        if not place.settings().sample:
            self._latest.run(
                surroundings, place.office, done=self._take, failed=lambda _error: None, owner=self
            )  # what cannot be looked at is nobody's failure

    def _take(self, found: Surroundings) -> None:
        self._found = found
        self._say()

    def _say(self) -> None:
        found = self._found
        if found is None or found.good or self._place.memory.text(SEEN) == found.mark:
            self.clear()
            return
        lines = [text for guard, text in told(found) if guard is not Guard.GUARDED]
        show = self.show_warning if Guard.OPEN in [guard for guard, _text in told(found)] else self.show_info
        show(lines[0], " ".join(lines[1:]))
        self.offer(tr("Understood"), self._on_closed)

    def _on_closed(self) -> None:
        if self._found is not None:
            self._place.memory.keep(SEEN, self._found.mark)
        self.clear()
