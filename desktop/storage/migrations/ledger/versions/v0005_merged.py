"""People entered twice: who was merged into whom."""

from __future__ import annotations

from alembic import op

from desktop.storage.migrations.ledger.versions.v0005_triggers import TRIGGERS
from desktop.storage.migrations.rebuilding import drop_triggers, rebuild

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_PERSON = (
    """
    CREATE TABLE person (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        category TEXT NOT NULL,
        archived INTEGER DEFAULT 0 NOT NULL,
        revision INTEGER DEFAULT 1 NOT NULL,
        campaigns INTEGER DEFAULT 0 NOT NULL,
        last_payout TEXT DEFAULT '' NOT NULL,
        paid_key INTEGER DEFAULT 0 NOT NULL,
        merged_into INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(merged_into) REFERENCES person (id)
    ) STRICT
    """,
    "CREATE INDEX person_by_archived ON person (archived, tie)",
    "CREATE INDEX person_by_campaigns ON person (campaigns, tie, archived)",
    "CREATE INDEX person_by_category ON person (category, tie, archived)",
    "CREATE INDEX person_by_last_payout ON person (last_payout, tie, archived)",
    "CREATE INDEX person_by_paid_key ON person (paid_key, tie, archived)",
    "CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL",
)


def upgrade() -> None:
    """Bring the table to this version, with all that it holds."""
    drop_triggers("main")
    rebuild("main", "person", _PERSON)
    for statement in TRIGGERS:
        op.execute(statement)
