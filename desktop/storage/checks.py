"""What verification reads from the tables: all that is kept beside the postings, against what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.progress import NoProgress
from desktop.domain.receipts import numbering_faults
from desktop.domain.summaries import Finding
from desktop.storage.attachments import Attachments
from desktop.storage.campaign_titles import check_titles
from desktop.storage.check_advances import check_advances
from desktop.storage.check_cases import check_cases
from desktop.storage.check_cash import check_cash_desks
from desktop.storage.check_decisions import check_decisions
from desktop.storage.check_events import check_events
from desktop.storage.check_schema import check_schema
from desktop.storage.check_statements import check_statements
from desktop.storage.check_sums import (
    check_committed,
    check_counts,
    check_funded,
    check_funds,
    check_items,
    check_people,
)
from desktop.storage.check_values import check_values
from desktop.storage.documents import Documents
from desktop.storage.engine import IDENTITY, LEDGER, is_damaged
from desktop.storage.folding import search_words
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import (
    advance_identity,
    campaign_identity,
    cash_voucher_identity,
    document_identity,
    donation_identity,
    item_identity,
    payout_identity,
    person_identity,
    pledge_identity,
    search,
)  # fmt: skip
from desktop.storage.tables_ledger import campaign, document, donation, entry, item, journal, payout, person
from desktop.storage.tables_money import advance, cash_voucher, pledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.progress import Progress
    from desktop.storage.context import Desk

_BESIDE = (
    (person, person_identity), (campaign, campaign_identity), (item, item_identity), (donation, donation_identity),
    (payout, payout_identity), (document, document_identity), (cash_voucher, cash_voucher_identity),
    (advance, advance_identity), (pledge, pledge_identity),
)  # fmt: skip


class Checks:
    """Reads for verification. Each check gives what it found wrong; nothing found means that all is well."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def integrity(self) -> tuple[Finding, ...]:
        """Check every page of the open books, that references lead somewhere, and that no row lacks its other half."""
        found: list[Finding] = []
        books = (LEDGER, IDENTITY) if self._desk.has_identity else (LEDGER,)
        damaged = [book for book in books if is_damaged(self._desk.connection, book)]
        found.extend(Finding("verify.book_damaged", {"book": book}) for book in damaged)
        if not damaged:
            found.extend(_check_references(self._desk))
            found.extend(_check_beside(self._desk))
        return tuple(found)

    def schema(self) -> tuple[Finding, ...]:
        """Check that the open books have the tables, indexes and triggers of the program, and no others."""
        return tuple(check_schema(self._desk))

    def summaries(self, progress: Progress | None = None) -> tuple[Finding, ...]:
        """Recompute every kept sum and count from the postings and rows, and say where they differ.

        Also checked: that every entry balances and has its event, and that events, lines and documents say what the
        entries say.

        Raises:
            Stopped: From `progress`.
        """
        progress = progress or NoProgress()
        steps = (
            check_funds, check_items, check_committed, check_funded, check_people, check_events, check_decisions,
            check_advances, check_cash_desks, check_counts, check_values, check_cases,
            check_statements, check_titles,
        )  # fmt: skip
        found: list[Finding] = []
        for done, check in enumerate(steps):
            progress.step(done, len(steps))
            found.extend(check(self._desk))
        progress.step(len(steps), len(steps))
        return tuple(found)

    def numbering(self) -> tuple[Finding, ...]:
        """Check that entries, records and each series of documents are numbered without a gap."""
        found: list[Finding] = []
        for code, column in (("verify.entry_missing", entry.c.number), ("verify.record_missing", journal.c.sequence)):
            query = select(func.count().label("rows"), func.coalesce(func.max(column), 0).label("last"))
            row = self._desk.connection.execute(query.select_from(column.table)).one()
            if row.rows != row.last:
                found.append(Finding(code, {"count": row.rows, "last": row.last}))
        for series, counts, last in Documents(self._desk).series_counts():
            found.extend(
                Finding("verify.document_number", {"number": series.number(max(fault.count, 1)), "what": fault.what})
                for fault in numbering_faults(series, counts, last)
            )
        return tuple(found)

    def documents(self) -> tuple[Finding, ...]:
        """Check that papers and attached files are those whose hashes are kept; without the identity book none is."""
        if not self._desk.has_identity:
            return ()
        papers = (
            Finding("verify.document_altered", {"number": number})
            for number, registered, kept in Documents(self._desk).digests()
            if registered != kept
        )
        files = (
            Finding("verify.attachment_altered", {"file": number, "subject": subject})
            for number, subject in Attachments(self._desk).altered()
        )
        return (*papers, *files)


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
    names = [person_identity.c[name] for name in ("name_local", "name_latin", "name_bank", "alias")]
    for row in desk.connection.execute(
        select(person_identity.c.id, *names).where(person_identity.c.id.not_in(indexed))
    ):
        if search_words(*row[1:]):  # a name of signs alone has no word that a search could find
            yield Finding("verify.index_incomplete", {"kind": person.name, "first": row.id})
            return
