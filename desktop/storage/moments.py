"""The last commit that went into both books, kept in both: a book that was put back alone is of another moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.storage.engine import IDENTITY, LEDGER
from desktop.storage.tables_identity import moment_identity
from desktop.storage.tables_money import moment

if TYPE_CHECKING:
    from sqlalchemy import Table

    from desktop.domain.journal import Link
    from desktop.storage.context import Desk


@dataclass(frozen=True, slots=True)
class Apart:
    """Two books of different moments: which one is the older, and at which record of the journal each was last."""

    older: str
    ledger: int
    identity: int


class Moments:
    """The repository of the two books' moments."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def advance(self, link: Link) -> None:
        """Tell both books of a commit into both. Of books that are apart neither is told: that would hide it."""
        if self._desk.has_identity and self.apart() is None:
            self.bring_together(link)

    def apart(self) -> Apart | None:
        """Say how the books differ; None when they are of one moment, or the book of names is not open."""
        if not self._desk.has_identity:
            return None
        ledger, identity = self._read(moment), self._read(moment_identity)
        if ledger == identity:
            return None
        return Apart(LEDGER if ledger[0] < identity[0] else IDENTITY, ledger[0], identity[0])

    def bring_together(self, link: Link) -> None:
        """Let both books be of this commit: what they were before is not asked about any more."""
        self._desk.need_identity()
        for table in (moment, moment_identity):
            self._desk.connection.execute(table.update().values(sequence=link.sequence, hash=link.hash))

    def _read(self, table: Table) -> tuple[int, str]:
        row = self._desk.connection.execute(select(table)).one_or_none()
        return (0, "") if row is None else (row.sequence, row.hash)
