"""What the journal tells of payment files: which payouts are in which, and whether one stands as it was approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services.facts import PAYOUTS, payout_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.domain.journal import Link
    from desktop.domain.payouts import Payout
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


def stands_as_told(work: Work, payout: Payout) -> bool:
    """Whether a payout is as the journal told of it last: payee, amounts and state were not edited behind its back.

    A part that was split off and had nothing done to it since is told of within the record of its family.
    """
    told = _told_last(work, payout.code, (payout.code,))
    if told is None:
        told = _told_last(work, payout.code, work.payouts.family(payout.code))
    return told == payout_digest(payout)


def _told_last(work: Work, code: str, subjects: Sequence[str]) -> str | None:
    links = (link for subject in subjects for link in work.journal.history(subject))
    found = [(link.sequence, told[code]) for link in links if code in (told := _digests(link))]
    return max(found)[1] if found else None


def _digests(link: Link) -> dict[str, str]:
    told = link.record.facts.get(PAYOUTS)
    return told if isinstance(told, dict) else {}
