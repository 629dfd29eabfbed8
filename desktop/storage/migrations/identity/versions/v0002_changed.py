"""The identity book's tables that changed with this version, as they were then."""

from __future__ import annotations

CHANGED: dict[str, tuple[str, ...]] = {
    "donation": (
        """
        CREATE TABLE identity.donation (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            reference TEXT DEFAULT '' NOT NULL,
            goods TEXT DEFAULT '' NOT NULL,
            donor_sort TEXT DEFAULT '' NOT NULL,
            taken_back_because TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
        "CREATE INDEX identity.donation_by_donor_sort ON donation (donor_sort, tie)",
    ),
    "payout": (
        """
        CREATE TABLE identity.payout (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            purpose TEXT DEFAULT '' NOT NULL,
            authority TEXT DEFAULT '' NOT NULL,
            invoice TEXT DEFAULT '' NOT NULL,
            invoice_key TEXT DEFAULT '' NOT NULL,
            iban TEXT DEFAULT '' NOT NULL,
            payee_sort TEXT DEFAULT '' NOT NULL,
            taken_back_because TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
        "CREATE INDEX identity.payout_by_iban ON payout (iban)",
        "CREATE INDEX identity.payout_by_invoice ON payout (invoice_key)",
        "CREATE INDEX identity.payout_by_payee_sort ON payout (payee_sort, tie)",
    ),
}
