"""The lists of campaigns and of expense items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from desktop.domain.campaigns import CampaignRow, CampaignStatus, FundKind, ItemFunding, ItemPayment, ItemRow
from desktop.domain.ids import CodeKind
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.storage.context import campaign_code, read_day
from desktop.storage.general import general_title
from desktop.storage.lists.matching import amounting, coded, labelled, named, numbered, of_person
from desktop.storage.lists.put_away import worked_for
from desktop.storage.lists.spec import (
    Condition,
    ListSpec,
    Sums,
    by_code,
    by_flag,
    by_period,
    by_presence,
    by_span,
    exactly,
)
from desktop.storage.merged import by_person, code_now_or_none
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import campaign_identity, item_identity
from desktop.storage.tables_ledger import campaign, item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed


def titles_of(desk: Desk, numbers: Iterable[int]) -> dict[int, str]:
    """Give the titles of some campaigns; a code stands for itself where there is none, save for the general fund."""
    wanted = set(numbers)
    titles = {number: campaign_code(number) for number in wanted}
    if desk.has_identity:
        query = select(campaign_identity.c.id, campaign_identity.c.title).where(campaign_identity.c.id.in_(wanted))
        titles.update({row.id: row.title for row in desk.connection.execute(query) if row.title})
    general = select(campaign.c.id, campaign.c.currency).where(
        campaign.c.id.in_(wanted), campaign.c.kind == FundKind.GENERAL.value
    )
    titles.update({row.id: general_title(row.currency) for row in desk.connection.execute(general)})
    return titles


def load_campaigns(desk: Desk, ids: Sequence[int]) -> dict[int, CampaignRow]:
    """Read the campaigns of some ids as rows of the list."""
    titles = titles_of(desk, ids)
    return {
        row.id: CampaignRow(
            row_id=row.id,
            code=campaign_code(row.id),
            title=titles[row.id],
            beneficiary=code_now_or_none(desk, row.beneficiary_id),
            status=CampaignStatus(row.status),
            goal=Money(row.goal_shown, row.currency),
            collected=Money(row.collected, row.currency),
            funded=Money(row.funded, row.currency),
            paid=Money(row.paid, row.currency),
            available=Money(row.available, row.currency),
            ends=read_day(row.ends),
            archived=bool(row.archived),
            kind=FundKind(row.kind),
        )
        for row in desk.connection.execute(select(campaign).where(campaign.c.id.in_(ids)))
    }


def load_items(desk: Desk, ids: Sequence[int]) -> dict[int, ItemRow]:
    """Read the expense items of some ids as rows of the list."""
    stored = desk.connection.execute(select(item).where(item.c.id.in_(ids))).all()
    titles = titles_of(desk, (row.campaign_id for row in stored))
    ends = _ends_of(desk, {row.campaign_id for row in stored})
    described: dict[int, str] = {}
    if desk.has_identity:
        query = select(item_identity.c.id, item_identity.c.description).where(item_identity.c.id.in_(ids))
        described = {row.id: row.description for row in desk.connection.execute(query)}
    return {
        row.id: ItemRow(
            row_id=row.id,
            campaign=campaign_code(row.campaign_id),
            campaign_title=titles[row.campaign_id],
            line=row.line,
            label=row.label,
            description=described.get(row.id, ""),
            category=ItemCategory(row.category),
            priority=row.priority,
            planned=Money(row.planned, row.currency),
            funded=Money(row.funded, row.currency),
            committed=Money(row.committed, row.currency),
            paid=Money(row.paid, row.currency),
            archived=bool(row.archived),
            allotted=None if row.allotted is None else Money(row.allotted, row.currency),
            ends=ends[row.campaign_id],
        )
        for row in stored
    }


def _ends_of(desk: Desk, numbers: set[int]) -> dict[int, date | None]:
    query = select(campaign.c.id, campaign.c.ends).where(campaign.c.id.in_(numbers))
    return {row.id: read_day(row.ends) for row in desk.connection.execute(query)}


_LIMIT = func.coalesce(item.c.allotted, item.c.planned)
_ENDS = select(campaign.c.ends).where(campaign.c.id == item.c.campaign_id).scalar_subquery()


def _by_part(figure: ColumnElement[Any], states: type[ItemFunding | ItemPayment]) -> Condition:
    """Make a filter by how much of an item's limit a figure is, as `ItemRow.funding` and `payment` say it."""

    def condition(value: str) -> ColumnElement[bool]:
        state = states(value)
        if state is states.WHOLE:
            return figure >= _LIMIT
        return and_(figure < _LIMIT, figure > 0 if state is states.PART else figure <= 0)

    return condition


def _campaign_matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [
        *named(desk, campaign.c.id, Indexed.CAMPAIGN, typed),
        *named(desk, campaign.c.id, Indexed.STORY, typed),
        *named(desk, campaign.c.beneficiary_key, Indexed.PERSON, typed),
        *coded(campaign.c.id, CodeKind.CAMPAIGN, typed),
        *of_person(desk, campaign.c.beneficiary_key, typed),
        *numbered(campaign.c.id, typed),
        *amounting(typed, campaign.c.goal_key, campaign.c.collected_key),
    ]


def _item_matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    label = labelled(typed)
    of_campaign = list(coded(item.c.campaign_id, CodeKind.CAMPAIGN, typed))
    if typed.line is not None:
        of_campaign = [each & (item.c.line == typed.line) for each in of_campaign]
    return [
        *named(desk, item.c.id, Indexed.ITEM, typed),
        *named(desk, item.c.campaign_id, Indexed.CAMPAIGN, typed),
        *of_campaign,
        *amounting(typed, item.c.planned_key),
        *([] if label is None else [item.c.id.in_(select(item.c.id).where(label))]),
    ]


CAMPAIGNS = ListSpec(
    table=campaign,
    natural=campaign.c.id,
    sorts={
        "code": campaign.c.id,
        "title": campaign_identity.c.title_sort,
        "beneficiary": campaign.c.beneficiary_key,
        "status": campaign.c.status,
        "goal": campaign.c.goal_key,
        "collected": campaign.c.collected_key,
        "funded": campaign.c.funded_key,
        "paid": campaign.c.paid_key,
        "available": campaign.c.available_key,
        "percent": campaign.c.percent_key,
        "ends": campaign.c.ends,
        "archived": campaign.c.archived,
    },
    filters={
        "status": exactly(campaign.c.status),
        "currency": exactly(campaign.c.currency),
        "beneficiary": by_person(campaign.c.beneficiary_key),
        "goal": by_span(campaign.c.goal_key),
        "ends": by_period(campaign.c.ends),
        "archived": by_flag(campaign.c.archived),
    },
    load=load_campaigns,
    sums=Sums(
        campaign.c.currency,
        campaign.c.id,
        {"collected": campaign.c.collected, "paid": campaign.c.paid, "available": campaign.c.available},
    ),
    matches=_campaign_matches,
    worked=worked_for("campaign", "C"),
)

ITEMS = ListSpec(
    table=item,
    natural=item.c.place,
    sorts={
        "campaign": item.c.place,
        "campaign_title": item_identity.c.title_sort,
        "line": item.c.line,
        "label": item.c.label_sort,
        "description": item_identity.c.description_sort,
        "category": item.c.category,
        "priority": item.c.priority,
        "planned": item.c.planned_key,
        "funded": item.c.funded_key,
        "committed": item.c.committed_key,
        "paid": item.c.paid_key,
        "remaining": item.c.remaining_key,
        "archived": item.c.archived,
    },
    worked={
        "allotted": lambda _desk: func.coalesce(item.c.allotted * item.c.scale, -1),
        "ends": lambda _desk: func.coalesce(_ENDS, ""),
        **worked_for("item"),
    },
    filters={
        "campaign": by_code(item.c.campaign_id, CodeKind.CAMPAIGN),
        "category": exactly(item.c.category),
        "priority": by_span(item.c.priority),
        "funding": _by_part(item.c.funded, ItemFunding),
        "payment": _by_part(item.c.paid, ItemPayment),
        "ends": by_period(_ENDS),
        "planned": by_span(item.c.planned_key),
        "funded": by_span(item.c.funded_key),
        "paid": by_span(item.c.paid_key),
        "remaining": by_span(item.c.remaining_key),
        "has_donor_line": by_presence(item.c.donor_line),
        "currency": exactly(item.c.currency),
        "archived": by_flag(item.c.archived),
    },
    load=load_items,
    sums=Sums(
        item.c.currency,
        item.c.id,
        {
            "planned": item.c.planned,
            "funded": item.c.funded,
            "paid": item.c.paid,
            "remaining": _LIMIT - item.c.committed - item.c.paid,
        },
    ),
    matches=_item_matches,
)
