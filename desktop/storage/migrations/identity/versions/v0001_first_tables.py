"""The identity book's first tables and its search index."""

from __future__ import annotations

from alembic import op

from desktop.storage.migrations.identity.versions.v0001_triggers import TRIGGERS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE identity.campaign (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        title TEXT DEFAULT '' NOT NULL,
        title_sort TEXT DEFAULT '' NOT NULL,
        story TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.campaign_by_title_sort ON campaign (title_sort, tie)",
    """
    CREATE TABLE identity.document (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        facts TEXT NOT NULL,
        pdf BLOB NOT NULL,
        party TEXT DEFAULT '' NOT NULL,
        party_sort TEXT DEFAULT '' NOT NULL,
        void_reason TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.document_by_party_sort ON document (party_sort, tie)",
    """
    CREATE TABLE identity.donation (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        reference TEXT DEFAULT '' NOT NULL,
        donor_sort TEXT DEFAULT '' NOT NULL,
        taken_back_because TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.donation_by_donor_sort ON donation (donor_sort, tie)",
    """
    CREATE TABLE identity.item (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        description TEXT DEFAULT '' NOT NULL,
        description_sort TEXT DEFAULT '' NOT NULL,
        title_sort TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.item_by_description_sort ON item (description_sort, tie)",
    "CREATE INDEX identity.item_by_title_sort ON item (title_sort, tie)",
    """
    CREATE TABLE identity.page_source (
        campaign_id INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        encoding TEXT DEFAULT '' NOT NULL,
        text TEXT NOT NULL,
        facts TEXT NOT NULL,
        PRIMARY KEY (campaign_id)
    ) STRICT
    """,
    "CREATE INDEX identity.page_source_sha256 ON page_source (sha256)",
    """
    CREATE TABLE identity.payout (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        purpose TEXT DEFAULT '' NOT NULL,
        payee_sort TEXT DEFAULT '' NOT NULL,
        taken_back_because TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.payout_by_payee_sort ON payout (payee_sort, tie)",
    """
    CREATE TABLE identity.person (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        name_local TEXT DEFAULT '' NOT NULL,
        name_latin TEXT DEFAULT '' NOT NULL,
        name_bank TEXT DEFAULT '' NOT NULL,
        alias TEXT DEFAULT '' NOT NULL,
        birth_date TEXT DEFAULT '' NOT NULL,
        nationality TEXT DEFAULT '' NOT NULL,
        document TEXT DEFAULT '' NOT NULL,
        phone TEXT DEFAULT '' NOT NULL,
        email TEXT DEFAULT '' NOT NULL,
        safe_channel TEXT DEFAULT '' NOT NULL,
        do_not_contact_via TEXT DEFAULT '' NOT NULL,
        languages TEXT DEFAULT '' NOT NULL,
        country TEXT DEFAULT '' NOT NULL,
        address TEXT DEFAULT '' NOT NULL,
        iban TEXT DEFAULT '' NOT NULL,
        bic TEXT DEFAULT '' NOT NULL,
        account_holder TEXT DEFAULT '' NOT NULL,
        notes TEXT DEFAULT '' NOT NULL,
        concerns TEXT DEFAULT '' NOT NULL,
        name_sort TEXT DEFAULT '' NOT NULL,
        latin_sort TEXT DEFAULT '' NOT NULL,
        alias_sort TEXT DEFAULT '' NOT NULL,
        shown TEXT GENERATED ALWAYS AS (coalesce(nullif(name_local, ''), nullif(name_latin, ''),
            nullif(name_bank, ''), nullif(alias, ''), '')) VIRTUAL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.person_by_alias_sort ON person (alias_sort, tie)",
    "CREATE INDEX identity.person_by_country ON person (country, tie)",
    "CREATE INDEX identity.person_by_latin_sort ON person (latin_sort, tie)",
    "CREATE INDEX identity.person_by_name_sort ON person (name_sort, tie)",
)

# Letters are folded before they come here (`storage.folding`); a deleted name leaves no trigram behind (secure-delete).
SEARCH = (
    "CREATE VIRTUAL TABLE identity.search USING fts5(words, tokenize = 'trigram case_sensitive 1')",
    "INSERT INTO identity.search (search, rank) VALUES ('secure-delete', 1)",
)


def upgrade() -> None:
    """Make everything that this version has."""
    for statement in (*TABLES, *SEARCH, *TRIGGERS):
        op.execute(statement)
