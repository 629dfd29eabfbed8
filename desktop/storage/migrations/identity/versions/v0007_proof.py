"""Proof: both books know the last commit that went into both."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENT = (
    """
    CREATE TABLE identity.moment (
        id INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "INSERT INTO identity.moment (id, sequence, hash) VALUES (1, 0, '')",
)


def upgrade() -> None:
    """Add the moment, which no commit was at yet."""
    for statement in _MOMENT:
        op.execute(statement)
