"""The ledger book's tables that came with this version, as they were then."""

from __future__ import annotations

NEW: dict[str, tuple[str, ...]] = {
    "cash_count": (
        """
        CREATE TABLE cash_count (
            id INTEGER NOT NULL,
            currency TEXT NOT NULL,
            day TEXT NOT NULL,
            at TEXT NOT NULL,
            actor INTEGER NOT NULL,
            expected INTEGER NOT NULL,
            counted INTEGER NOT NULL,
            pieces TEXT NOT NULL,
            voucher_id INTEGER,
            PRIMARY KEY (id),
            FOREIGN KEY(voucher_id) REFERENCES cash_voucher (id)
        ) STRICT
        """,
        "CREATE INDEX cash_count_by_day ON cash_count (currency, day)",
    ),
    "cash_movement": (
        """
        CREATE TABLE cash_movement (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            entry INTEGER NOT NULL,
            currency TEXT NOT NULL,
            scale INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            day TEXT NOT NULL,
            in_key INTEGER GENERATED ALWAYS AS (max(amount, 0) * scale) VIRTUAL,
            out_key INTEGER GENERATED ALWAYS AS (max(-amount, 0) * scale) VIRTUAL,
            PRIMARY KEY (id),
            UNIQUE (entry, currency),
            FOREIGN KEY(entry) REFERENCES entry (number)
        ) STRICT
        """,
        "CREATE INDEX cash_movement_by_currency ON cash_movement (currency, day)",
        "CREATE INDEX cash_movement_by_day ON cash_movement (day, tie)",
        "CREATE INDEX cash_movement_by_in_key ON cash_movement (in_key, tie)",
        "CREATE INDEX cash_movement_by_out_key ON cash_movement (out_key, tie)",
    ),
    "cash_day": (
        """
        CREATE TABLE cash_day (
            currency TEXT NOT NULL,
            day TEXT NOT NULL,
            came_in INTEGER DEFAULT 0 NOT NULL,
            went_out INTEGER DEFAULT 0 NOT NULL,
            PRIMARY KEY (currency, day)
        ) WITHOUT ROWID,
         STRICT
        """,
    ),
    "period_lock": (
        """
        CREATE TABLE period_lock (
            month TEXT NOT NULL,
            locked_at TEXT NOT NULL,
            locked_by INTEGER NOT NULL,
            asked_by INTEGER,
            asked_at TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (month)
        ) WITHOUT ROWID,
         STRICT
        """,
    ),
    "rate": (
        """
        CREATE TABLE rate (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            source TEXT NOT NULL,
            day TEXT NOT NULL,
            base TEXT NOT NULL,
            quote TEXT NOT NULL,
            rate TEXT NOT NULL,
            table_no TEXT DEFAULT '' NOT NULL,
            pair TEXT GENERATED ALWAYS AS (base || '/' || quote) VIRTUAL,
            PRIMARY KEY (id),
            UNIQUE (source, day, base, quote)
        ) STRICT
        """,
        "CREATE INDEX rate_by_day ON rate (day, tie)",
        "CREATE INDEX rate_by_pair ON rate (pair, tie)",
        "CREATE INDEX rate_by_source ON rate (source, tie)",
    ),
    "staff": (
        """
        CREATE TABLE staff (
            number INTEGER NOT NULL,
            added_at TEXT NOT NULL,
            removed_at TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (number)
        ) STRICT
        """,
    ),
    "cash_close": (
        """
        CREATE TABLE cash_close (
            currency TEXT NOT NULL,
            day TEXT NOT NULL,
            at TEXT NOT NULL,
            actor INTEGER NOT NULL,
            balance INTEGER NOT NULL,
            count_id INTEGER NOT NULL,
            PRIMARY KEY (currency, day),
            FOREIGN KEY(count_id) REFERENCES cash_count (id)
        ) WITHOUT ROWID,
         STRICT
        """,
    ),
    "cash_voucher": (
        """
        CREATE TABLE cash_voucher (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            kind TEXT NOT NULL,
            currency TEXT NOT NULL,
            scale INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            day TEXT NOT NULL,
            happened TEXT DEFAULT '' NOT NULL,
            entry INTEGER NOT NULL,
            countered_by INTEGER,
            amount_key INTEGER GENERATED ALWAYS AS (amount * scale) VIRTUAL,
            PRIMARY KEY (id),
            UNIQUE (entry),
            FOREIGN KEY(entry) REFERENCES entry (number),
            FOREIGN KEY(countered_by) REFERENCES entry (number)
        ) STRICT
        """,
        "CREATE INDEX cash_voucher_by_amount_key ON cash_voucher (amount_key, tie)",
        "CREATE INDEX cash_voucher_by_currency ON cash_voucher (currency, tie)",
        "CREATE INDEX cash_voucher_by_day ON cash_voucher (day, tie)",
        "CREATE INDEX cash_voucher_by_kind ON cash_voucher (kind, tie)",
    ),
    "entry_rate": (
        """
        CREATE TABLE entry_rate (
            entry INTEGER NOT NULL,
            kind TEXT NOT NULL,
            base TEXT NOT NULL,
            quote TEXT NOT NULL,
            rate TEXT NOT NULL,
            source TEXT NOT NULL,
            day TEXT NOT NULL,
            table_no TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (entry, kind),
            FOREIGN KEY(entry) REFERENCES entry (number)
        ) WITHOUT ROWID,
         STRICT
        """,
    ),
    "advance": (
        """
        CREATE TABLE advance (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            campaign_id INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            entry INTEGER NOT NULL,
            currency TEXT NOT NULL,
            scale INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            day TEXT NOT NULL,
            due TEXT NOT NULL,
            happened TEXT DEFAULT '' NOT NULL,
            method TEXT NOT NULL,
            state TEXT NOT NULL,
            spent INTEGER DEFAULT 0 NOT NULL,
            returned INTEGER DEFAULT 0 NOT NULL,
            topped_up INTEGER DEFAULT 0 NOT NULL,
            countered_by INTEGER,
            open INTEGER GENERATED ALWAYS AS (CASE WHEN countered_by IS NULL THEN amount + topped_up - spent - returned
                    ELSE 0 END) VIRTUAL,
            amount_key INTEGER GENERATED ALWAYS AS (amount * scale) VIRTUAL,
            open_key INTEGER GENERATED ALWAYS AS (CASE WHEN countered_by IS NULL THEN (amount + topped_up - spent -
                    returned) * scale ELSE 0 END) VIRTUAL,
            PRIMARY KEY (id),
            UNIQUE (entry),
            FOREIGN KEY(campaign_id) REFERENCES campaign (id),
            FOREIGN KEY(person_id) REFERENCES person (id),
            FOREIGN KEY(entry) REFERENCES entry (number),
            FOREIGN KEY(countered_by) REFERENCES entry (number)
        ) STRICT
        """,
        "CREATE INDEX advance_by_amount_key ON advance (amount_key, tie)",
        "CREATE INDEX advance_by_campaign_id ON advance (campaign_id, tie)",
        "CREATE INDEX advance_by_day ON advance (day, tie)",
        "CREATE INDEX advance_by_due ON advance (due, tie)",
        "CREATE INDEX advance_by_open_key ON advance (open_key, tie)",
        "CREATE INDEX advance_by_person_id ON advance (person_id, tie)",
        "CREATE INDEX advance_by_state ON advance (state, tie)",
    ),
    "decision": (
        """
        CREATE TABLE decision (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            campaign_id INTEGER NOT NULL,
            kind TEXT NOT NULL,
            rule TEXT NOT NULL,
            day TEXT NOT NULL,
            currency TEXT NOT NULL,
            scale INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            state TEXT NOT NULL,
            author INTEGER NOT NULL,
            approver INTEGER,
            approved_at TEXT DEFAULT '' NOT NULL,
            override INTEGER DEFAULT 0 NOT NULL,
            amount_key INTEGER GENERATED ALWAYS AS (amount * scale) VIRTUAL,
            PRIMARY KEY (id),
            FOREIGN KEY(campaign_id) REFERENCES campaign (id)
        ) STRICT
        """,
        "CREATE INDEX decision_by_amount_key ON decision (amount_key, tie)",
        "CREATE INDEX decision_by_campaign_id ON decision (campaign_id, tie)",
        "CREATE INDEX decision_by_day ON decision (day, tie)",
        "CREATE INDEX decision_by_kind ON decision (kind, tie)",
        "CREATE INDEX decision_by_state ON decision (state, tie)",
    ),
    "plan_revision": (
        """
        CREATE TABLE plan_revision (
            id INTEGER NOT NULL,
            campaign_id INTEGER NOT NULL,
            line INTEGER NOT NULL,
            before INTEGER NOT NULL,
            after INTEGER NOT NULL,
            kind TEXT NOT NULL,
            at TEXT NOT NULL,
            actor INTEGER NOT NULL,
            decision_id INTEGER,
            PRIMARY KEY (id),
            FOREIGN KEY(campaign_id) REFERENCES campaign (id)
        ) STRICT
        """,
        "CREATE INDEX plan_revision_by_item ON plan_revision (campaign_id, line)",
    ),
    "decision_line": (
        """
        CREATE TABLE decision_line (
            decision_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            action TEXT NOT NULL,
            item INTEGER,
            to_id INTEGER,
            donation_id INTEGER,
            amount INTEGER NOT NULL,
            PRIMARY KEY (decision_id, position),
            FOREIGN KEY(decision_id) REFERENCES decision (id),
            FOREIGN KEY(to_id) REFERENCES campaign (id),
            FOREIGN KEY(donation_id) REFERENCES donation (id)
        ) WITHOUT ROWID,
         STRICT
        """,
    ),
    "donation_refund": (
        """
        CREATE TABLE donation_refund (
            id INTEGER NOT NULL,
            donation_id INTEGER NOT NULL,
            entry INTEGER NOT NULL,
            day TEXT NOT NULL,
            amount INTEGER NOT NULL,
            fund_amount INTEGER NOT NULL,
            countered_by INTEGER,
            PRIMARY KEY (id),
            UNIQUE (entry),
            FOREIGN KEY(donation_id) REFERENCES donation (id),
            FOREIGN KEY(entry) REFERENCES entry (number),
            FOREIGN KEY(countered_by) REFERENCES entry (number)
        ) STRICT
        """,
        "CREATE INDEX donation_refund_by_donation ON donation_refund (donation_id)",
    ),
    "donation_share": (
        """
        CREATE TABLE donation_share (
            donation_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            campaign_id INTEGER NOT NULL,
            item INTEGER,
            gross INTEGER NOT NULL,
            fee INTEGER NOT NULL,
            fund_gross INTEGER NOT NULL,
            fund_fee INTEGER NOT NULL,
            PRIMARY KEY (donation_id, position),
            FOREIGN KEY(donation_id) REFERENCES donation (id),
            FOREIGN KEY(campaign_id) REFERENCES campaign (id)
        ) WITHOUT ROWID,
         STRICT
        """,
        "CREATE INDEX donation_share_by_campaign ON donation_share (campaign_id, item)",
    ),
    "pledge": (
        """
        CREATE TABLE pledge (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            campaign_id INTEGER NOT NULL,
            donor_id INTEGER NOT NULL,
            currency TEXT NOT NULL,
            scale INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            day TEXT NOT NULL,
            due TEXT NOT NULL,
            state TEXT NOT NULL,
            donation_id INTEGER,
            revision INTEGER DEFAULT 1 NOT NULL,
            amount_key INTEGER GENERATED ALWAYS AS (amount * scale) VIRTUAL,
            PRIMARY KEY (id),
            FOREIGN KEY(campaign_id) REFERENCES campaign (id),
            FOREIGN KEY(donor_id) REFERENCES person (id),
            FOREIGN KEY(donation_id) REFERENCES donation (id)
        ) STRICT
        """,
        "CREATE INDEX pledge_by_amount_key ON pledge (amount_key, tie)",
        "CREATE INDEX pledge_by_campaign_id ON pledge (campaign_id, tie)",
        "CREATE INDEX pledge_by_day ON pledge (day, tie)",
        "CREATE INDEX pledge_by_donor_id ON pledge (donor_id, tie)",
        "CREATE INDEX pledge_by_due ON pledge (due, tie)",
        "CREATE INDEX pledge_by_state ON pledge (state, tie)",
    ),
    "settlement": (
        """
        CREATE TABLE settlement (
            id INTEGER NOT NULL,
            advance_id INTEGER NOT NULL,
            entry INTEGER NOT NULL,
            day TEXT NOT NULL,
            spent INTEGER NOT NULL,
            returned INTEGER NOT NULL,
            topped_up INTEGER NOT NULL,
            method TEXT NOT NULL,
            countered_by INTEGER,
            PRIMARY KEY (id),
            UNIQUE (entry),
            FOREIGN KEY(advance_id) REFERENCES advance (id),
            FOREIGN KEY(entry) REFERENCES entry (number),
            FOREIGN KEY(countered_by) REFERENCES entry (number)
        ) STRICT
        """,
        "CREATE INDEX settlement_by_advance ON settlement (advance_id)",
    ),
    "transfer": (
        """
        CREATE TABLE transfer (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            entry INTEGER NOT NULL,
            from_id INTEGER NOT NULL,
            to_id INTEGER NOT NULL,
            currency TEXT NOT NULL,
            scale INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            to_currency TEXT NOT NULL,
            to_amount INTEGER NOT NULL,
            day TEXT NOT NULL,
            decision_id INTEGER,
            countered_by INTEGER,
            amount_key INTEGER GENERATED ALWAYS AS (amount * scale) VIRTUAL,
            PRIMARY KEY (id),
            UNIQUE (entry),
            FOREIGN KEY(entry) REFERENCES entry (number),
            FOREIGN KEY(from_id) REFERENCES campaign (id),
            FOREIGN KEY(to_id) REFERENCES campaign (id),
            FOREIGN KEY(decision_id) REFERENCES decision (id),
            FOREIGN KEY(countered_by) REFERENCES entry (number)
        ) STRICT
        """,
        "CREATE INDEX transfer_by_amount_key ON transfer (amount_key, tie)",
        "CREATE INDEX transfer_by_day ON transfer (day, tie)",
        "CREATE INDEX transfer_by_from_id ON transfer (from_id, tie)",
        "CREATE INDEX transfer_by_to_id ON transfer (to_id, tie)",
    ),
    "settlement_line": (
        """
        CREATE TABLE settlement_line (
            settlement_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            item INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            day TEXT NOT NULL,
            PRIMARY KEY (settlement_id, position),
            FOREIGN KEY(settlement_id) REFERENCES settlement (id)
        ) WITHOUT ROWID,
         STRICT
        """,
    ),
}
