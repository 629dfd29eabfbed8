"""Expense items as rows: label and money in the ledger book, the page's own words in the identity book."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.campaigns import Item, ItemDraft
from desktop.domain.errors import refuse
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.storage.context import campaign_code, scale_of
from desktop.storage.folding import search_words, sort_key
from desktop.storage.search import Indexed, index_row
from desktop.storage.tables_identity import campaign_identity, item_identity
from desktop.storage.tables_ledger import item

if TYPE_CHECKING:
    from desktop.domain.campaigns import CampaignDraft
    from desktop.storage.context import Desk


def save_items(desk: Desk, number: int, draft: CampaignDraft) -> None:
    """Store a campaign's items: new ones get the next line number, left-out ones are archived, none is deleted.

    Raises:
        Refused: "item.no_such_line" when a line that the campaign never had is to be changed.
    """
    stored = {row.line: row for row in desk.connection.execute(select(item).where(item.c.campaign_id == number))}
    next_line = max(stored, default=0) + 1
    kept: set[int] = set()
    for place, each in enumerate(draft.items):
        if each.planned.currency != draft.currency:
            raise refuse("item.other_currency", at=f"items.{place}.planned", currency=draft.currency)
        if each.line is None:
            _add(desk, number, next_line, draft.currency, each)
            next_line += 1
        elif each.line in stored and each.line not in kept:
            kept.add(each.line)
            _change(desk, stored[each.line].id, draft.currency, each)
        else:
            raise refuse("item.no_such_line", at=f"items.{place}.label", campaign=campaign_code(number), line=each.line)
    for line, row in stored.items():
        if line not in kept:
            _archive(desk, row, draft.currency)


def load_items(desk: Desk, number: int) -> tuple[Item, ...]:
    """Load a campaign's items in the order of their lines, archived ones last."""
    rows = desk.connection.execute(
        select(item).where(item.c.campaign_id == number).order_by(item.c.archived, item.c.line)
    ).all()
    described: dict[int, str] = {}
    if desk.has_identity:
        found = desk.connection.execute(
            select(item_identity.c.id, item_identity.c.description).where(
                item_identity.c.id.in_([row.id for row in rows])
            )
        )
        described = {row.id: row.description for row in found}
    return tuple(_item(row, described.get(row.id, "")) for row in rows)


def sort_by_title(desk: Desk, number: int, title_sort: str) -> None:
    """Move a renamed campaign's items to their new place in the list sorted by title."""
    mine = select(item.c.id).where(item.c.campaign_id == number)
    desk.connection.execute(item_identity.update().where(item_identity.c.id.in_(mine)).values(title_sort=title_sort))


def _add(desk: Desk, number: int, line: int, currency: str, draft: ItemDraft) -> None:
    row_id = desk.next_id(item)
    desk.connection.execute(item.insert().values(id=row_id, campaign_id=number, line=line, **_values(draft, currency)))
    desk.tally(item, 1, archived=draft.archived)
    if not desk.has_identity:
        return
    title = select(campaign_identity.c.title_sort).where(campaign_identity.c.id == number)
    desk.connection.execute(
        item_identity.insert().values(
            id=row_id,
            description=draft.description,
            description_sort=sort_key(draft.description),
            title_sort=desk.connection.execute(title).scalar_one_or_none() or "",
        )
    )
    index_row(desk, Indexed.ITEM, row_id, draft.description, new=True)


def _change(desk: Desk, row_id: int, currency: str, draft: ItemDraft) -> None:
    was_archived = bool(desk.connection.execute(select(item.c.archived).where(item.c.id == row_id)).scalar_one())
    desk.connection.execute(item.update().where(item.c.id == row_id).values(**_values(draft, currency)))
    if was_archived != draft.archived:
        desk.tally(item, -1, archived=was_archived)
        desk.tally(item, 1, archived=draft.archived)
    if not desk.has_identity:
        return
    changed = desk.connection.execute(
        item_identity.update()
        .where(item_identity.c.id == row_id, item_identity.c.description != draft.description)
        .values(description=draft.description, description_sort=sort_key(draft.description))
    )
    if changed.rowcount:
        index_row(desk, Indexed.ITEM, row_id, draft.description)


def _archive(desk: Desk, row: Any, currency: str) -> None:
    values = {"archived": 1, "currency": currency, "scale": scale_of(currency)}
    desk.connection.execute(item.update().where(item.c.id == row.id).values(**values))
    if not row.archived:
        desk.tally(item, -1, archived=False)
        desk.tally(item, 1, archived=True)


def _values(draft: ItemDraft, currency: str) -> dict[str, Any]:
    return {
        "label": draft.label,
        "label_sort": sort_key(draft.label),
        "label_words": search_words(draft.label),
        "category": draft.category.value,
        "quantity": str(draft.quantity),
        "unit": draft.unit,
        "unit_price": None if draft.unit_price is None else draft.unit_price.minor,
        "unit_currency": "" if draft.unit_price is None else draft.unit_price.currency,
        "priority": draft.priority,
        "donor_line": draft.donor_line,
        "archived": int(draft.archived),
        "currency": currency,
        "scale": scale_of(currency),
        "planned": draft.planned.minor,
    }


def _item(row: Any, description: str) -> Item:
    draft = ItemDraft(
        label=row.label,
        planned=Money(row.planned, row.currency),
        category=ItemCategory(row.category),
        quantity=Decimal(row.quantity),
        unit=row.unit,
        unit_price=None if row.unit_price is None else Money(row.unit_price, row.unit_currency),
        priority=row.priority,
        donor_line=row.donor_line,
        description=description,
        line=row.line,
        archived=bool(row.archived),
    )
    funded, committed, paid, earmarked = (
        Money(minor, row.currency) for minor in (row.funded, row.committed, row.paid, row.earmarked)
    )
    allotted = None if row.allotted is None else Money(row.allotted, row.currency)
    return Item(campaign_code(row.campaign_id), row.line, draft, funded, committed, paid, earmarked, allotted)
