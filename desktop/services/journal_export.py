"""The whole ledger for accountants' own programs, checked against the kept sums before anything leaves the vault."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from desktop.domain.errors import DoesNotReconcile
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.reports import JournalEntry
from desktop.services.reports import Export

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.services.office import Office
    from desktop.storage.work import Work

FORMATS = ("beancount",)
_AT_ONCE = 500


def make_journal(office: Office, progress: Progress | None = None) -> Export:
    """Write the ledger as a Beancount journal: codes and money, never a name.

    Raises:
        DoesNotReconcile: What is written does not come to the sums that the office keeps; there is no file.
        Stopped: The user stopped it.
    """
    from desktop.documents.beancount import Journal  # noqa: PLC0415 - late: only an export needs it

    progress = progress or NoProgress()
    with office.work() as work:
        journal = Journal(work.settings.load().base_currency)
        for count, booked in enumerate(_entries(work), start=1):
            journal.add(booked)
            if count % _AT_ONCE == 0:
                progress.step(count, 0)
        sums = work.movements.account_sums()
    differences = journal.differences(sums)
    if differences:
        raise DoesNotReconcile(what="; ".join(differences[:3]))
    return Export(journal.finish(sums), f"journal-{office.today().isoformat()}.beancount")


def _entries(work: Work) -> Iterator[JournalEntry]:
    """Read every entry with what it rests on, some hundreds at a time."""
    entries = work.ledger.entries()
    while page := list(islice(entries, _AT_ONCE)):
        events = work.movements.events(number for number, _entry in page)
        for number, entry in page:
            event = events.get(number)
            code, document = (event.code, event.document or "") if event is not None else ("", "")
            yield JournalEntry(number, entry, code, document)
