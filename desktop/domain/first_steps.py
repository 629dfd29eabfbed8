"""The first steps of a new office: what makes it ready for work, and which of it is done."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.papers import SIGNERS, PaperForm

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


def steps_done(home: Home, organisation: Organisation, form: PaperForm = PaperForm.PLAIN) -> frozenset[FirstStep]:
    """Tell which steps are done.

    Papers need an address and all whom their form names as signing; a copy on another disk is what a stolen or broken
    machine leaves of the office.
    """
    done = {
        FirstStep.OFFICE: all(getattr(organisation, name).strip() for name in ("address", *SIGNERS[form])),
        FirstStep.CAMPAIGN: bool(home.counts.get("campaigns")),
        FirstStep.GIFT: bool(home.counts.get("donations")),
        FirstStep.PAPER: bool(home.counts.get("documents")),
        FirstStep.COPY: home.copied,
    }
    return frozenset(step for step, is_done in done.items() if is_done)
