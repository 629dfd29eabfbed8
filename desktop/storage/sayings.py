"""What is said in a table of the identity book: each has a number and a revision; once removed it says no more."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from sqlalchemy import select

from desktop.domain.errors import NotFound, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Table

    from desktop.storage.context import Desk

Draft = TypeVar("Draft")
Saying = TypeVar("Saying")


class Sayings(ABC, Generic[Draft, Saying]):
    """The base of such a repository; it tells of which table it is, and how a row is written and read.

    `silent` is what stands in the columns of a row that was removed; its number is never used again.
    """

    table: ClassVar[Table]
    silent: ClassVar[Mapping[str, Any]]

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    @abstractmethod
    def values_of(self, draft: Draft) -> dict[str, Any]:
        """Give a draft as it stands in the columns."""

    @abstractmethod
    def saying_of(self, row: Any) -> Saying:
        """Read a row."""

    def get(self, number: int) -> Saying:
        """Load one as it was entered, also one that was removed.

        Raises:
            NotFound: There is no such one, or the identity book is not open.
        """
        query = select(self.table).where(self.table.c.id == number)
        row = self._desk.connection.execute(query).one_or_none() if self._desk.has_identity else None
        if row is None:
            raise NotFound(subject=str(number))
        return self.saying_of(row)

    def write(self, number: int, draft: Draft, revision: int) -> None:
        """Let one say something else, or say something again, over the `revision` that was read.

        Raises:
            Refused: "changed_meanwhile"; "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        columns = self.table.c
        changed = self._desk.connection.execute(
            self.table.update()
            .where(columns.id == number, columns.revision == revision)
            .values(**self.values_of(draft), removed=0, revision=columns.revision + 1)
        )
        if not changed.rowcount:
            raise refuse("changed_meanwhile")

    def remove(self, number: int) -> None:
        """Take away what one says; that there was one stays.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        self.silence(self.table.c.id == number)

    def silence(self, which: ColumnElement[bool]) -> None:
        """Make some say nothing any more."""
        empty = {**self.silent, "removed": 1, "revision": self.table.c.revision + 1}
        self._desk.connection.execute(self.table.update().where(which, self.table.c.removed == 0).values(empty))

    def _add(self, draft: Draft, at: datetime, actor: int, **more: Any) -> int:
        """Store one with what stands in no draft; gives its number."""
        self._desk.need_identity()
        number = self._desk.next_id(self.table)
        values = {"id": number, "at": at.isoformat(), "actor": actor, **more, **self.values_of(draft)}
        self._desk.connection.execute(self.table.insert().values(values))
        return number
