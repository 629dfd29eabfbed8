"""People's cases: status, article, dates and needs; addresses in parts; relations; what happened, day by day."""

from __future__ import annotations

from alembic import op

from desktop.storage.migrations.rebuilding import rebuild

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PERSON = (
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
        national_id TEXT DEFAULT '' NOT NULL,
        national_id_country TEXT DEFAULT '' NOT NULL,
        phone TEXT DEFAULT '' NOT NULL,
        email TEXT DEFAULT '' NOT NULL,
        safe_channel TEXT DEFAULT '' NOT NULL,
        do_not_contact_via TEXT DEFAULT '' NOT NULL,
        languages TEXT DEFAULT '' NOT NULL,
        country TEXT DEFAULT '' NOT NULL,
        region TEXT DEFAULT '' NOT NULL,
        city TEXT DEFAULT '' NOT NULL,
        postcode TEXT DEFAULT '' NOT NULL,
        address TEXT DEFAULT '' NOT NULL,
        iban TEXT DEFAULT '' NOT NULL,
        bic TEXT DEFAULT '' NOT NULL,
        account_holder TEXT DEFAULT '' NOT NULL,
        case_status TEXT DEFAULT '' NOT NULL,
        article TEXT DEFAULT '' NOT NULL,
        sentence TEXT DEFAULT '' NOT NULL,
        held_at TEXT DEFAULT '' NOT NULL,
        detained_on TEXT DEFAULT '' NOT NULL,
        released_on TEXT DEFAULT '' NOT NULL,
        needs TEXT DEFAULT '' NOT NULL,
        notes TEXT DEFAULT '' NOT NULL,
        concerns TEXT DEFAULT '' NOT NULL,
        name_sort TEXT DEFAULT '' NOT NULL,
        latin_sort TEXT DEFAULT '' NOT NULL,
        alias_sort TEXT DEFAULT '' NOT NULL,
        shown TEXT GENERATED ALWAYS AS (
            coalesce(nullif(name_local, ''), nullif(name_latin, ''), nullif(name_bank, ''), nullif(alias, ''), '')
        ) VIRTUAL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.person_by_alias_sort ON person (alias_sort, tie)",
    "CREATE INDEX identity.person_by_case_status ON person (case_status, tie)",
    "CREATE INDEX identity.person_by_country ON person (country, tie)",
    "CREATE INDEX identity.person_by_iban ON person (upper(replace(iban, ' ', '')))",
    "CREATE INDEX identity.person_by_latin_sort ON person (latin_sort, tie)",
    "CREATE INDEX identity.person_by_name_sort ON person (name_sort, tie)",
)

_NEW = (
    """
    CREATE TABLE identity.relation (
        id INTEGER NOT NULL,
        person_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        at TEXT NOT NULL,
        actor INTEGER NOT NULL,
        revision INTEGER DEFAULT 1 NOT NULL,
        removed INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.relation_by_other ON relation (other_id)",
    "CREATE INDEX identity.relation_by_person ON relation (person_id)",
    """
    CREATE TABLE identity.case_event (
        id INTEGER NOT NULL,
        person_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT DEFAULT '' NOT NULL,
        at TEXT NOT NULL,
        actor INTEGER NOT NULL,
        revision INTEGER DEFAULT 1 NOT NULL,
        removed INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX identity.case_event_by_person ON case_event (person_id, day, id)",
)


def upgrade() -> None:
    """Give people their new columns, empty as yet, and add the tables.

    What was typed as an address stays where it is: it is the address's first line from now on.
    """
    rebuild("identity", "person", _PERSON)
    for statement in _NEW:
        op.execute(statement)
