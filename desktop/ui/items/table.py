"""The list of expense items over all campaigns: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.campaigns import ItemFunding, ItemPayment
from desktop.domain.listing import ListKind
from desktop.domain.pages import ItemCategory
from desktop.i18n import mark, ntr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column, amount_column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec

if TYPE_CHECKING:
    from desktop.domain.campaigns import ItemRow


def item_code(row: ItemRow) -> str:
    """Give the target that opens an item: its campaign's code and its line, "C-0001.2"."""
    return f"{row.campaign}.{row.line}"


def _tone(row: ItemRow) -> str:
    return "muted" if row.archived else ""


def _remaining_tone(row: ItemRow) -> str:
    return "danger" if row.remaining.minor < 0 else ""


COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("campaign", mark("Campaign"), lambda row: row.campaign, sort="campaign", width=90, tone=_tone),
    Column("title", mark("Title"), lambda row: row.campaign_title, sort="campaign_title", width=180, hidden=True),
    Column("line", mark("No"), lambda row: str(row.line), sort="line", align=Align.END, width=40),
    Column("label", mark("Label"), lambda row: row.label, sort="label", width=150),
    Column("description", mark("The page's own words"), lambda row: row.description, sort="description", hidden=True),
    Column("category", mark("Category"), lambda row: formatting.label(row.category), sort="category", width=120),
    Column(
        "priority",
        mark("Priority"),
        lambda row: str(row.priority),
        sort="priority",
        align=Align.END,
        width=78,
        hidden=True,
    ),
    amount_column("planned", mark("Planned"), lambda row: row.planned, 130),
    amount_column("allotted", mark("Allotted"), lambda row: row.allotted, 130, summed=False, hidden=True),
    amount_column("funded", mark("Funded"), lambda row: row.funded, 130),
    amount_column("committed", mark("Committed"), lambda row: row.committed, 96, summed=False),
    amount_column("paid", mark("Paid"), lambda row: row.paid, 130),
    amount_column("remaining", mark("Remaining"), lambda row: row.remaining, 130, tone=_remaining_tone),
    Column("ends", mark("Campaign ends"), lambda row: formatting.day(row.ends), sort="ends", width=110, hidden=True),
)

ITEMS: ListSpec[ItemRow] = ListSpec(
    area="items",
    title=mark("Expense items"),
    kind=ListKind.ITEMS,
    columns=COLUMNS,
    count_text=lambda count: ntr("{count} expense item", "{count} expense items", count),
    key=item_code,
    topics=(Topic.ITEMS, Topic.CAMPAIGNS),
    first_use=FirstUse(
        "items",
        mark("No expense items yet"),
        mark("An expense item is a priced line of a campaign: what the money is asked for. Begin with a campaign."),
    ),
    sort="campaign",
    new_text=mark("New expense item"),
    new_key="Ctrl+Shift+E",
    filters=(
        FilterSpec("category", mark("Category"), mark("All categories"), ItemCategory),
        FilterSpec("funding", mark("Funded"), mark("Funded or not"), ItemFunding),
        FilterSpec("payment", mark("Paid"), mark("Paid or not"), ItemPayment),
    ),
    fields=(
        FieldFilter("campaign", mark("Campaign"), Ask.CAMPAIGN),
        FieldFilter("priority", mark("Priority"), Ask.RANK),
        FieldFilter("ends", mark("Campaign ends"), Ask.DAYS),
        FieldFilter("planned", mark("Planned"), Ask.AMOUNTS),
        FieldFilter("funded", mark("Funded"), Ask.AMOUNTS),
        FieldFilter("paid", mark("Paid"), Ask.AMOUNTS),
        FieldFilter("remaining", mark("Remaining"), Ask.AMOUNTS),
        FieldFilter(
            "has_donor_line", mark("Donor line"), Ask.PRESENCE, mark("with a donor line"), mark("without a donor line")
        ),
        FieldFilter("currency", mark("Currency"), Ask.CURRENCY),
    ),
    filter_hint=mark("Finds labels, the page's words, campaigns and amounts"),
    archives=True,
)
