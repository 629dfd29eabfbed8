"""The identity book's tables that came with this version, as they were then."""

from __future__ import annotations

NEW: dict[str, tuple[str, ...]] = {
    "advance": (
        """
        CREATE TABLE identity.advance (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            purpose TEXT DEFAULT '' NOT NULL,
            person_sort TEXT DEFAULT '' NOT NULL,
            taken_back_because TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
        "CREATE INDEX identity.advance_by_person_sort ON advance (person_sort, tie)",
    ),
    "cash_voucher": (
        """
        CREATE TABLE identity.cash_voucher (
            id INTEGER NOT NULL,
            text TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
    ),
    "decision": (
        """
        CREATE TABLE identity.decision (
            id INTEGER NOT NULL,
            facts TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
    ),
    "pledge": (
        """
        CREATE TABLE identity.pledge (
            id INTEGER NOT NULL,
            tie INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
            note TEXT DEFAULT '' NOT NULL,
            donor_sort TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
        "CREATE INDEX identity.pledge_by_donor_sort ON pledge (donor_sort, tie)",
    ),
    "remark": (
        """
        CREATE TABLE identity.remark (
            id INTEGER NOT NULL,
            subject TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            verb TEXT NOT NULL,
            actor INTEGER NOT NULL,
            at TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
        "CREATE INDEX identity.remark_by_subject ON remark (subject, sequence)",
    ),
    "settlement_line": (
        """
        CREATE TABLE identity.settlement_line (
            settlement_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            document TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (settlement_id, position)
        ) STRICT
        """,
    ),
    "staff": (
        """
        CREATE TABLE identity.staff (
            number INTEGER NOT NULL,
            name TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (number)
        ) STRICT
        """,
    ),
}
