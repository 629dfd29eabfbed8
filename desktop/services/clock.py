"""The computer's clock, held against the journal: one that went back is said, and stops nobody.

The journal's order is its own (`domain/journal`), so a wrong clock disorders nothing. But days, the years in documents'
numbers and terms follow the clock. What is said goes when the clock is right again, or when somebody says that it is
right now: then it had been ahead, and the journal keeps that this was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.clock import doubt_clock
from desktop.domain.journal import Record
from desktop.i18n import tr
from desktop.services import wording

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.clock import ClockDoubt
    from desktop.services.office import Office

ACCEPTED = "clock.accepted"
_SUBJECT = "office"


def clock_doubt(office: Office) -> ClockDoubt | None:
    """Say whether the clock went back since the journal's latest record; a sample tells a story of other days."""
    with office.work() as work:
        if work.settings.load().sample:
            return None
        return doubt_clock(office.now(), work.journal.newest_moment(ACCEPTED))


def accept_clock(office: Office) -> ClockDoubt | None:
    """Take the clock for right from now on, and tell the journal so; gives what was doubted. Not where it cannot be.

    Raises:
        Refused: The user has no role for it.
    """
    doubt = clock_doubt(office)
    if doubt is not None and doubt.last is not None and doubt.may_be_right:
        with office.work() as work:
            work.commit(Record(ACCEPTED, _SUBJECT, {"before": doubt.last.isoformat()}))
    return doubt


def clock_words(doubt: ClockDoubt) -> tuple[str, str]:
    """Say in the screen's language what speaks against the clock, and what to do."""
    then = tr("Documents, their numbers and all terms follow the clock: set it right before you work on.")
    if doubt.last is None:
        said = tr("This computer’s clock says {now}. This program did not exist then, so the clock is wrong.")
        return said.format(now=_moment(doubt.now)), then
    said = tr("This computer’s clock says {now}, and the vault’s journal knows {last} already: the clock went back.")
    return said.format(now=_moment(doubt.now), last=_moment(doubt.last)), then


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{wording.date(here.date())} {here:%H:%M}"
