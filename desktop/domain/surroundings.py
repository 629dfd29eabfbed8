"""What lies around a vault and is none of ours: its disk, memory moved to a disk, and programs that copy its folder."""

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
    """The disk that the vault lies on, and the memory that the system moves to a disk (swap).

    `copied`: signs were found that a synchronising program copies the vault's folder, or it lies on another computer.
    """

    disk: Guard
    swap: Guard
    copied: bool = False

    @property
    def mark(self) -> str:
        """A word for what was found, so that what was waved away is said again when it is another."""
        return f"{self.disk.value} {self.swap.value}{' copied' if self.copied else ''}"

    @property
    def good(self) -> bool:
        """Whether there is nothing to be said."""
        return self.disk is self.swap is Guard.GUARDED and not self.copied
