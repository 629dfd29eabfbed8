"""Holds the tables, indexes and triggers of a book against those that the program made."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from desktop.domain.summaries import Finding
from desktop.storage.engine import IDENTITY, LEDGER
from desktop.storage.migrations import SCHEMAS
from desktop.storage.schema_sums import SCHEMA_SUMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from desktop.storage.context import Desk

_LENGTH = 8  # this finds what somebody changed; who holds the keys could change the program as well


def check_schema(desk: Desk) -> Iterator[Finding]:
    """Say of each open book how much is missing, was changed or was added; the first of it by its name."""
    for book in (LEDGER, IDENTITY) if desk.has_identity else (LEDGER,):
        made = dict(each.split("=") for each in SCHEMA_SUMS[book].split())
        now = held(desk.connection, book)
        for code, names in (
            ("verify.schema_lost", made.keys() - now.keys()),
            ("verify.schema_changed", {name for name in made.keys() & now.keys() if made[name] != now[name]}),
            ("verify.schema_added", now.keys() - made.keys()),
        ):
            if names:
                yield Finding(code, {"book": book, "count": len(names), "name": min(names)})


def held(connection: Connection, book: str) -> dict[str, str]:
    """Give what a book holds by its own names, each with the beginning of a digest of its SQL.

    What SQLite makes by itself has no SQL. Spaces between words do not count.
    """
    rows = connection.exec_driver_sql(
        f"SELECT type, name, sql FROM {SCHEMAS[book] or 'main'}.sqlite_schema WHERE sql IS NOT NULL"  # noqa: S608  our own words
    )
    return {f"{kind}.{name}": sha256(" ".join(sql.split()).encode()).hexdigest()[:_LENGTH] for kind, name, sql in rows}
