"""The history of a thing as its records tell it: what each of them changed, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Key = tuple[str, int | None]
"""What a record tells of: a name ("status"), and the expense item's line where it is about one."""

TEXTS: Key = ("texts", None)
"""Stands for personal values and other texts: that they changed is told, never what they are."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed. `before` is None where nothing was there, `after` where nothing is any more."""

    what: str
    before: object = None
    after: object = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One record of the journal about a thing. `who` is the actor's name, `reason` what was said then.

    `entry` is the ledger entry that was posted, `counters` the one it took back, `countered_by` the one that took it
    back later. `subject` differs from the thing's own code where the record is about a document that rests on it.
    """

    sequence: int
    at: datetime
    actor: int
    who: str
    verb: str
    subject: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    entry: int | None = None
    counters: int | None = None
    countered_by: int | None = None


def differences(before: Mapping[Key, object], told: Mapping[Key, object]) -> tuple[Change, ...]:
    """Say what a record changes: `told` is what it says of the thing, `before` all that was said until then.

    What a record does not mention it leaves as it was.
    """
    return tuple(
        Change(name, before.get((name, line)), value, line)
        for (name, line), value in told.items()
        if before.get((name, line)) != value
    )
