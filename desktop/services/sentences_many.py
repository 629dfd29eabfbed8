"""The English sentences of changing one field of several records at once."""

from __future__ import annotations

from desktop.i18n import mark

MANY: dict[str, str] = {
    "many.no_such_field": mark("This is not changed in several records at once. Choose one of these: {fields}."),
    "many.value": mark("This cannot stand in the field. Choose one of these: {choices}."),
    "many.nothing": mark("Nothing would change. Choose another value, or other records."),
    "many.decided": mark(
        "{campaign} was closed and {decision} decided on its money, which would hold no more. Open the campaign and "
        "change its status there."
    ),
    "many.changed_meanwhile": mark("{code} was changed since the preview. Look at the preview again."),
}
