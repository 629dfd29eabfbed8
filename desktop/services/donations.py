"""Donations: record money or things that came in, take a record back by a counter-entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.donation_checks import GiftFund, check_donation
from desktop.domain.donations import gift_entry
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import counter_entry
from desktop.domain.money import total
from desktop.domain.shares import GENERAL_FUND, FeeBearer
from desktop.domain.summaries import Recorded
from desktop.domain.text import one_line, tidied
from desktop.services.campaigns import require_campaign
from desktop.services.facts import check_taking_back, entry_facts
from desktop.services.gift_facts import gift_facts
from desktop.services.issuing import document_facts, issue
from desktop.services.people import require_person
from desktop.services.periods import booked, booking_day
from desktop.services.rates import pin_official_rate
from desktop.services.statements import require_no_statement

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.campaigns import Campaign
    from desktop.domain.donations import Donation, DonationDraft
    from desktop.domain.money import Money
    from desktop.domain.receipts import IssueRequest
    from desktop.services.office import Office
    from desktop.storage.work import Work


class Whose:
    """Whom and what gifts are for, each looked up once: for many gifts of one unit of work."""

    def __init__(self, work: Work) -> None:
        """Look nothing up yet."""
        self._work = work
        self._funds: dict[str, Campaign] = {}
        self._donors: dict[str, str] = {}

    def fund(self, code: str, at: str) -> Campaign:
        """Give a campaign in which money may move."""
        if code not in self._funds:
            self._funds[code] = require_campaign(self._work, code, at=at)
        return self._funds[code]

    def donor(self, code: str) -> str:
        """Give the code of a person who may be named by something new."""
        if code not in self._donors:
            self._donors[code] = require_person(self._work, code, at="donor").code
        return self._donors[code]


def check_new_donation(work: Work, draft: DonationDraft, today: date, whose: Whose | None = None) -> DonationDraft:
    """Refuse a donation that its funds, the donor or the amounts do not allow.

    Gives the draft with its codes as they are written; the general fund was made where nothing needed it before.
    """
    whose = whose or Whose(work)
    funds: dict[str, GiftFund] = {}
    shares = []
    for place, share in enumerate(draft.parts):
        at = "campaign" if len(draft.parts) == 1 else f"shares.{place}.campaign"
        code = _general_fund(work, draft) if share.campaign == GENERAL_FUND else share.campaign
        fund = whose.fund(code, at)
        lines = {item.line for item in fund.items if not item.draft.archived}
        funds[fund.code] = GiftFund(fund.draft.currency, lines)
        shares.append(replace(share, campaign=fund.code))
    plain = len(shares) == 1 and shares[0].item is None and shares[0].gross == draft.gross
    donor = None if draft.donor is None else whose.donor(draft.donor)
    draft = replace(draft, campaign=shares[0].campaign, shares=() if plain else tuple(shares), donor=donor)
    refuse_errors(check_donation(draft, funds, today))
    return draft


def _general_fund(work: Work, draft: DonationDraft) -> str:
    """Give the code of the general fund that a gift is for: in the currency that it is counted in."""
    given, rate = draft.gross.currency, draft.rate
    return work.campaigns.general(rate.other(given) if rate is not None and given in (rate.base, rate.quote) else given)


def record_donation(office: Office, draft: DonationDraft, receipt: IssueRequest | None = None) -> Recorded:
    """Record a gift of money or in kind, and issue its receipt in the same transaction if one is asked for.

    Raises:
        Refused: A check failed; nothing is stored, and no number is taken.
    """
    with office.work() as work:
        recorded, facts = add_donation(work, office, draft, receipt)
        work.commit(Record("donation.recorded", recorded.code, facts))
    return recorded


def add_donation(
    work: Work, office: Office, draft: DonationDraft, receipt: IssueRequest | None
) -> tuple[Recorded, dict[str, object]]:
    """Add a gift within a unit of work; gives what it made, and what the journal is told of it."""
    draft = booked(work, check_new_donation(work, tidied(draft, ("goods",)), office.today()), office.today())
    number, facts = None, gift_facts(draft)
    if not draft.in_kind:
        entry = gift_entry(draft, _bearing(work, draft))
        number = work.ledger.post(entry)
        pin_official_rate(work, number, entry)
        facts |= entry_facts(number, entry)
    code = work.donations.add(draft, number)
    document = issue(work, office, code, receipt) if receipt is not None else None
    if document is not None:
        facts |= document_facts(document)
    return Recorded(code, number, document.document.number if document is not None else None), facts


def _bearing(work: Work, draft: DonationDraft) -> str:
    """Give the code of the general fund where it pays the gift's fee, and refuse what it cannot pay."""
    gift = draft.booked
    if draft.fee_bearer is not FeeBearer.OFFICE or not gift.fund_fee:
        return ""
    currency = gift.fund_fee.currency
    general = work.campaigns.get(work.campaigns.general(currency))
    given = total((share.fund_net for share in gift.shares if share.campaign == general.code), currency)
    available = general.totals.available + given
    if gift.fund_fee > available:
        raise refuse("donation.office_cannot_bear", at="fee_bearer", fee=gift.fund_fee, available=available)
    return general.code


def take_back_donation(office: Office, code: str, reason: str, on: date, *, into_open: bool = False) -> Recorded:
    """Take a donation back (a slip of entry): a counter-entry dated `on`, linked both ways; a pledge is open again.

    `into_open` books it on the first open day if `on` lies in a locked month.

    Raises:
        Refused: It is taken back already, some of it was given back to the donor, a valid receipt rests on it, or its
            money is already spent.
    """
    with office.work() as work:
        recorded, facts = remove_donation(work, office, code, reason, on, into_open=into_open)
        work.commit(Record("donation.taken_back", code, facts))
    return recorded


def remove_donation(
    work: Work, office: Office, code: str, reason: str, on: date, *, into_open: bool
) -> tuple[Recorded, dict[str, object]]:
    """Take a gift back within a unit of work; gives what it posted, and what the journal is told of it."""
    donation = work.donations.get(code)
    if donation.taken_back:
        raise refuse("donation.already_taken_back", code=code)
    refuse_errors(check_taking_back(one_line(reason), on, donation.draft.on, office.today()))
    if donation.refunded:
        raise refuse("donation.refunded", code=code, amount=donation.refunded)
    if (receipt := work.documents.valid_for(code)) is not None:
        raise refuse("donation.receipt_valid", number=receipt)
    require_no_statement(work, donation)
    number, facts = None, {}
    if donation.entry is not None:
        _refuse_spent(work, donation)
        booking = booking_day(work, on, office.today(), into_open=into_open)
        counter = counter_entry(work.ledger.get(donation.entry), donation.entry, booking.day)
        entry = replace(counter, happened=booking.happened)
        number = work.ledger.post(entry)
        facts = {**entry_facts(number, entry), "counters": donation.entry}
    work.donations.mark_countered(code, number, one_line(reason))
    if donation.pledge is not None:
        work.pledges.reopen(donation.pledge)
        facts["pledge"] = donation.pledge
    return Recorded(code, number), facts


def _refuse_spent(work: Work, donation: Donation) -> None:
    """Refuse to take money out of a fund that has no longer so much."""
    taken: dict[str, Money] = {}
    for share in donation.gift.shares:
        taken[share.campaign] = taken[share.campaign] + share.fund_net if share.campaign in taken else share.fund_net
    for code, amount in taken.items():
        available = work.campaigns.get(code).totals.available
        if amount > available:
            raise refuse("donation.already_spent", campaign=code, amount=amount, available=available)


def load_donation(office: Office, code: str) -> Donation:
    """Read a donation; raises NotFound."""
    with office.work() as work:
        return work.donations.get(code)
