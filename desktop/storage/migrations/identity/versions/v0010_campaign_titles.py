"""Campaigns' titles in other languages, for reports that are issued in these."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NEW = """
    CREATE TABLE identity.campaign_title (
        campaign_id INTEGER NOT NULL,
        language TEXT NOT NULL,
        title TEXT NOT NULL,
        PRIMARY KEY (campaign_id, language)
    ) WITHOUT ROWID, STRICT
    """


def upgrade() -> None:
    """Add the table; nothing that is kept changes."""
    op.execute(_NEW)
