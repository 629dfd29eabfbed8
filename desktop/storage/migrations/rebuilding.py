"""Gives a table another shape: SQLite changes columns only by making the table anew and copying its rows.

The runner switches foreign keys off around a migration, as SQLite asks for this, and checks every reference at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import op

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def drop_triggers(schema: str) -> None:
    """Drop all triggers of a book: a copied table loses its own, and those of a version belong together."""
    for name in _names(f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'trigger'"):  # noqa: S608  our own words
        op.execute(f"DROP TRIGGER {schema}.{name}")


def rebuild(schema: str, table: str, statements: Sequence[str], filled: Mapping[str, str] | None = None) -> None:
    """Make a table anew by `statements` (the table first, then its indexes) and copy its rows.

    Args:
        schema: "main" or "identity".
        table: The table's name.
        statements: What makes it, with its book's name where that is not the first.
        filled: What a new column holds of an old row, as SQL; others get their defaults.
    """
    before = f"{table}_before"
    old = _columns(schema, table)
    indexes = f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'index' AND tbl_name = '{table}' AND sql <> ''"  # noqa: S608
    for name in _names(indexes):
        op.execute(f"DROP INDEX {schema}.{name}")
    # In this mode other tables' references go on naming the table, not what it is called meanwhile.
    op.execute("PRAGMA legacy_alter_table = ON")
    op.execute(f"ALTER TABLE {schema}.{table} RENAME TO {before}")
    op.execute("PRAGMA legacy_alter_table = OFF")
    op.execute(statements[0])
    new = dict(filled or {})
    kept = [name for name in _columns(schema, table) if name in old and name not in new]
    into = ", ".join([*kept, *new])
    values = ", ".join([*kept, *new.values()])
    op.execute(f"INSERT INTO {schema}.{table} ({into}) SELECT {values} FROM {schema}.{before}")  # noqa: S608
    op.execute(f"DROP TABLE {schema}.{before}")
    for statement in statements[1:]:
        op.execute(statement)


def _columns(schema: str, table: str) -> list[str]:
    """Name the columns that hold something by themselves, not computed from others."""
    rows = op.get_bind().exec_driver_sql(f"PRAGMA {schema}.table_xinfo({table})")
    return [str(row.name) for row in rows if not row.hidden]


def _names(query: str) -> list[str]:
    return [str(name) for name in op.get_bind().exec_driver_sql(query).scalars()]
