"""The line on Home that stays while the computer's clock stands before what the journal knows already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.services.clock import ACCEPTED, accept_clock, clock_doubt, clock_words
from desktop.ui import errors
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from desktop.domain.clock import ClockDoubt
    from desktop.ui.workplace import Workplace


class ClockLine(Banner):
    """Cannot be closed: it goes when the clock is right again, or when an administrator says that it is right now."""

    def __init__(self, place: Workplace) -> None:
        super().__init__("home_clock")
        self._place = place
        self._latest = Latest(place.tasks)
        self._doubt: ClockDoubt | None = None
        self._close.hide()
        follow_language(self, self._say)
        self.reload()

    def reload(self) -> None:
        """Look at the clock."""
        self._latest.run(clock_doubt, self._place.office, done=self._take, failed=lambda _error: None, owner=self)

    def _take(self, doubt: ClockDoubt | None) -> None:
        self._doubt = doubt
        self._say()

    def _say(self) -> None:
        if self._doubt is None:
            self.clear()
            return
        self.show_warning(*clock_words(self._doubt))
        if self._doubt.may_be_right and self._place.office.may(ACCEPTED):
            self.offer(tr("The clock is right now"), self._on_right)

    def _on_right(self) -> None:
        self._say()  # it stays until it is done
        self._place.tasks.run(
            accept_clock, self._place.office, done=lambda _doubt: self.reload(), failed=self._on_failed, owner=self
        )

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self, error)
        self.offer(tr("Try again"), self._on_right)
