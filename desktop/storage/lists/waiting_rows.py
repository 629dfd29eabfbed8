"""The filter by a line of Home: the rows that wait for something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.storage.tasks import waiting, watched

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

    from desktop.domain.listing import ListKind
    from desktop.storage.lists.spec import ListSpec


TASK = "task"


def with_tasks(spec: ListSpec, kind: ListKind, today: date) -> ListSpec:
    """Give a list the filter "task" for the tasks that stand in it on a day."""
    conditions = {each.kind.value: each.condition for each in (*waiting(today), *watched(today)) if each.where is kind}
    if not conditions:
        return spec

    def by_task(value: str) -> ColumnElement[bool]:
        if value not in conditions:
            raise ValueError("no such task waits in this list")
        return conditions[value]

    return replace(spec, filters={**spec.filters, TASK: by_task})
