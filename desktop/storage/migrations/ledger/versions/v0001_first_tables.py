"""The ledger book's first tables."""

from __future__ import annotations

from alembic import op

from desktop.storage.migrations.ledger.versions.v0001_triggers import TRIGGERS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE entry (
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        counters INTEGER,
        PRIMARY KEY (number),
        UNIQUE (counters),
        FOREIGN KEY(counters) REFERENCES entry (number)
    ) STRICT
    """,
    "CREATE INDEX entry_by_day ON entry (day)",
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
        PRIMARY KEY (sequence)
    ) STRICT
    """,
    "CREATE INDEX journal_subject ON journal (subject, sequence)",
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
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX person_by_archived ON person (archived, tie)",
    "CREATE INDEX person_by_campaigns ON person (campaigns, tie, archived)",
    "CREATE INDEX person_by_category ON person (category, tie, archived)",
    "CREATE INDEX person_by_last_payout ON person (last_payout, tie, archived)",
    "CREATE INDEX person_by_paid_key ON person (paid_key, tie, archived)",
    """
    CREATE TABLE series (
        prefix TEXT NOT NULL,
        year INTEGER NOT NULL,
        kind TEXT NOT NULL,
        currency TEXT NOT NULL,
        plain INTEGER NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (prefix, year)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE setting (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE tally (
        kind TEXT NOT NULL,
        archived INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (kind, archived)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE campaign (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        currency TEXT NOT NULL,
        scale INTEGER NOT NULL,
        status TEXT NOT NULL,
        beneficiary_id INTEGER,
        goal INTEGER,
        published_goal INTEGER,
        starts TEXT DEFAULT '' NOT NULL,
        ends TEXT DEFAULT '' NOT NULL,
        publicity TEXT NOT NULL,
        language TEXT DEFAULT '' NOT NULL,
        source_sha256 TEXT DEFAULT '' NOT NULL,
        archived INTEGER DEFAULT 0 NOT NULL,
        revision INTEGER DEFAULT 1 NOT NULL,
        planned INTEGER DEFAULT 0 NOT NULL,
        collected INTEGER DEFAULT 0 NOT NULL,
        fees INTEGER DEFAULT 0 NOT NULL,
        paid INTEGER DEFAULT 0 NOT NULL,
        funded INTEGER DEFAULT 0 NOT NULL,
        beneficiary_key INTEGER GENERATED ALWAYS AS (coalesce(beneficiary_id, 0)) VIRTUAL,
        goal_shown INTEGER GENERATED ALWAYS AS (coalesce(goal, planned)) VIRTUAL,
        available INTEGER GENERATED ALWAYS AS (collected - fees - paid) VIRTUAL,
        goal_key INTEGER GENERATED ALWAYS AS (coalesce(goal, planned) * scale) VIRTUAL,
        collected_key INTEGER GENERATED ALWAYS AS (collected * scale) VIRTUAL,
        funded_key INTEGER GENERATED ALWAYS AS (funded * scale) VIRTUAL,
        paid_key INTEGER GENERATED ALWAYS AS (paid * scale) VIRTUAL,
        available_key INTEGER GENERATED ALWAYS AS ((collected - fees - paid) * scale) VIRTUAL,
        percent_key INTEGER GENERATED ALWAYS AS (CASE WHEN coalesce(goal, planned) > 0 THEN collected * 100
            / coalesce(goal, planned) ELSE -1 END) VIRTUAL,
        PRIMARY KEY (id),
        FOREIGN KEY(beneficiary_id) REFERENCES person (id)
    ) STRICT
    """,
    "CREATE INDEX campaign_by_archived ON campaign (archived, tie)",
    "CREATE INDEX campaign_by_available_key ON campaign (available_key, tie, archived)",
    "CREATE INDEX campaign_by_beneficiary_key ON campaign (beneficiary_key, tie, archived)",
    "CREATE INDEX campaign_by_collected_key ON campaign (collected_key, tie, archived)",
    "CREATE INDEX campaign_by_ends ON campaign (ends, tie, archived)",
    "CREATE INDEX campaign_by_funded_key ON campaign (funded_key, tie, archived)",
    "CREATE INDEX campaign_by_goal_key ON campaign (goal_key, tie, archived)",
    "CREATE INDEX campaign_by_paid_key ON campaign (paid_key, tie, archived)",
    "CREATE INDEX campaign_by_percent_key ON campaign (percent_key, tie, archived)",
    "CREATE INDEX campaign_by_status ON campaign (status, tie, archived)",
    "CREATE INDEX campaign_source ON campaign (source_sha256)",
    """
    CREATE TABLE person_paid (
        person_id INTEGER NOT NULL,
        currency TEXT NOT NULL,
        paid INTEGER NOT NULL,
        PRIMARY KEY (person_id, currency),
        FOREIGN KEY(person_id) REFERENCES person (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE document (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        number TEXT NOT NULL,
        prefix TEXT NOT NULL,
        year INTEGER NOT NULL,
        count INTEGER NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        language TEXT NOT NULL,
        issued_on TEXT NOT NULL,
        amount INTEGER NOT NULL,
        currency TEXT NOT NULL,
        scale INTEGER NOT NULL,
        subject TEXT NOT NULL,
        subject_key TEXT NOT NULL,
        campaign_id INTEGER NOT NULL,
        party_id INTEGER,
        sha256 TEXT NOT NULL,
        replaces TEXT DEFAULT '' NOT NULL,
        handed_out_at TEXT DEFAULT '' NOT NULL,
        copies INTEGER DEFAULT 0 NOT NULL,
        voided_at TEXT DEFAULT '' NOT NULL,
        number_key TEXT NOT NULL,
        party_key INTEGER GENERATED ALWAYS AS (coalesce(party_id, 0)) VIRTUAL,
        wants_signature INTEGER GENERATED ALWAYS AS (kind = 'PV' AND state = 'issued') VIRTUAL,
        amount_key INTEGER GENERATED ALWAYS AS (amount * scale) VIRTUAL,
        PRIMARY KEY (id),
        UNIQUE (number),
        UNIQUE (prefix, year, count),
        FOREIGN KEY(campaign_id) REFERENCES campaign (id),
        FOREIGN KEY(party_id) REFERENCES person (id)
    ) STRICT
    """,
    "CREATE INDEX document_by_amount_key ON document (amount_key, tie)",
    "CREATE INDEX document_by_campaign_id ON document (campaign_id, tie)",
    "CREATE INDEX document_by_copies ON document (copies, tie)",
    "CREATE INDEX document_by_issued_on ON document (issued_on, tie)",
    "CREATE INDEX document_by_kind ON document (kind, tie)",
    "CREATE INDEX document_by_language ON document (language, tie)",
    "CREATE INDEX document_by_number_key ON document (number_key, tie)",
    "CREATE INDEX document_by_party_key ON document (party_key, tie)",
    "CREATE INDEX document_by_state ON document (state, tie)",
    "CREATE INDEX document_by_subject_key ON document (subject_key, tie)",
    "CREATE INDEX document_count ON document (count)",
    "CREATE INDEX document_subject ON document (subject)",
    "CREATE INDEX document_wants_signature ON document (wants_signature, tie)",
    """
    CREATE TABLE donation (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        campaign_id INTEGER NOT NULL,
        entry INTEGER NOT NULL,
        currency TEXT NOT NULL,
        scale INTEGER NOT NULL,
        gross INTEGER NOT NULL,
        fee INTEGER NOT NULL,
        day TEXT NOT NULL,
        method TEXT NOT NULL,
        donor_id INTEGER,
        opening INTEGER DEFAULT 0 NOT NULL,
        countered_by INTEGER,
        receipt TEXT DEFAULT '' NOT NULL,
        receipt_key TEXT DEFAULT '' NOT NULL,
        donor_key INTEGER GENERATED ALWAYS AS (coalesce(donor_id, 0)) VIRTUAL,
        taken_back INTEGER GENERATED ALWAYS AS (countered_by IS NOT NULL) VIRTUAL,
        wants_receipt INTEGER GENERATED ALWAYS AS (receipt = '' AND donor_id IS NOT NULL AND countered_by IS
            NULL AND opening = 0) VIRTUAL,
        gross_key INTEGER GENERATED ALWAYS AS (gross * scale) VIRTUAL,
        fee_key INTEGER GENERATED ALWAYS AS (fee * scale) VIRTUAL,
        net_key INTEGER GENERATED ALWAYS AS ((gross - fee) * scale) VIRTUAL,
        PRIMARY KEY (id),
        UNIQUE (entry),
        FOREIGN KEY(campaign_id) REFERENCES campaign (id),
        FOREIGN KEY(entry) REFERENCES entry (number),
        FOREIGN KEY(donor_id) REFERENCES person (id),
        FOREIGN KEY(countered_by) REFERENCES entry (number)
    ) STRICT
    """,
    "CREATE INDEX donation_by_campaign_id ON donation (campaign_id, tie)",
    "CREATE INDEX donation_by_day ON donation (day, tie)",
    "CREATE INDEX donation_by_donor_key ON donation (donor_key, tie)",
    "CREATE INDEX donation_by_fee_key ON donation (fee_key, tie)",
    "CREATE INDEX donation_by_gross_key ON donation (gross_key, tie)",
    "CREATE INDEX donation_by_method ON donation (method, tie)",
    "CREATE INDEX donation_by_net_key ON donation (net_key, tie)",
    "CREATE INDEX donation_by_opening ON donation (opening, tie)",
    "CREATE INDEX donation_by_receipt_key ON donation (receipt_key, tie)",
    "CREATE INDEX donation_by_taken_back ON donation (taken_back, tie)",
    "CREATE INDEX donation_wants_receipt ON donation (wants_receipt, tie)",
    """
    CREATE TABLE item (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        campaign_id INTEGER NOT NULL,
        line INTEGER NOT NULL,
        label TEXT NOT NULL,
        label_sort TEXT NOT NULL,
        label_words TEXT NOT NULL,
        category TEXT NOT NULL,
        quantity TEXT NOT NULL,
        unit TEXT DEFAULT '' NOT NULL,
        unit_price INTEGER,
        unit_currency TEXT DEFAULT '' NOT NULL,
        priority INTEGER NOT NULL,
        donor_line TEXT DEFAULT '' NOT NULL,
        archived INTEGER DEFAULT 0 NOT NULL,
        currency TEXT NOT NULL,
        scale INTEGER NOT NULL,
        planned INTEGER NOT NULL,
        funded INTEGER DEFAULT 0 NOT NULL,
        committed INTEGER DEFAULT 0 NOT NULL,
        paid INTEGER DEFAULT 0 NOT NULL,
        place INTEGER GENERATED ALWAYS AS (campaign_id * 1000000 + line) VIRTUAL,
        planned_key INTEGER GENERATED ALWAYS AS (planned * scale) VIRTUAL,
        funded_key INTEGER GENERATED ALWAYS AS (funded * scale) VIRTUAL,
        committed_key INTEGER GENERATED ALWAYS AS (committed * scale) VIRTUAL,
        paid_key INTEGER GENERATED ALWAYS AS (paid * scale) VIRTUAL,
        remaining_key INTEGER GENERATED ALWAYS AS ((planned - committed - paid) * scale) VIRTUAL,
        PRIMARY KEY (id),
        UNIQUE (campaign_id, line),
        FOREIGN KEY(campaign_id) REFERENCES campaign (id)
    ) STRICT
    """,
    "CREATE INDEX item_by_archived ON item (archived, tie)",
    "CREATE INDEX item_by_category ON item (category, tie, archived)",
    "CREATE INDEX item_by_committed_key ON item (committed_key, tie, archived)",
    "CREATE INDEX item_by_funded_key ON item (funded_key, tie, archived)",
    "CREATE INDEX item_by_label_sort ON item (label_sort, tie, archived)",
    "CREATE INDEX item_by_line ON item (line, tie, archived)",
    "CREATE INDEX item_by_paid_key ON item (paid_key, tie, archived)",
    "CREATE INDEX item_by_place ON item (place, tie, archived)",
    "CREATE INDEX item_by_planned_key ON item (planned_key, tie, archived)",
    "CREATE INDEX item_by_priority ON item (priority, tie, archived)",
    "CREATE INDEX item_by_remaining_key ON item (remaining_key, tie, archived)",
    """
    CREATE TABLE payout (
        id INTEGER NOT NULL,
        tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
        campaign_id INTEGER NOT NULL,
        payee_id INTEGER NOT NULL,
        entry INTEGER NOT NULL,
        currency TEXT NOT NULL,
        scale INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        day TEXT NOT NULL,
        method TEXT NOT NULL,
        state TEXT NOT NULL,
        countered_by INTEGER,
        items_key TEXT NOT NULL,
        voucher TEXT DEFAULT '' NOT NULL,
        voucher_key TEXT DEFAULT '' NOT NULL,
        wants_voucher INTEGER GENERATED ALWAYS AS (voucher = '' AND countered_by IS NULL) VIRTUAL,
        amount_key INTEGER GENERATED ALWAYS AS (amount * scale) VIRTUAL,
        PRIMARY KEY (id),
        UNIQUE (entry),
        FOREIGN KEY(campaign_id) REFERENCES campaign (id),
        FOREIGN KEY(payee_id) REFERENCES person (id),
        FOREIGN KEY(entry) REFERENCES entry (number),
        FOREIGN KEY(countered_by) REFERENCES entry (number)
    ) STRICT
    """,
    "CREATE INDEX payout_by_amount_key ON payout (amount_key, tie)",
    "CREATE INDEX payout_by_campaign_id ON payout (campaign_id, tie)",
    "CREATE INDEX payout_by_day ON payout (day, tie)",
    "CREATE INDEX payout_by_items_key ON payout (items_key, tie)",
    "CREATE INDEX payout_by_method ON payout (method, tie)",
    "CREATE INDEX payout_by_payee_id ON payout (payee_id, tie)",
    "CREATE INDEX payout_by_state ON payout (state, tie)",
    "CREATE INDEX payout_by_voucher_key ON payout (voucher_key, tie)",
    "CREATE INDEX payout_wants_voucher ON payout (wants_voucher, tie)",
    """
    CREATE TABLE posting (
        entry INTEGER NOT NULL,
        position INTEGER NOT NULL,
        account TEXT NOT NULL,
        minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        campaign_id INTEGER,
        item INTEGER,
        person_id INTEGER,
        PRIMARY KEY (entry, position),
        FOREIGN KEY(entry) REFERENCES entry (number),
        FOREIGN KEY(campaign_id) REFERENCES campaign (id),
        FOREIGN KEY(person_id) REFERENCES person (id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX posting_by_campaign ON posting (campaign_id)",
    "CREATE INDEX posting_by_person ON posting (person_id, account)",
    """
    CREATE TABLE payout_line (
        payout_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        campaign_id INTEGER NOT NULL,
        item INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (payout_id, position),
        FOREIGN KEY(payout_id) REFERENCES payout (id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX payout_line_by_item ON payout_line (campaign_id, item)",
)


def upgrade() -> None:
    """Make everything that this version has."""
    for statement in (*TABLES, *TRIGGERS):
        op.execute(statement)
