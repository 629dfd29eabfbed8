"""Advances: money handed out before there are proofs, settled by proofs, what is left returned, what lacks topped up.

An open advance is not paid: it is out of the fund, and waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import Problem, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.ledger import Account, Entry, EntryKind, PaymentMethod, Posting
from desktop.domain.money import Money, check_positive, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from desktop.domain.campaigns import Item

LONGEST_PURPOSE = 500
LONGEST_PROOF = 200
MOST_PROOFS = 200
MOST_SETTLEMENTS = 9999
LONGEST_DAYS = 366  # from the advance to the day its proofs are due


class AdvanceState(Enum):
    """Where an advance stands; the value is what is stored."""

    OPEN = "open"
    SETTLED = "settled"
    TAKEN_BACK = "taken_back"


class AdvanceAge(Enum):
    """How long an advance has been open, in days since it was given."""

    UP_TO_30 = "up_to_30"
    UP_TO_60 = "up_to_60"
    UP_TO_90 = "up_to_90"
    OVER_90 = "over_90"

    @classmethod
    def of(cls, days: int) -> AdvanceAge:
        """Give the bucket of an age in days."""
        return next((age for age, last in _LAST_DAYS if days <= last), cls.OVER_90)


_LAST_DAYS = ((AdvanceAge.UP_TO_30, 30), (AdvanceAge.UP_TO_60, 60), (AdvanceAge.UP_TO_90, 90))


@dataclass(frozen=True, slots=True)
class AdvanceDraft:
    """An advance as entered: to whom (a person's code), out of which campaign, how much, when its proofs are due.

    `purpose` may name people and is kept in the identity book. `into_open` accepts that an advance of a locked month
    is booked on the first open day: `on` is that day once it is recorded, and `happened` the day it truly happened.
    """

    person: str
    campaign: str
    amount: Money
    on: date
    due: date
    method: PaymentMethod = PaymentMethod.CASH
    purpose: str = ""
    into_open: bool = False
    happened: date | None = None


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A proof of what was bought: for which expense item, how much, the document (its number, the seller) and its day.

    `document` may name people and is kept in the identity book.
    """

    item: int
    amount: Money
    document: str
    on: date


@dataclass(frozen=True, slots=True)
class SettlementDraft:
    """What came back of an advance on a day: proofs, and a remainder returned or what lacked topped up, by `method`."""

    on: date
    lines: tuple[ProofLine, ...]
    returned: Money
    topped_up: Money
    method: PaymentMethod = PaymentMethod.CASH
    into_open: bool = False
    happened: date | None = None

    @property
    def spent(self) -> Money:
        """The sum of the proofs."""
        return total((line.amount for line in self.lines), self.returned.currency)

    @property
    def closes(self) -> Money:
        """By how much it makes what is open less."""
        return self.spent + self.returned - self.topped_up


@dataclass(frozen=True, slots=True)
class Settlement:
    """A recorded settlement; `number` counts those of its advance from 1."""

    number: int
    draft: SettlementDraft
    entry: int
    countered_by: int | None = None


@dataclass(frozen=True, slots=True)
class Advance:
    """A recorded advance with its settlements in their order. The three sums leave out what was taken back."""

    code: str
    draft: AdvanceDraft
    state: AdvanceState
    entry: int
    spent: Money
    returned: Money
    topped_up: Money
    settlements: tuple[Settlement, ...] = ()
    countered_by: int | None = None
    taken_back_because: str = ""

    @property
    def open(self) -> Money:
        """What still waits for proofs, or to come back."""
        if self.countered_by is not None:
            return Money.zero(self.draft.amount.currency)
        return self.draft.amount + self.topped_up - self.spent - self.returned

    def settlement(self, number: int) -> Settlement | None:
        """Give the settlement with this number."""
        return next((each for each in self.settlements if each.number == number), None)


def read_subject(text: str) -> tuple[str, int]:
    """Read what a voucher of an advance rests on: "A-0001" or, of its second settlement, "A-0001/2".

    Returns:
        The advance's code, and the settlement's number; 0 for the advance itself.

    Raises:
        Refused: "code.unreadable".
    """
    code, slash, number = text.strip().partition("/")
    settlement = number.strip()
    if slash and not (settlement.isascii() and settlement.isdigit() and 0 < int(settlement) <= MOST_SETTLEMENTS):
        raise refuse("code.unreadable", at="subject", text=text[:40], example="A-0001/1")
    return make_code(CodeKind.ADVANCE, read_code(CodeKind.ADVANCE, code)), int(settlement or 0)


@dataclass(frozen=True, slots=True)
class AdvanceRow:
    """A line of the advances list. `days` is the age of an open one on the day it was read, None for others."""

    row_id: int
    code: str
    on: date
    due: date
    campaign: str
    person: str
    person_name: str
    amount: Money
    open: Money
    method: PaymentMethod
    state: AdvanceState
    days: int | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class AgeSum:
    """What is open of the advances of one age and currency, and how many they are."""

    age: AdvanceAge
    open: Money
    count: int


# ---------------------------------------------------------------------------------------------------------- rules


def check_advance(draft: AdvanceDraft, available: Money, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with an advance out of a fund that has `available` money."""
    found = [*check_positive(draft.amount), *check_date(draft.on, today, at="on")]
    if draft.amount.currency != available.currency:
        found.append(Problem("item.other_currency", "amount", {"currency": available.currency}))
    if draft.due < draft.on:
        found.append(Problem("advance.due_before", "due", {"date": draft.due, "on": draft.on}))
    elif (draft.due - draft.on).days > LONGEST_DAYS:
        found.append(Problem("date.absurd", "due", {"date": draft.due}))
    if draft.method is PaymentMethod.IN_KIND or draft.method is PaymentMethod.CRYPTO:
        found.append(Problem("advance.method", "method"))
    if len(draft.purpose) > LONGEST_PURPOSE:
        found.append(Problem("text.too_long", "purpose", {"longest": LONGEST_PURPOSE}))
    if not found and draft.amount > available:
        facts = {"campaign": draft.campaign, "amount": draft.amount, "available": available}
        found.append(Problem("advance.over_fund", "amount", facts))
    return tuple(found)


def check_settlement(
    draft: SettlementDraft, advance: Advance, items: Sequence[Item], available: Money, today: date
) -> tuple[Problem, ...]:
    """Say what is wrong with a settlement of an advance, against its campaign's `items` and `available` money.

    What the proofs cost above what is open is topped up, exactly; what is neither proven nor returned stays open.
    """
    found = [*check_date(draft.on, today, at="on")]
    if not found and draft.on < advance.draft.on:
        found.append(Problem("date.before_original", "on", {"date": draft.on, "original": advance.draft.on}))
    currency = advance.draft.amount.currency
    if draft.method is PaymentMethod.IN_KIND or draft.method is PaymentMethod.CRYPTO:
        found.append(Problem("advance.method", "method"))
    for name, amount in (("returned", draft.returned), ("topped_up", draft.topped_up)):
        if amount.currency != currency:
            found.append(Problem("item.other_currency", name, {"currency": currency}))
        elif amount.minor < 0:
            found.append(Problem("amount.negative", name, {"amount": amount}))
    found.extend(_check_proofs(draft, items, currency, today))
    return tuple(found) or tuple(_check_sums(draft, advance.open, available))


def _check_sums(draft: SettlementDraft, open_: Money, available: Money) -> list[Problem]:
    """Check what is proven, returned and topped up against what is open."""
    if not draft.lines and not draft.returned:
        return [Problem("advance.nothing_settled", "lines")]
    lacking = draft.spent - open_
    if draft.topped_up:
        if draft.returned:
            return [Problem("advance.both_ways", "returned")]
        if draft.topped_up != lacking:
            facts = {"topped_up": draft.topped_up, "spent": draft.spent, "open": open_}
            return [Problem("advance.top_up_differs", "topped_up", facts)]
        if draft.topped_up > available:
            return [
                Problem("advance.top_up_over_fund", "topped_up", {"amount": draft.topped_up, "available": available})
            ]
    elif draft.closes > open_:
        facts = {"spent": draft.spent, "returned": draft.returned, "open": open_, "excess": draft.closes - open_}
        if lacking.minor > 0:
            return [Problem("advance.over_open", "topped_up", facts)]
        return [Problem("advance.returned_too_much", "returned", facts)]
    return []


def _check_proofs(draft: SettlementDraft, items: Sequence[Item], currency: str, today: date) -> list[Problem]:
    """Check each proof by itself, and the proofs of one item together against what remains of it."""
    found: list[Problem] = []
    if len(draft.lines) > MOST_PROOFS:
        found.append(Problem("advance.too_many_proofs", "lines", {"most": MOST_PROOFS}))
    known = {item.line: item for item in items if not item.draft.archived}
    spent: dict[int, Money] = {}
    for index, line in enumerate(draft.lines):
        at = f"lines.{index}"
        item = known.get(line.item)
        found.extend(check_date(line.on, today, at=f"{at}.on"))
        if not line.document.strip():
            found.append(Problem("field.required", f"{at}.document"))
        elif len(line.document) > LONGEST_PROOF:
            found.append(Problem("text.too_long", f"{at}.document", {"longest": LONGEST_PROOF}))
        if item is None:
            found.append(Problem("payout.no_such_item", f"{at}.item", {"line": line.item}))
        elif line.amount.currency != currency:
            found.append(Problem("item.other_currency", f"{at}.amount", {"currency": currency}))
        elif line.amount.minor <= 0:
            found.append(Problem("amount.not_positive", f"{at}.amount", {"amount": line.amount}))
        else:
            spent[line.item] = spent.get(line.item, Money.zero(currency)) + line.amount
            if spent[line.item] > item.remaining:
                facts = {"line": line.item, "amount": spent[line.item], "remaining": item.remaining}
                found.append(Problem("advance.over_item", f"{at}.amount", facts))
    return found


# --------------------------------------------------------------------------------------------------------- entries


def advance_entry(draft: AdvanceDraft) -> Entry:
    """Hand the money out: it is out of where it lay, and not paid yet."""
    postings = (
        Posting(Account.ADVANCES, draft.amount, draft.campaign, person=draft.person),
        Posting(draft.method.account, -draft.amount, draft.campaign, person=draft.person),
    )
    return Entry(EntryKind.ADVANCE, draft.on, postings, happened=draft.happened)


def settlement_entry(draft: SettlementDraft, campaign: str, person: str) -> Entry:
    """Pay for the expense items what is proven, and take back or add what differs."""
    moved = draft.returned - draft.topped_up
    amounts: Iterable[Posting] = (
        *(Posting(Account.AID, line.amount, campaign, line.item, person) for line in draft.lines),
        Posting(draft.method.account, moved, campaign, person=person),
        Posting(Account.ADVANCES, -draft.closes, campaign, person=person),
    )
    return Entry(EntryKind.SETTLEMENT, draft.on, tuple(each for each in amounts if each.money), happened=draft.happened)
