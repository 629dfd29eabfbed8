"""Money whole: money moves between funds; payouts before they are paid; refunds, advances, cash, rates, months."""

from __future__ import annotations

from alembic import op

from desktop.storage.migrations.ledger.versions.v0002_changed import CHANGED
from desktop.storage.migrations.ledger.versions.v0002_new import NEW
from desktop.storage.migrations.ledger.versions.v0002_triggers import TRIGGERS
from desktop.storage.migrations.rebuilding import drop_triggers, rebuild

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What the new columns hold of what was there: until now every gift and payout was in its campaign's currency.
_FILLED = {
    "donation": {"fund_currency": "currency", "fund_gross": "gross", "fund_fee": "fee"},
    "payout": {"fund_currency": "currency", "fund_amount": "amount"},
    "payout_line": {"charged": "amount"},
}
_ROWS = (
    """
    INSERT INTO donation_share (donation_id, position, campaign_id, gross, fee, fund_gross, fund_fee)
    SELECT id, 1, campaign_id, gross, fee, gross, fee FROM donation
    """,
    """
    INSERT INTO cash_movement (entry, currency, scale, amount, day)
    SELECT entry, currency, (SELECT scale FROM campaign AS fund WHERE fund.currency = posting.currency), sum(minor), day
    FROM posting JOIN entry ON number = entry WHERE account = 'cash'
    GROUP BY entry, currency HAVING sum(minor) <> 0 ORDER BY entry
    """,
    """
    INSERT INTO cash_day (currency, day, came_in, went_out)
    SELECT currency, day, sum(max(amount, 0)), sum(max(-amount, 0)) FROM cash_movement GROUP BY currency, day
    """,
    "INSERT INTO tally (kind, archived, count) SELECT 'cash_movement', 0, count(*) FROM cash_movement HAVING count(*)",
    "INSERT INTO staff (number, added_at) SELECT 1, coalesce((SELECT at FROM journal WHERE sequence = 1), '')",
)


def upgrade() -> None:
    """Bring the tables to this version, with all that they hold."""
    drop_triggers("main")
    for table, statements in CHANGED.items():
        rebuild("main", table, statements, _FILLED.get(table))
    for statements in NEW.values():
        for statement in statements:
            op.execute(statement)
    for statement in (*_ROWS, *TRIGGERS):
        op.execute(statement)
