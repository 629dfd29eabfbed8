"""The list of advances: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.advances import AdvanceState
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind
from desktop.i18n import mark, ntr, tr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column, amount_column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec

if TYPE_CHECKING:
    from desktop.domain.advances import AdvanceRow


def _tone(row: AdvanceRow) -> str:
    return "muted" if row.state is AdvanceState.TAKEN_BACK else ""


def _state_tone(row: AdvanceRow) -> str:
    if row.overdue:
        return "warning"
    return "good" if row.state is AdvanceState.SETTLED else _tone(row)


def _state(row: AdvanceRow) -> str:
    return tr("Overdue") if row.overdue else formatting.label(row.state)


def _states() -> tuple[str, ...]:
    return tr("Overdue"), *map(formatting.label, AdvanceState)


def _age(row: AdvanceRow) -> str:
    return "" if row.days is None else ntr("{count} day", "{count} days", row.days)


ADVANCES: ListSpec[AdvanceRow] = ListSpec(
    area="advances",
    title=mark("Advances"),
    kind=ListKind.ADVANCES,
    columns=(
        Column("code", mark("Code"), lambda row: row.code, sort="code", width=76, tone=_tone),
        Column("on", mark("Given on"), lambda row: formatting.day(row.on), sort="on", width=98),
        Column("person", mark("Holder"), lambda row: row.person_name, sort="person_name", width=180),
        Column(
            "open",
            mark("Open amount"),
            lambda row: formatting.money(row.open) if row.open else "",
            amount=lambda row: row.open or None,
            sort="open",
            align=Align.END,
            width=112,
            money=lambda row: row.open,
        ),
        Column("age", mark("Open for"), _age, sort="on", align=Align.END, width=88),
        Column("state", mark("State"), _state, sort="state", width=110, says=_states, tone=_state_tone),
        Column("due", mark("Proofs due"), lambda row: formatting.day(row.due), sort="due", width=104),
        amount_column("amount", mark("Amount"), lambda row: row.amount, 112, summed=False, tone=_tone),
        Column("campaign", mark("Campaign"), lambda row: row.campaign, sort="campaign", width=84),
        Column("method", mark("Method"), lambda row: formatting.label(row.method), sort="method", width=114),
    ),
    count_text=lambda count: ntr("{count} advance", "{count} advances", count),
    key=lambda row: row.code,
    topics=(Topic.ADVANCES,),
    first_use=FirstUse(
        "advances",
        mark("No advances yet"),
        mark(
            "Record here money that somebody gets before there are proofs. "
            "It is out of the fund at once, and paid only when the proofs are in."
        ),
    ),
    sort="on",
    descending=True,
    new_text=mark("Give an advance"),
    filters=(
        FilterSpec("state", mark("State"), mark("All states"), AdvanceState),
        FilterSpec("method", mark("Method"), mark("All methods"), PaymentMethod),
    ),
    fields=(
        FieldFilter("on", mark("Date"), Ask.DAYS),
        FieldFilter("due", mark("Proofs due"), Ask.DAYS),
        FieldFilter("amount", mark("Amount"), Ask.AMOUNTS),
        FieldFilter("campaign", mark("Campaign"), Ask.CAMPAIGN),
        FieldFilter("person", mark("Person"), Ask.PERSON),
    ),
    filter_hint=mark("Finds codes, people, purposes and amounts"),
)
