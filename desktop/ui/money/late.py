"""The one way out that every form of money offers where a month is locked: book it on the first open day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.ui import formatting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.errors import Problem
    from desktop.ui.shared.banner import Banner

_LOCKED = "period.locked"


class LateBooking:
    """Puts "Book it on …" on a banner that says why something was refused; pressed, it does it again with `accepted`.

    `again` is the form's own saving. Call `forget` when the date is changed: what was accepted was another day.
    """

    def __init__(self, banner: Banner, again: Callable[[], object]) -> None:
        self.accepted = False
        self._banner = banner
        self._again = again

    def day_in(self, problems: Iterable[Problem]) -> date | None:
        """Give the open day to offer, if a locked month is among the problems."""
        for problem in problems:
            day = problem.params.get("open_day")
            if problem.code == _LOCKED and isinstance(day, date) and not self.accepted:
                return day
        return None

    def offer(self, problems: Iterable[Problem]) -> None:
        """Offer the open day, if there is one to offer; call it when the banner is shown."""
        day = self.day_in(problems)
        if day is not None:
            self._banner.offer(tr("Book it on {day}").format(day=formatting.day(day)), self._accept)

    def forget(self) -> None:
        """Take back that the worker accepted a day."""
        self.accepted = False

    def _accept(self) -> None:
        self.accepted = True
        self._again()
