"""Which schema a book has, and whether it is this program's. The work of changing it is in `runner`.

One chain of versions per book, each with its own table ``alembic_version`` inside its book. To add a version: a module
``v0002_what_it_does`` in the book's ``versions`` (``revision = "0002"``, ``down_revision = "0001"``, ``upgrade()``),
named in that package's ``MODULES``, and the new number in `HEADS`. Numbers have four digits and only grow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedDatabase, NewerSchema
from desktop.storage.failures import translating_errors

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.engine import Books

# The version each book has in this program. Kept beside the chains so that opening a vault needs no Alembic.
HEADS = {"ledger": "0007", "identity": "0010"}
SCHEMAS = {"ledger": None, "identity": "identity"}
VERSION_TABLE = "alembic_version"


def version(connection: Connection, book: str) -> str | None:
    """Tell the version of an open book; None for a new one without any tables."""
    schema = SCHEMAS[book] or "main"
    tables = connection.exec_driver_sql(
        f"SELECT count(*) FROM {schema}.sqlite_schema WHERE type = 'table' AND name = ?",  # noqa: S608  our own word
        (VERSION_TABLE,),
    ).scalar_one()
    if not tables:
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {schema}.{VERSION_TABLE}").scalar()  # noqa: S608
    return None if found is None else str(found)


def check_version(books: Books) -> bool:
    """Tell whether every open book has this program's schema already. Imports no Alembic.

    Returns:
        True when there is nothing to do, False when `upgrade` is needed (older, or new and empty).

    Raises:
        NewerSchema: A book was written by a newer program. Nothing was changed.
        DamagedDatabase: A book that is not new has no schema: an empty one was put in its place.
    """
    with translating_errors(), books.engine.connect() as connection:
        found = {book: version(connection, book) for book in books.names}
    for book, number in found.items():
        if number is None and not books.new:
            raise DamagedDatabase(book=book, reason="empty")
        if number is not None and number != HEADS[book] and not (number.isdecimal() and number < HEADS[book]):
            raise NewerSchema(book=book, found=number, known=HEADS[book])
    return all(number == HEADS[book] for book, number in found.items())


def upgrade(books: Books) -> None:
    """Bring every open book to this program's schema, all of it in one transaction over both books.

    Raises:
        NewerSchema: A book was written by a newer program. Nothing was changed.
        DiskFull, DiskFailed, DamagedDatabase: Nothing was changed.
    """
    if check_version(books):
        return
    # Alembic takes a third of a second to import, and most starts need none of it.
    from desktop.storage.migrations.runner import run  # noqa: PLC0415

    with translating_errors():
        run(books)
