"""Backups: what one holds, which ones are kept as time goes, and when the next one is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

RECENT, WEEKLY, MONTHLY = 10, 8, 12
"""How many are kept: the last ten, the last one of each of eight weeks, and of each of twelve months."""

LONGEST = timedelta(days=366)
"""No generation keeps one for longer, in an office that makes one every month."""

COPIED = "backup.copied"
"""The verb by which the journal knows that a backup was brought to another disk."""
SUBJECT = "backup"
"""What such a record is about."""
INSIDE_EVERY = timedelta(hours=20)
"""The program makes one by itself when the newest is older: so once on each day of work."""

OUTSIDE_EVERY = timedelta(days=7)
"""The office is reminded when the newest copy elsewhere is older: one beside the vault burns with it."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is compared before a backup is called done.

    `records` and `head` are the journal's; `rows` counts each table of each open book ("ledger.donation"); `balances`
    are sums of postings in minor units by account and currency.
    """

    records: int
    head: str
    rows: Mapping[str, int]
    balances: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as its file tells without being opened. `made_at` is UTC; `size` in bytes; `name` is the file's.

    `sealed`: it bears the seal of the ledger's key, so this office made it since its keys were last changed.
    """

    name: str
    made_at: datetime
    size: int
    with_names: bool
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class BackupState:
    """What an office has of backups: the newest beside the vault, the newest elsewhere, and whether each is due."""

    inside: datetime | None
    outside: datetime | None
    inside_due: bool
    outside_due: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """What a backup held when it was opened: counts, the last event, the journal's head, and what was found wrong.

    `findings` counts what the whole verification of the restored office found; 0 is a sound one. `later` is the last
    moment of a newer state of the office whose erasures were looked at, None where none was found; `erased` of them
    were repeated, and `unerased` could not be. `carried` says that the book of names is in it and could not be opened
    by whoever tried the backup: it is not proven.
    """

    made_at: datetime
    last_event: datetime | None
    people: int
    campaigns: int
    donations: int
    payouts: int
    documents: int
    records: int
    head: str
    findings: int
    later: datetime | None = None
    erased: int = 0
    unerased: int = 0
    carried: bool = False


def kept_ones(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Say which backups are kept: the most recent, and the last of each of the latest weeks (ISO) and months.

    Args:
        moments: When each was made.
    """
    newest_first = sorted(set(moments), reverse=True)
    weeks: dict[tuple[int, int], datetime] = {}
    months: dict[tuple[int, int], datetime] = {}
    for moment in newest_first:
        weeks.setdefault(moment.isocalendar()[:2], moment)
        months.setdefault((moment.year, moment.month), moment)
    return frozenset((*newest_first[:RECENT], *tuple(weeks.values())[:WEEKLY], *tuple(months.values())[:MONTHLY]))


def is_due(newest: datetime | None, last_event: datetime | None, now: datetime, every: timedelta) -> bool:
    """Whether a backup is due: something happened since the newest one, and that is older than it may be.

    A clock that was set back must not keep the office from backups: one from the future counts as old.

    Args:
        newest: When the newest was made; None when there is none.
        last_event: When the last thing happened in the office; None in an empty one.
        now: The moment, in UTC.
        every: How old the newest may be.
    """
    if last_event is None:
        return False
    if newest is None or newest > now:
        return True
    return last_event > newest and now - newest > every
