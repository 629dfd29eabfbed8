"""Home at a glance, read from kept summaries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.summaries import HomeTask, TaskKind
from desktop.services.retention import due_rows

if TYPE_CHECKING:
    from desktop.domain.summaries import Home
    from desktop.services.office import Office


def read_home(office: Office) -> Home:
    """Read the campaigns' progress, what waits to be done, and the totals per currency."""
    with office.work() as work:
        home = work.home.read(office.today())
        due = due_rows(work, office.today())
    if not due:
        return home
    return replace(home, tasks=(*home.tasks, HomeTask(TaskKind.TO_REVIEW, len(due), due[0].subject)))
