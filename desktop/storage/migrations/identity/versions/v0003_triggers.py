"""The triggers by which the identity book itself refuses to change what is kept, as of this version."""

from __future__ import annotations

from desktop.storage.migrations.identity.versions import v0001_triggers, v0002_money_whole

_NEW: tuple[str, ...] = ()

TRIGGERS = (*v0001_triggers.TRIGGERS, *v0002_money_whole.TRIGGERS, *_NEW)
