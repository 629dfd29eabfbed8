"""Home at a glance, read from kept summaries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.summaries import HomeTask, TaskKind
from desktop.services.backups import state_within
from desktop.services.retention import due_rows

if TYPE_CHECKING:
    from desktop.domain.progress import Progress
    from desktop.domain.summaries import Home
    from desktop.services.office import Office
    from desktop.storage.work import Work


SMALL = 20_000
"""Rows of all kinds up to which Home counts what is due for review by the way; of more it is counted afterwards."""


def is_small(home: Home) -> bool:
    """Tell whether an office is small enough for its records to be gone through whenever Home is read."""
    return sum(home.counts.values()) <= SMALL


def count_due(office: Office, *, progress: Progress) -> tuple[HomeTask, ...]:
    """Count what is due for review in an office of any size; raises Stopped from `progress`."""
    with office.work() as work, work.breaking_off(progress):
        return _due(work, office)


def read_home(office: Office) -> Home:
    """Read the campaigns' progress, what waits to be done, the totals per currency, and the settings of the moment."""
    with office.work() as work:
        backups = None if office.read_only else state_within(work, office)
        seen = work.home.read(office.today())
        home = replace(seen, settings=work.settings.load(), backups=backups, read_only=office.read_only)
        due = _due(work, office) if is_small(home) else ()
    return replace(home, tasks=(*home.tasks, *due, *_copy_due(home)))


def _copy_due(home: Home) -> tuple[HomeTask, ...]:
    due = home.backups is not None and home.backups.outside_due
    return (HomeTask(TaskKind.COPY_DUE, 1, ""),) if due else ()


def _due(work: Work, office: Office) -> tuple[HomeTask, ...]:
    rows = due_rows(work, office.today())
    return (HomeTask(TaskKind.TO_REVIEW, len(rows), rows[0].subject),) if rows else ()
