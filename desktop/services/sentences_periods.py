"""The English sentences of locked months: what is refused in one, and what verification found about them."""

from __future__ import annotations

from desktop.i18n import mark

PERIODS: dict[str, str] = {
    "month.unreadable": mark("“{text}” cannot be read as a month. Write it like 2026-03."),
    "period.locked": mark(
        "{date} lies in a locked month ({month}). Choose a later day, or book it on {open_day}: the day it happened is "
        "kept."
    ),
    "period.locked_change": mark(
        "{what} is of {date}, and that month ({month}) is locked: nothing in it is changed. Ask for its unlocking "
        "first, on the page “Months”."
    ),
    "period.already_locked": mark("This month ({month}) is locked already."),
    "period.not_ended": mark("This month ({month}) is not over yet: only a month that has ended is locked."),
    "period.open_before": mark("There are entries in an earlier month that stays open ({open})."),
    "period.not_locked": mark("This month ({month}) is not locked."),
    "period.nobody_asked": mark("Nobody has asked to unlock this month ({month}). Ask first, and say why."),
    "period.needs_another": mark("You have asked to unlock this month ({month}) yourself: another user confirms it."),
}

MONTHS_DIFFER: dict[str, str] = {
    "verify.month_changed": mark("Whether a month ({month}) is locked is not what the journal recorded."),
    "verify.happened_differs": mark("{subject} names another day on which it happened than its entry."),
}
