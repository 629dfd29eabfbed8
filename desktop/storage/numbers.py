"""What the audit of numbers reads: the register line by line, with who voided what and why."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.money import Money
from desktop.domain.numbers import NumberLine, SeriesAudit, audit_series
from desktop.domain.receipts import DocumentState
from desktop.storage.context import read_moment
from desktop.storage.documents import Documents
from desktop.storage.tables_identity import document_identity
from desktop.storage.tables_ledger import document, journal

if TYPE_CHECKING:
    from desktop.storage.context import Desk


class Numbers:
    """Reads the register for the audit of numbers."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def audit(self, first: date, last: date) -> tuple[SeriesAudit, ...]:
        """Give each series that has a number in a period, or lacks one, in the order of their names."""
        lines = self._lines(first, last)
        found = []
        for series, counts, taken in Documents(self._desk).series_counts():
            audited = audit_series(series, taken, counts, lines.get(series.number(1).rsplit("/", 1)[0], ()))
            if audited.lines or (audited.missing and first.year <= series.year <= last.year):
                found.append(audited)
        return tuple(sorted(found, key=lambda each: each.name))

    def _lines(self, first: date, last: date) -> dict[str, list[NumberLine]]:
        within = document.c.issued_on.between(first.isoformat(), last.isoformat())
        void = select(document.c.number).where(within, document.c.state == DocumentState.VOIDED.value)
        told = select(journal.c.subject, journal.c.actor).where(journal.c.verb == "document.voided")
        records = self._desk.connection.execute(told.where(journal.c.subject.in_(void)))
        voiders = {row.subject: row.actor for row in records}
        followers = select(document.c.replaces, document.c.number).where(document.c.replaces != "")
        replaced = {row.replaces: row.number for row in self._desk.connection.execute(followers)}
        reasons = self._reasons()
        lines: dict[str, list[NumberLine]] = defaultdict(list)
        for row in self._desk.connection.execute(select(document, document.c.count.label("taken")).where(within)):
            moment = read_moment(row.voided_at)
            lines[f"{row.prefix}/{row.year:04d}"].append(
                NumberLine(
                    count=row.taken,
                    number=row.number,
                    issued_on=date.fromisoformat(row.issued_on),
                    amount=Money(row.amount, row.currency),
                    state=DocumentState(row.state),
                    subject=row.subject,
                    copies=row.copies,
                    replaces=row.replaces,
                    replaced_by=replaced.get(row.number, ""),
                    voided_on=None if moment is None else moment.astimezone().date(),
                    voided_by=voiders.get(row.number),
                    reason=reasons.get(row.id, ""),
                )
            )
        return lines

    def _reasons(self) -> dict[int, str]:
        if not self._desk.has_identity:
            return {}
        shadow = document_identity
        query = select(shadow.c.id, shadow.c.void_reason).where(shadow.c.void_reason != "")
        return {row.id: row.void_reason for row in self._desk.connection.execute(query)}
