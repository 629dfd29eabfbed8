"""Campaigns and their expense items: save, load and archive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.campaign_changes import check_change, check_labels, with_removed_items
from desktop.domain.campaigns import FundKind, check_campaign
from desktop.domain.errors import NotFound, Problem, Refused, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.text import tidied
from desktop.services.people import require_person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.campaigns import Campaign, CampaignDraft
    from desktop.domain.people import Person
    from desktop.services.office import Office
    from desktop.storage.campaigns import PageSource
    from desktop.storage.work import Work


def save_campaign(
    office: Office, draft: CampaignDraft, code: str | None = None, revision: int | None = None
) -> Campaign:
    """Store a new campaign (no `code`) or a change of one made on `revision`.

    Expense items that a change leaves out are archived. Warnings (goal against items) do not stop it.

    Raises:
        Refused: A check failed, money that moved forbids the change, or somebody changed it meanwhile.
    """
    office.need_identity()
    draft = tidied_campaign(draft)
    refuse_errors(check_campaign(draft))
    with office.work() as work:
        code = add_campaign(work, draft) if code is None else _change(work, draft, code, revision)
        campaign = work.campaigns.get(code)
        work.commit(Record("campaign.saved", code, campaign_facts(campaign)))
    return campaign


def tidied_campaign(draft: CampaignDraft) -> CampaignDraft:
    """Give a campaign's draft with its own texts and its items' fit to keep."""
    draft = tidied(draft, ("story",))
    return replace(draft, items=tuple(tidied(item, ("description",)) for item in draft.items))


def add_campaign(
    work: Work, draft: CampaignDraft, source: PageSource | None = None, *, names: tuple[str, ...] = ()
) -> str:
    """Add a new campaign within a unit of work; `names` are further names that no label may hold."""
    beneficiary = require_person(work, draft.beneficiary, at="beneficiary") if draft.beneficiary else None
    refuse_errors(check_labels(draft, (*names, *names_of(beneficiary))))
    return work.campaigns.add(draft, source)


def _change(work: Work, draft: CampaignDraft, code: str, revision: int | None) -> str:
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
    refuse_errors((*check_change(before, draft), *check_labels(draft, names_of(beneficiary))))
    work.campaigns.save(code, draft, revision)
    return code


def names_of(person: Person | None) -> tuple[str, ...]:
    """Give all names of a person that a label must not hold."""
    if person is None:
        return ()
    draft = person.draft
    return (draft.name_local, draft.name_latin, draft.name_bank)


def campaign_facts(campaign: Campaign) -> Mapping[str, object]:
    """Tell the journal of a campaign in codes and amounts, without title, story or labels."""
    return {
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
    with office.work() as work:
        before = work.campaigns.get(code)
        if before.kind is FundKind.GENERAL:
            raise refuse("campaign.general_stays", campaign=before.draft.title)
        if archived and before.totals.advanced:
            raise refuse("campaign.open_advances", campaign=code, advanced=before.totals.advanced)
        if archived and before.totals.committed:
            raise refuse("campaign.still_committed", campaign=code, committed=before.totals.committed)
        if archived and before.totals.available:
            raise refuse("campaign.still_holds_money", campaign=code, available=before.totals.available)
        work.campaigns.archive(code, archived)
        campaign = work.campaigns.get(code)
        work.commit(Record("campaign.archived" if archived else "campaign.brought_back", code))
    return campaign
