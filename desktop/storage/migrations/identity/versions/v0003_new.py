"""The identity book's tables that came with this version, as they were then."""

from __future__ import annotations

NEW: dict[str, tuple[str, ...]] = {
    "attachment": (
        """
        CREATE TABLE identity.attachment (
            id INTEGER NOT NULL,
            subject TEXT NOT NULL,
            kind TEXT NOT NULL,
            media TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            pages INTEGER NOT NULL,
            name TEXT NOT NULL,
            code TEXT DEFAULT '' NOT NULL,
            waits TEXT DEFAULT '' NOT NULL,
            signs INTEGER DEFAULT 0 NOT NULL,
            added_at TEXT NOT NULL,
            added_by INTEGER NOT NULL,
            removed_at TEXT DEFAULT '' NOT NULL,
            removed_by INTEGER,
            removed_because TEXT DEFAULT '' NOT NULL,
            thumbnail BLOB NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
        "CREATE INDEX identity.attachment_by_subject ON attachment (subject, id)",
        "CREATE INDEX identity.attachment_by_sha256 ON attachment (sha256)",
    ),
    "donor_form": (
        """
        CREATE TABLE identity.donor_form (
            id INTEGER NOT NULL,
            title TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            filling TEXT DEFAULT '' NOT NULL,
            added_at TEXT NOT NULL,
            removed INTEGER DEFAULT 0 NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
    ),
    "consent": (
        """
        CREATE TABLE identity.consent (
            id INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            purpose TEXT NOT NULL,
            channel TEXT NOT NULL,
            given TEXT NOT NULL,
            until TEXT DEFAULT '' NOT NULL,
            witness TEXT DEFAULT '' NOT NULL,
            note TEXT DEFAULT '' NOT NULL,
            withdrawn TEXT DEFAULT '' NOT NULL,
            withdrawn_because TEXT DEFAULT '' NOT NULL,
            PRIMARY KEY (id)
        ) STRICT
        """,
        "CREATE INDEX identity.consent_by_person ON consent (person_id, purpose, given, id)",
        "CREATE INDEX identity.consent_by_end ON consent (until)",
    ),
    "template": (
        """
        CREATE TABLE identity.template (
            id INTEGER NOT NULL,
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            version INTEGER NOT NULL,
            at TEXT NOT NULL,
            actor INTEGER NOT NULL,
            facts TEXT NOT NULL,
            PRIMARY KEY (id),
            UNIQUE (kind, language, version)
        ) STRICT
        """,
    ),
}
