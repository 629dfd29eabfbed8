"""People entered twice: the keys by which they are found, who is not the same, who was merged into whom."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NEW = (
    """
    CREATE TABLE identity.person_key (
        "key" INTEGER NOT NULL,
        person_id INTEGER NOT NULL,
        PRIMARY KEY ("key", person_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE identity.not_same (
        first_id INTEGER NOT NULL,
        second_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor INTEGER NOT NULL,
        PRIMARY KEY (first_id, second_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE identity.merge (
        id INTEGER NOT NULL,
        kept_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor INTEGER NOT NULL,
        was_archived INTEGER NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.merge_by_kept ON merge (kept_id)",
)


def upgrade() -> None:
    """Add the tables; nothing that is kept changes. The keys of people who are there are made at the next opening."""
    for statement in _NEW:
        op.execute(statement)
