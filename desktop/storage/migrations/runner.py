"""Runs the versions that a book lacks, through Alembic's own steps, without an ini file or a folder of scripts.

The versions are imported as ordinary modules, so an installed and frozen program finds them like any other code.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.runtime.migration import MigrationStep
from alembic.script import Script
from alembic.script.revision import RevisionMap

from desktop.storage.migrations import HEADS, SCHEMAS, VERSION_TABLE
from desktop.storage.migrations.identity import versions as identity_versions
from desktop.storage.migrations.ledger import versions as ledger_versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    from sqlalchemy import Connection

    from desktop.storage.engine import Books

CHAINS: dict[str, tuple[ModuleType, ...]] = {
    "ledger": ledger_versions.MODULES,
    "identity": identity_versions.MODULES,
}


def run(books: Books, chains: Mapping[str, tuple[ModuleType, ...]] | None = None) -> None:
    """Upgrade all open books to the heads of their chains in one transaction: all of it or none.

    Args:
        books: The open books.
        chains: The versions of each book; the program's own when None.
    """
    with books.engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        for book in books.names:
            _upgrade(connection, book, (chains or CHAINS)[book])
            broken = connection.exec_driver_sql(f"PRAGMA {SCHEMAS[book] or 'main'}.foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"a migration of the {book} book broke {len(broken)} references")


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let tables be made anew: with foreign keys on, SQLite deletes the rows that refer to a dropped table.

    The setting does nothing inside a transaction, so it is made on the driver's connection before one begins.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
        if driver.execute("PRAGMA foreign_keys").fetchone() != (1,):
            raise RuntimeError("foreign keys are not held after a migration")


def head(modules: Sequence[ModuleType]) -> str | None:
    """Tell the last version of a chain, which must be one unbroken line."""
    return chain(modules).get_current_head()


def chain(modules: Sequence[ModuleType]) -> RevisionMap:
    """Put version modules in their order."""
    return RevisionMap(lambda: [Script(module, module.revision, module.__name__) for module in modules])


def _upgrade(connection: Connection, book: str, modules: Sequence[ModuleType]) -> None:
    """Run a book's missing versions on a connection that is in a transaction already."""
    revisions = chain(modules)

    def missing(current: Any, _context: MigrationContext) -> list[MigrationStep]:
        scripts = list(revisions.iterate_revisions("head", current, implicit_base=True))
        # Alembic's own stubs call a chain's members revisions; these are the scripts given above.
        return [MigrationStep.upgrade_from_script(revisions, script) for script in reversed(scripts)]  # type: ignore[arg-type]

    context = MigrationContext.configure(
        connection,
        opts={
            "fn": missing,
            "version_table": VERSION_TABLE,
            "version_table_schema": SCHEMAS[book],
            "transactional_ddl": True,
        },
    )
    with Operations.context(context):
        context.run_migrations()


def heads() -> dict[str, str | None]:
    """Tell the head of every chain; a test holds `HEADS` to it."""
    return {book: head(CHAINS[book]) for book in HEADS}
