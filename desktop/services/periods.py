"""Months: locked when their accounts are done, unlocked by two people; the gate that money verbs ask for a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.periods import Booking, Month, MonthRow, book, check_lock
from desktop.domain.remarks import check_reason
from desktop.domain.text import one_line
from desktop.services.users import user_name

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.advances import AdvanceDraft, SettlementDraft
    from desktop.domain.cash import CashDraft
    from desktop.domain.donations import DonationDraft
    from desktop.domain.errors import Problem
    from desktop.domain.payouts import PayoutDraft
    from desktop.domain.periods import MonthLock
    from desktop.domain.transfers import TransferDraft
    from desktop.services.office import Office
    from desktop.storage.work import Work

    Draft = TypeVar("Draft", DonationDraft, PayoutDraft, CashDraft, AdvanceDraft, SettlementDraft, TransferDraft)

LOCKED, ASKED, UNLOCKED = "month.locked", "month.unlock_asked", "month.unlocked"


def booking_day(work: Work, on: date, today: date, *, into_open: bool) -> Booking:
    """Give the day to book something of the day `on`; every verb that dates anything asks here.

    A day in an open month is given as it is. One in a locked month is moved to the first open day with `into_open`:
    the worker has seen that day and accepted it.

    Raises:
        Refused: "period.locked" at "on", with the open day to offer.
    """
    return book(on, work.periods.locked(), today, into_open=into_open)


def booked(work: Work, draft: Draft, today: date) -> Draft:
    """Give a draft dated the day that it is booked on, with the day it happened where that is another one."""
    booking = booking_day(work, draft.on, today, into_open=draft.into_open)
    return replace(draft, on=booking.day, happened=booking.happened)


def require_open(work: Work, day: date, what: str) -> None:
    """Refuse to change something that is dated in a locked month; `what` is its code or number."""
    if (month := Month.of(day)) in work.periods.locked():
        raise refuse("period.locked_change", what=what, date=day, month=month)


def lock_problems(office: Office, month: Month) -> tuple[Problem, ...]:
    """Say what is wrong with locking a month, and what the worker should know before."""
    with office.work() as work:
        return _check_lock(work, office, month)


def lock_month(office: Office, month: Month) -> MonthLock:
    """Lock a month that is over. An earlier one left open does not stop it (`lock_problems` says so).

    Raises:
        Refused: It is locked already, or not over yet.
    """
    with office.work() as work:
        refuse_errors(_check_lock(work, office, month))
        work.periods.lock(month, office.user, office.now())
        work.commit(Record(LOCKED, str(month), {"entries": work.periods.entries().get(month, 0)}))
        return _lock(work, month)


def ask_unlock(office: Office, month: Month, reason: str) -> MonthLock:
    """Ask for a month's unlocking, so that another user may confirm it; asking again takes the place of the former.

    Raises:
        Refused: The month is open, or no reason is given.
    """
    reason = one_line(reason)
    refuse_errors(check_reason(reason))
    with office.work() as work:
        _lock(work, month)
        now = office.now()
        work.periods.ask(month, office.user, now)
        work.remarks.add(str(month), ASKED, office.user, now, reason)
        work.commit(Record(ASKED, str(month)))
        return _lock(work, month)


def confirm_unlock(office: Office, month: Month, override: str = "") -> None:
    """Unlock a month that another user asked to be unlocked.

    Args:
        office: The office of the user who confirms.
        month: The locked month.
        override: The reason of somebody who is the only user: nobody else could confirm. It is recorded as such.

    Raises:
        Refused: The month is open, nobody asked, or the one who asked would confirm it themselves.
    """
    override = one_line(override)
    with office.work() as work:
        lock = _lock(work, month)
        alone = not work.staff.colleagues(office.user)
        by_another = lock.asked_by not in (None, office.user)
        if not by_another and not alone:
            raise refuse("period.nobody_asked" if lock.asked_by is None else "period.needs_another", month=month)
        if not by_another:
            refuse_errors(check_reason(override))
            work.remarks.add(str(month), UNLOCKED, office.user, office.now(), override)
        work.periods.unlock(month)
        work.commit(Record(UNLOCKED, str(month), {"asked_by": lock.asked_by, "override": not by_another}))


def is_alone(office: Office) -> bool:
    """Tell whether this user is the only one, so that nobody else could confirm anything."""
    with office.work() as work:
        return not work.staff.colleagues(office.user)


def list_months(office: Office) -> tuple[MonthRow, ...]:
    """Give every month from the first with an entry to this one, the latest first."""
    this = Month.of(office.today())
    with office.work() as work:
        entries = work.periods.entries()
        locks = {lock.month: lock for lock in work.periods.locks()}
        month, last = min((*entries, *locks, this)), max((*entries, *locks, this))
        rows: list[MonthRow] = []
        while month <= last:
            row = MonthRow(month, entries.get(month, 0), month < this, locks.get(month))
            rows.append(_told(work, row))
            month = month.next
    return tuple(reversed(rows))


def _told(work: Work, row: MonthRow) -> MonthRow:
    """Add who locked a month, who asked for its unlocking, and why."""
    lock = row.lock
    if lock is None:
        return row
    row = replace(row, locked_by=user_name(work, lock.locked_by))
    if lock.asked_by is None:
        return row
    said = [remark.text for remark in work.remarks.of(str(row.month)) if remark.verb == ASKED]
    return replace(row, asked_by=user_name(work, lock.asked_by), reason=said[-1] if said else "")


def _check_lock(work: Work, office: Office, month: Month) -> tuple[Problem, ...]:
    earlier = tuple(each for each in work.periods.entries() if each < month)
    return check_lock(month, work.periods.locked(), office.today(), earlier)


def _lock(work: Work, month: Month) -> MonthLock:
    lock = work.periods.get(month)
    if lock is None:
        raise refuse("period.not_locked", at="month", month=month)
    return lock
