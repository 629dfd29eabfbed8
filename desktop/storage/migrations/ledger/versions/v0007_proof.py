"""Proof: records of the journal are signed, and both books know the last commit that went into both."""

from __future__ import annotations

from alembic import op

from desktop.storage.migrations.ledger.versions.v0005_triggers import TRIGGERS
from desktop.storage.migrations.ledger.versions.v0006_erased import ERASURE
from desktop.storage.migrations.rebuilding import drop_triggers, rebuild

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_JOURNAL = (
    """
    CREATE TABLE journal (
        sequence INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor INTEGER NOT NULL,
        verb TEXT NOT NULL,
        subject TEXT NOT NULL,
        facts TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        clock_went_back INTEGER DEFAULT 0 NOT NULL,
        signature BLOB,
        PRIMARY KEY (sequence)
    ) STRICT
    """,
    "CREATE INDEX journal_subject ON journal (subject, sequence)",
)
_MOMENT = (
    """
    CREATE TABLE moment (
        id INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "INSERT INTO moment (id, sequence, hash) VALUES (1, 0, '')",
)


def upgrade() -> None:
    """Bring the journal to this version with all that it holds, unsigned as it was, and add the moment."""
    drop_triggers("main")
    rebuild("main", "journal", _JOURNAL)
    for statement in (*_MOMENT, *TRIGGERS, *ERASURE):
        op.execute(statement)
