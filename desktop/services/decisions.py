"""Decisions on what a campaign has above or below its plan: proposed, approved and carried out, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.campaigns import FundKind
from desktop.domain.decision_note import DecisionNote, decision_note, thaw_note
from desktop.domain.decisions import (
    APPROVED,
    PROPOSED,
    WITHDRAWN,
    DecisionAction,
    DecisionKind,
    DecisionState,
    check_approval,
    check_decision,
    standing,
)
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.refunds import check_refund
from desktop.domain.remarks import check_reason
from desktop.domain.revisions import PlanChange, RevisionKind
from desktop.domain.text import many_lines, one_line
from desktop.domain.transfers import TransferDraft, check_transfer
from desktop.i18n import LANGUAGES
from desktop.services.campaigns import campaign_facts, require_campaign, revise_plan, revision_facts
from desktop.services.facts import DECISION, PLANS, act_facts
from desktop.services.issuing import check_languages, keep_labels
from desktop.services.periods import booked
from desktop.services.refunds import refund_within
from desktop.services.transfers import RECORDED, move, transfer_facts
from desktop.services.users import user_name

if TYPE_CHECKING:
    from desktop.domain.campaigns import Campaign, Item
    from desktop.domain.decisions import Decision, DecisionDraft, DecisionLine
    from desktop.domain.money import Money
    from desktop.domain.revisions import PlanRevision
    from desktop.services.office import Office
    from desktop.storage.work import Work


def propose_decision(office: Office, draft: DecisionDraft) -> Decision:
    """Propose what becomes of a campaign's surplus or shortfall; nothing moves before it is approved.

    Raises:
        Refused: A check failed, or another proposal awaits its approval.
    """
    office.need_identity()
    draft = replace(draft, reason=many_lines(draft.reason))
    with office.work() as work:
        campaign = require_campaign(work, draft.campaign)
        if (pending := work.decisions.pending(campaign.code)) is not None:
            raise refuse("decision.pending", at="campaign", campaign=campaign.code, decision=pending)
        refuse_errors(check_decision(campaign, draft))
        _check_targets(work, office, campaign, draft)
        code = work.decisions.add(draft, _about(campaign, draft), office.user)
        work.remarks.add(code, PROPOSED, office.user, office.now(), draft.reason)
        decision = work.decisions.get(code)
        work.commit(Record(PROPOSED, code, {DECISION: decision_facts(decision)}))
    return decision


def _about(campaign: Campaign, draft: DecisionDraft) -> Money:
    """Say what a decision is about: the surplus, what is missing, or what is moved."""
    if draft.kind is DecisionKind.REALLOCATION:
        return draft.lines[0].amount
    difference = standing(campaign).difference
    return difference if difference.minor > 0 else -difference


def _check_targets(work: Work, office: Office, campaign: Campaign, draft: DecisionDraft) -> None:
    """Refuse lines whose other fund or donation does not allow them."""
    for place, line in enumerate(draft.lines):
        if line.action is DecisionAction.TRANSFER:
            target = require_campaign(work, line.to or "", at=f"lines.{place}.to")
            refuse_errors(
                check_transfer(_transfer(draft, line, office), campaign, target, office.today(), decided=True)
            )
        elif line.action is DecisionAction.REFUND:
            _check_refund(work, campaign, line, at=f"lines.{place}.donation")


def _check_refund(work: Work, campaign: Campaign, line: DecisionLine, *, at: str) -> None:
    """A decision gives back what was given for this campaign alone, in its currency; other gifts go by themselves."""
    donation = work.donations.get(line.donation or "")
    elsewhere = {share.campaign for share in donation.gift.shares} != {campaign.code}
    if elsewhere or donation.draft.gross.currency != campaign.draft.currency:
        raise refuse("decision.refund_elsewhere", at=at, donation=donation.code, campaign=campaign.code)
    problems = check_refund(donation, line.amount, {campaign.code: campaign.totals.available})
    refuse_errors(tuple(replace(problem, at=at) for problem in problems))


def _transfer(draft: DecisionDraft, line: DecisionLine, office: Office) -> TransferDraft:
    to = line.to or ""
    return TransferDraft(draft.campaign, to, line.amount, office.today(), draft.reason, into_open=True)


def decision_facts(decision: Decision) -> dict[str, object]:
    """Tell the journal of a decision: codes and amounts."""
    draft = decision.draft
    return {
        "campaign": draft.campaign,
        "kind": draft.kind.value,
        "rule": draft.rule.value,
        "on": draft.on.isoformat(),
        "amount": decision.amount.minor,
        "currency": decision.amount.currency,
        "lines": [[line.action.value, line.amount.minor, line.item, line.to, line.donation] for line in draft.lines],
    }


def approve_decision(office: Office, code: str, override: str = "") -> Decision:
    """Approve a decision, and carry it out in the same transaction: all of it or nothing.

    Args:
        office: The open office.
        code: The decision's.
        override: The reason of somebody who is alone in the office and approves their own.

    Raises:
        Refused: It is one's own while there are others, or the figures are not those that it was proposed on.
    """
    office.need_identity()
    override = one_line(override)
    with office.work() as work:
        decision = work.decisions.get(code)
        colleagues = work.staff.colleagues(office.user)
        refuse_errors(check_approval(decision, office.user, colleagues, override))
        campaign = require_campaign(work, decision.draft.campaign)
        if check_decision(campaign, decision.draft) or _about(campaign, decision.draft) != decision.amount:
            raise refuse("decision.stale", code=code, campaign=campaign.code)
        _check_targets(work, office, campaign, decision.draft)
        now, own = office.now(), decision.author == office.user
        note = replace(
            _note(work, decision, campaign),
            approved_by=user_name(work, office.user),
            approved_on=office.today(),
            override_reason=override if own else "",
            journal_head=work.head(),
            logo=work.settings.load().logo,
            labels=tuple(zip(LANGUAGES, keep_labels(work, *LANGUAGES), strict=True)),
        )
        work.decisions.approve(code, office.user, now, override=own)
        if own:
            work.remarks.add(code, APPROVED, office.user, now, override)
        made, acts = _carry_out(work, office, campaign, decision)
        work.campaigns.refund(campaign.code)
        work.decisions.freeze(code, note.freeze())
        facts = {
            "override": own,
            "note": note.digest(),
            PLANS: {campaign.code: campaign_facts(work.campaigns.get(campaign.code))},
            **revision_facts(made),
            **act_facts(acts),
        }
        work.commit(Record(APPROVED, code, facts))
        return work.decisions.get(code)


def _carry_out(
    work: Work, office: Office, campaign: Campaign, decision: Decision
) -> tuple[tuple[PlanRevision, ...], list[Record]]:
    """Do what a decision says within its transaction; gives the plan's revisions and what was done to other things."""
    changes: dict[int, PlanChange] = {}
    acts: list[Record] = []
    items = {item.line: item for item in campaign.items}
    for line in decision.draft.lines:
        if line.action is DecisionAction.TRANSFER:
            draft = booked(work, _transfer(decision.draft, line, office), office.today())
            moved, number, entry = move(work, draft, decision.code)
            acts.append(Record(RECORDED, moved, transfer_facts(draft, number, entry)))
        elif line.action is DecisionAction.REFUND:
            reason, today = one_line(decision.draft.reason), office.today()
            _done, record = refund_within(work, office, line.donation or "", line.amount, reason, today, into_open=True)
            acts.append(record)
        elif line.action is DecisionAction.ALLOT:
            work.plans.allot(campaign.code, line.item or 0, line.amount)
        else:
            item = items[line.item or 0]
            changes[item.line] = _change_plan(work, campaign, item, line)
    ordered = tuple(changes[line] for line in sorted(changes) if changes[line].before != changes[line].after)
    made = revise_plan(work, office, campaign.code, ordered, RevisionKind.DECISION, decision=decision.code)
    return made, acts


def _change_plan(work: Work, campaign: Campaign, item: Item, line: DecisionLine) -> PlanChange:
    """Plan an item at more or less. What a decision allotted to it grows first, its plan where that is exceeded."""
    by = -line.amount if line.action is DecisionAction.REDUCE else line.amount
    after = item.planned + by
    if campaign.decided and item.allotted is not None:
        allotted = item.allotted + by
        work.plans.allot(campaign.code, item.line, allotted)
        after = max(item.planned, allotted)
    work.plans.set_planned(campaign.code, item.line, after)
    return PlanChange(item.line, item.planned, after)


def withdraw_decision(office: Office, code: str, reason: str) -> Decision:
    """Withdraw a proposed decision, so that another may be proposed.

    Raises:
        Refused: It is not proposed any more, or there is no reason.
    """
    office.need_identity()
    reason = one_line(reason)
    with office.work() as work:
        decision = work.decisions.get(code)
        if decision.state is not DecisionState.PROPOSED:
            raise refuse("decision.not_proposed", code=code, state=decision.state)
        refuse_errors(check_reason(reason))
        work.decisions.withdraw(code)
        work.remarks.add(code, WITHDRAWN, office.user, office.now(), reason)
        work.commit(Record(WITHDRAWN, code))
        return work.decisions.get(code)


def load_decision(office: Office, code: str) -> Decision:
    """Read a decision; raises NotFound."""
    with office.work() as work:
        return work.decisions.get(code)


def decisions_of(office: Office, campaign: str) -> tuple[Decision, ...]:
    """Read all decisions on a campaign, oldest first."""
    with office.work() as work:
        return work.decisions.of(campaign)


def read_note(office: Office, code: str) -> DecisionNote:
    """Read what a decision's note says: as frozen at the approval, or as it would be now before it.

    Raises:
        NotFound: There is no such decision.
        Refused: "identity.needed"; "decision.withdrawn".
    """
    with office.work() as work:
        decision = work.decisions.get(code)
        if decision.state is DecisionState.WITHDRAWN:
            raise refuse("decision.withdrawn", code=code)
        frozen = work.decisions.facts(code)
        if frozen:
            return thaw_note(frozen)
        return _note(work, decision, work.campaigns.get(decision.draft.campaign))


def draw_note(office: Office, code: str, language: str = "", second: str = "") -> bytes:
    """Draw a decision's note as a PDF, in the office's language of then or another one, and `second` beside it.

    Facts, logo and words are those of the approval; before it, and on a note of a former version, logo and words are
    today's.

    Raises:
        NotFound, Refused: As `read_note`; "document.language" for a language that is not known.
    """
    from desktop.documents.captions import read_words  # noqa: PLC0415 - late: heavy
    from desktop.documents.decision_note import draw_decision_note  # noqa: PLC0415 - late: heavy

    note = read_note(office, code)
    language = language or note.language
    second = check_languages(language, second)
    kept = dict(note.labels)
    with office.work() as work:
        logo = work.templates.picture(note.logo if kept else work.settings.load().logo)
        words = [
            read_words(work.templates.labels(kept[each])) if each in kept else {}  # a language that came later
            for each in (language, second)
            if each and kept
        ]
    return draw_decision_note(note, language, second, logo, words)


def _note(work: Work, decision: Decision, campaign: Campaign) -> DecisionNote:
    settings = work.settings.load()
    funds = {line.to for line in decision.draft.lines if line.to is not None}
    general = frozenset(code for code in funds if work.campaigns.get(code).kind is FundKind.GENERAL)
    author = user_name(work, decision.author)
    return decision_note(decision, campaign, general, settings.organisation, settings.language, author)
