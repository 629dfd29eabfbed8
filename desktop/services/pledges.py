"""Pledges: record what was promised, change it while it is open, keep it by a donation, withdraw it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse_errors
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.journal import Record
from desktop.domain.pledges import WITHDRAWN, Pledge, PledgeState, check_change, check_keeping, check_open, check_pledge
from desktop.domain.remarks import check_reason
from desktop.domain.shares import GENERAL_FUND
from desktop.domain.text import one_line, tidied
from desktop.i18n import tr
from desktop.services.campaigns import require_campaign
from desktop.services.donations import add_donation
from desktop.services.gift_facts import pledge_facts
from desktop.services.people import require_person
from desktop.services.undo import Gesture, Keeper, Putting

if TYPE_CHECKING:
    from desktop.domain.donations import DonationDraft
    from desktop.domain.pledges import PledgeDraft
    from desktop.domain.receipts import IssueRequest
    from desktop.domain.summaries import Recorded
    from desktop.services.office import Office
    from desktop.storage.work import Work


def record_pledge(office: Office, draft: PledgeDraft) -> Pledge:
    """Record a promised gift; nothing is booked.

    Raises:
        Refused: A check failed; nothing is stored.
    """
    draft = _checked(office, draft)
    with office.work() as work:
        gesture = Gesture(office, work)
        pledge = work.pledges.get(work.pledges.add(_placed(work, draft)))
        gesture.adds(PLEDGES, pledge.code)
        gesture.commit(Record("pledge.recorded", pledge.code, pledge_facts(pledge)))
    return pledge


def change_pledge(office: Office, code: str, draft: PledgeDraft, revision: int) -> Pledge:
    """Change what an open pledge promises (how much, for what, until when), as the donor now says; the donor stays.

    Args:
        office: The open office.
        code: The pledge.
        draft: All of it, as it is from now on.
        revision: The revision that the change was made on.

    Raises:
        Refused: A check failed, it is kept or withdrawn, or somebody changed it meanwhile; nothing is stored.
        NotFound: There is no such pledge.
    """
    draft = _checked(office, draft)
    with office.work() as work:
        gesture = Gesture(office, work)
        before = work.pledges.get(code)
        gesture.changes(PLEDGES, before.code)
        draft = _placed(work, draft, before.draft)
        refuse_errors(check_change(before, draft))
        work.pledges.change(before.code, draft, revision)
        pledge = work.pledges.get(code)
        gesture.commit(Record("pledge.changed", pledge.code, pledge_facts(pledge)))
    return pledge


def _checked(office: Office, draft: PledgeDraft) -> PledgeDraft:
    draft = tidied(draft, ("note",))
    refuse_errors(check_pledge(draft, office.today()))
    return draft


def _placed(work: Work, draft: PledgeDraft, before: PledgeDraft | None = None) -> PledgeDraft:
    """Give a draft with codes of a fund and a donor that may be used; those it had `before` may be put away by now."""
    fund = work.campaigns.general(draft.amount.currency) if draft.campaign == GENERAL_FUND else draft.campaign
    fund = make_code(CodeKind.CAMPAIGN, read_code(CodeKind.CAMPAIGN, fund, at="campaign"))
    donor = make_code(CodeKind.PERSON, read_code(CodeKind.PERSON, draft.donor, at="donor"))
    if before is None or fund != before.campaign:
        require_campaign(work, fund)
    if before is None or donor != before.donor:
        require_person(work, donor, at="donor")
    return replace(draft, campaign=fund, donor=donor)


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
        gesture = Gesture(office, work)
        gesture.changes(PLEDGES, work.pledges.get(code).code)
        work.pledges.withdraw(code)
        work.remarks.add(code, WITHDRAWN, office.user, office.now(), reason)
        pledge = work.pledges.get(code)
        gesture.commit(Record(WITHDRAWN, pledge.code, pledge_facts(pledge)))
    return pledge


def _put(asked: Putting) -> list[Record]:
    """Make a pledge promise again what it did; a new one is withdrawn, a withdrawn one open again."""
    work, code, now, wanted = asked.work, asked.code, asked.now, asked.wanted
    assert isinstance(now, Pledge)  # noqa: S101  what `get` gave
    withdrawn = not isinstance(wanted, Pledge) or wanted.state is PledgeState.WITHDRAWN
    if withdrawn:
        work.pledges.withdraw(code)
        said = wanted.withdrawn_because if isinstance(wanted, Pledge) else tr("Undo")
        work.remarks.add(code, WITHDRAWN, asked.office.user, asked.office.now(), said)
        return [Record(WITHDRAWN, code, pledge_facts(work.pledges.get(code)))]
    assert isinstance(wanted, Pledge)  # noqa: S101  not withdrawn
    if now.state is PledgeState.WITHDRAWN:
        work.pledges.reopen(code)
        now = work.pledges.get(code)
    if wanted.draft != now.draft:
        work.pledges.change(code, _placed(work, wanted.draft, now.draft), now.revision)
    return [Record("pledge.changed", code, pledge_facts(work.pledges.get(code)))]


PLEDGES = Keeper("pledge", lambda work, code: work.pledges.get(code), _put)
"""How pledges are put back."""


def load_pledge(office: Office, code: str) -> Pledge:
    """Read a pledge; raises NotFound."""
    with office.work() as work:
        return work.pledges.get(code)
