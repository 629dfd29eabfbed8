"""The English labels of what gifts and pledges are told by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing import ListKind
from desktop.domain.pledges import PledgeState
from desktop.domain.shares import FeeBearer
from desktop.domain.summaries import TaskKind
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

GIFT_LABELS: dict[Enum, str] = {
    FeeBearer.CAMPAIGN: mark("Taken out of the gift"),
    FeeBearer.OFFICE: mark("The office, from the general fund"),
    FeeBearer.DONOR: mark("The donor, on top of the gift"),
    PledgeState.OPEN: mark("Promised"),
    PledgeState.KEPT: mark("Received"),
    PledgeState.WITHDRAWN: mark("Withdrawn"),
    TaskKind.PLEDGES_OVERDUE: mark("Promised gifts that have not come in time"),
    ListKind.PLEDGES: mark("Pledges"),
}
