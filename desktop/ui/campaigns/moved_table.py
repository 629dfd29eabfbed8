"""The lists of decisions and of transfers between funds: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.decisions import DecisionKind, DecisionState
from desktop.domain.listing import ListKind
from desktop.i18n import mark, ntr, tr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Column, amount_column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec

if TYPE_CHECKING:
    from desktop.domain.decisions import DecisionRow
    from desktop.domain.transfers import TransferRow


def _decision_tone(row: DecisionRow) -> str:
    if row.state is DecisionState.PROPOSED:
        return "warning"
    return "muted" if row.state is DecisionState.WITHDRAWN else ""


def _transfer_tone(row: TransferRow) -> str:
    return "muted" if row.taken_back else ""


DECISIONS: ListSpec[DecisionRow] = ListSpec(
    area="decisions",
    title=mark("Decisions"),
    kind=ListKind.DECISIONS,
    columns=(
        Column("code", mark("Code"), lambda row: row.code, sort="code", width=84, tone=_decision_tone),
        Column("on", mark("Date"), lambda row: formatting.day(row.on), sort="on", width=104, tone=_decision_tone),
        Column("campaign", mark("Campaign"), lambda row: row.campaign, sort="campaign", width=90),
        Column("kind", mark("On"), lambda row: formatting.label(row.kind), sort="kind", width=130),
        amount_column("amount", mark("Amount"), lambda row: row.amount, 130, tone=_decision_tone),
        Column("rule", mark("Rule"), lambda row: formatting.label(row.rule), sort="rule", width=130),
        Column(
            "state",
            mark("State"),
            lambda row: formatting.label(row.state),
            sort="state",
            width=110,
            says=lambda: map(formatting.label, DecisionState),
            tone=_decision_tone,
        ),
    ),
    count_text=lambda count: ntr("{count} decision", "{count} decisions", count),
    key=lambda row: row.code,
    topics=(Topic.CAMPAIGNS,),
    first_use=FirstUse(
        "campaigns",
        mark("Nothing was decided yet"),
        mark("Closing a campaign above or below its plan asks for a decision; it is proposed on the campaign's page."),
    ),
    sort="code",
    descending=True,
    filters=(
        FilterSpec("kind", mark("On"), mark("All kinds"), DecisionKind),
        FilterSpec("state", mark("State"), mark("All states"), DecisionState),
    ),
    fields=(
        FieldFilter("on", mark("Date"), Ask.DAYS),
        FieldFilter("amount", mark("Amount"), Ask.AMOUNTS),
        FieldFilter("campaign", mark("Campaign"), Ask.CAMPAIGN),
    ),
    filter_hint=mark("Finds codes, campaigns and amounts"),
)

TRANSFERS: ListSpec[TransferRow] = ListSpec(
    area="transfers",
    title=mark("Transfers"),
    kind=ListKind.TRANSFERS,
    columns=(
        Column("code", mark("Code"), lambda row: row.code, sort="code", width=84, tone=_transfer_tone),
        Column("on", mark("Date"), lambda row: formatting.day(row.on), sort="on", width=104, tone=_transfer_tone),
        Column("source", mark("From fund"), lambda row: row.source, sort="source", width=100),
        Column("target", mark("To fund"), lambda row: row.target, sort="target", width=100),
        amount_column("amount", mark("Amount"), lambda row: row.amount, 130, tone=_transfer_tone),
        Column("decision", mark("Decision"), lambda row: row.decision or "", sort="decision", width=100),
        Column(
            "state",
            mark("State"),
            lambda row: tr("Taken back") if row.taken_back else "",
            sort="taken_back",
            width=130,
            tone=_transfer_tone,
        ),
    ),
    count_text=lambda count: ntr("{count} transfer", "{count} transfers", count),
    key=lambda row: row.code,
    topics=(Topic.CAMPAIGNS,),
    first_use=FirstUse(
        "campaigns",
        mark("No money was moved between funds yet"),
        mark("Money of the general fund is moved on its page; a campaign's own money moves by a decision alone."),
    ),
    sort="code",
    descending=True,
    fields=(
        FieldFilter("on", mark("Date"), Ask.DAYS),
        FieldFilter("amount", mark("Amount"), Ask.AMOUNTS),
        FieldFilter("source", mark("From fund"), Ask.CAMPAIGN),
        FieldFilter("target", mark("To fund"), Ask.CAMPAIGN),
    ),
    filter_hint=mark("Finds codes, campaigns and amounts"),
)
