"""Payouts: money out to a payee against expense items, never above what the fund and the items hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import Problem
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money, total

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.campaigns import Item

LONGEST_PURPOSE = 500


class PayoutState(Enum):
    """Where a payout stands. The plain case is recorded when it is paid; signing files the signed voucher."""

    PAID = "paid"
    SIGNED = "signed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class PayoutLine:
    """A part of a payout: the expense item's line number and the amount paid for it."""

    item: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PayoutDraft:
    """A payout as entered: one payee (a person's code), one campaign, one or more of its items.

    `purpose` is what the voucher says; it may name people and is kept in the identity book. `into_open` accepts that
    a payout of a locked month is booked on the first open day: `on` is that day once it is recorded, and `happened` the
    day on which it was paid.
    """

    campaign: str
    payee: str
    lines: tuple[PayoutLine, ...]
    on: date
    method: PaymentMethod = PaymentMethod.BANK
    purpose: str = ""
    into_open: bool = False
    happened: date | None = None

    @property
    def amount(self) -> Money:
        """The whole of the payout; there must be a line."""
        return total((line.amount for line in self.lines), self.lines[0].amount.currency)


@dataclass(frozen=True, slots=True)
class Payout:
    """A recorded payout. `voucher` is the number of its valid payment voucher, if one is issued.

    `taken_back_because` is the reason given when it was taken back; it lies in the identity book.
    """

    code: str
    draft: PayoutDraft
    state: PayoutState
    entry: int
    countered_by: int | None = None
    voucher: str | None = None
    taken_back_because: str = ""


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """A line of the payouts list."""

    row_id: int
    code: str
    on: date
    campaign: str
    payee: str
    payee_name: str
    items: str
    amount: Money
    method: PaymentMethod
    state: PayoutState
    voucher: str | None


def check_payout(draft: PayoutDraft, items: Sequence[Item], available: Money, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a payout against its campaign's `items` and the fund's `available` money.

    Overspending an item or the fund is refused with the figures, so that the worker can revise or choose another way.
    """
    if not draft.lines:
        return (Problem("payout.no_lines", "lines"),)
    found = [*check_date(draft.on, today, at="on")]
    found.extend(_check_lines(draft, items, available.currency))
    if len(draft.purpose) > LONGEST_PURPOSE:
        found.append(Problem("text.too_long", "purpose", {"longest": LONGEST_PURPOSE}))
    if not found and draft.amount > available:
        found.append(
            Problem(
                "payout.over_fund",
                "lines.0.amount",
                {"campaign": draft.campaign, "amount": draft.amount, "available": available},
            )
        )
    return tuple(found)


def _check_lines(draft: PayoutDraft, items: Sequence[Item], currency: str) -> list[Problem]:
    """Check each line by itself, and the lines of one item together."""
    found: list[Problem] = []
    known = {item.line: item for item in items if not item.draft.archived}
    spent: dict[int, Money] = {}
    for index, line in enumerate(draft.lines):
        at = f"lines.{index}.amount"
        item = known.get(line.item)
        if item is None:
            found.append(Problem("payout.no_such_item", f"lines.{index}.item", {"line": line.item}))
        elif line.amount.currency != currency:
            found.append(Problem("item.other_currency", at, {"currency": currency}))
        elif line.amount.minor <= 0:
            found.append(Problem("amount.not_positive", at, {"amount": line.amount}))
        else:
            spent[line.item] = spent.get(line.item, Money.zero(currency)) + line.amount
            if spent[line.item] > item.remaining:
                found.append(
                    Problem(
                        "payout.over_item",
                        at,
                        {"line": line.item, "amount": spent[line.item], "remaining": item.remaining},
                    )
                )
    return found
