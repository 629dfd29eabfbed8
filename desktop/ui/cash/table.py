"""The list of cash movements: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing import ListKind
from desktop.i18n import mark, ntr, screen_language, texts
from desktop.services.cash_papers import cash_text
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FirstUse, ListSpec

if TYPE_CHECKING:
    from desktop.domain.cash import CashRow


def _text(row: CashRow) -> str:
    return cash_text(row, texts(screen_language()))


CASH: ListSpec[CashRow] = ListSpec(
    area="cash",
    title=mark("Cash desk"),
    kind=ListKind.CASH,
    columns=(
        Column("on", mark("Date"), lambda row: formatting.day(row.on), sort="on", width=98, whole=True),
        Column("voucher", mark("Voucher"), lambda row: row.document or row.code, sort="voucher", width=126, whole=True),
        Column("text", mark("What it was"), _text, sort="text", width=300),
        Column(
            "came_in",
            mark("In"),
            lambda row: formatting.number(row.came_in),
            amount=lambda row: row.came_in,
            sort="came_in",
            align=Align.END,
            width=100,
            money=lambda row: row.came_in,
        ),
        Column(
            "went_out",
            mark("Out"),
            lambda row: formatting.number(row.went_out),
            amount=lambda row: row.went_out,
            money=lambda row: row.went_out,
            sort="went_out",
            align=Align.END,
            width=100,
        ),
        Column(
            "balance",
            mark("Balance"),
            lambda row: formatting.money(row.balance),
            amount=lambda row: row.balance,
            align=Align.END,
            width=130,
        ),
    ),
    count_text=lambda count: ntr("{count} movement", "{count} movements", count),
    key=lambda row: row.code,
    topics=(Topic.CASH, Topic.DONATIONS, Topic.PAYOUTS, Topic.ADVANCES),
    first_use=FirstUse(
        "cash",
        mark("No cash here yet"),
        mark(
            "Withdraw cash from the bank first, or record a gift in cash. "
            "From then on every movement stands here, with what was left after it."
        ),
    ),
    sort="on",
    descending=True,
    new_text=mark("Withdraw from the bank…"),
    fields=(
        FieldFilter("on", mark("Date"), Ask.DAYS),
        FieldFilter("amount", mark("Amount"), Ask.AMOUNTS),
    ),
    filter_hint=mark("Finds codes and amounts"),
    paper=lambda row: row.document,
)
