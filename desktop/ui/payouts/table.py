"""The list of payouts: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind
from desktop.domain.payouts import LIVE, PayoutState
from desktop.i18n import mark, ntr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Column, amount_column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec

if TYPE_CHECKING:
    from desktop.domain.payouts import PayoutRow


_STATE_TONES = {
    PayoutState.SUBMITTED: "warning",
    PayoutState.APPROVED: "good",
    PayoutState.SIGNED: "good",
    PayoutState.RETURNED: "warning",
    PayoutState.TAKEN_BACK: "warning",
}


def _tone(row: PayoutRow) -> str:
    return "" if row.state in LIVE else "muted"


def _state_tone(row: PayoutRow) -> str:
    return _STATE_TONES.get(row.state, "")


PAYOUTS: ListSpec[PayoutRow] = ListSpec(
    area="payouts",
    title=mark("Payouts"),
    kind=ListKind.PAYOUTS,
    columns=(
        Column("code", mark("Code"), lambda row: row.code, sort="code", width=76, tone=_tone),
        Column("on", mark("Date"), lambda row: formatting.day(row.on), sort="on", width=98),
        Column("campaign", mark("Campaign"), lambda row: row.campaign, sort="campaign", width=84),
        Column("payee", mark("Payee"), lambda row: row.payee_name, sort="payee_name", width=160),
        Column("items", mark("Expense items"), lambda row: row.items, sort="items", width=190),
        amount_column("amount", mark("Amount"), lambda row: row.amount, 116, tone=_tone),
        Column("method", mark("Method"), lambda row: formatting.label(row.method), sort="method", width=114),
        Column(
            "state",
            mark("State"),
            lambda row: formatting.label(row.state),
            sort="state",
            width=110,
            says=lambda: map(formatting.label, PayoutState),
            tone=_state_tone,
        ),
        Column("voucher", mark("Voucher"), lambda row: row.voucher or "", sort="voucher", width=152, whole=True),
    ),
    count_text=lambda count: ntr("{count} payout", "{count} payouts", count),
    key=lambda row: row.code,
    topics=(Topic.PAYOUTS,),
    first_use=FirstUse(
        "payouts",
        mark("Nothing paid out yet"),
        mark("Draft each payout here, or record it as paid: to whom, for which expense items, how much."),
    ),
    sort="on",
    descending=True,
    new_text=mark("New payout"),
    filters=(
        FilterSpec("method", mark("Method"), mark("All methods"), PaymentMethod),
        FilterSpec("state", mark("State"), mark("All states"), PayoutState),
    ),
    fields=(
        FieldFilter("on", mark("Date"), Ask.DAYS),
        FieldFilter("amount", mark("Amount"), Ask.AMOUNTS),
        FieldFilter("currency", mark("Currency"), Ask.CURRENCY),
        FieldFilter("campaign", mark("Campaign"), Ask.CAMPAIGN),
        FieldFilter("payee", mark("Payee"), Ask.PERSON),
        FieldFilter("has_voucher", mark("Voucher"), Ask.PRESENCE, mark("with a voucher"), mark("without a voucher")),
    ),
    filter_hint=mark("Finds codes, payees, expense items, amounts and voucher numbers"),
    paper=lambda row: row.voucher,
)
