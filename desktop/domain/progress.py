"""How work over a second says how far it is, and hears that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Passed into long work. `step` may raise `errors.Stopped`: the work then leaves nothing behind."""

    def step(self, done: int, whole: int) -> None:
        """Say that `done` of `whole` parts are done (whole 0: unknown)."""


class NoProgress:
    """For work that nobody watches."""

    def step(self, done: int, whole: int) -> None:
        """Say nothing."""
