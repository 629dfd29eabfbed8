"""The triggers by which the ledger book itself refuses to change what is kept, as of this version."""

from __future__ import annotations

from desktop.storage.migrations.ledger.versions import v0003_triggers

# One step from the merged person to the kept one, never a chain: whoever reads follows it once.
_MERGED = (
    "CREATE TRIGGER person_is_merged_once BEFORE UPDATE OF merged_into ON person"
    " WHEN NEW.merged_into IS NOT NULL AND (NEW.merged_into = NEW.id OR OLD.merged_into IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM person WHERE merged_into = NEW.id)"
    " OR EXISTS (SELECT 1 FROM person WHERE id = NEW.merged_into AND merged_into IS NOT NULL))"
    " BEGIN SELECT RAISE(ABORT, 'kept: person_is_merged_once'); END",
)

TRIGGERS = (*v0003_triggers.TRIGGERS, *_MERGED)
