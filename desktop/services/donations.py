"""Donations: record money in, take a record back by a counter-entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.donations import check_donation
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import counter_entry, donation_entry
from desktop.domain.summaries import Recorded
from desktop.domain.text import one_line, tidied
from desktop.services.campaigns import require_campaign
from desktop.services.facts import check_taking_back, entry_facts
from desktop.services.issuing import document_facts, issue
from desktop.services.people import require_person
from desktop.services.periods import booked, booking_day

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.donations import Donation, DonationDraft
    from desktop.domain.receipts import IssueRequest
    from desktop.services.office import Office
    from desktop.storage.work import Work


def check_new_donation(work: Work, draft: DonationDraft, today: date) -> None:
    """Refuse a donation that the campaign, the donor or the amounts do not allow."""
    campaign = require_campaign(work, draft.campaign)
    refuse_errors(check_donation(draft, campaign.draft.currency, today))
    if draft.donor is not None:
        require_person(work, draft.donor, at="donor")


def record_donation(office: Office, draft: DonationDraft, receipt: IssueRequest | None = None) -> Recorded:
    """Record a gift, and issue its receipt in the same transaction if one is asked for.

    Raises:
        Refused: A check failed; nothing is stored, and no number is taken.
    """
    draft = tidied(draft)
    with office.work() as work:
        check_new_donation(work, draft, office.today())
        draft = booked(work, draft, office.today())
        entry = donation_entry(draft.on, draft.campaign, draft.gross, draft.fee, draft.method, draft.donor)
        entry = replace(entry, happened=draft.happened)
        number = work.ledger.post(entry)
        code = work.donations.add(draft, number)
        document = issue(work, office, code, receipt) if receipt is not None else None
        facts = {
            **entry_facts(number, entry),
            "campaign": draft.campaign,
            "donor": draft.donor,
            "gross": draft.gross.minor,
            "fee": draft.fee.minor,
            "currency": draft.gross.currency,
            **(document_facts(document) if document is not None else {}),
        }
        work.commit(Record("donation.recorded", code, facts))
    return Recorded(code, number, document.document.number if document is not None else None)


def take_back_donation(office: Office, code: str, reason: str, on: date, *, into_open: bool = False) -> Recorded:
    """Take a donation back (a slip of entry, a refund): a counter-entry dated `on`, linked both ways.

    `into_open` books it on the first open day if `on` lies in a locked month.

    Raises:
        Refused: It is taken back already, a valid receipt rests on it, or its money is already spent.
    """
    with office.work() as work:
        donation = work.donations.get(code)
        original = work.ledger.get(donation.entry)
        if donation.countered_by is not None:
            raise refuse("donation.already_taken_back", code=code)
        refuse_errors(check_taking_back(one_line(reason), on, original.on, office.today()))
        if (receipt := work.documents.valid_for(code)) is not None:
            raise refuse("donation.receipt_valid", number=receipt)
        campaign = work.campaigns.get(donation.draft.campaign)
        if donation.draft.net > campaign.totals.available:
            raise refuse(
                "donation.already_spent",
                campaign=campaign.code,
                amount=donation.draft.net,
                available=campaign.totals.available,
            )
        booking = booking_day(work, on, office.today(), into_open=into_open)
        entry = replace(counter_entry(original, donation.entry, booking.day), happened=booking.happened)
        number = work.ledger.post(entry)
        work.donations.mark_countered(code, number, one_line(reason))
        work.commit(Record("donation.taken_back", code, {**entry_facts(number, entry), "counters": donation.entry}))
    return Recorded(code, number)


def load_donation(office: Office, code: str) -> Donation:
    """Read a donation; raises NotFound."""
    with office.work() as work:
        return work.donations.get(code)
