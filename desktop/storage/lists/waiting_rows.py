"""The filter by a line of Home: the rows that wait for something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.storage.consents import about_consents
from desktop.storage.staff import Staff
from desktop.storage.tasks import Waiting, to_decide, waiting, watched

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from desktop.domain.listing import ListKind
    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import ListSpec


TASK = "task"


def with_tasks(spec: ListSpec, kind: ListKind, desk: Desk) -> ListSpec:
    """Give a list the filter "task" for the tasks that stand in it on the desk's day."""
    today = desk.today
    kinds = (
        *waiting(today),
        *watched(today),
        decisions_of_mine(desk),
        *(about_consents(today) if desk.has_identity else ()),
    )
    conditions = {each.kind.value: each.condition for each in kinds if each.where is kind}
    if not conditions:
        return spec

    def by_task(value: str) -> ColumnElement[bool]:
        if value not in conditions:
            raise ValueError("no such task waits in this list")
        return conditions[value]

    return replace(spec, filters={**spec.filters, TASK: by_task})


def decisions_of_mine(desk: Desk) -> Waiting:
    """Give the decisions that whoever works may approve."""
    return to_decide(desk.actor, alone=not Staff(desk).colleagues(desk.actor))
