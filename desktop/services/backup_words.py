"""What a backup held, in words: the terminal and the window say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import ntr

if TYPE_CHECKING:
    from desktop.domain.backups import Holds


def counts_words(holds: Holds) -> str:
    """Say how many people, campaigns, donations, payouts and documents a backup held."""
    counts = (
        ntr("{count} person", "{count} people", holds.people),
        ntr("{count} campaign", "{count} campaigns", holds.campaigns),
        ntr("{count} donation", "{count} donations", holds.donations),
        ntr("{count} payout", "{count} payouts", holds.payouts),
        ntr("{count} document", "{count} documents", holds.documents),
    )
    return ", ".join(counts)
