"""Pledges: record what was promised, keep it by a donation, withdraw it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse_errors
from desktop.domain.journal import Record
from desktop.domain.pledges import WITHDRAWN, check_keeping, check_open, check_pledge
from desktop.domain.remarks import check_reason
from desktop.domain.shares import GENERAL_FUND
from desktop.domain.text import one_line, tidied
from desktop.services.campaigns import require_campaign
from desktop.services.donations import add_donation
from desktop.services.gift_facts import pledge_facts
from desktop.services.people import require_person

if TYPE_CHECKING:
    from desktop.domain.donations import DonationDraft
    from desktop.domain.pledges import Pledge, PledgeDraft
    from desktop.domain.receipts import IssueRequest
    from desktop.domain.summaries import Recorded
    from desktop.services.office import Office


def record_pledge(office: Office, draft: PledgeDraft) -> Pledge:
    """Record a promised gift; nothing is booked.

    Raises:
        Refused: A check failed; nothing is stored.
    """
    draft = tidied(draft, ("note",))
    refuse_errors(check_pledge(draft, office.today()))
    with office.work() as work:
        code = work.campaigns.general(draft.amount.currency) if draft.campaign == GENERAL_FUND else draft.campaign
        fund, donor = require_campaign(work, code), require_person(work, draft.donor, at="donor")
        draft = replace(draft, campaign=fund.code, donor=donor.code)
        pledge = work.pledges.get(work.pledges.add(draft))
        work.commit(Record("pledge.recorded", pledge.code, pledge_facts(pledge)))
    return pledge


def keep_pledge(office: Office, code: str, draft: DonationDraft, receipt: IssueRequest | None = None) -> Recorded:
    """Record the gift that keeps a pledge, and say so at the pledge, in one transaction.

    Raises:
        Refused: The pledge is kept or withdrawn, or was another donor's; or the gift itself is refused.
    """
    with office.work() as work:
        refuse_errors(check_keeping(work.pledges.get(code), draft.donor))
        recorded, facts = add_donation(work, office, draft, receipt)
        work.pledges.keep(code, recorded.code)
        work.commit(Record("donation.recorded", recorded.code, {**facts, "pledge": code}))
    return recorded


def withdraw_pledge(office: Office, code: str, reason: str) -> Pledge:
    """Say that a pledge will not be kept, and why.

    Raises:
        Refused: It is kept or withdrawn already, or there is no reason.
    """
    reason = one_line(reason)
    with office.work() as work:
        refuse_errors((*check_open(work.pledges.get(code)), *check_reason(reason)))
        work.pledges.withdraw(code)
        work.remarks.add(code, WITHDRAWN, office.user, office.now(), reason)
        pledge = work.pledges.get(code)
        work.commit(Record(WITHDRAWN, code, pledge_facts(pledge)))
    return pledge


def load_pledge(office: Office, code: str) -> Pledge:
    """Read a pledge; raises NotFound."""
    with office.work() as work:
        return work.pledges.get(code)
