"""The steps of a payout before it is paid: drafted, submitted, approved by somebody else, or sent back and dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import Refused, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.payout_checks import check_approval, is_override
from desktop.domain.payout_parts import instalments
from desktop.domain.payouts import Payout, PayoutMove, PayoutState, check_plan
from desktop.domain.remarks import check_reason
from desktop.domain.text import one_line
from desktop.i18n import tr
from desktop.services.campaigns import require_campaign
from desktop.services.facts import payout_facts
from desktop.services.payout_review import authors, findings, in_base, other_users
from desktop.services.payouts import opened, tidied_payout, with_role
from desktop.services.people import require_person
from desktop.services.undo import Gesture, Keeper, Putting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.errors import Problem
    from desktop.domain.money import Money
    from desktop.domain.payouts import PayoutDraft
    from desktop.services.office import Office
    from desktop.storage.work import Work


@dataclass(frozen=True, slots=True)
class SavedPayout:
    """What saving a draft did: the payout, where it stood before (None: nowhere), and what it no longer reserves."""

    payout: Payout
    before: PayoutState | None = None
    freed: Money | None = None


def save_payout(
    office: Office, draft: PayoutDraft, code: str | None = None, revision: int | None = None
) -> SavedPayout:
    """Store a new draft (no `code`) or a change of one made on `revision`.

    A change takes a submitted or approved payout back to a draft: the approval is void and its money free again.

    Raises:
        Refused: A check failed, it is paid or dropped, or somebody changed it meanwhile.
    """
    with office.work() as work:
        gesture = Gesture(office, work)
        if code is None:
            code, record = plan_within(work, office, draft)
            gesture.adds(PAYOUT_DRAFTS, code)
            gesture.commit(record)
            return SavedPayout(work.payouts.get(code))
        draft, charged = _checked(work, draft)
        stored = work.payouts.get(code)
        gesture.changes(PAYOUT_DRAFTS, stored.code)
        stored.after(PayoutMove.CHANGE)
        freed = stored.fund_amount if stored.state is PayoutState.APPROVED else None
        work.payouts.change(code, draft, charged, revision or 0)
        gesture.commit(_record(work, "payout.changed", stored.code, {"was": stored.state.value}))
        return SavedPayout(work.payouts.get(code), stored.state, freed)


def plan_within(work: Work, office: Office, draft: PayoutDraft) -> tuple[str, Record]:
    """Store a new draft within a unit of work, as `save_payout` does; gives its code and the record to commit with."""
    draft, charged = _checked(work, draft)
    code = work.payouts.plan(draft, charged, office.user)
    return code, _record(work, "payout.drafted", code)


def _checked(work: Work, draft: PayoutDraft) -> tuple[PayoutDraft, tuple[Money, ...]]:
    """Refuse a draft that cannot be kept; gives it as it is kept, and what its lines take from the fund."""
    draft = tidied_payout(draft)
    campaign = require_campaign(work, draft.campaign)
    refuse_errors(check_plan(draft, campaign.items, campaign.draft.currency))
    require_person(work, draft.payee, at="payee")
    return with_role(work, draft, campaign), draft.charged(campaign.draft.currency)


def submit_payout(office: Office, code: str, revision: int | None = None) -> Payout:
    """Submit a draft for approval.

    Raises:
        Refused: It is no draft, its campaign or payee takes no part in anything new, or it was changed meanwhile.
    """
    with office.work() as work:
        work.commit(submit_within(work, office, code, revision))
        return work.payouts.get(code)


def submit_within(work: Work, office: Office, code: str, revision: int | None = None) -> Record:
    """Submit a draft within a unit of work, as `submit_payout` does; gives the record to commit it with."""
    payout = opened(work, code, revision)
    state = payout.after(PayoutMove.SUBMIT)
    require_campaign(work, payout.draft.campaign)
    require_person(work, payout.draft.payee, at="payee")
    work.payouts.move(code, state, office.now())
    return _record(work, "payout.submitted", code)


def approve_payout(office: Office, code: str, override: str = "", revision: int | None = None) -> Payout:
    """Approve a submitted payout: its money is reserved from now on.

    Who wrote or changed it cannot approve it above the office's threshold, but with `override`, the reason why nobody
    else did.

    Raises:
        Refused: Somebody else must approve it, a finding forbids it (an item or the fund would be overspent), it is not
            submitted, or it was changed since `revision` was looked at.
    """
    with office.work() as work:
        work.commit(approve_within(work, office, code, override, revision))
        return work.payouts.get(code)


def approve_within(work: Work, office: Office, code: str, override: str = "", revision: int | None = None) -> Record:
    """Approve a submitted payout within a unit of work, as `approve_payout` does; gives the record to commit it with.

    Of several in one work only the first may have an `override`: a reason belongs to the next record of the journal.
    """
    override = one_line(override)
    payout = opened(work, code, revision)
    state = payout.after(PayoutMove.APPROVE)
    require_campaign(work, payout.draft.campaign)
    require_person(work, payout.draft.payee, at="payee")
    against = _check_eyes(work, office, payout, override)
    refuse_errors(findings(work, payout))
    work.payouts.move(code, state, office.now(), approver=office.user, override=against)
    work.remarks.add(code, "payout.approved", office.user, office.now(), override if against else "")
    return _record(work, "payout.approved", code, {"override": against})


def _check_eyes(work: Work, office: Office, payout: Payout, override: str) -> bool:
    """Refuse an approval that four eyes forbid, saying who may give it; tell whether a reason stands in for them."""
    writers = authors(work, payout)
    threshold = work.settings.load().approval_threshold
    amount = in_base(work, payout.draft.amount, payout.draft.on)
    found = check_approval(writers, office.user, amount, threshold, override)
    if found:
        raise Refused(*(_saying_who(each, other_users(work, writers)) for each in found))
    return is_override(writers, office.user, amount, threshold)


def _saying_who(problem: Problem, others: Sequence[int]) -> Problem:
    """Name the users who may approve, if there are any, in the sentence that refuses an author's approval."""
    if problem.code != "payout.own_approval_alone" or not others:
        return problem
    return replace(problem, code="payout.own_approval", params={**problem.params, "users": tuple(others)})


def return_payout(office: Office, code: str, reason: str, revision: int | None = None) -> Payout:
    """Send a submitted or approved payout back for changes, with the reason; what it reserved is free again."""
    return _drop(office, code, PayoutMove.RETURN, "payout.returned", reason, revision)


def reject_payout(office: Office, code: str, reason: str, revision: int | None = None) -> Payout:
    """Reject a submitted payout for good, with the reason."""
    return _drop(office, code, PayoutMove.REJECT, "payout.rejected", reason, revision)


def cancel_payout(office: Office, code: str, reason: str, revision: int | None = None) -> Payout:
    """Cancel a payout that is not paid, with the reason; what it reserved is free again."""
    return _drop(office, code, PayoutMove.CANCEL, "payout.cancelled", reason, revision)


def _drop(office: Office, code: str, move: PayoutMove, verb: str, reason: str, revision: int | None) -> Payout:
    reason = one_line(reason)
    refuse_errors(check_reason(reason))
    with office.work() as work:
        payout = opened(work, code, revision)
        work.payouts.move(code, payout.after(move), office.now())
        work.remarks.add(code, verb, office.user, office.now(), reason)
        return _commit(work, verb, code, {"was": payout.state.value})


def split_by_dates(
    office: Office, code: str, days: Sequence[date], revision: int | None = None, amounts: Sequence[Money] = ()
) -> tuple[Payout, ...]:
    """Split an approved payout into instalments, due on some days: the first keeps the code, the rest get theirs.

    They are even without `amounts`, which are one for each day and make the whole.

    Raises:
        Refused: It is not approved, there are too few or too many days, or too little money for so many.
    """
    with office.work() as work:
        payout = opened(work, code, revision)
        payout.after(PayoutMove.SPLIT)
        made = work.payouts.split(code, instalments(payout, days, amounts))
        parts = tuple(work.payouts.get(each) for each in (code, *made))
        facts = {"parts": [[each.code, each.draft.amount.minor] for each in parts], **payout_facts(*parts)}
        work.commit(Record("payout.split", code, facts))
    return parts


def _commit(work: Work, verb: str, code: str, more: dict[str, object] | None = None) -> Payout:
    work.commit(_record(work, verb, code, more))
    return work.payouts.get(code)


def _record(work: Work, verb: str, code: str, more: dict[str, object] | None = None) -> Record:
    return Record(verb, code, {**_told(work.payouts.get(code)), **(more or {})})


def _told(payout: Payout) -> dict[str, object]:
    """Tell the journal of a payout in codes and amounts."""
    draft = payout.draft
    return {
        "state": payout.state.value,
        "campaign": draft.campaign,
        "payee": draft.payee,
        "lines": [[line.item, line.amount.minor] for line in draft.lines],
        "currency": draft.currency,
        **payout_facts(payout),
    }


def _put(asked: Putting) -> list[Record]:
    """Make a draft say again what it said; a new one is cancelled. An approval that a change made void stays void."""
    work, code, now, wanted = asked.work, asked.code, asked.now, asked.wanted
    assert isinstance(now, Payout)  # noqa: S101  what `get` gave
    if now.state is PayoutState.CANCELLED:
        raise refuse("undo.cancelled", subject=code)
    if isinstance(wanted, Payout):
        work.payouts.change(code, wanted.draft, _checked(work, wanted.draft)[1], now.revision)
        return [_record(work, "payout.changed", code, {"was": now.state.value})]
    work.payouts.move(code, now.after(PayoutMove.CANCEL), asked.office.now())
    work.remarks.add(code, "payout.cancelled", asked.office.user, asked.office.now(), tr("Undo"))
    return [_record(work, "payout.cancelled", code, {"was": now.state.value})]


PAYOUT_DRAFTS = Keeper("payout", lambda work, code: work.payouts.get(code), _put)
"""How drafts of payouts are put back."""
