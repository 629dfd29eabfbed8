"""Bank statements: which lines were taken and what became of them, and the rules by which lines are matched."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NEW = (
    """
    CREATE TABLE identity.statement_line (
        id INTEGER NOT NULL,
        mark TEXT NOT NULL,
        profile TEXT DEFAULT '' NOT NULL,
        donation_id INTEGER,
        made INTEGER DEFAULT 0 NOT NULL,
        batch INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor INTEGER NOT NULL,
        removed INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.statement_line_by_batch ON statement_line (batch)",
    "CREATE INDEX identity.statement_line_by_donation ON statement_line (donation_id)",
    "CREATE INDEX identity.statement_line_by_mark ON statement_line (mark, id)",
    """
    CREATE TABLE identity.match_rule (
        id INTEGER NOT NULL,
        iban TEXT DEFAULT '' NOT NULL,
        said TEXT DEFAULT '' NOT NULL,
        donor_id INTEGER,
        campaign TEXT DEFAULT '' NOT NULL,
        at TEXT NOT NULL,
        actor INTEGER NOT NULL,
        revision INTEGER DEFAULT 1 NOT NULL,
        removed INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the tables; nothing that is kept changes."""
    for statement in _NEW:
        op.execute(statement)
