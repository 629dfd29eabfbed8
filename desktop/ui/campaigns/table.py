"""The list of campaigns: columns and words."""

from __future__ import annotations

from desktop.domain.campaigns import CampaignRow, CampaignStatus
from desktop.domain.listing import ListKind
from desktop.i18n import mark, ntr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec


def _code_tone(row: CampaignRow) -> str:
    return "muted" if row.archived else ""


COLUMNS: tuple[Column[CampaignRow], ...] = (
    Column("code", mark("Code"), lambda row: row.code, sort="code", width=70, tone=_code_tone),
    Column("title", mark("Title"), lambda row: row.title, sort="title", width=152),
    Column("beneficiary", mark("Beneficiary"), lambda row: row.beneficiary or "", sort="beneficiary", width=104),
    Column("status", mark("Status"), lambda row: formatting.label(row.status), sort="status", width=92),
    Column(
        "goal",
        mark("Goal"),
        lambda row: formatting.money(row.goal),
        amount=lambda row: row.goal,
        sort="goal",
        align=Align.END,
        width=124,
    ),
    Column(
        "collected",
        mark("Collected"),
        lambda row: formatting.money(row.collected),
        amount=lambda row: row.collected,
        sort="collected",
        align=Align.END,
        width=124,
        money=lambda row: row.collected,
    ),
    Column(
        "percent",
        "%",
        lambda row: formatting.percent(row.percent),
        sort="percent",
        align=Align.END,
        width=70,
    ),
    Column(
        "paid",
        mark("Paid"),
        lambda row: formatting.money(row.paid),
        amount=lambda row: row.paid,
        money=lambda row: row.paid,
        sort="paid",
        align=Align.END,
        width=124,
    ),
    Column(
        "available",
        mark("Available"),
        lambda row: formatting.money(row.available),
        amount=lambda row: row.available,
        money=lambda row: row.available,
        sort="available",
        align=Align.END,
        width=124,
    ),
    Column(
        "funded",
        mark("Funded"),
        lambda row: formatting.money(row.funded),
        amount=lambda row: row.funded,
        sort="funded",
        align=Align.END,
        width=124,
        hidden=True,
    ),
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
