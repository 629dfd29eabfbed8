"""The list of donations: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind
from desktop.i18n import mark, ntr, tr
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Align, Column, amount_column
from desktop.ui.shared.list_spec import Ask, FieldFilter, FilterSpec, FirstUse, ListSpec

if TYPE_CHECKING:
    from desktop.domain.donations import DonationRow
    from desktop.domain.money import Money


def _donor(row: DonationRow) -> str:
    if row.opening:
        return tr("Collected before")
    return row.donor_name or row.donor or tr("Anonymous")


def _method(row: DonationRow) -> str:
    return "" if row.opening else formatting.label(row.method)


def _note(row: DonationRow) -> str:
    if row.taken_back:
        return tr("Taken back")
    if row.refunded:
        return tr("Refunded") if row.refunded >= row.net else tr("Part refunded")
    return tr("No money") if row.method is PaymentMethod.IN_KIND else ""


def _note_tone(row: DonationRow) -> str:
    return "warning" if row.taken_back or row.refunded else ""


def _campaign(row: DonationRow) -> str:
    others = row.parts - 1
    return row.campaign if not others else f"{row.campaign} +{others}"


def _net_amount(row: DonationRow) -> Money | None:
    return None if row.method is PaymentMethod.IN_KIND else row.net


def _net(row: DonationRow) -> str:
    amount = _net_amount(row)
    return "" if amount is None else formatting.money(amount)


def _tone(row: DonationRow) -> str:
    return "muted" if row.taken_back else ""


DONATIONS: ListSpec[DonationRow] = ListSpec(
    area="donations",
    title=mark("Money in"),
    kind=ListKind.DONATIONS,
    columns=(
        Column("code", mark("Code"), lambda row: row.code, sort="code", width=74, tone=_tone),
        Column("on", mark("Date"), lambda row: formatting.day(row.on), sort="on", width=98),
        Column("campaign", mark("Campaign"), _campaign, sort="campaign", width=94),
        Column("donor", mark("Donor"), _donor, sort="donor_name", width=150),
        amount_column("gross", mark("Given"), lambda row: row.gross, 122, tone=_tone),
        Column(
            "fee",
            mark("Fee"),
            lambda row: formatting.money(row.fee) if row.fee else "",
            amount=lambda row: row.fee or None,
            sort="fee",
            align=Align.END,
            width=92,
        ),
        Column(
            "net", mark("Received"), _net, amount=_net_amount, money=_net_amount, sort="net", align=Align.END, width=122
        ),
        Column("method", mark("Method"), _method, sort="method", width=120),
        Column("receipt", mark("Receipt"), lambda row: row.receipt or "", sort="receipt", width=152, whole=True),
        Column("note", mark("Note"), _note, sort="note", width=104, tone=_note_tone),
    ),
    count_text=lambda count: ntr("{count} donation", "{count} donations", count),
    key=lambda row: row.code,
    topics=(Topic.DONATIONS,),
    first_use=FirstUse(
        "donations",
        mark("No money yet"),
        mark("Record each donation here: what was given, what the bank kept, which campaign it is for."),
    ),
    sort="on",
    descending=True,
    new_text=mark("Record a donation"),
    filters=(FilterSpec("method", mark("Method"), mark("All methods"), PaymentMethod),),
    fields=(
        FieldFilter("on", mark("Date"), Ask.DAYS),
        FieldFilter("gross", mark("Given"), Ask.AMOUNTS),
        FieldFilter("fee", mark("Fee"), Ask.AMOUNTS),
        FieldFilter("refunded", mark("Refunded"), Ask.PRESENCE, mark("with a refund"), mark("without a refund")),
        FieldFilter("taken_back", mark("Taken back"), Ask.PRESENCE, mark("taken back"), mark("not taken back")),
        FieldFilter("currency", mark("Currency"), Ask.CURRENCY),
        FieldFilter("campaign", mark("Campaign"), Ask.CAMPAIGN),
        FieldFilter("donor", mark("Donor"), Ask.PERSON),
        FieldFilter("has_receipt", mark("Receipt"), Ask.PRESENCE, mark("with a receipt"), mark("without a receipt")),
    ),
    filter_hint=mark("Finds codes, donors, amounts and receipt numbers"),
    paper=lambda row: row.receipt,
)
