"""The list of campaigns to choose from: columns and words."""

from __future__ import annotations

from desktop.domain.campaigns import CampaignRow, CampaignStatus
from desktop.domain.listing import ListKind
from desktop.i18n import mark, ntr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Column, amount_column
from desktop.ui.shared.list_spec import FilterSpec, FirstUse, ListSpec

CAMPAIGNS: ListSpec[CampaignRow] = ListSpec(
    area="reports",
    title=mark("Budget workbook"),
    kind=ListKind.CAMPAIGNS,
    columns=(
        Column("code", mark("Code"), lambda row: row.code, sort="code", width=90),
        Column("title", mark("Title"), lambda row: row.title, sort="title", width=200),
        Column("status", mark("Status"), lambda row: formatting.label(row.status), sort="status", width=90),
        amount_column("collected", mark("Collected"), lambda row: row.collected, 130),
        amount_column("paid", mark("Paid"), lambda row: row.paid, 130, summed=False),
    ),
    count_text=lambda count: ntr("{count} campaign", "{count} campaigns", count),
    key=lambda row: row.code,
    topics=(Topic.CAMPAIGNS,),
    first_use=FirstUse(
        "reports", mark("Nothing to report yet"), mark("A workbook is made of campaigns. Add or import one first.")
    ),
    sort="code",
    filters=(FilterSpec("status", mark("Status"), mark("All statuses"), CampaignStatus),),
    filter_hint=mark("Finds codes, titles and amounts"),
    archives=True,
)
