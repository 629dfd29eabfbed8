"""The recovery key: three parts on paper, any two of which open the vault; what is known of them, and when to nag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

REHEARSE_EVERY = timedelta(days=365)
"""Paper gets lost, and whoever kept it leaves: once a year two parts are to be typed and tried."""


class TwoParts(NamedTuple):
    """Two parts of a recovery key, as they were typed."""

    first: str
    second: str


class RecoveryNeed(Enum):
    """What is to be done about the recovery key."""

    MAKE = "make"
    TRY = "try"
    TRY_AGAIN = "try_again"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RecoveryStatus:
    """Which set opens the vault (None: there is none), and when it was made and last tried, in UTC, where known."""

    set_number: int | None = None
    made_at: datetime | None = None
    tried_at: datetime | None = None

    def need(self, now: datetime) -> RecoveryNeed:
        """Say what is to be done; `now` is in UTC."""
        if self.set_number is None:
            return RecoveryNeed.MAKE
        if self.tried_at is None:
            return RecoveryNeed.TRY
        return RecoveryNeed.TRY_AGAIN if now - self.tried_at > REHEARSE_EVERY else RecoveryNeed.NOTHING


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryPapers:
    """A new set as it is printed: never stored, gone with the window that shows it.

    `vault` are eight hexadecimal digits of the vault's id; `parts` are groups of digits with blanks between them.
    """

    vault: str
    set_number: int
    made_on: date
    parts: tuple[str, ...]
