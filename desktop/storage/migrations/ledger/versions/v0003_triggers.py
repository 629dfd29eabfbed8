"""The triggers by which the ledger book itself refuses to change what is kept, as of this version."""

from __future__ import annotations

from desktop.storage.migrations.ledger.versions import v0002_triggers

_PICTURE = tuple(
    f"CREATE TRIGGER picture_is_not_{done} BEFORE {event} ON picture"
    f" BEGIN SELECT RAISE(ABORT, 'kept: picture_is_not_{done}'); END"
    for done, event in (("changed", "UPDATE"), ("deleted", "DELETE"))
)

_NEW: tuple[str, ...] = (*_PICTURE,)

TRIGGERS = (*v0002_triggers.TRIGGERS, *_NEW)
