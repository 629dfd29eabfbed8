"""Documents whole: further kinds and templates of documents, signed scans, what donors' own reports ask for."""

from __future__ import annotations

from alembic import op

from desktop.storage.migrations.ledger.versions.v0003_changed import CHANGED, FILLED
from desktop.storage.migrations.ledger.versions.v0003_new import NEW
from desktop.storage.migrations.ledger.versions.v0003_triggers import TRIGGERS
from desktop.storage.migrations.rebuilding import drop_triggers, rebuild

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version, with all that they hold."""
    drop_triggers("main")
    for table, statements in CHANGED.items():
        rebuild("main", table, statements, FILLED.get(table))
    for statements in NEW.values():
        for statement in statements:
            op.execute(statement)
    for statement in TRIGGERS:
        op.execute(statement)
