"""What lies around a vault and is none of ours: whether its disk, and memory moved to a disk, are encrypted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Guard(Enum):
    """Whether something around the vault is guarded; where it cannot be told, that is said."""

    GUARDED = "guarded"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The disk that the vault lies on, and the memory that the system moves to a disk (swap)."""

    disk: Guard
    swap: Guard

    @property
    def mark(self) -> str:
        """A word for what was found, so that what was waved away is said again when it is another."""
        return f"{self.disk.value} {self.swap.value}"

    @property
    def good(self) -> bool:
        """Whether there is nothing to be said."""
        return self.disk is self.swap is Guard.GUARDED
