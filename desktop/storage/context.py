"""What every repository holds: the connection of its unit of work, and whether the identity book is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.errors import refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import exponent_of
from desktop.storage.tables_ledger import tally

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_THOUSANDTHS = 3


@dataclass(frozen=True, slots=True)
class Desk:
    """The open books of one unit of work; `today` is the office's day when it began, `known` what was read for good.

    `actor` is the number of the user who works. One that `hides` has no identity book for its repositories, though it
    could be read.
    """

    connection: Connection
    has_identity: bool
    today: date
    hides: bool = False
    actor: int = 0
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def need_identity(self, *texts: str) -> None:
        """Refuse to store personal texts, or to do at all what needs them, without the identity book.

        Empty texts need no book. Raises Refused "identity.needed", or "safe.on" where it is hidden.
        """
        if not self.has_identity and (not texts or any(texts)):
            raise refuse("safe.on" if self.hides else "identity.needed")

    def next_id(self, table: Table) -> int:
        """Give the next number of a table; numbers are never used again, because no row is ever deleted."""
        return int(self.connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())

    def tally(self, table: Table, change: int, *, archived: bool = False) -> None:
        """Keep the count of a table's rows, so that no list counts them."""
        count = self.connection.execute(
            tally.update()
            .where(tally.c.kind == table.name, tally.c.archived == int(archived))
            .values(count=tally.c.count + change)
        )
        if not count.rowcount:
            self.connection.execute(tally.insert().values(kind=table.name, archived=int(archived), count=change))


def person_id(code: str) -> int:
    """Read a person's code."""
    return read_code(CodeKind.PERSON, code)


def campaign_id(code: str) -> int:
    """Read a campaign's code."""
    return read_code(CodeKind.CAMPAIGN, code)


def person_code(number: int) -> str:
    """Write a person's code."""
    return make_code(CodeKind.PERSON, number)


def person_code_or_none(number: int | None) -> str | None:
    """Write a person's code, or nothing for nobody."""
    return make_code(CodeKind.PERSON, number) if number else None


def campaign_code(number: int) -> str:
    """Write a campaign's code."""
    return make_code(CodeKind.CAMPAIGN, number)


def scale_of(currency: str) -> int:
    """Give what brings minor units to thousandths of a unit: 10 for EUR, 1000 for JPY, 1 for KWD."""
    return int(10 ** (_THOUSANDTHS - exponent_of(currency)))


def day_text(day: date | None) -> str:
    """Write a day as stored: ISO, or empty for none."""
    return day.isoformat() if day is not None else ""


def read_day(text: str) -> date | None:
    """Read a stored day."""
    return date.fromisoformat(text) if text else None


def read_moment(text: str) -> datetime | None:
    """Read a stored moment."""
    return datetime.fromisoformat(text) if text else None
