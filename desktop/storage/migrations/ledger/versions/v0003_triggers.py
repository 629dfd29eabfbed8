"""The triggers by which the ledger book itself refuses to change what is kept, as of this version."""

from __future__ import annotations

from desktop.storage.migrations.ledger.versions import v0002_triggers

_PICTURE = tuple(
    f"CREATE TRIGGER picture_is_not_{done} BEFORE {event} ON picture"
    f" BEGIN SELECT RAISE(ABORT, 'kept: picture_is_not_{done}'); END"
    for done, event in (("changed", "UPDATE"), ("deleted", "DELETE"))
)

_PLEDGE = (  # what an open one promises may be changed, but for its donor; what is kept or withdrawn stays whole
    "CREATE TRIGGER pledge_keeps_its_donor BEFORE UPDATE OF id, donor_id ON pledge"
    " BEGIN SELECT RAISE(ABORT, 'kept: pledge_keeps_its_donor'); END",
    "CREATE TRIGGER pledge_is_not_changed BEFORE UPDATE OF campaign_id, currency, scale, amount, day, due ON pledge"
    " WHEN OLD.state <> 'open' BEGIN SELECT RAISE(ABORT, 'kept: pledge_is_not_changed'); END",
)
_KEPT_ON = tuple(each for each in v0002_triggers.TRIGGERS if " pledge_is_not_changed " not in each)

TRIGGERS = (*_KEPT_ON, *_PICTURE, *_PLEDGE)
