"""Payouts: money out against expense items, recorded at once or paid as approved; taken back by a counter-entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import Problem, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import MONEY_OUT, counter_entry, payout_entry
from desktop.domain.payout_checks import check_approval, check_before_approval, needs_second
from desktop.domain.payout_parts import divide
from desktop.domain.payouts import PayoutMove, check_payout, check_spending, role_for
from desktop.domain.summaries import Recorded
from desktop.domain.text import one_line, tidied
from desktop.services.campaigns import require_campaign
from desktop.services.facts import check_taking_back, entry_facts, payout_facts
from desktop.services.issuing import document_facts, issue
from desktop.services.payout_review import circumstances, iban_of, in_base, without_reservation
from desktop.services.people import require_person
from desktop.services.periods import booked, booking_day
from desktop.services.rates import pin_official_rate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.campaigns import Campaign
    from desktop.domain.ledger import Entry, PaymentMethod
    from desktop.domain.money import Money
    from desktop.domain.payouts import Payout, PayoutDraft, PayoutLine
    from desktop.domain.rates import PinnedRate
    from desktop.domain.receipts import IssueRequest
    from desktop.services.office import Office
    from desktop.storage.work import Work


def tidied_payout(draft: PayoutDraft) -> PayoutDraft:
    """Give a payout's draft with its texts fit to keep."""
    return tidied(draft, ("purpose",))


def with_role(work: Work, draft: PayoutDraft, campaign: Campaign) -> PayoutDraft:
    """Give a payout's draft whose payee is not left as the beneficiary if the campaign is for somebody else."""
    whose = campaign.draft.beneficiary
    role = role_for(draft.role, work.people.now(draft.payee), work.people.now(whose) if whose else None)
    return replace(draft, role=role)


def check_new_payout(work: Work, draft: PayoutDraft, today: date) -> Campaign:
    """Refuse a payout that the fund, the expense items, the payee or the date do not allow; gives its campaign."""
    campaign = require_campaign(work, draft.campaign)
    refuse_errors(check_payout(draft, campaign.items, campaign.totals.available, today))
    require_person(work, draft.payee, at="payee")
    return campaign


def record_payout(
    office: Office, draft: PayoutDraft, voucher: IssueRequest | None = None, *, override: str = ""
) -> Recorded:
    """Record money paid out in one step, and issue its voucher in the same transaction if one is asked for.

    Above the office's threshold this needs `override`: why nobody else approved it.

    Raises:
        Refused: A check failed (an item or the fund would be overspent), or somebody else must approve; nothing is
            stored, and no number is taken.
    """
    with office.work() as work:
        made, record = record_within(work, office, draft, voucher, override=override)
        work.commit(record)
    return made


def record_within(
    work: Work, office: Office, draft: PayoutDraft, voucher: IssueRequest | None = None, *, override: str = ""
) -> tuple[Recorded, Record]:
    """Record money paid out within a unit of work, as `record_payout` does; gives the record to commit it with.

    Of several in one work only the first may have an `override`: a reason belongs to the next record of the journal.
    """
    draft, override = tidied_payout(draft), one_line(override)
    campaign = check_new_payout(work, draft, office.today())
    draft = with_role(work, draft, campaign)
    charged = draft.charged(campaign.draft.currency)
    against = _second_needed(work, office, draft, override)
    around = circumstances(work, draft, campaign.draft.beneficiary)
    refuse_errors(check_before_approval(draft, charged, campaign.items, campaign.totals.available, around))
    draft = booked(work, replace(draft, iban=iban_of(work, draft)), office.today())
    number, entry = _post(work, draft, charged)
    code = work.payouts.add(
        draft,
        number,
        charged,
        author=office.user,
        approver=office.user,
        approved_at=office.now(),
        override=against,
    )
    work.remarks.add(code, "payout.recorded", office.user, office.now(), override if against else "")
    document, facts = _with_voucher(work, office, code, voucher, number, entry)
    record = Record("payout.recorded", code, {**facts, **payout_facts(work.payouts.get(code))})
    return Recorded(code, number, document), record


def pay_payout(
    office: Office,
    code: str,
    on: date,
    *,
    method: PaymentMethod | None = None,
    rate: PinnedRate | None = None,
    lines: Sequence[PayoutLine] = (),
    voucher: IssueRequest | None = None,
    into_open: bool = False,
    revision: int | None = None,
) -> Recorded:
    """Pay an approved payout, and issue its voucher in the same transaction if one is asked for.

    Args:
        office: The open office.
        code: The payout's.
        on: The day it was paid.
        method: How; as planned unless given.
        rate: The rate it was paid at, where it is in another currency than its fund; as planned unless given.
        lines: What was paid for each expense item, where that is not all: the rest becomes an approved payout of its
            own (`Recorded.rest`).
        voucher: What the voucher is to be like; None: there is none yet.
        into_open: Book it on the first open day if `on` lies in a locked month.
        revision: The one that was looked at; somebody may have changed it since.

    Raises:
        Refused: It is not approved, or a check failed; nothing is stored, and no number is taken.
    """
    with office.work() as work:
        opened(work, code, revision)
        made, record = pay_within(
            work, office, code, on, method=method, rate=rate, lines=lines, voucher=voucher, into_open=into_open
        )
        work.commit(record)
    return made


def pay_within(
    work: Work,
    office: Office,
    code: str,
    on: date,
    *,
    method: PaymentMethod | None = None,
    rate: PinnedRate | None = None,
    lines: Sequence[PayoutLine] = (),
    voucher: IssueRequest | None = None,
    into_open: bool = False,
) -> tuple[Recorded, Record]:
    """Pay an approved payout within a unit of work, as `pay_payout` does; gives the record to commit it with."""
    payout = work.payouts.get(code)
    payout.after(PayoutMove.PAY)
    campaign, rest = require_campaign(work, payout.draft.campaign), ""
    require_person(work, payout.draft.payee, at="payee")
    if lines:
        payout, rest = _split_off(work, payout, lines)
    draft = replace(payout.draft, on=on, method=method or payout.draft.method, rate=rate or payout.draft.rate)
    draft = replace(draft, iban=iban_of(work, draft), into_open=into_open)
    charged = draft.charged(campaign.draft.currency) if rate is not None else payout.charged
    _check_paying(work, payout, draft, charged, office.today())
    draft = booked(work, draft, office.today())
    number, entry = _post(work, draft, charged)
    work.payouts.pay(code, draft, charged, number)
    document, facts = _with_voucher(work, office, code, voucher, number, entry)
    stored = [work.payouts.get(each) for each in (code, rest) if each]
    record = Record("payout.paid", code, {**facts, "rest": rest, **payout_facts(*stored)})
    return Recorded(code, number, document, rest or None), record


def _split_off(work: Work, payout: Payout, lines: Sequence[PayoutLine]) -> tuple[Payout, str]:
    """Split what is paid now from what is left, if anything is; gives the payout and the code of the rest."""
    now, left = divide(payout, lines)
    if left is None:
        return payout, ""
    (rest,) = work.payouts.split(payout.code, (now, left))
    return work.payouts.get(payout.code), rest


def _check_paying(work: Work, payout: Payout, draft: PayoutDraft, charged: Sequence[Money], today: date) -> None:
    """Refuse to pay on a wrong day, by a wrong method or at a wrong rate, or more than there is."""
    found = list(check_date(draft.on, today, at="on"))
    if draft.method not in MONEY_OUT:
        found.append(Problem("payout.method", "method", {"method": draft.method}))
    refuse_errors(tuple(found))
    items, available = without_reservation(work.campaigns.get(draft.campaign), payout)
    refuse_errors(check_spending(draft, charged, items, available))


def _second_needed(work: Work, office: Office, draft: PayoutDraft, override: str) -> bool:
    """Refuse to record in one step what somebody else must approve; tell whether a reason stands in for them."""
    threshold = work.settings.load().approval_threshold
    amount = in_base(work, draft.amount, draft.on)
    refuse_errors(check_approval((), office.user, amount, threshold, override))
    if needs_second(amount, threshold) and not override:
        raise refuse("payout.needs_approval", at="override", threshold=threshold)
    return needs_second(amount, threshold)


def _post(work: Work, draft: PayoutDraft, charged: Sequence[Money]) -> tuple[int, Entry]:
    """Post a payout's entry, with the official rate beside its own where it is in another currency."""
    entry = payout_entry(
        draft.on,
        draft.campaign,
        [(line.item, money) for line, money in zip(draft.lines, charged, strict=True)],
        draft.method,
        draft.payee,
        given=draft.amount,
        rate=draft.rate,
        happened=draft.happened,
    )
    number = work.ledger.post(entry)
    pin_official_rate(work, number, entry)
    return number, entry


def _with_voucher(
    work: Work, office: Office, code: str, voucher: IssueRequest | None, number: int, entry: Entry
) -> tuple[str | None, dict[str, object]]:
    """Issue the voucher of a payout just paid, if one is asked for; gives its number and the facts for the journal."""
    document = issue(work, office, code, voucher) if voucher is not None else None
    draft = work.payouts.get(code).draft
    facts = {
        **entry_facts(number, entry),
        "campaign": draft.campaign,
        "payee": draft.payee,
        "lines": [[line.item, line.amount.minor] for line in draft.lines],
        "currency": draft.currency,
        **(document_facts(document) if document is not None else {}),
    }
    return (document.document.number if document is not None else None), facts


def take_back_payout(office: Office, code: str, reason: str, on: date, *, into_open: bool = False) -> Recorded:
    """Take a payout back (a slip of entry, returned money): a counter-entry dated `on`, linked both ways.

    `into_open` books it on the first open day if `on` lies in a locked month.

    Raises:
        Refused: It is not paid, taken back already, or a valid voucher rests on it: void that first.
    """
    with office.work() as work:
        payout = work.payouts.get(code)
        if payout.countered_by is not None:
            raise refuse("payout.already_taken_back", code=code)
        payout.after(PayoutMove.TAKE_BACK)
        original_number = payout.entry or 0
        original = work.ledger.get(original_number)
        refuse_errors(check_taking_back(one_line(reason), on, original.on, office.today()))
        if (voucher := work.documents.valid_for(code)) is not None:
            raise refuse("payout.voucher_valid", number=voucher)
        booking = booking_day(work, on, office.today(), into_open=into_open)
        entry = replace(counter_entry(original, original_number, booking.day), happened=booking.happened)
        number = work.ledger.post(entry)
        work.payouts.mark_countered(code, number, one_line(reason))
        facts = {**entry_facts(number, entry), "counters": original_number, **payout_facts(work.payouts.get(code))}
        work.commit(Record("payout.taken_back", code, facts))
    return Recorded(code, number)


def load_payout(office: Office, code: str) -> Payout:
    """Read a payout; raises NotFound."""
    with office.work() as work:
        return work.payouts.get(code)


def opened(work: Work, code: str, revision: int | None) -> Payout:
    """Read a payout that something is to be done to; refuse it if it is not as it was looked at.

    Raises:
        NotFound: There is no such payout.
        Refused: "changed_meanwhile".
    """
    payout = work.payouts.get(code)
    if revision is not None and payout.revision != revision:
        raise refuse("changed_meanwhile")
    return payout
