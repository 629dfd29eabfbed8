"""What was erased, when; and what is kept although its time has passed. Codes and days alone."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NEW = (
    """
    CREATE TABLE erasure (
        subject TEXT NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (subject)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE keeping (
        subject TEXT NOT NULL,
        what TEXT NOT NULL,
        until TEXT NOT NULL,
        at TEXT NOT NULL,
        actor INTEGER NOT NULL,
        PRIMARY KEY (subject, what)
    ) WITHOUT ROWID, STRICT
    """,
)

# What was erased once is never said to be there again.
ERASURE = tuple(
    f"CREATE TRIGGER erasure_is_not_{done} BEFORE {event} ON erasure"
    f" BEGIN SELECT RAISE(ABORT, 'kept: erasure_is_not_{done}'); END"
    for done, event in (("changed", "UPDATE"), ("deleted", "DELETE"))
)


def upgrade() -> None:
    """Add the tables; nothing that is kept changes."""
    for statement in (*_NEW, *ERASURE):
        op.execute(statement)
