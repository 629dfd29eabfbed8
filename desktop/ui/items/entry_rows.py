"""What the rows of the grid of expenses say: what each takes from its fund, what is missing, and their drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused
from desktop.domain.money import Money, total
from desktop.domain.payouts import PayeeRole, PayoutDraft, PayoutLine, role_for
from desktop.domain.quick_entry import Charge, find_excesses
from desktop.domain.rates import PinnedRate
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.items.entry_cells import (
    BASE,
    NEEDED,
    OFFICIAL,
    Chosen,
    Looked,
    campaign_of,
    is_blank,
    is_stored,
    pinned_rate,
    row_currency,
)
from desktop.ui.shared.fields import REQUIRED
from desktop.ui.shared.grid_model import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop.domain.campaigns import Campaign
    from desktop.domain.quick_entry import Excess
    from desktop.ui.shared.grid_model import Cells

_TITLES = {
    "on": mark("Date"),
    "payee": mark("Payee"),
    "campaign": mark("Campaign"),
    "item": mark("Expense item"),
    "amount": mark("Amount"),
    "rate": mark("Rate"),
}


def unread_cells(row: Cells) -> list[tuple[str, Unread]]:
    """Give the cells of a row that could not be read, or name nothing that is known."""
    return [(name, value) for name, value in row.items() if isinstance(value, Unread)]


def missing(row: Cells) -> list[str]:
    """Give the cells that a row still needs before it can be a payout."""
    found = [name for name in NEEDED if row[name] is None]
    campaign = campaign_of(row)
    if campaign is not None and not found and row["rate"] is None and not isinstance(row[OFFICIAL], PinnedRate):
        fund = campaign.draft.currency
        found += ["rate"] if row_currency(row, fund) != fund else []
    return found


def charge_of(row: Cells) -> Charge | None:
    """Tell what a row takes from its item; None while that cannot be told, and of what is stored already."""
    campaign, item, amount = campaign_of(row), row["item"], row["amount"]
    whole = campaign is not None and isinstance(item, Chosen) and isinstance(amount, Money) and amount.minor > 0
    if is_stored(row) or not whole or campaign is None:
        return None
    fund = campaign.draft.currency
    try:
        money = amount if amount.currency == fund else _converted(row, fund)
    except Refused:
        return None
    return Charge(campaign.code, int(item.code), money) if money is not None else None


def _converted(row: Cells, fund: str) -> Money | None:
    if row["on"] is None or isinstance(row["on"], Unread):
        return None
    rate = pinned_rate(row, fund, fund)
    return rate.convert(row["amount"]) if rate is not None else None


def excesses(rows: Sequence[Cells]) -> tuple[Excess | None, ...]:
    """Say of each row whether it is over its item or fund, with the rows above it."""
    campaigns: Mapping[str, Campaign] = {each.code: each for each in map(campaign_of, rows) if each is not None}
    return find_excesses([charge_of(row) for row in rows], campaigns)


def standing(row: Cells, excess: Excess | None) -> tuple[str, str]:
    """Say how a row stands, and how that looks."""
    if is_blank(row):
        return "", ""
    if any(isinstance(value, Looked) for value in row.values()) and row["campaign"] is not None:
        return tr("Looking up…"), "muted"
    if unread_cells(row):
        return tr("✕ Look at the marked cells"), "danger"
    lacking = missing(row)
    if lacking:
        names = ", ".join(tr(_TITLES[name]) for name in lacking)
        return tr("… still missing: {names}").format(names=names), "warning"
    if excess is not None:
        money = formatting.money(excess.money)
        return tr("▲ {amount} over {item}").format(amount=money, item=excess.code), "warning"
    return tr("✓ Ready"), "good"


def read_rows(rows: Sequence[Cells]) -> tuple[PayoutDraft, ...]:
    """Make the drafts of rows that are filled in.

    Raises:
        Refused: Something is missing or cannot be read; each problem stands at its row ("rows.3.amount"), counted as
            the drafts are.
    """
    found: list[Problem] = []
    for at, row in enumerate(rows):
        for name, value in unread_cells(row):
            found.extend(Problem(each.code, f"rows.{at}.{name}", each.params) for each in value.reason.problems)
        found.extend(Problem(REQUIRED, f"rows.{at}.{name}") for name in missing(row))
        found.extend(
            Problem("entry.campaign_first", f"rows.{at}.{name}")
            for name, value in row.items()
            if isinstance(value, Looked)
        )
    if found:
        raise Refused(*found)
    return tuple(_draft(row) for row in rows)


def _draft(row: Cells) -> PayoutDraft:
    campaign = campaign_of(row)
    if campaign is None:
        raise ValueError("a row without a campaign makes no draft")
    fund, payee = campaign.draft.currency, row["payee"].code
    proposed = PayeeRole.BENEFICIARY if campaign.draft.beneficiary else PayeeRole.OTHER
    return PayoutDraft(
        campaign=campaign.code,
        payee=payee,
        lines=(PayoutLine(int(row["item"].code), row["amount"]),),
        on=row["on"],
        method=row["method"],
        purpose=row["purpose"],
        role=role_for(proposed, payee, campaign.draft.beneficiary),
        invoice=row["invoice"],
        rate=pinned_rate(row, fund, fund) if row["amount"].currency != fund else None,
    )


def base_sum(rows: Iterable[Cells], base: str) -> Money | None:
    """Give the sum of rows in the base currency; None while one of them cannot be told in it."""
    amounts = [row[BASE] for row in rows if row["amount"] is not None]
    return total(amounts, base) if all(isinstance(each, Money) for each in amounts) else None


def sums(rows: Iterable[Cells]) -> str:
    """Write the sum of rows, each currency by itself."""
    whole: dict[str, Money] = {}
    for row in rows:
        amount = row["amount"]
        if isinstance(amount, Money):
            whole[amount.currency] = whole.get(amount.currency, Money.zero(amount.currency)) + amount
    return formatting.moneys(whole[each] for each in sorted(whole))
