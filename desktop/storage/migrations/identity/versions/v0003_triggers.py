"""The triggers by which the identity book itself refuses to change what is kept, as of this version."""

from __future__ import annotations

from desktop.storage.migrations.identity.versions import v0001_triggers, v0002_money_whole

# Name, event and the condition under which it is refused. Removing one empties its bytes and leaves the rest.
_ATTACHMENT = (
    ("attachment_is_not_deleted", "DELETE", ""),
    ("attachment_is_not_changed", "UPDATE OF id, kind, media, sha256, size, pages, added_at, added_by", ""),
    ("attachment_keeps_its_bytes", "UPDATE OF data, thumbnail", " WHEN NEW.removed_at = '' OR length(NEW.data) > 0"),
    ("attachment_stays_removed", "UPDATE", " WHEN OLD.removed_at <> ''"),
)

_KEPT = (
    *(
        f"CREATE TRIGGER identity.{name} BEFORE {event} ON attachment{when}"
        f" BEGIN SELECT RAISE(ABORT, 'kept: {name}'); END"
        for name, event, when in _ATTACHMENT
    ),
    "CREATE TRIGGER identity.consent_is_not_changed BEFORE UPDATE OF id, person_id, purpose, channel, given, until"
    " ON consent BEGIN SELECT RAISE(ABORT, 'kept: consent_is_not_changed'); END",
)

_TEMPLATE = tuple(
    f"CREATE TRIGGER identity.template_is_not_{done} BEFORE {event} ON template"
    f" BEGIN SELECT RAISE(ABORT, 'kept: template_is_not_{done}'); END"
    for done, event in (("changed", "UPDATE"), ("deleted", "DELETE"))
)

_NEW = (*_KEPT, *_TEMPLATE)

TRIGGERS = (*v0001_triggers.TRIGGERS, *v0002_money_whole.TRIGGERS, *_NEW)
