"""Why things were done, in the words of those who did them: they may name people, and lie in the identity book."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.remarks import Remark
from desktop.storage.tables_identity import remark
from desktop.storage.tables_ledger import journal

if TYPE_CHECKING:
    from desktop.storage.context import Desk


class Remarks:
    """The repository of remarks."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, subject: str, verb: str, actor: int, at: datetime, text: str) -> None:
        """Keep why `verb` ("payout.rejected") is done to `subject`; it belongs to the record that this work will write.

        An empty text is not kept.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        if not text:
            return
        self._desk.need_identity()
        following = select(func.coalesce(func.max(journal.c.sequence), 0) + 1)
        self._desk.connection.execute(
            remark.insert().values(
                subject=subject,
                sequence=self._desk.connection.execute(following).scalar_one(),
                verb=verb,
                actor=actor,
                at=at.isoformat(),
                text=text,
            )
        )

    def of(self, subject: str) -> tuple[Remark, ...]:
        """Read what was said of a thing, in order; nothing without the identity book."""
        if not self._desk.has_identity:
            return ()
        found = select(remark).where(remark.c.subject == subject).order_by(remark.c.sequence, remark.c.id)
        return tuple(
            Remark(row.subject, row.sequence, row.verb, row.actor, datetime.fromisoformat(row.at), row.text)
            for row in self._desk.connection.execute(found)
        )
