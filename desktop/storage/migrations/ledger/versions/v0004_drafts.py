"""Drafts: what was typed into a form and not saved survives a lock and a crash."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_DRAFT = """
    CREATE TABLE draft (
        "key" TEXT NOT NULL,
        owner INTEGER NOT NULL,
        at TEXT NOT NULL,
        section TEXT NOT NULL,
        target TEXT NOT NULL,
        title TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY ("key")
    ) STRICT
    """


def upgrade() -> None:
    """Add the table; nothing that is kept changes."""
    op.execute(_DRAFT)
