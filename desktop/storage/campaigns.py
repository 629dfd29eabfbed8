"""Campaigns: the fund and its items in the ledger book; titles, story and the imported page in the identity book."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.campaigns import (
    Campaign,
    CampaignDraft,
    CampaignRow,
    CampaignStatus,
    FundKind,
    ItemDraft,
    Publicity,
)
from desktop.domain.errors import NotFound, refuse
from desktop.domain.funding import FundingRule
from desktop.domain.ledger import FundTotals
from desktop.domain.money import Money
from desktop.storage.campaign_titles import load_titles, save_titles
from desktop.storage.context import (
    campaign_code,
    campaign_id,
    day_text,
    person_code_or_none,
    person_id,
    read_day,
    scale_of,
)  # fmt: skip
from desktop.storage.folding import sort_key
from desktop.storage.general import find_general, general_title, general_titles, make_general
from desktop.storage.items import load_items, save_items, sort_by_title
from desktop.storage.people import count_campaigns
from desktop.storage.search import Indexed, index_row
from desktop.storage.sums import refund
from desktop.storage.tables_identity import campaign_identity, page_source
from desktop.storage.tables_ledger import campaign, posting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.campaigns import Item, Titles
    from desktop.storage.context import Desk


@dataclass(frozen=True, slots=True)
class PageSource:
    """An imported page as it came: the decoded text, the hash of the file's own bytes, and what was read from it."""

    text: str
    sha256: str
    encoding: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


class Campaigns:
    """The repository of campaigns and their items."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: CampaignDraft, source: PageSource | None = None) -> str:
        """Store a new campaign with its items, and the page it was read from; gives the new code.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        number = self._desk.next_id(campaign)
        sha256 = "" if source is None else source.sha256
        self._desk.connection.execute(campaign.insert().values(id=number, source_sha256=sha256, **_values(draft)))
        self._desk.connection.execute(campaign_identity.insert().values(id=number, **_identity_values(draft)))
        if source is not None:
            self._desk.connection.execute(
                page_source.insert().values(
                    campaign_id=number,
                    sha256=source.sha256,
                    encoding=source.encoding,
                    text=source.text,
                    facts=json.dumps(dict(source.facts), ensure_ascii=False, sort_keys=True),
                )
            )
        save_titles(self._desk, number, draft.titles)
        index_row(self._desk, Indexed.CAMPAIGN, number, *draft.all_titles, new=True)
        index_row(self._desk, Indexed.STORY, number, draft.story, new=True)
        self._desk.tally(campaign, 1)
        save_items(self._desk, number, _as_new(draft))
        refund(self._desk, number)
        count_campaigns(self._desk, _beneficiary(draft))
        return campaign_code(number)

    def general(self, currency: str) -> str:
        """Give the code of the office's general fund in a currency; it is made when nothing needed it before.

        Raises:
            Refused: "currency.unknown".
        """
        return find_general(self._desk, currency) or make_general(self._desk, currency)

    def find_general(self, currency: str) -> str | None:
        """Give the code of the general fund in a currency; None as long as nothing needed it."""
        return find_general(self._desk, currency)

    def save(self, code: str, draft: CampaignDraft, revision: int) -> None:
        """Store a changed campaign with its items over the `revision` that was read.

        A line that the draft leaves out is archived. What is funded is worked out anew.

        Raises:
            NotFound: There is no such campaign.
            Refused: "changed_meanwhile"; "campaign.currency_fixed" once anything was posted; "item.no_such_line";
                "identity.needed" when the draft holds titles, a story or descriptions without the identity book.
        """
        self._desk.need_identity(*draft.all_titles, draft.story, *(each.description for each in draft.items))
        number = campaign_id(code)
        before = self._desk.connection.execute(select(campaign).where(campaign.c.id == number)).one_or_none()
        if before is None:
            raise NotFound(subject=code)
        if before.revision != revision:
            raise refuse("changed_meanwhile", subject=code)
        if before.currency != draft.currency and self._has_postings(number):
            raise refuse("campaign.currency_fixed", at="currency", campaign=code, currency=before.currency)
        self._desk.connection.execute(
            campaign.update().where(campaign.c.id == number).values(revision=revision + 1, **_values(draft))
        )
        if before.kind != FundKind.GENERAL.value:
            self._save_identity(number, draft)
        save_items(self._desk, number, draft)
        refund(self._desk, number)
        count_campaigns(self._desk, before.beneficiary_id, _beneficiary(draft))

    def refund(self, code: str) -> None:
        """Work out anew what of the items is funded, after their plans or allotments changed; a new revision."""
        number = campaign_id(code)
        self._desk.connection.execute(
            campaign.update().where(campaign.c.id == number).values(revision=campaign.c.revision + 1)
        )
        refund(self._desk, number)

    def stand_by(self, code: str, decision: str) -> None:
        """Say which decision holds on a campaign's money; empty where none does, as after it was opened again."""
        number = campaign_id(code)
        self._desk.connection.execute(campaign.update().where(campaign.c.id == number).values(decided=decision))

    def set_rule(self, code: str, rule: FundingRule) -> None:
        """Go by another rule of funding."""
        number = campaign_id(code)
        self._desk.connection.execute(campaign.update().where(campaign.c.id == number).values(funding_rule=rule.value))

    def get(self, code: str) -> Campaign:
        """Load a campaign; without the identity book it has no titles, story or descriptions.

        Raises:
            NotFound: There is no such campaign.
        """
        number = campaign_id(code)
        row = self._desk.connection.execute(select(campaign).where(campaign.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        title, story, known = "", "", False
        titles: Titles = ()
        if self._desk.has_identity:
            query = select(campaign_identity).where(campaign_identity.c.id == number)
            told = self._desk.connection.execute(query).one_or_none()
            if told is not None:
                title, titles, story, known = told.title, load_titles(self._desk, number), told.story, True
        if row.kind == FundKind.GENERAL.value:
            title, titles, known = general_title(row.currency), general_titles(row.currency), True
        items = load_items(self._desk, number)
        return Campaign(
            code=campaign_code(number),
            draft=replace(_draft(row, items), title=title, titles=titles, story=story),
            items=items,
            totals=fund_totals_of(row),
            archived=bool(row.archived),
            revision=row.revision,
            source_sha256=row.source_sha256,
            known=known,
            kind=FundKind(row.kind),
            decided=row.decided,
        )

    def archive(self, code: str, archived: bool = True) -> None:
        """Put a campaign away, or take it back; its money stays in every account.

        Raises:
            NotFound: There is no such campaign.
        """
        if not self.exists(code):
            raise NotFound(subject=code)
        changed = self._desk.connection.execute(
            campaign.update()
            .where(campaign.c.id == campaign_id(code), campaign.c.archived != int(archived))
            .values(archived=int(archived), revision=campaign.c.revision + 1)
        )
        if changed.rowcount:
            self._desk.tally(campaign, -1, archived=not archived)
            self._desk.tally(campaign, 1, archived=archived)

    def exists(self, code: str) -> bool:
        """Tell whether a code names a campaign."""
        found = select(campaign.c.id).where(campaign.c.id == campaign_id(code))
        return self._desk.connection.execute(found).scalar_one_or_none() is not None

    def find_by_source(self, sha256: str) -> str | None:
        """Find the first campaign that was imported from a file of this hash."""
        if not sha256:
            return None
        found = self._desk.connection.execute(
            select(func.min(campaign.c.id)).where(campaign.c.source_sha256 == sha256)
        ).scalar_one_or_none()
        return campaign_code(found) if found else None

    def source_text(self, code: str) -> str | None:
        """Give the imported page's text; None when there is none, or the identity book is not open."""
        if not self._desk.has_identity:
            return None
        query = select(page_source.c.text).where(page_source.c.campaign_id == campaign_id(code))
        return self._desk.connection.execute(query).scalar_one_or_none()

    def pick(self, text: str, limit: int = 20) -> tuple[CampaignRow, ...]:
        """Find campaigns for a chooser: those whose title begins with `text` first, archived ones left out."""
        from desktop.storage.lists.picking import pick_campaigns  # noqa: PLC0415  the lists know these rows

        return pick_campaigns(self._desk, text, limit)

    def _has_postings(self, number: int) -> bool:
        query = select(posting.c.entry).where(posting.c.campaign_id == number).limit(1)
        return self._desk.connection.execute(query).first() is not None

    def _save_identity(self, number: int, draft: CampaignDraft) -> None:
        if not self._desk.has_identity:
            return
        values = _identity_values(draft)
        query = select(campaign_identity.c.title, campaign_identity.c.story).where(campaign_identity.c.id == number)
        title, story = self._desk.connection.execute(query).one_or_none() or (None, None)
        self._desk.connection.execute(
            campaign_identity.update().where(campaign_identity.c.id == number).values(**values)
        )
        former = load_titles(self._desk, number)
        if draft.titles != former:
            save_titles(self._desk, number, draft.titles)
        if (draft.title, draft.titles) != (title, former):
            index_row(self._desk, Indexed.CAMPAIGN, number, *draft.all_titles)
        if draft.title != title:
            sort_by_title(self._desk, number, values["title_sort"])
        if draft.story != story:
            index_row(self._desk, Indexed.STORY, number, draft.story)


def fund_totals_of(row: Any) -> FundTotals:
    """Read a fund's kept sums off its row."""
    kept = (row.collected, row.fees, row.paid, row.moved, row.advanced, row.committed)
    return FundTotals(*(Money(minor, row.currency) for minor in kept))


def _as_new(draft: CampaignDraft) -> CampaignDraft:
    """Number a new campaign's lines from one, whatever numbers a copied draft brings."""
    items: tuple[ItemDraft, ...] = tuple(replace(each, line=None) for each in draft.items)
    return replace(draft, items=items)


def _beneficiary(draft: CampaignDraft) -> int | None:
    return None if draft.beneficiary is None else person_id(draft.beneficiary)


def _values(draft: CampaignDraft) -> dict[str, Any]:
    return {
        "currency": draft.currency,
        "scale": scale_of(draft.currency),
        "status": draft.status.value,
        "beneficiary_id": _beneficiary(draft),
        "goal": _minor(draft.goal, draft.currency),
        "published_goal": _minor(draft.published_goal, draft.currency),
        "starts": day_text(draft.starts),
        "ends": day_text(draft.ends),
        "publicity": draft.publicity.value,
        "language": draft.language,
        "funding_rule": draft.funding.value,
    }


def _minor(money: Money | None, currency: str) -> int | None:
    if money is not None and money.currency != currency:
        raise refuse("item.other_currency", at="goal", currency=currency)
    return None if money is None else money.minor


def _identity_values(draft: CampaignDraft) -> dict[str, str]:
    return {"title": draft.title, "title_sort": sort_key(draft.title), "story": draft.story}


def _draft(row: Any, items: tuple[Item, ...]) -> CampaignDraft:
    """Read what the ledger book tells of a campaign."""
    return CampaignDraft(
        title="",
        currency=row.currency,
        status=CampaignStatus(row.status),
        beneficiary=person_code_or_none(row.beneficiary_id),
        goal=None if row.goal is None else Money(row.goal, row.currency),
        published_goal=None if row.published_goal is None else Money(row.published_goal, row.currency),
        starts=read_day(row.starts),
        ends=read_day(row.ends),
        publicity=Publicity(row.publicity),
        language=row.language,
        items=tuple(each.draft for each in items),
        funding=FundingRule(row.funding_rule),
    )
