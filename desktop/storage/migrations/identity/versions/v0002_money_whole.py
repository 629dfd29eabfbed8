"""Money whole: what in-kind gifts are, who may take a payout for whom, why things were decided, who works here."""

from __future__ import annotations

from alembic import op

from desktop.storage.migrations.identity.versions.v0002_changed import CHANGED
from desktop.storage.migrations.identity.versions.v0002_new import NEW
from desktop.storage.migrations.rebuilding import rebuild

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TRIGGERS = tuple(
    f"CREATE TRIGGER identity.remark_is_not_{what} BEFORE {event} ON remark"
    f" BEGIN SELECT RAISE(ABORT, 'kept: remark_is_not_{what}'); END"
    for what, event in (("changed", "UPDATE OF id, subject, sequence, verb, actor, at"), ("deleted", "DELETE"))
)


def upgrade() -> None:
    """Bring the tables to this version, with all that they hold."""
    for table, statements in CHANGED.items():
        rebuild("identity", table, statements)
    for statements in NEW.values():
        for statement in statements:
            op.execute(statement)
    op.execute("CREATE INDEX identity.person_by_iban ON person (upper(replace(iban, ' ', '')))")
    for statement in TRIGGERS:
        op.execute(statement)
