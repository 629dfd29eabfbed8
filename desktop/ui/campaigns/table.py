"""The list of campaigns: columns and words."""

from __future__ import annotations

from desktop.domain.campaigns import CampaignRow, CampaignStatus
from desktop.domain.listing import ListKind
from desktop.i18n import mark, ntr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column, amount_column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec


def _code_tone(row: CampaignRow) -> str:
    return "muted" if row.archived else ""


COLUMNS: tuple[Column[CampaignRow], ...] = (
    Column("code", mark("Code"), lambda row: row.code, sort="code", width=70, tone=_code_tone),
    Column("title", mark("Title"), lambda row: row.title, sort="title", width=152),
    Column("beneficiary", mark("Beneficiary"), lambda row: row.beneficiary or "", sort="beneficiary", width=104),
    Column(
        "status",
        mark("Status"),
        lambda row: formatting.label(row.status),
        sort="status",
        width=92,
        says=lambda: map(formatting.label, CampaignStatus),
    ),
    amount_column("goal", mark("Goal"), lambda row: row.goal, 124, summed=False),
    amount_column("collected", mark("Collected"), lambda row: row.collected, 124),
    Column(
        "percent",
        "%",
        lambda row: formatting.percent(row.percent),
        sort="percent",
        align=Align.END,
        width=70,
    ),
    amount_column("paid", mark("Paid"), lambda row: row.paid, 124),
    amount_column("available", mark("Available"), lambda row: row.available, 124),
    amount_column("funded", mark("Funded"), lambda row: row.funded, 124, summed=False, hidden=True),
    Column("ends", mark("Ends"), lambda row: formatting.day(row.ends), sort="ends", width=100, whole=True),
)

CAMPAIGNS: ListSpec[CampaignRow] = ListSpec(
    area="campaigns",
    title=mark("Campaigns"),
    kind=ListKind.CAMPAIGNS,
    columns=COLUMNS,
    count_text=lambda count: ntr("{count} campaign", "{count} campaigns", count),
    key=lambda row: row.code,
    topics=(Topic.CAMPAIGNS, Topic.ITEMS),
    first_use=FirstUse(
        "campaigns",
        mark("No campaigns yet"),
        mark("A campaign is a public appeal with its expense items. Enter one by hand, or import the page it has."),
    ),
    sort="code",
    descending=True,
    new_text=mark("New campaign"),
    new_key="Ctrl+Shift+C",
    filters=(FilterSpec("status", mark("Status"), mark("All statuses"), CampaignStatus),),
    fields=(
        FieldFilter("ends", mark("Ends"), Ask.DAYS),
        FieldFilter("goal", mark("Goal"), Ask.AMOUNTS),
        FieldFilter("currency", mark("Currency"), Ask.CURRENCY),
        FieldFilter("beneficiary", mark("Beneficiary"), Ask.PERSON),
    ),
    filter_hint=mark("Finds codes, titles, beneficiaries in any script, and amounts"),
    archives=True,
)
