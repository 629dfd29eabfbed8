"""The triggers by which the ledger book itself refuses to change what is kept, as of this version."""

from __future__ import annotations

from desktop.storage.migrations.ledger.versions import v0002_triggers

_NEW: tuple[str, ...] = ()

TRIGGERS = (*v0002_triggers.TRIGGERS, *_NEW)
