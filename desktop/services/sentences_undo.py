"""The English sentences of steps back."""

from __future__ import annotations

from desktop.i18n import mark

UNDO: dict[str, str] = {
    "undo.nothing": mark("There is nothing to take back."),
    "undo.nothing_again": mark("There is nothing to do again."),
    "undo.booked": mark("{subject} is not taken back by a key. Open it: what it allows stands there."),
    "undo.cancelled": mark("{subject} is cancelled for good: enter the payout anew."),
    "undo.changed": mark("{subject} was changed since, so nothing was done. Open it and change what is needed."),
}
