"""What verification reads from the tables: all that is kept beside the postings, against what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.progress import NoProgress
from desktop.domain.summaries import Finding
from desktop.storage.check_events import check_events
from desktop.storage.check_sums import check_counts, check_funded, check_funds, check_items, check_people
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import (
    campaign_identity,
    document_identity,
    donation_identity,
    item_identity,
    payout_identity,
    person_identity,
    search,
)  # fmt: skip
from desktop.storage.tables_ledger import campaign, document, donation, item, payout, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.progress import Progress
    from desktop.storage.context import Desk

_BESIDE = (
    (person, person_identity), (campaign, campaign_identity), (item, item_identity), (donation, donation_identity),
    (payout, payout_identity), (document, document_identity),
)  # fmt: skip


class Checks:
    """Reads for verification. Each check gives what it found wrong; nothing found means that all is well."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def summaries(self, progress: Progress | None = None) -> tuple[Finding, ...]:
        """Recompute every kept sum and count from the postings and rows, and say where they differ.

        Also checked: that every entry balances and has its event, that events, lines and documents say what the entries
        say, that references lead somewhere, and that every row has its row in the identity book (when it is open).

        Raises:
            Stopped: From `progress`.
        """
        progress = progress or NoProgress()
        steps = (
            check_funds, check_items, check_funded, check_people, check_events, check_counts, _check_references,
            _check_beside,
        )  # fmt: skip
        found: list[Finding] = []
        for done, check in enumerate(steps):
            progress.step(done, len(steps))
            found.extend(check(self._desk))
        progress.step(len(steps), len(steps))
        return tuple(found)

    def differing_sums(self) -> Iterator[str]:
        """Name what `summaries` finds wrong: the code, entry or kind that it is about."""
        for finding in self.summaries():
            facts = finding.params
            yield str(facts.get("subject") or facts.get("campaign") or facts.get("entry") or facts.get("kind") or "")


def _check_references(desk: Desk) -> Iterator[Finding]:
    broken = desk.connection.exec_driver_sql("PRAGMA main.foreign_key_check").fetchall()
    for table in sorted({str(row[0]) for row in broken}):
        yield Finding("verify.reference_broken", {"kind": table})


def _check_beside(desk: Desk) -> Iterator[Finding]:
    """Find rows without their row in the identity book, and people whom no search would find."""
    if not desk.has_identity:
        return
    for kept, shadow in _BESIDE:
        alone = select(func.count()).select_from(kept).where(kept.c.id.not_in(select(shadow.c.id)))
        count = int(desk.connection.execute(alone).scalar_one())
        if count:
            yield Finding("verify.identity_missing", {"kind": kept.name, "count": count})
    indexed = select(search.c.rowid - Indexed.PERSON.place(0)).where(search.c.rowid < Indexed.CAMPAIGN.place(0))
    lost = select(person_identity.c.id).where(person_identity.c.name_sort != "", person_identity.c.id.not_in(indexed))
    for number in desk.connection.execute(lost.limit(1)).scalars():
        yield Finding("verify.index_incomplete", {"kind": person.name, "first": number})
