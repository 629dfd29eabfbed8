"""The journal: one record for each committed work, each chained to the one before it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.journal import Link, Record, chain
from desktop.domain.ledger import canonical
from desktop.storage.tables_ledger import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from desktop.storage.context import Desk

_AT_ONCE = 1000


class Journal:
    """The repository of records."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def append(self, at: datetime, actor: int, record: Record, sign: Callable[[str], bytes] | None = None) -> Link:
        """Chain a record to the last one, sign it and write it; only a unit of work's commit does this."""
        return self.append_all([(at, record)], actor, sign)[0]

    def append_all(
        self, records: Sequence[tuple[datetime, Record]], actor: int, sign: Callable[[str], bytes] | None = None
    ) -> list[Link]:
        """Chain, sign and write records, each with its moment, one after another, as `append` does with one."""
        last, links = self.last(), []
        for at, record in records:
            last = chain(last, at, actor, record)
            links.append(last)
        self._desk.connection.execute(journal.insert(), [_values(link, sign) for link in links])
        return links

    def last(self) -> Link | None:
        """Give the last record; None in a new vault."""
        query = select(journal).order_by(journal.c.sequence.desc()).limit(1)
        row = self._desk.connection.execute(query).one_or_none()
        return None if row is None else _link(row)

    def newest_moment(self, accepted: str) -> datetime | None:
        """Give the latest moment of the last thousand records, or of those since one with the verb `accepted`.

        A clock may have gone back, so it need not be the last record's. None in a new vault.
        """
        query = select(journal.c.at, journal.c.verb).order_by(journal.c.sequence.desc()).limit(_AT_ONCE)
        newest: datetime | None = None
        for at, verb in self._desk.connection.execute(query).all():
            moment = datetime.fromisoformat(at)
            newest = moment if newest is None else max(newest, moment)
            if verb == accepted:
                break
        return newest

    def last_but(self, verb: str) -> Link | None:
        """Give the last record that tells of something else than `verb`."""
        query = select(journal).where(journal.c.verb != verb).order_by(journal.c.sequence.desc()).limit(1)
        row = self._desk.connection.execute(query).one_or_none()
        return None if row is None else _link(row)

    def links(self) -> Iterator[tuple[Link, str]]:
        """Read the chain from its beginning, one after another: each record and the hash stored with it."""
        for link, stored, _signature in self.signed_links():
            yield link, stored

    def signed_links(self, verbs: Collection[str] | None = None) -> Iterator[tuple[Link, str, bytes | None]]:
        """Read the chain as `links` does, with each record's signature; None where it has none.

        With `verbs`, what other records tell is left out.
        """
        query = select(journal).order_by(journal.c.sequence).execution_options(yield_per=_AT_ONCE)
        if verbs is not None:
            query = query.where(journal.c.verb.in_(sorted(verbs)))
        with self._desk.connection.execute(query) as rows:
            for row in rows:
                yield _link(row), row.hash, row.signature

    def hash_at(self, sequence: int) -> str | None:
        """Give the stored hash of a record; None when there is no such one."""
        query = select(journal.c.hash).where(journal.c.sequence == sequence)
        found: str | None = self._desk.connection.execute(query).scalar_one_or_none()
        return found

    def history(self, subject: str) -> tuple[Link, ...]:
        """Give what was done to a code or number, the newest first."""
        query = select(journal).where(journal.c.subject == subject).order_by(journal.c.sequence.desc())
        return tuple(_link(row) for row in self._desk.connection.execute(query).all())

    def latest(self, subjects: Collection[str], verb: str) -> dict[str, Link]:
        """Give the last record with a verb about each of some subjects that has one."""
        numbers = (
            select(func.max(journal.c.sequence))
            .where(journal.c.subject.in_(subjects), journal.c.verb == verb)
            .group_by(journal.c.subject)
        )
        rows = self._desk.connection.execute(select(journal).where(journal.c.sequence.in_(numbers))).all()
        return {row.subject: _link(row) for row in rows}


def _values(link: Link, sign: Callable[[str], bytes] | None) -> dict[str, object]:
    return {
        "sequence": link.sequence,
        "at": link.at.isoformat(),
        "actor": link.actor,
        "verb": link.record.verb,
        "subject": link.record.subject,
        "facts": canonical(link.record.facts).decode(),
        "previous": link.previous,
        "hash": link.hash,
        "clock_went_back": int(link.clock_went_back),
        "signature": sign(link.hash) if sign is not None else None,
    }


def _link(row: Any) -> Link:
    return Link(
        sequence=row.sequence,
        at=datetime.fromisoformat(row.at),
        actor=row.actor,
        record=Record(row.verb, row.subject, json.loads(row.facts)),
        previous=row.previous,
        clock_went_back=bool(row.clock_went_back),
    )
