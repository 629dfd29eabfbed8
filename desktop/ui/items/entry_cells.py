"""The cells of the grid of expenses: its columns, and what a row says in each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Refused, refuse
from desktop.domain.ledger import MONEY_OUT, PaymentMethod
from desktop.domain.money import EXPONENTS, Money
from desktop.domain.rates import PinnedRate, RateSource
from desktop.i18n import mark
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.shared.columns import Align
from desktop.ui.shared.grid_kinds import text_column
from desktop.ui.shared.grid_model import Cells, GridColumn, Unread

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from desktop.domain.campaigns import Campaign, CampaignRow, Item
    from desktop.domain.payouts import Payout
    from desktop.domain.people import PersonRow
    from desktop.ui.shared.grid_model import Propose

CODE, STATE, TONE, BASE, OFFICIAL, FILE = "code", "state", "tone", "base", "official", "file"
"""Keys of a row that are written here: the stored payout's code, what is said of the row, its look, the amount in the
base currency, the official rate, and the invoice's file that waits until its row is stored."""

ENTERED = ("on", "payee", "purpose", "campaign", "item", "currency", "amount", "rate", "invoice", FILE)
NEEDED = ("on", "payee", "campaign", "item", "amount")
_LEADING_CODE = re.compile(r"([A-Za-z]-\d+)\s\s*\S")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record that a cell names."""

    code: str
    shown: str
    record: Any = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What was typed to name a record, until it is looked up."""

    text: str


def choose_person(row: PersonRow) -> Chosen:
    """Name a person in a cell."""
    name = row.name if row.name != row.code else ""
    return Chosen(row.code, f"{row.code}  {name}".strip(), row)


def choose_campaign(row: Campaign | CampaignRow) -> Chosen:
    """Name a campaign in a cell."""
    title = getattr(row, "title", None) or getattr(getattr(row, "draft", None), "title", "")
    return Chosen(row.code, f"{row.code}  {title}".strip() if title != row.code else row.code)


def choose_item(item: Item) -> Chosen:
    """Name an expense item in a cell."""
    return Chosen(str(item.line), f"{item.line} {item.draft.label}".strip(), item)


def entry_columns(
    today: Callable[[], date], base: Callable[[], str], payees: Propose, campaigns: Propose, items: Propose
) -> tuple[GridColumn, ...]:
    """Give the columns, in the order in which they are entered."""
    return (
        GridColumn("on", mark("Date"), _show_day, lambda text: _read_day(text, today()), width=104),
        _naming("payee", mark("Payee"), payees, 144),
        text_column("purpose", mark("Description"), 120),
        _naming("campaign", mark("Campaign"), campaigns, 100),
        _naming("item", mark("Expense item"), items, 124),
        GridColumn("donor_line", mark("Donor line"), str, str, width=96, fixed=True, of_row=_donor_line),
        GridColumn("currency", mark("Currency"), lambda code: code or "", _read_currency, width=84,
                   of_row=lambda row: row["currency"] or (row_currency(row, "") if not is_blank(row) else "")),
        GridColumn("amount", mark("Amount"), _show_amount, _no_row, Align.END, 96,
                   read_in=lambda text, row: _read_amount(text, row, base())),
        GridColumn("rate", mark("Rate"), _show_rate, _read_rate, Align.END, 132, of_row=_rate_now),
        GridColumn(BASE, base(), str, str, Align.END, 96, fixed=True,
                   of_row=lambda row: formatting.number(row.get(BASE))),
        replace(text_column("invoice", mark("Invoice"), 92), of_row=_invoice),
        _method(),
        GridColumn("voucher", mark("Voucher"), lambda text: text or "", str, width=112, fixed=True),
        GridColumn(STATE, mark("State"), lambda text: text or "", str, width=216, fixed=True,
                   tone=lambda row: row.get(TONE) or ""),
    )  # fmt: skip


def _naming(name: str, title: str, propose: Propose, width: int) -> GridColumn:
    def read(text: str) -> Looked | None:
        tidy = " ".join(text.split())
        shown = _LEADING_CODE.match(tidy)  # a cell that was copied: the code is what it names
        return Looked(shown[1] if shown is not None else tidy) if tidy else None

    return GridColumn(name, title, _show_named, read, width=width, propose=propose)


def _method() -> GridColumn:
    return GridColumn(
        "method",
        mark("Method"),
        lambda value: formatting.label(value) if isinstance(value, PaymentMethod) else "",
        lambda text: text,
        width=104,
        choices=lambda: [(each, formatting.label(each)) for each in MONEY_OUT],
    )


# ------------------------------------------------------------------ what a row holds


def blank_cells() -> Cells:
    """Give a new row."""
    return {
        **dict.fromkeys(("on", "payee", "campaign", "item", "amount", "rate", BASE, OFFICIAL, FILE)),
        **dict.fromkeys(("purpose", "currency", "invoice", "voucher", CODE, STATE, TONE), ""),
        "method": PaymentMethod.BANK,
    }


def is_blank(row: Cells) -> bool:
    """Whether nothing was typed into a row; such a row is no expense."""
    return not row[CODE] and all(row[name] is None or row[name] == "" for name in ENTERED)


def is_stored(row: Cells) -> bool:
    """Whether a row shows a payout that is stored; it stays as it is here."""
    return bool(row[CODE])


def campaign_of(row: Cells) -> Campaign | None:
    """Give the campaign of a row, once it was looked up."""
    chosen = row["campaign"]
    return chosen.record if isinstance(chosen, Chosen) else None


def row_currency(row: Cells, base: str) -> str:
    """Give the currency that a row's amount is in: its own, else its fund's, else `base`."""
    if isinstance(row["currency"], str) and row["currency"]:
        return row["currency"]
    campaign = campaign_of(row)
    return campaign.draft.currency if campaign is not None else base


def amount_in_currency(row: Cells, base: str) -> object:
    """Give a row's amount as meant in the row's currency now; what its decimals do not allow is unread.

    A text waits for its campaign to be looked up: "1.125" is one thing in dinars and another in euros.
    """
    amount, currency = row["amount"], row_currency(row, base)
    try:
        if isinstance(amount, Looked) and not isinstance(row["campaign"], Looked):
            return wording.read_money(amount.text, currency)
        if isinstance(amount, Money) and amount.currency != currency:
            return Money.of(amount.amount, currency)
    except Refused as refusal:
        return Unread(amount.text if isinstance(amount, Looked) else formatting.number(amount), refusal)
    return amount


def stored_cells(payout: Payout, row: Cells) -> Cells:
    """Give a row as the payout that is stored now."""
    state = formatting.label(payout.state)
    return {**row, CODE: payout.code, "voucher": payout.voucher or "", STATE: state, TONE: "", "on": payout.draft.on}


def pinned_rate(row: Cells, fund: str, base: str) -> PinnedRate | None:
    """Give the rate of a row: the bank's own that was typed, else the official one.

    Raises:
        Refused: The rate that was typed is none.
    """
    typed = row["rate"]
    if typed is None or isinstance(typed, Unread):
        official = row[OFFICIAL]
        return official if isinstance(official, PinnedRate) else None
    return PinnedRate(row_currency(row, base), fund, typed, RateSource.BANK, row["on"])


# ------------------------------------------------------------------ reading and showing


def _show_named(value: object) -> str:
    return value.shown if isinstance(value, Chosen) else value.text if isinstance(value, Looked) else ""


def _show_day(value: date | None) -> str:
    return formatting.day(value)


def _read_day(text: str, today: date) -> date | None:
    return wording.read_day(text, today) if text.strip() else None


def _read_currency(text: str) -> str:
    code = text.strip().upper()
    if code and code not in EXPONENTS:
        raise refuse("entry.unknown_currency", at="currency", text=text.strip()[:12])
    return code


def _no_row(text: str) -> Any:
    raise TypeError("an amount is read in its row's currency")


def _read_amount(text: str, row: Cells, base: str) -> Money | Looked | None:
    if text.strip() and not row["currency"] and isinstance(row["campaign"], Looked):
        return Looked(text.strip())
    return wording.read_money(text, row_currency(row, base)) if text.strip() else None


def _show_amount(value: object) -> str:
    return value.text if isinstance(value, Looked) else formatting.number(value if isinstance(value, Money) else None)


def _read_rate(text: str) -> Decimal | None:
    return wording.read_rate(text) if text.strip() else None


def _show_rate(value: Decimal | None) -> str:
    return f"{value.normalize():f}" if value is not None else ""


def _rate_now(row: Cells) -> str:
    """Show the rate that counts with both its currencies: it is typed as what 1 of the row's money is in the fund's."""
    campaign = campaign_of(row)
    if campaign is None or row["on"] is None or isinstance(row["on"], Unread):
        return _show_rate(row["rate"])
    currency, fund = row_currency(row, campaign.draft.currency), campaign.draft.currency
    return formatting.rate(pinned_rate(row, fund, fund)) if currency != fund and _has_rate(row) else ""


def _has_rate(row: Cells) -> bool:
    return row["rate"] is not None or isinstance(row[OFFICIAL], PinnedRate)


def _invoice(row: Cells) -> str:
    """Show the invoice's number, and the name of the file that will be attached."""
    file = row.get(FILE)
    return " + ".join(each for each in (row["invoice"], file.name if file is not None else "") if each)


def _donor_line(row: Cells) -> str:
    item = row["item"]
    return item.record.draft.donor_line if isinstance(item, Chosen) and item.record is not None else ""
