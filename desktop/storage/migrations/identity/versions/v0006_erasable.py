"""Issued documents, voids and imported pages may be made to say less, and still never to say something else."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_REPLACED = ("document_is_not_changed", "document_stays_void", "page_source_is_not_changed")

# Name, event, table, and the condition under which it is refused. What a redacted document still says carries the
# digest of all that it said ("frozen"), and its paper is gone; the journal holds the digest of what is left.
_REFUSED = (
    ("document_is_not_changed", "UPDATE OF id", "document", ""),
    (
        "document_is_only_redacted",
        "UPDATE OF facts, pdf",
        "document",
        ' WHEN length(NEW.pdf) > 0 OR instr(NEW.facts, \'"frozen": "\') = 0',
    ),
    (
        "document_names_nobody_else",
        "UPDATE OF party, party_sort",
        "document",
        " WHEN NEW.party || NEW.party_sort <> ''",
    ),
    (
        "document_stays_void",
        "UPDATE OF void_reason",
        "document",
        " WHEN OLD.void_reason <> '' AND NEW.void_reason <> ''",
    ),
    (
        "page_source_is_not_changed",
        "UPDATE",
        "page_source",
        " WHEN NEW.text <> '' OR NEW.facts <> '{}' OR NEW.campaign_id <> OLD.campaign_id OR NEW.sha256 <> OLD.sha256",
    ),
)

TRIGGERS = tuple(
    f"CREATE TRIGGER identity.{name} BEFORE {event} ON {table}{when} BEGIN SELECT RAISE(ABORT, 'kept: {name}'); END"
    for name, event, table, when in _REFUSED
)


def upgrade() -> None:
    """Put other triggers in the place of those that refuse every change; nothing that is kept changes.

    The search index takes what is deleted out of its own pages from now on, where it only marked it before.
    """
    for name in _REPLACED:
        op.execute(f"DROP TRIGGER identity.{name}")
    for statement in TRIGGERS:
        op.execute(statement)
    op.execute("INSERT INTO identity.search (search, rank) VALUES ('secure-delete', 1)")
