"""The list of pledges: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing import ListKind
from desktop.domain.pledges import PledgeState
from desktop.i18n import mark, ntr, tr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Column, amount_column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec

if TYPE_CHECKING:
    from desktop.domain.pledges import PledgeRow


def _state(row: PledgeRow) -> str:
    return tr("▲ Overdue") if row.overdue else formatting.label(row.state)


def _states() -> tuple[str, ...]:
    return tr("▲ Overdue"), *map(formatting.label, PledgeState)


def _tone(row: PledgeRow) -> str:
    if row.overdue:
        return "warning"
    return "" if row.state is PledgeState.OPEN else "muted"


PLEDGES: ListSpec[PledgeRow] = ListSpec(
    area="pledges",
    title=mark("Pledges"),
    kind=ListKind.PLEDGES,
    columns=(
        Column("code", mark("Code"), lambda row: row.code, sort="code", width=76, tone=_tone),
        Column("due", mark("Expected"), lambda row: formatting.day(row.due), sort="due", width=98, tone=_tone),
        Column("donor", mark("Donor"), lambda row: row.donor_name, sort="donor_name", width=190),
        Column("campaign", mark("Campaign"), lambda row: row.campaign, sort="campaign", width=84),
        amount_column("amount", mark("Promised"), lambda row: row.amount, 116, tone=_tone),
        Column("on", mark("Said on"), lambda row: formatting.day(row.on), sort="on", width=98),
        Column("state", mark("State"), _state, sort="state", width=110, says=_states, tone=_tone),
        Column("donation", mark("Donation"), lambda row: row.donation or "", sort="donation", width=90),
    ),
    count_text=lambda count: ntr("{count} pledge", "{count} pledges", count),
    key=lambda row: row.code,
    topics=(Topic.DONATIONS,),
    first_use=FirstUse(
        "donations",
        mark("Nothing is promised yet"),
        mark("Record what somebody promised to give, and until when. It counts as no money until it comes."),
    ),
    sort="due",
    new_text=mark("Record a pledge"),
    filters=(FilterSpec("state", mark("State"), mark("All states"), PledgeState),),
    fields=(
        FieldFilter("due", mark("Expected"), Ask.DAYS),
        FieldFilter("amount", mark("Amount"), Ask.AMOUNTS),
        FieldFilter("campaign", mark("Campaign"), Ask.CAMPAIGN),
        FieldFilter("donor", mark("Donor"), Ask.PERSON),
    ),
    filter_hint=mark("Finds codes, donors and amounts"),
)
