"""The first steps of a new office: what makes it ready for work, and which of it is done."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.receipts import Organisation
    from desktop.domain.summaries import Home


class FirstStep(Enum):
    """One step; they are shown in this order, and may be done in any."""

    OFFICE = "office"
    CAMPAIGN = "campaign"
    GIFT = "gift"
    PAPER = "paper"
    COPY = "copy"


def steps_done(home: Home, organisation: Organisation) -> frozenset[FirstStep]:
    """Tell which steps are done.

    Receipts need an address and somebody who signs them; a copy on another disk is what a stolen or broken machine
    leaves of the office.
    """
    done = {
        FirstStep.OFFICE: bool(organisation.address.strip() and organisation.signatory.strip()),
        FirstStep.CAMPAIGN: bool(home.counts.get("campaigns")),
        FirstStep.GIFT: bool(home.counts.get("donations")),
        FirstStep.PAPER: bool(home.counts.get("documents")),
        FirstStep.COPY: home.copied,
    }
    return frozenset(step for step, is_done in done.items() if is_done)
