"""The line on Home that stays while the vault looks like an older copy, until somebody says that it was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.services import wording
from desktop.services.marks import accept, doubts
from desktop.ui import errors
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from desktop.domain.summaries import Finding
    from desktop.ui.workplace import Workplace


class OlderLine(Banner):
    """Cannot be closed: it goes when what it says was accepted, or when the right copy is opened."""

    def __init__(self, place: Workplace) -> None:
        super().__init__("home_older")
        self._place = place
        self._latest = Latest(place.tasks)
        self._found: tuple[Finding, ...] = ()
        self._close.hide()
        follow_language(self, self._say)
        self.reload()

    def reload(self) -> None:
        """Look whether the vault is as this computer left it."""
        self._latest.run(doubts, self._place.office, done=self._take, failed=lambda _error: None, owner=self)

    def _take(self, found: tuple[Finding, ...]) -> None:
        self._found = found
        self._say()

    def _say(self) -> None:
        if not self._found:
            self.clear()
            return
        first, *more = (wording.finding(each) for each in self._found)
        self.show_warning(first, " ".join(more))
        self.offer(tr("This is what I expected"), self._on_expected)

    def _on_expected(self) -> None:
        self._say()  # it stays until it is done
        self._place.tasks.run(
            accept, self._place.office, done=lambda _found: self.reload(), failed=self._on_failed, owner=self
        )

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self, error)
        self.offer(tr("Try again"), self._on_expected)
