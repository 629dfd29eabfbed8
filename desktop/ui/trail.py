"""The way through pages and records in this session, for going back and forward. Held in memory alone, and briefly."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.ui.workplace import NEW

_LONGEST = 100
_RECENT = 6


@dataclass(frozen=True, slots=True)
class Stop:
    """A section, and what is shown in it: a code or another target, empty for its list."""

    section: str
    target: str = ""


class Trail:
    """Places one after another, and where on it one stands. A new record has no place to come back to."""

    def __init__(self) -> None:
        self._places: list[Stop] = []
        self._at = -1
        self._off = False
        self._opened: list[Stop] = []

    def note(self, place: Stop) -> None:
        """Note what is in front now; what lay ahead is forgotten once one goes elsewhere."""
        self._off = place.target == NEW or place.target.startswith(f"{NEW}:") or place.target.endswith(f".{NEW}")
        if self._off or place == self.here:
            return
        self._places = [*self._places[: self._at + 1], place][-_LONGEST:]
        self._at = len(self._places) - 1
        if "-" in place.target or "/" in place.target:  # a code or a document's number
            self._opened = [place, *(each for each in self._opened if each != place)]

    @property
    def here(self) -> Stop | None:
        """The place one stands at."""
        return self._places[self._at] if self._places else None

    def beside(self, step: int) -> Stop | None:
        """Give the place that lies a step back (-1) or forward (1), if there is one."""
        at = self._at if self._off and step < 0 else self._at + step
        return self._places[at] if 0 <= at < len(self._places) else None

    def move(self, step: int) -> None:
        """Stand there now."""
        if not (self._off and step < 0):
            self._at += step
        self._off = False

    def opened(self) -> tuple[Stop, ...]:
        """Give the records that were open, the latest first, without the one in front."""
        others = (each for each in self._opened if self._off or each != self.here)
        return tuple(others)[:_RECENT]
