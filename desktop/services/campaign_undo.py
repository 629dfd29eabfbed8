"""How campaigns with their items are put back by a step: texts, plan, rule, allotments, what was decided, archived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.journal import Record
from desktop.i18n import tr
from desktop.services.undo import Keeper, Putting

if TYPE_CHECKING:
    from desktop.domain.campaigns import CampaignDraft
    from desktop.domain.money import Money
    from desktop.storage.work import Work


@dataclass(frozen=True, slots=True)
class Stood:
    """A campaign as it stood, without its money: that moves by entries, which are no steps."""

    draft: CampaignDraft
    archived: bool
    allotted: tuple[tuple[int, Money], ...]
    decided: str
    revision: int


def _read(work: Work, code: str) -> Stood:
    campaign = work.campaigns.get(code)
    allotted = tuple((item.line, item.allotted) for item in campaign.items if item.allotted is not None)
    return Stood(campaign.draft, campaign.archived, allotted, campaign.decided, campaign.revision)


def _put(asked: Putting) -> list[Record]:
    """Make a campaign say again what it said, by the rules of its form; a new one is put away."""
    from desktop.services import campaigns  # noqa: PLC0415  they leave the steps that are put back here

    work, code, now, wanted = asked.work, asked.code, asked.now, asked.wanted
    assert isinstance(now, Stood)  # noqa: S101  what `_read` gave
    records = []
    archived = wanted.archived if isinstance(wanted, Stood) else True
    if isinstance(wanted, Stood) and (wanted.draft, wanted.allotted) != (now.draft, now.allotted):
        made = campaigns.change_within(work, asked.office, wanted.draft, code, now.revision, tr("Undo"))
        _allot(work, code, wanted)
        if wanted.decided:  # opening it again ends by itself what was decided
            work.campaigns.stand_by(code, wanted.decided)
        campaign = work.campaigns.get(code)
        facts = {**campaigns.campaign_facts(campaign), **campaigns.revision_facts(made)}
        records.append(Record("campaign.saved", code, facts))
    if archived is not now.archived:
        campaigns.put_away(work, work.campaigns.get(code), archived)
        records.append(Record(campaigns.ARCHIVING[archived], code))
    return records


def _allot(work: Work, code: str, wanted: Stood) -> None:
    """Bring back what each item got by hand."""
    if _read(work, code).allotted == wanted.allotted:
        return
    work.plans.forget_allotments(code)
    for line, amount in wanted.allotted:
        work.plans.allot(code, line, amount)
    work.campaigns.refund(code)


CAMPAIGNS = Keeper("campaign", _read, _put)
"""How campaigns are put back."""
