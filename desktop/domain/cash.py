"""The cash desk, one for each currency: what it holds day by day, its vouchers, its counts, the days it closed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import Problem, refuse, refuse_errors
from desktop.domain.ledger import Account, Entry, EntryKind, Posting
from desktop.domain.money import MOST_MINOR, Money, check_positive, exponent_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

LONGEST_TEXT = 300
MOST_PIECES = 1_000_000_000  # of one denomination; more is a slip of the keyboard


class CashKind(Enum):
    """Why cash came or went without a gift, a payout or an advance; the value is what is stored."""

    WITHDRAWAL = "withdrawal"  # from the bank into the cash desk
    DEPOSIT = "deposit"  # from the cash desk to the bank
    OTHER_IN = "other_in"
    OTHER_OUT = "other_out"
    DIFFERENCE = "difference"  # found at a count; less than nothing when cash was missing

    @property
    def comes_in(self) -> bool:
        """Whether a positive amount of this kind comes into the cash desk."""
        return self not in (CashKind.DEPOSIT, CashKind.OTHER_OUT)

    @property
    def needs_a_fund(self) -> bool:
        """Whether it changes what the office owns, and so belongs to a fund: the general one."""
        return self not in (CashKind.WITHDRAWAL, CashKind.DEPOSIT)


ENTERED = tuple(kind for kind in CashKind if kind is not CashKind.DIFFERENCE)
"""The kinds that a worker enters; a difference comes of a count alone."""


@dataclass(frozen=True, slots=True)
class CashDraft:
    """A cash voucher as entered. `text` says what for, may name people, and is kept in the identity book.

    `into_open` accepts that a voucher of a locked month is booked on the first open day: `on` is that day once it is
    recorded, and `happened` the day it truly happened. `amount` of a recorded difference is less than nothing when
    cash was missing.
    """

    kind: CashKind
    amount: Money
    on: date
    text: str = ""
    into_open: bool = False
    happened: date | None = None

    @property
    def came_in(self) -> bool:
        """Whether cash came: what was missing at a count went out."""
        return self.kind.comes_in and self.amount.minor > 0


@dataclass(frozen=True, slots=True)
class CashVoucher:
    """A recorded cash voucher. `countered_by` is the entry that took it back."""

    code: str
    draft: CashDraft
    entry: int
    countered_by: int | None = None


@dataclass(frozen=True, slots=True)
class CashDay:
    """What came into the cash desk and went out of it on a day."""

    on: date
    came_in: Money
    went_out: Money

    @property
    def change(self) -> Money:
        """By how much the day changed what the cash desk holds."""
        return self.came_in - self.went_out


@dataclass(frozen=True, slots=True)
class CashRow:
    """A movement of cash: a line of the cash desk's list and of a cash report.

    `code` is of the event (a donation, payout, advance, voucher), `document` the number of the paper that rests on it,
    `kind` what the entry is, `why` the kind of a cash voucher. `campaign` is the fund, if there is one. `balance` is
    what the cash desk held after it.
    """

    row_id: int
    on: date
    entry: int
    code: str
    document: str | None
    kind: EntryKind
    why: CashKind | None
    campaign: str | None
    change: Money
    balance: Money

    @property
    def came_in(self) -> Money | None:
        """What came in; None for cash that went out."""
        return self.change if self.change.minor > 0 else None

    @property
    def went_out(self) -> Money | None:
        """What went out; None for cash that came in."""
        return -self.change if self.change.minor < 0 else None


@dataclass(frozen=True, slots=True)
class CashDesk:
    """A cash desk as it stands. `balance` is after all movements, `closed` the last day that is closed."""

    balance: Money
    last: date | None
    closed: date | None
    counted: date | None


@dataclass(frozen=True, slots=True)
class CashReport:
    """What came into a cash desk and went out of it in a period, both days included."""

    currency: str
    first: date
    last: date
    opening: Money
    rows: tuple[CashRow, ...]

    @property
    def came_in(self) -> Money:
        """All that came in."""
        return Money(sum(row.change.minor for row in self.rows if row.change.minor > 0), self.currency)

    @property
    def went_out(self) -> Money:
        """All that went out."""
        return Money(-sum(row.change.minor for row in self.rows if row.change.minor < 0), self.currency)

    @property
    def closing(self) -> Money:
        """What was left at the end of the period."""
        return self.opening + self.came_in - self.went_out


# --------------------------------------------------------------------------------------------------- denominations

# Notes and coins in circulation, in minor units, the largest first.
DENOMINATIONS: dict[str, tuple[int, ...]] = {
    "EUR": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "PLN": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "USD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1),
    "GBP": (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "CHF": (100000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5),
    "BYN": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "UAH": (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 10),
    "GEL": (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5),
    "RUB": (500000, 200000, 100000, 50000, 20000, 10000, 5000, 1000, 500, 200, 100, 50, 10),
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many notes or coins of one value. `value` is in minor units; a free amount is one piece of that value."""

    value: int
    count: int


@dataclass(frozen=True, slots=True)
class CountDraft:
    """A count as entered: what lay in the cash desk at the end of a day.

    `reason` says how a difference is explained; it may name people, and is kept in the identity book.
    """

    currency: str
    on: date
    pieces: tuple[Pieces, ...]
    reason: str = ""

    @property
    def counted(self) -> Money:
        """The sum of the pieces, exact."""
        return Money(sum(each.value * each.count for each in self.pieces), self.currency)

    @property
    def written(self) -> str:
        """The pieces as they are stored and recorded: values in minor units with their numbers."""
        return json.dumps([[each.value, each.count] for each in self.pieces])


@dataclass(frozen=True, slots=True)
class CashCount:
    """A count that was recorded. `expected` is what the books said; `voucher` the code that booked a difference."""

    number: int
    draft: CountDraft
    expected: Money
    at: datetime
    actor: int
    voucher: str | None = None

    @property
    def difference(self) -> Money:
        """What was found above the books; less than nothing when cash was missing."""
        return self.draft.counted - self.expected


@dataclass(frozen=True, slots=True)
class CashClose:
    """A day that was closed, with what the cash desk held at its end."""

    currency: str
    on: date
    balance: Money
    at: datetime
    actor: int


# ---------------------------------------------------------------------------------------------------------- rules


def check_cash(held: Money, days: Iterable[CashDay], on: date, change: Money) -> tuple[Problem, ...]:
    """Say whether a change would take the cash desk below nothing on its day or on any later one.

    `held` is what lay there before the day `on`; `days` are that day and later ones. Cash that comes in is always
    taken: it only makes every day better.
    """
    if change.minor >= 0:
        return ()
    balance, lowest, when = held, held, on
    started = False
    for day in sorted(days, key=lambda each: each.on):
        if day.on > on and not started:
            lowest, started = balance, True
        balance += day.change
        if not started or balance < lowest:
            lowest, when, started = balance, day.on, True
    if (lowest + change).minor >= 0:
        return ()
    facts = {"date": when, "currency": change.currency, "held": lowest, "amount": -change}
    return (Problem("cash.below_nothing" if when == on else "cash.below_nothing_later", "amount", facts),)


def check_open(on: date, closed: date | None, first_open: date | None) -> tuple[Problem, ...]:
    """Say that the cash desk is closed on a day; `closed` is the last day closed, `first_open` the day after it."""
    if closed is None or on > closed:
        return ()
    return (Problem("cash.day_closed", "on", {"date": on, "closed": closed, "open": first_open}),)


def check_voucher(draft: CashDraft, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a cash voucher as entered."""
    found = [*check_positive(draft.amount), *check_date(draft.on, today, at="on")]
    if draft.kind.needs_a_fund and not draft.text.strip():
        found.append(Problem("field.required", "text"))
    if len(draft.text) > LONGEST_TEXT:
        found.append(Problem("text.too_long", "text", {"longest": LONGEST_TEXT}))
    return tuple(found)


def check_count(draft: CountDraft, expected: Money, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a count: a difference needs a reason, and pieces are those of the currency."""
    exponent_of(draft.currency)
    found = [*check_date(draft.on, today, at="on")]
    known = DENOMINATIONS.get(draft.currency)
    for index, each in enumerate(draft.pieces):
        at = f"pieces.{index}"
        if not 0 <= each.count <= MOST_PIECES or not 0 <= each.value * each.count <= MOST_MINOR:
            found.append(Problem("cash.pieces", at, {"most": MOST_PIECES}))
        elif known is not None and each.value not in known:
            found.append(Problem("cash.no_such_piece", at, {"amount": Money(each.value, draft.currency)}))
    if len(draft.reason) > LONGEST_TEXT:
        found.append(Problem("text.too_long", "reason", {"longest": LONGEST_TEXT}))
    if not found and draft.counted != expected and not draft.reason.strip():
        difference = draft.counted - expected
        code = "cash.missing" if difference.minor < 0 else "cash.in_excess"
        facts = {
            "counted": draft.counted,
            "expected": expected,
            "difference": Money(abs(difference.minor), draft.currency),
        }
        found.append(Problem(code, "reason", facts))
    return tuple(found)


def agreeing_count(on: date, today: date, closed: date | None, count: CashCount | None, balance: Money) -> CashCount:
    """Give the count that a day is closed on.

    Raises:
        Refused: The day lies ahead or is closed already, was not counted, or its last count is not what the books say.
    """
    refuse_errors(check_date(on, today, at="on"))
    if closed is not None and on <= closed:
        raise refuse("cash.already_closed", at="on", date=on, closed=closed)
    if count is None:
        raise refuse("cash.not_counted", at="on", date=on, balance=balance)
    if count.draft.counted != balance:
        raise refuse("cash.count_differs", at="on", date=on, balance=balance, counted=count.draft.counted)
    return count


# --------------------------------------------------------------------------------------------------------- entries


def cash_entry(kind: CashKind, amount: Money, on: date, fund: str | None, happened: date | None = None) -> Entry:
    """Make the entry of a voucher: against the bank, or against what `fund` owns."""
    change = amount if kind.comes_in else -amount
    other = Account.CASH_DIFFERENCE if kind.needs_a_fund else Account.BANK
    postings = (Posting(Account.CASH, change, fund), Posting(other, -change, fund))
    return Entry(EntryKind.CASH, on, postings, happened=happened)


def cash_changes(entry: Entry) -> dict[str, Money]:
    """Give by how much an entry changes each cash desk; one that comes out even is left out."""
    sums: dict[str, int] = {}
    for posting in entry.postings:
        if posting.account is Account.CASH:
            sums[posting.money.currency] = sums.get(posting.money.currency, 0) + posting.money.minor
    return {currency: Money(minor, currency) for currency, minor in sums.items() if minor}
