"""Transfers: money moved from one fund to another, and taken back by a counter-entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import counter_entry
from desktop.domain.summaries import Recorded
from desktop.domain.text import one_line
from desktop.domain.transfers import check_transfer, transfer_entry
from desktop.services.campaigns import require_campaign
from desktop.services.facts import check_taking_back, entry_facts
from desktop.services.periods import booked, booking_day

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.ledger import Entry
    from desktop.domain.transfers import Transfer, TransferDraft
    from desktop.services.office import Office
    from desktop.storage.work import Work

RECORDED = "transfer.recorded"
TAKEN_BACK = "transfer.taken_back"


def open_general_fund(office: Office, currency: str) -> str:
    """Give the code of the general fund in a currency; it is made when nothing needed it before.

    Raises:
        Refused: "currency.unknown".
    """
    with office.work() as work:
        before = work.campaigns.find_general(currency)
        if before is not None:
            return before
        code = work.campaigns.general(currency)
        work.commit(Record("fund.opened", code, {"currency": currency}))
    return code


def transfer(office: Office, draft: TransferDraft) -> Recorded:
    """Move money from the general fund to a campaign; a campaign's own money moves by a decision alone.

    Raises:
        Refused: A check failed, or the month is locked; nothing is stored.
    """
    office.need_identity()
    draft = replace(draft, reason=one_line(draft.reason))
    with office.work() as work:
        source, target = (
            require_campaign(work, draft.source, at="source"),
            require_campaign(work, draft.target, at="target"),
        )
        refuse_errors(check_transfer(draft, source, target, office.today()))
        draft = booked(work, draft, office.today())
        code, number, entry = move(work, draft)
        work.remarks.add(code, RECORDED, office.user, office.now(), draft.reason)
        work.commit(Record(RECORDED, code, transfer_facts(draft, number, entry)))
    return Recorded(code, number)


def move(work: Work, draft: TransferDraft, decision: str | None = None) -> tuple[str, int, Entry]:
    """Post and store a transfer that was checked, within a unit of work; gives its code, the entry and its number."""
    entry = transfer_entry(draft)
    number = work.ledger.post(entry)
    return work.transfers.add(draft, number, decision), number, entry


def transfer_facts(draft: TransferDraft, number: int, entry: Entry) -> dict[str, object]:
    """Tell the journal of a transfer."""
    return {
        **entry_facts(number, entry),
        "from": draft.source,
        "to": draft.target,
        "amount": draft.amount.minor,
        "currency": draft.amount.currency,
    }


def take_back_transfer(office: Office, code: str, reason: str, on: date, *, into_open: bool = False) -> Recorded:
    """Take a transfer back by a counter-entry dated `on`; the money is then again where it came from.

    Raises:
        Refused: It is taken back already, its money is not there any more, or the month of `on` is locked.
    """
    office.need_identity()
    with office.work() as work:
        found = work.transfers.get(code)
        original = work.ledger.get(found.entry)
        if found.countered_by is not None:
            raise refuse("transfer.already_taken_back", code=code)
        refuse_errors(check_taking_back(one_line(reason), on, original.on, office.today()))
        target = require_campaign(work, found.draft.target)
        require_campaign(work, found.draft.source)
        if found.draft.amount > target.totals.available:
            raise refuse(
                "transfer.already_spent",
                campaign=target.code,
                amount=found.draft.amount,
                available=target.totals.available,
            )
        booking = booking_day(work, on, office.today(), into_open=into_open)
        entry = replace(counter_entry(original, found.entry, booking.day), happened=booking.happened)
        number = work.ledger.post(entry)
        work.transfers.mark_countered(code, number)
        work.remarks.add(code, TAKEN_BACK, office.user, office.now(), one_line(reason))
        work.commit(Record(TAKEN_BACK, code, {**entry_facts(number, entry), "counters": found.entry}))
    return Recorded(code, number)


def load_transfer(office: Office, code: str) -> Transfer:
    """Read a transfer; raises NotFound."""
    with office.work() as work:
        return work.transfers.get(code)


def transfers_of(office: Office, campaign: str) -> tuple[Transfer, ...]:
    """Read what came to a fund from others and went to them, oldest first."""
    with office.work() as work:
        return work.transfers.of(campaign)
