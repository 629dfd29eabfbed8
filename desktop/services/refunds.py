"""Refunds: money given back to a donor, with the receipt made void or replaced in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.donations import REFUNDED
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import counter_entry
from desktop.domain.money import total
from desktop.domain.people import NameUse
from desktop.domain.receipts import LONGEST_REASON, RECEIPTS, IssueRequest
from desktop.domain.refunds import check_refund, refund_entry, refund_parts
from desktop.domain.summaries import Recorded
from desktop.domain.text import one_line
from desktop.i18n import texts
from desktop.services.facts import VOIDED, check_taking_back, entry_facts
from desktop.services.issuing import document_facts, issue
from desktop.services.periods import booking_day, require_open
from desktop.services.rates import pin_official_rate
from desktop.services.statements import require_no_statement

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.donations import Donation
    from desktop.domain.money import Money
    from desktop.domain.periods import Booking
    from desktop.services.office import Office
    from desktop.storage.work import Work


def refund_donation(
    office: Office,
    code: str,
    amount: Money | None,
    reason: str,
    on: date,
    *,
    replace_receipt: bool = True,
    into_open: bool = False,
) -> Recorded:
    """Give some of a donation back, or all that is left of its net: an entry of its own, out of each fund's share.

    A valid receipt is made void; where something of the gift remains, another over the rest is issued in its place.

    Args:
        office: The open office.
        code: The donation's.
        amount: In the gift's currency; None: all that can be given back.
        reason: Why; kept in the identity book.
        on: The day it was given back.
        replace_receipt: Whether a receipt over the rest is issued in place of the one that becomes void.
        into_open: Whether it is booked on the first open day if `on` lies in a locked month.

    Returns:
        The donation's code, the refund's entry, and the new receipt's number.

    Raises:
        Refused: It cannot be given back (with the figures), its receipt is dated in a locked month, or the identity
            book is needed and not open.
    """
    with office.work() as work:
        recorded, record = refund_within(
            work, office, code, amount, one_line(reason), on, replace_receipt=replace_receipt, into_open=into_open
        )
        work.commit(record)
    return recorded


def refund_within(
    work: Work,
    office: Office,
    code: str,
    amount: Money | None,
    reason: str,
    on: date,
    *,
    replace_receipt: bool = True,
    into_open: bool = False,
) -> tuple[Recorded, Record]:
    """Give some of a donation back within a unit of work, as `refund_donation` does; gives its record too."""
    donation = work.donations.get(code)
    wanted = donation.net_refundable if amount is None else amount
    available = {each.campaign: work.campaigns.get(each.campaign).totals.available for each in donation.gift.shares}
    refuse_errors(
        (
            *check_taking_back(reason, on, donation.draft.on, office.today()),
            *check_refund(donation, wanted, available),
        )
    )
    require_no_statement(work, donation)
    booking = booking_day(work, on, office.today(), into_open=into_open)
    number, facts = _post(work, donation, wanted, booking)
    work.remarks.add(code, REFUNDED, office.user, office.now(), reason)
    document = _replace_receipt(work, office, donation, reason, facts, wanted=replace_receipt)
    return Recorded(code, number, document), Record(REFUNDED, code, facts)


def _post(work: Work, donation: Donation, amount: Money, booking: Booking) -> tuple[int, dict[str, object]]:
    """Book a refund; gives the entry's number, and what the journal is told of it."""
    parts = refund_parts(donation, amount)
    fund_amount = total(parts, parts[0].currency)
    entry = refund_entry(donation, amount, booking.day, booking.happened)
    number = work.ledger.post(entry)
    pin_official_rate(work, number, entry)
    work.refunds.add(donation.code, amount, fund_amount, booking.day, number)
    return number, {
        **entry_facts(number, entry),
        "amount": amount.minor,
        "currency": amount.currency,
        "fund_amount": fund_amount.minor,
        "fund_currency": fund_amount.currency,
    }


def _replace_receipt(
    work: Work, office: Office, donation: Donation, reason: str, facts: dict[str, object], *, wanted: bool
) -> str | None:
    """Make a gift's valid receipt void, and issue one over the rest; gives the new number."""
    valid = work.documents.valid_for(donation.code, RECEIPTS)
    if valid is None:
        return None
    require_open(work, work.documents.get(valid).issued_on, valid)
    before = work.documents.facts(valid)
    why = texts(before["language"]).tr("Refund: {reason}").format(reason=reason)
    work.documents.void(valid, why[:LONGEST_REASON], office.now())
    facts[VOIDED] = valid
    if not wanted or not work.donations.get(donation.code).net_refundable:
        return None
    second = before["second"][0] if "second" in before else ""
    paper = before.get("paper", {})
    request = IssueRequest(
        before["language"], NameUse(before["name_use"]), before["purpose"], second,
        donor_code=paper.get("donor_code", ""), agreement=paper.get("agreement", ""),
    )  # fmt: skip
    issued = issue(work, office, donation.code, request, valid)
    facts |= document_facts(issued)
    return issued.document.number


def take_back_refund(office: Office, code: str, reason: str, on: date, *, into_open: bool = False) -> Recorded:
    """Take the last refund of a donation back (a slip of entry): a counter-entry dated `on`, linked both ways.

    Raises:
        Refused: Nothing was given back, or a receipt over the rest is valid: void that first.
    """
    reason = one_line(reason)
    with office.work() as work:
        donation = work.donations.get(code)
        live = [refund for refund in donation.refunds if refund.countered_by is None]
        if not live:
            raise refuse("refund.none", code=code)
        last = live[-1]
        refuse_errors(check_taking_back(reason, on, last.on, office.today()))
        if (receipt := work.documents.valid_for(code, RECEIPTS)) is not None:
            raise refuse("donation.receipt_valid", number=receipt)
        require_no_statement(work, donation)
        booking = booking_day(work, on, office.today(), into_open=into_open)
        counter = counter_entry(work.ledger.get(last.entry), last.entry, booking.day)
        entry = replace(counter, happened=booking.happened)
        number = work.ledger.post(entry)
        work.refunds.mark_countered(code, last, number)
        work.remarks.add(code, "refund.taken_back", office.user, office.now(), reason)
        work.commit(Record("refund.taken_back", code, {**entry_facts(number, entry), "counters": last.entry}))
    return Recorded(code, number)
