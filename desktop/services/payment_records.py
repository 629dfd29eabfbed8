"""Which payouts are in which payment file, as the journal tells it: codes, their count and sum, and nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.domain.journal import Link
    from desktop.storage.work import Work

EXPORTED = "payments.exported"
FILES = "payments"
"""The subject of the records, so that they are found without going through the journal."""
CODES = "codes"


def files(work: Work) -> tuple[Link, ...]:
    """Give the records of all payment files, the newest first."""
    return work.journal.history(FILES)


def files_with(work: Work, code: str) -> Iterator[Link]:
    """Give the records of the payment files that a payout is in, the newest first."""
    return (link for link in files(work) if code in codes_in(link))


def codes_in(link: Link) -> Sequence[str]:
    """Give the codes of the payouts in a file."""
    told = link.record.facts.get(CODES)
    return told if isinstance(told, list) else ()
