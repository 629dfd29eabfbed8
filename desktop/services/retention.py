"""The review: what has been kept for as long as its class is, and what somebody decides about it, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.remarks import check_reason
from desktop.domain.retention import Clock
from desktop.domain.text import one_line
from desktop.services.attachments import attachment_facts
from desktop.services.erasing import erase_person, erase_story, redact_document

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.retention import DueRow
    from desktop.services.office import Office
    from desktop.storage.work import Work

KEPT = "record.kept"


def review(office: Office) -> tuple[DueRow, ...]:
    """Give all that is due for review today; nothing without the book of names, where it lies."""
    with office.work() as work:
        return due_rows(work, office.today())


def due_rows(work: Work, today: date) -> tuple[DueRow, ...]:
    """Give what is due on a day, within a work."""
    return work.retention.due(work.settings.load().retention, today)


def keep_until(office: Office, row: DueRow, until: date, reason: str) -> None:
    """Leave something out of the review until a day, with the reason.

    Raises:
        Refused: The day is not after today, there is no reason, or the book of names is not open.
    """
    reason = one_line(reason)
    if until <= office.today():
        raise refuse("keep.day", at="until")
    refuse_errors(check_reason(reason))
    with office.work() as work:
        work.erasures.keep(row.subject, row.clock.value, until, office.now(), office.user)
        work.remarks.add(row.subject, KEPT, office.user, office.now(), reason)
        facts = {"what": row.clock.value, "until": until.isoformat()}
        work.commit(Record(KEPT, row.subject, facts))


def erase_due(office: Office, row: DueRow, passphrase: str = "") -> None:
    """Erase what a row of the review names, by the rules of its class; a person asks for the passphrase once more."""
    if row.clock in (Clock.PEOPLE, Clock.DONORS):
        erase_person(office, row.subject, passphrase)
    elif row.clock is Clock.STORIES:
        erase_story(office, row.subject)
    elif row.subject.startswith("#"):
        _remove_file(office, int(row.subject[1:]))
    else:
        redact_document(office, row.subject)


def _remove_file(office: Office, number: int) -> None:
    with office.work() as work:
        found = work.attachments.get(number)
        work.attachments.remove(number, "", office.now(), office.user)
        work.commit(Record("attachment.removed", found.subject, attachment_facts(found)))
