"""Advances: handed out, settled in parts by proofs, taken back by counter-entries, listed by age."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.advances import (
    AdvanceState,
    advance_entry,
    check_advance,
    check_settlement,
    settlement_entry,
)  # fmt: skip
from desktop.domain.errors import NotFound, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import counter_entry
from desktop.domain.summaries import Recorded
from desktop.domain.text import one_line, tidied
from desktop.services.campaigns import require_campaign
from desktop.services.facts import check_taking_back, entry_facts
from desktop.services.people import require_person
from desktop.services.periods import booked, booking_day

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.advances import Advance, AdvanceDraft, AgeSum, SettlementDraft
    from desktop.services.office import Office
    from desktop.storage.work import Work


def give_advance(office: Office, draft: AdvanceDraft) -> Recorded:
    """Hand out an advance.

    Raises:
        Refused: A check failed, or the fund or the cash desk does not hold it; nothing is stored.
    """
    draft = tidied(draft, ("purpose",))
    with office.work() as work:
        campaign = require_campaign(work, draft.campaign)
        refuse_errors(check_advance(draft, campaign.totals.available, office.today()))
        require_person(work, draft.person, at="person")
        draft = booked(work, draft, office.today())
        entry = advance_entry(draft)
        number = work.ledger.post(entry)
        code = work.advances.add(draft, number)
        facts = {
            **entry_facts(number, entry),
            "campaign": draft.campaign,
            "person": draft.person,
            "amount": draft.amount.minor,
            "currency": draft.amount.currency,
            "due": draft.due.isoformat(),
        }
        work.commit(Record("advance.given", code, facts))
    return Recorded(code, number)


def settle_advance(office: Office, code: str, draft: SettlementDraft) -> Advance:
    """Settle an advance, or a part of it: proofs, and a remainder returned or what lacked topped up.

    Raises:
        Refused: It is not open, or a check failed (an item, the fund or the cash desk does not hold it).
    """
    draft = replace(draft, lines=tuple(tidied(line) for line in draft.lines))
    with office.work() as work:
        advance = work.advances.get(code)
        if advance.state is not AdvanceState.OPEN:
            raise refuse("advance.not_open", code=advance.code)
        campaign = work.campaigns.get(advance.draft.campaign)
        refuse_errors(check_settlement(draft, advance, campaign.items, campaign.totals.available, office.today()))
        draft = booked(work, draft, office.today())
        entry = settlement_entry(draft, advance.draft.campaign, advance.draft.person)
        posted = work.ledger.post(entry)
        number = work.advances.settle(advance.code, draft, posted)
        facts = {
            **entry_facts(posted, entry),
            "settlement": number,
            "lines": [[line.item, line.amount.minor] for line in draft.lines],
            "returned": draft.returned.minor,
            "topped_up": draft.topped_up.minor,
        }
        work.commit(Record("advance.settled", advance.code, facts))
        return work.advances.get(code)


def take_back_advance(office: Office, code: str, reason: str, on: date, *, into_open: bool = False) -> Recorded:
    """Take an advance back (a slip of entry, money brought back untouched): a counter-entry dated `on`.

    `into_open` books it on the first open day if `on` lies in a locked month.

    Raises:
        Refused: It is taken back already, or settlements rest on it: take those back first.
    """
    reason = one_line(reason)
    with office.work() as work:
        advance = work.advances.get(code)
        original = work.ledger.get(advance.entry)
        if advance.countered_by is not None:
            raise refuse("advance.already_taken_back", code=advance.code)
        refuse_errors(check_taking_back(reason, on, original.on, office.today()))
        _refuse_valid_paper(work, advance.code)
        live = [each.number for each in advance.settlements if each.countered_by is None]
        if live:
            raise refuse("advance.has_settlements", code=advance.code, number=live[-1])
        booking = booking_day(work, on, office.today(), into_open=into_open)
        entry = replace(counter_entry(original, advance.entry, booking.day), happened=booking.happened)
        number = work.ledger.post(entry)
        work.advances.mark_countered(advance.code, number, reason)
        facts = {**entry_facts(number, entry), "counters": advance.entry}
        work.commit(Record("advance.taken_back", advance.code, facts))
    return Recorded(advance.code, number)


def take_back_settlement(
    office: Office, code: str, number: int, reason: str, on: date, *, into_open: bool = False
) -> Recorded:
    """Take a settlement back: a counter-entry dated `on`; its advance is open again by what it had closed.

    `into_open` books it on the first open day if `on` lies in a locked month.

    Raises:
        NotFound: The advance has no settlement of this number.
        Refused: It is taken back already, or what it returned is already spent.
    """
    reason = one_line(reason)
    with office.work() as work:
        advance = work.advances.get(code)
        settlement = advance.settlement(number)
        if settlement is None:
            raise NotFound(subject=f"{advance.code}/{number}")
        if settlement.countered_by is not None:
            raise refuse("advance.settlement_taken_back", code=advance.code, number=number)
        _refuse_valid_paper(work, f"{advance.code}/{number}")
        original = work.ledger.get(settlement.entry)
        refuse_errors(check_taking_back(reason, on, original.on, office.today()))
        available = work.campaigns.get(advance.draft.campaign).totals.available
        needed = settlement.draft.returned - settlement.draft.topped_up
        if needed > available:
            fund = advance.draft.campaign
            raise refuse("advance.returned_spent", campaign=fund, amount=needed, available=available)
        booking = booking_day(work, on, office.today(), into_open=into_open)
        entry = replace(counter_entry(original, settlement.entry, booking.day), happened=booking.happened)
        work.remarks.add(advance.code, "advance.settlement_taken_back", office.user, office.now(), reason)
        posted = work.ledger.post(entry)
        work.advances.mark_settlement_countered(advance.code, number, posted)
        record = {**entry_facts(posted, entry), "counters": settlement.entry, "settlement": number}
        work.commit(Record("advance.settlement_taken_back", advance.code, record))
    return Recorded(advance.code, posted)


def valid_vouchers(office: Office, code: str) -> dict[int, str]:
    """Give the valid vouchers of an advance by the numbers of its settlements; 0 is the advance itself."""
    with office.work() as work:
        advance = work.advances.get(code)
        subjects = {0: advance.code} | {each.number: f"{advance.code}/{each.number}" for each in advance.settlements}
        found = {number: work.documents.valid_for(subject) for number, subject in subjects.items()}
    return {number: paper for number, paper in found.items() if paper is not None}


def _refuse_valid_paper(work: Work, subject: str) -> None:
    """Refuse to take back what a valid voucher rests on."""
    if (valid := work.documents.valid_for(subject)) is not None:
        raise refuse("cash.voucher_valid", number=valid)


def load_advance(office: Office, code: str) -> Advance:
    """Read an advance with its settlements; raises NotFound."""
    with office.work() as work:
        return work.advances.get(code)


def ageing(office: Office, day: date | None = None) -> tuple[AgeSum, ...]:
    """Sum what is open now by its age on a day (None: today), per currency."""
    with office.work() as work:
        return work.advances.ages(day or office.today())
