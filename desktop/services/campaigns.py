"""Campaigns and their expense items: save, load and archive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.campaign_changes import check_change, check_labels, with_removed_items
from desktop.domain.campaigns import CampaignStatus, FundKind, check_campaign, tidied_titles
from desktop.domain.errors import NotFound, Problem, Refused, refuse, refuse_errors
from desktop.domain.funding import FundingRule
from desktop.domain.journal import Record
from desktop.domain.revisions import RevisionKind, check_moves, check_revision, is_approved, plan_changes
from desktop.domain.text import one_line, tidied
from desktop.services.campaign_undo import CAMPAIGNS
from desktop.services.facts import REVISIONS
from desktop.services.people import require_person
from desktop.services.undo import Gesture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop.domain.campaigns import Campaign, CampaignDraft
    from desktop.domain.people import Person
    from desktop.domain.revisions import PlanChange, PlanRevision
    from desktop.services.office import Office
    from desktop.storage.campaigns import PageSource
    from desktop.storage.work import Work


def save_campaign(
    office: Office, draft: CampaignDraft, code: str | None = None, revision: int | None = None, reason: str = ""
) -> Campaign:
    """Store a new campaign (no `code`) or a change of one made on `revision`.

    Expense items that a change leaves out are archived. Warnings (goal against items) do not stop it. A change of an
    approved plan needs its `reason`, and is kept as a revision.

    Raises:
        Refused: A check failed, money that moved forbids the change, or somebody changed it meanwhile.
    """
    office.need_identity()
    draft = tidied_campaign(draft)
    refuse_errors(check_campaign(draft))
    with office.work() as work:
        made: tuple[PlanRevision, ...] = ()
        gesture = Gesture(office, work)
        if code is None:
            code = add_campaign(work, draft)
            gesture.adds(CAMPAIGNS, code)
        else:
            gesture.changes(CAMPAIGNS, code)
            made = change_within(work, office, draft, code, revision, one_line(reason))
        campaign = work.campaigns.get(code)
        gesture.commit(Record("campaign.saved", code, {**campaign_facts(campaign), **revision_facts(made)}))
    return campaign


def close_campaign(office: Office, code: str) -> Campaign:
    """Close a campaign: what it has above or below its plan can be decided on then.

    Raises:
        Refused: It is the general fund, or its status does not allow it.
        NotFound: There is no such campaign.
    """
    campaign = load_campaign(office, code)
    draft = replace(campaign.draft, status=CampaignStatus.CLOSED)
    return save_campaign(office, draft, code, campaign.revision)


def tidied_campaign(draft: CampaignDraft) -> CampaignDraft:
    """Give a campaign's draft with its own texts and its items' fit to keep."""
    draft = tidied(draft, ("story",))
    items = tuple(tidied(item, ("description",)) for item in draft.items)
    return replace(draft, items=items, titles=tidied_titles(draft.titles))


def add_campaign(
    work: Work, draft: CampaignDraft, source: PageSource | None = None, *, names: tuple[str, ...] = ()
) -> str:
    """Add a new campaign within a unit of work; `names` are further names that no label may hold."""
    beneficiary = require_person(work, draft.beneficiary, at="beneficiary") if draft.beneficiary else None
    refuse_errors(check_labels(draft, (*names, *names_of(beneficiary))))
    return work.campaigns.add(draft, source)


def change_within(
    work: Work, office: Office, draft: CampaignDraft, code: str, revision: int | None, reason: str
) -> tuple[PlanRevision, ...]:
    """Store a changed campaign within a unit of work; gives the revisions of its plan.

    Raises:
        Refused: Money that moved forbids the change, its reason is missing, or somebody changed it meanwhile.
    """
    before, draft, revised = changed_within(work, draft, code, revision, reason)
    assert revision is not None  # noqa: S101  it was compared
    _forget_allotments(work, before, draft)
    work.campaigns.save(code, draft, revision)
    if not is_approved(before, revised):
        return ()
    changes = plan_changes(before, work.campaigns.get(code))
    return revise_plan(work, office, code, changes, RevisionKind.EDIT, reason)


def changed_within(
    work: Work, draft: CampaignDraft, code: str, revision: int | None, reason: str
) -> tuple[Campaign, CampaignDraft, Sequence[PlanRevision]]:
    """Say whether a campaign may be changed so; gives it as it stands, the draft with its removed items, its revisions.

    Raises:
        Refused: As `change_within` says.
    """
    before = work.campaigns.get(code)
    if before.revision != revision or revision is None:
        raise Refused(Problem("changed_meanwhile"))
    draft = with_removed_items(before, draft)
    beneficiary = None
    if draft.beneficiary is not None:
        unchanged = draft.beneficiary == before.draft.beneficiary
        beneficiary = (
            work.people.get(draft.beneficiary)
            if unchanged
            else require_person(work, draft.beneficiary, at="beneficiary")
        )
    revised = work.plans.of(code)
    refuse_errors(
        (
            *check_change(before, draft),
            *check_revision(before, draft, reason, revised),
            *check_moves(before, draft, revised, work.settings.load().reallocation_limit),
            *check_labels(draft, names_of(beneficiary)),
        )
    )
    return before, draft, revised


def _forget_allotments(work: Work, before: Campaign, draft: CampaignDraft) -> None:
    """What was allotted counts as long as it is meant: by hand while by hand, by a decision while closed."""
    reopened = before.decided and draft.status is not before.draft.status and draft.status.is_running
    if reopened:
        work.campaigns.stand_by(before.code, "")
    by_hand = before.draft.funding is FundingRule.MANUAL and not before.decided
    if reopened or (by_hand and draft.funding is not FundingRule.MANUAL):
        work.plans.forget_allotments(before.code)


def revise_plan(
    work: Work,
    office: Office,
    code: str,
    changes: tuple[PlanChange, ...],
    kind: RevisionKind,
    reason: str = "",
    decision: str | None = None,
) -> tuple[PlanRevision, ...]:
    """Keep the changes of a plan as revisions within a unit of work, with the reason where no decision gives it."""
    now = office.now()
    made = work.plans.revise(code, changes, kind, office.user, now, decision)
    if made and decision is None:
        work.remarks.add(code, "plan.revised", office.user, now, reason)
    return made


def revision_facts(made: Iterable[PlanRevision]) -> dict[str, object]:
    """Tell the journal of revisions; nothing where there are none."""
    facts = [revision_fact(each) for each in made]
    return {REVISIONS: facts} if facts else {}


def revision_fact(revision: PlanRevision) -> list[object]:
    """Tell of one revision: which it is, of what, from what, to what, how, by whom."""
    change = revision.change
    return [
        revision.number, revision.campaign, change.line, change.before.minor, change.after.minor, revision.kind.value,
        revision.by, revision.decision,
    ]  # fmt: skip


def names_of(person: Person | None) -> tuple[str, ...]:
    """Give all names of a person that a label must not hold."""
    if person is None:
        return ()
    draft = person.draft
    return (draft.name_local, draft.name_latin, draft.name_bank)


UNUSUAL = {"rule", "decided", "allotted"}
"""What the journal is told of a campaign only where there is something to tell."""


def campaign_facts(campaign: Campaign) -> Mapping[str, object]:
    """Tell the journal of a campaign in codes and amounts, without titles, story or labels; not what is usual."""
    allotted = [[item.line, item.allotted.minor] for item in campaign.items if item.allotted is not None]
    return {
        **({"rule": campaign.draft.funding.value} if campaign.draft.funding is not FundingRule.PRIORITY else {}),
        **({"decided": campaign.decided} if campaign.decided else {}),
        **({"allotted": allotted} if allotted else {}),
        "revision": campaign.revision,
        "status": campaign.draft.status.value,
        "currency": campaign.draft.currency,
        "beneficiary": campaign.draft.beneficiary,
        "goal": campaign.draft.goal.minor if campaign.draft.goal is not None else None,
        "items": [[item.line, item.planned.minor, item.draft.priority, item.draft.archived] for item in campaign.items],
    }


def require_campaign(work: Work, code: str, *, at: str = "campaign") -> Campaign:
    """Give a campaign in which money may move."""
    try:
        campaign = work.campaigns.get(code)
    except NotFound:
        raise refuse("campaign.not_found", at=at, campaign=code) from None
    if campaign.archived:
        raise refuse("campaign.archived", at=at, campaign=code)
    if not campaign.draft.status.takes_money:
        raise refuse("campaign.takes_no_money", at=at, campaign=code, status=campaign.draft.status)
    return campaign


def load_campaign(office: Office, code: str) -> Campaign:
    """Read a campaign with its items and sums; raises NotFound."""
    with office.work() as work:
        return work.campaigns.get(code)


def campaign_source(office: Office, code: str) -> str | None:
    """Read the original text of the page that a campaign was imported from; None when there is none."""
    with office.work() as work:
        return work.campaigns.source_text(code)


def archive_campaign(office: Office, code: str, archived: bool = True) -> Campaign:
    """Put a campaign out of the lists, or back. One that still holds money stays in sight."""
    return archive_campaigns(office, (code,), archived)[0]


def archive_campaigns(office: Office, codes: Iterable[str], archived: bool = True) -> tuple[Campaign, ...]:
    """Put several campaigns out of the lists, or back, in one transaction: all of them or none.

    Raises:
        Refused: One is the general fund, or still holds money that would be out of sight.
        NotFound: One is not there.
    """
    with office.work() as work:
        gesture = Gesture(office, work)
        wanted = tuple(dict.fromkeys(work.campaigns.get(code).code for code in codes))
        for code in wanted:
            gesture.changes(CAMPAIGNS, code)
            put_away(work, work.campaigns.get(code), archived)
        campaigns = tuple(work.campaigns.get(code) for code in wanted)
        gesture.commit(*(Record(ARCHIVING[archived], code) for code in wanted))
    return campaigns


ARCHIVING = {True: "campaign.archived", False: "campaign.brought_back"}


def put_away(work: Work, before: Campaign, archived: bool) -> None:
    """Archive a campaign within a unit of work, or bring it back, by the rule of what must stay in sight."""
    code = before.code
    if before.kind is FundKind.GENERAL:
        raise refuse("campaign.general_stays", campaign=before.draft.title)
    if archived and before.totals.advanced:
        raise refuse("campaign.open_advances", campaign=code, advanced=before.totals.advanced)
    if archived and before.totals.committed:
        raise refuse("campaign.still_committed", campaign=code, committed=before.totals.committed)
    if archived and before.totals.available:
        raise refuse("campaign.still_holds_money", campaign=code, available=before.totals.available)
    work.campaigns.archive(code, archived)
