"""A big office in a real vault: 100,000 people, 200,000 donations and what belongs to them, all of it provable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.journal import Record, chain
from desktop.domain.ledger import canonical
from desktop.services.facts import entry_facts
from desktop.storage.tables_ledger import campaign, donation, journal, payout, person
from tests.bulk import Bulk, Size
from tests.services.office_kit import make_office, open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from desktop.storage.work import Work

BIG = Size(people=100_000, campaigns=2_500, donations=200_000, payouts=20_000, in_first=3)
_AT_ONCE = 20_000


def make_big_office(folder: Path, size: Size = BIG) -> None:
    """Make the vault and close it; `verify` says yes to it.

    It is opened once more: what an opening catches up with, an office that is used every day has caught up with.
    """
    office = make_office(folder)
    try:
        with office.work() as work:
            Bulk(size).load(work)
            _record(work)
            work.commit(Record("campaign.saved", make_code(CodeKind.CAMPAIGN, 1)))
    finally:
        office.close()
    open_office(folder).close()


def _record(work: Work) -> None:
    """Write the journal's records, as archiving and posting one by one would have done."""
    last = work.journal.last()
    assert last is not None
    rows: list[dict[str, Any]] = []
    for record in _records(work):
        last = chain(last, last.at, 1, record)
        rows.append({
            "sequence": last.sequence, "at": last.at.isoformat(), "actor": 1, "verb": record.verb,
            "subject": record.subject, "facts": canonical(record.facts).decode(), "previous": last.previous,
            "hash": last.hash, "signature": work.sign(last.hash) if work.sign is not None else None,
        })  # fmt: skip
    for start in range(0, len(rows), _AT_ONCE):
        work._connection.execute(journal.insert(), rows[start : start + _AT_ONCE])


def _records(work: Work) -> Iterator[Record]:
    for table, kind in ((person, CodeKind.PERSON), (campaign, CodeKind.CAMPAIGN)):
        away = select(table.c.id).where(table.c.archived == 1)
        for number in work._connection.execute(away).scalars().all():
            yield Record(f"{table.name}.archived", make_code(kind, number))
    subjects = _subjects(work)
    for number, entry in work.ledger.entries():
        yield Record(f"{entry.kind.value}.recorded", subjects[number], entry_facts(number, entry))


def _subjects(work: Work) -> dict[int, str]:
    def codes() -> Iterator[tuple[int, str]]:
        for table, kind in ((donation, CodeKind.DONATION), (payout, CodeKind.PAYOUT)):
            for row in work._connection.execute(table.select().with_only_columns(table.c.id, table.c.entry)):
                yield row.entry, make_code(kind, row.id)

    return dict(codes())
