"""Payouts: money out to a payee against expense items, never above what the fund and the items hold.

A payout is drafted, submitted, approved, which reserves its money, paid and signed for; or it is returned, rejected,
cancelled or taken back on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.clock import EARLIEST_YEAR, check_date
from desktop.domain.errors import Problem, refuse
from desktop.domain.ledger import MONEY_OUT, PaymentMethod
from desktop.domain.money import Money, total

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from desktop.domain.campaigns import Item
    from desktop.domain.rates import PinnedRate

LONGEST_PURPOSE = 500
LONGEST_AUTHORITY = 300
LONGEST_INVOICE = 100
LONGEST_IBAN = 60
LATEST_YEAR = 2100
MOST_PARTS = 60


class PayoutState(Enum):
    """Where a payout stands. Signing files the signed voucher."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PAID = "paid"
    SIGNED = "signed"
    RETURNED = "returned"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    TAKEN_BACK = "taken_back"

    @property
    def waits(self) -> bool:
        """Whether it is still to be paid, so that it may be changed."""
        return self in _WAITING

    @property
    def is_paid(self) -> bool:
        """Whether its money went out and did not come back."""
        return self in (PayoutState.PAID, PayoutState.SIGNED)


_WAITING = (PayoutState.DRAFT, PayoutState.RETURNED, PayoutState.SUBMITTED, PayoutState.APPROVED)
LIVE = (*_WAITING, PayoutState.PAID, PayoutState.SIGNED)
"""The states of payouts that were or may still be paid."""

STEPS = (PayoutState.DRAFT, PayoutState.SUBMITTED, PayoutState.APPROVED, PayoutState.PAID, PayoutState.SIGNED)
"""The straight way of a payout."""


class PayoutMove(Enum):
    """What may be done to a payout that is stored."""

    CHANGE = "change"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    CANCEL = "cancel"
    SPLIT = "split"
    PAY = "pay"
    TAKE_BACK = "take_back"


MOVES: dict[PayoutMove, tuple[tuple[PayoutState, ...], PayoutState]] = {
    PayoutMove.CHANGE: (_WAITING, PayoutState.DRAFT),
    PayoutMove.SUBMIT: ((PayoutState.DRAFT, PayoutState.RETURNED), PayoutState.SUBMITTED),
    PayoutMove.APPROVE: ((PayoutState.SUBMITTED,), PayoutState.APPROVED),
    PayoutMove.RETURN: ((PayoutState.SUBMITTED, PayoutState.APPROVED), PayoutState.RETURNED),
    PayoutMove.REJECT: ((PayoutState.SUBMITTED,), PayoutState.REJECTED),
    PayoutMove.CANCEL: (_WAITING, PayoutState.CANCELLED),
    PayoutMove.SPLIT: ((PayoutState.APPROVED,), PayoutState.APPROVED),
    PayoutMove.PAY: ((PayoutState.APPROVED,), PayoutState.PAID),
    PayoutMove.TAKE_BACK: ((PayoutState.PAID, PayoutState.SIGNED), PayoutState.TAKEN_BACK),
}
"""Every move: from which states, and to which state it leads. Signing is the voucher's, and goes both ways."""


class PayeeRole(Enum):
    """Who gets the money: the beneficiary, or somebody who is paid for them or takes it for them."""

    BENEFICIARY = "beneficiary"
    CLINIC = "clinic"
    LANDLORD = "landlord"
    RELATIVE = "relative"
    PROXY = "proxy"
    OTHER = "other"


def role_for(chosen: PayeeRole, payee: str, beneficiary: str | None) -> PayeeRole:
    """Give what a payee is to a campaign: who is not its beneficiary is not left as one.

    A campaign that names no beneficiary contradicts nobody.
    """
    if chosen is PayeeRole.BENEFICIARY and beneficiary and payee != beneficiary:
        return PayeeRole.OTHER
    return chosen


@dataclass(frozen=True, slots=True)
class PayoutLine:
    """A part of a payout: the expense item's line number and the amount paid for it, in the payout's currency."""

    item: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PayoutDraft:
    """A payout as entered: one payee (a person's code), one campaign, one or more of its items.

    `on` is the day it is due, and once it is paid the day of payment. `rate` stands between the payout's currency and
    the campaign's where they are two. `purpose` is what the voucher says; it, `authority` (by which a proxy takes the
    money), `invoice` and `iban` (paid to) may name people and are kept in the identity book. `into_open` accepts that
    a payout of a locked month is booked on the first open day: `on` is that day once it is recorded, and `happened` the
    day on which it was paid.
    """

    campaign: str
    payee: str
    lines: tuple[PayoutLine, ...]
    on: date
    method: PaymentMethod = PaymentMethod.BANK
    purpose: str = ""
    role: PayeeRole = PayeeRole.BENEFICIARY
    authority: str = ""
    invoice: str = ""
    iban: str = ""
    rate: PinnedRate | None = None
    into_open: bool = False
    happened: date | None = None

    @property
    def currency(self) -> str:
        """The currency that the payee gets; there must be a line."""
        return self.lines[0].amount.currency

    @property
    def amount(self) -> Money:
        """The whole of the payout; there must be a line."""
        return total((line.amount for line in self.lines), self.currency)

    def charged(self, currency: str) -> tuple[Money, ...]:
        """Give what each line takes from a fund in `currency`: the whole converted once, and split exactly.

        Raises:
            Refused: amount.too_large, from the rate.
        """
        if self.currency == currency:
            return tuple(line.amount for line in self.lines)
        if self.rate is None:
            raise ValueError("money of another currency needs a rate")
        return self.rate.convert(self.amount).split([line.amount.minor for line in self.lines])


@dataclass(frozen=True, slots=True)
class Payout:
    """A payout as stored. `voucher` is the number of its valid payment voucher, if one is issued.

    `charged` is what each line takes from the fund, in its currency. `entry` is None until it is paid. `author` and
    `approver` are users' numbers; `override` says that the approver wrote it too and gave a reason. `part_of` is the
    first payout of those that one was split into. `taken_back_because` is the reason given when it was taken back; it
    lies in the identity book.
    """

    code: str
    draft: PayoutDraft
    state: PayoutState
    charged: tuple[Money, ...]
    entry: int | None = None
    countered_by: int | None = None
    voucher: str | None = None
    taken_back_because: str = ""
    author: int = 1
    submitted_at: datetime | None = None
    approver: int | None = None
    approved_at: datetime | None = None
    override: bool = False
    part_of: str | None = None
    revision: int = 1

    @property
    def fund_amount(self) -> Money:
        """What the whole takes from the fund."""
        return total(self.charged, self.charged[0].currency)

    def may(self, move: PayoutMove) -> bool:
        """Tell whether a move leads on from where it stands."""
        return self.state in MOVES[move][0]

    def after(self, move: PayoutMove) -> PayoutState:
        """Give the state that a move leads to.

        Raises:
            Refused: payout.wrong_state when it does not lead on from where the payout stands.
        """
        if not self.may(move):
            raise refuse("payout.wrong_state", code=self.code, state=self.state)
        return MOVES[move][1]


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """A line of the payouts list; `on` is the day it is due until it is paid."""

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
    """Say what is wrong with paying a payout: with its draft, its day, and against `items` and `available` money.

    Overspending an item or the fund is refused with the figures, so that the worker can revise or choose another way.
    """
    found = check_draft(draft, items, available.currency)
    if not draft.lines:
        return found
    found = (*check_date(draft.on, today, at="on"), *found)
    return found or check_spending(draft, draft.charged(available.currency), items, available)


def check_plan(draft: PayoutDraft, items: Sequence[Item], currency: str) -> tuple[Problem, ...]:
    """Say what is wrong with a payout that is not paid yet: its day may lie ahead, and its money may still come."""
    absurd = not EARLIEST_YEAR <= draft.on.year <= LATEST_YEAR
    day = (Problem("date.absurd", "on", {"date": draft.on}),) if absurd else ()
    return (*day, *check_draft(draft, items, currency))


def check_draft(draft: PayoutDraft, items: Sequence[Item], currency: str) -> tuple[Problem, ...]:
    """Say what is wrong with a payout in itself; `items` and `currency` are its campaign's."""
    if not draft.lines:
        return (Problem("payout.no_lines", "lines"),)
    found = _check_lines(draft, items)
    if not found:
        found = _check_rate(draft, currency)
    if draft.method not in MONEY_OUT:
        found.append(Problem("payout.method", "method", {"method": draft.method}))
    if draft.role is PayeeRole.PROXY and not draft.authority.strip():
        found.append(Problem("payout.no_authority", "authority"))
    found.extend(
        Problem("text.too_long", name, {"longest": longest})
        for name, text, longest in (
            ("purpose", draft.purpose, LONGEST_PURPOSE),
            ("authority", draft.authority, LONGEST_AUTHORITY),
            ("invoice", draft.invoice, LONGEST_INVOICE),
            ("iban", draft.iban, LONGEST_IBAN),
        )
        if len(text) > longest
    )
    return tuple(found)


def _check_lines(draft: PayoutDraft, items: Sequence[Item]) -> list[Problem]:
    found: list[Problem] = []
    known = {item.line for item in items if not item.draft.archived}
    for index, line in enumerate(draft.lines):
        at = f"lines.{index}.amount"
        if line.item not in known:
            found.append(Problem("payout.no_such_item", f"lines.{index}.item", {"line": line.item}))
        elif line.amount.currency != draft.currency:
            found.append(Problem("item.other_currency", at, {"currency": draft.currency}))
        elif line.amount.minor <= 0:
            found.append(Problem("amount.not_positive", at, {"amount": line.amount}))
    return found


def _check_rate(draft: PayoutDraft, currency: str) -> list[Problem]:
    """Check that the rate stands between the payout's currency and the fund's, and leaves something of each line."""
    if draft.currency == currency:
        return []
    rate = draft.rate
    facts = {"currency": draft.currency, "fund": currency}
    if rate is None:
        return [Problem("payout.needs_rate", "rate", facts)]
    if {rate.base, rate.quote} != {draft.currency, currency}:
        return [Problem("payout.other_rate", "rate", facts)]
    return [
        Problem("payout.too_small", f"lines.{index}.amount", facts)
        for index, money in enumerate(draft.charged(currency))
        if not money
    ]


def check_spending(
    draft: PayoutDraft, charged: Sequence[Money], items: Sequence[Item], available: Money
) -> tuple[Problem, ...]:
    """Say that a right draft spends more than an item or the fund has; lines of one item count together.

    `charged` is what its lines take from the fund.
    """
    found: list[Problem] = []
    remaining = {item.line: item.remaining for item in items}
    spent: dict[int, Money] = {}
    for index, (line, money) in enumerate(zip(draft.lines, charged, strict=True)):
        spent[line.item] = spent.get(line.item, Money.zero(available.currency)) + money
        if spent[line.item] > remaining[line.item]:
            facts = {"line": line.item, "amount": spent[line.item], "remaining": remaining[line.item]}
            found.append(Problem("payout.over_item", f"lines.{index}.amount", facts))
    whole = total(charged, available.currency)
    if not found and whole > available:
        facts = {"campaign": draft.campaign, "amount": whole, "available": available}
        found.append(Problem("payout.over_fund", "lines.0.amount", facts))
    return tuple(found)
