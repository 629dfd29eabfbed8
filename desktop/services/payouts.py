"""Payouts: record money out against expense items, take a record back by a counter-entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import counter_entry, payout_entry
from desktop.domain.payouts import check_payout
from desktop.domain.summaries import Recorded
from desktop.domain.text import one_line, tidied
from desktop.services.campaigns import require_campaign
from desktop.services.facts import check_taking_back, entry_facts
from desktop.services.issuing import document_facts, issue
from desktop.services.people import require_person
from desktop.services.periods import booked, booking_day

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.payouts import Payout, PayoutDraft
    from desktop.domain.receipts import IssueRequest
    from desktop.services.office import Office
    from desktop.storage.work import Work


def check_new_payout(work: Work, draft: PayoutDraft, today: date) -> None:
    """Refuse a payout that the fund, the expense items, the payee or the date do not allow."""
    campaign = require_campaign(work, draft.campaign)
    refuse_errors(check_payout(draft, campaign.items, campaign.totals.available, today))
    require_person(work, draft.payee, at="payee")


def record_payout(office: Office, draft: PayoutDraft, voucher: IssueRequest | None = None) -> Recorded:
    """Record money paid out, and issue its voucher in the same transaction if one is asked for.

    Raises:
        Refused: A check failed (an item or the fund would be overspent); nothing is stored, and no number is taken.
    """
    draft = tidied(draft, ("purpose",))
    with office.work() as work:
        check_new_payout(work, draft, office.today())
        draft = booked(work, draft, office.today())
        lines = tuple((line.item, line.amount) for line in draft.lines)
        entry = payout_entry(draft.on, draft.campaign, lines, draft.method, draft.payee)
        entry = replace(entry, happened=draft.happened)
        number = work.ledger.post(entry)
        code = work.payouts.add(draft, number)
        document = issue(work, office, code, voucher) if voucher is not None else None
        facts = {
            **entry_facts(number, entry),
            "campaign": draft.campaign,
            "payee": draft.payee,
            "lines": [[item, money.minor] for item, money in lines],
            "currency": draft.amount.currency,
            **(document_facts(document) if document is not None else {}),
        }
        work.commit(Record("payout.recorded", code, facts))
    return Recorded(code, number, document.document.number if document is not None else None)


def take_back_payout(office: Office, code: str, reason: str, on: date, *, into_open: bool = False) -> Recorded:
    """Take a payout back (a slip of entry, returned money): a counter-entry dated `on`, linked both ways.

    `into_open` books it on the first open day if `on` lies in a locked month.

    Raises:
        Refused: It is taken back already, or a valid voucher rests on it: void that first.
    """
    with office.work() as work:
        payout = work.payouts.get(code)
        original = work.ledger.get(payout.entry)
        if payout.countered_by is not None:
            raise refuse("payout.already_taken_back", code=code)
        refuse_errors(check_taking_back(one_line(reason), on, original.on, office.today()))
        if (voucher := work.documents.valid_for(code)) is not None:
            raise refuse("payout.voucher_valid", number=voucher)
        booking = booking_day(work, on, office.today(), into_open=into_open)
        entry = replace(counter_entry(original, payout.entry, booking.day), happened=booking.happened)
        number = work.ledger.post(entry)
        work.payouts.mark_countered(code, number, one_line(reason))
        work.commit(Record("payout.taken_back", code, {**entry_facts(number, entry), "counters": payout.entry}))
    return Recorded(code, number)


def load_payout(office: Office, code: str) -> Payout:
    """Read a payout; raises NotFound."""
    with office.work() as work:
        return work.payouts.get(code)
