"""What a budget workbook says, as plain facts: codes and money, with names only where the worker chose them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.money import Money, total

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.domain.ledger import Account, Entry, EntryKind, PaymentMethod
    from desktop.domain.people import NameUse
    from desktop.domain.rates import PinnedRate


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One expense item in the Budget sheet. `paid` is the ledger's summary; the workbook must come to the same.

    `allotted` is what a decision gives the item in place of its plan.
    """

    campaign: str
    line: int
    label: str
    category: str
    unit: str
    quantity: str
    unit_price: Money | None
    planned: Money
    funded: Money
    committed: Money
    paid: Money
    donor_line: str = ""
    allotted: Money | None = None

    @property
    def limit(self) -> Money:
        """What may be spent: the plan, or what a decision allots."""
        return self.planned if self.allotted is None else self.allotted

    @property
    def code(self) -> str:
        """The line's code in the workbook: "C-0001.2"."""
        return f"{self.campaign}.{self.line}"


@dataclass(frozen=True, slots=True)
class BudgetCampaign:
    """One campaign of the workbook. `title` is empty unless names were chosen; sums are the ledger's summaries."""

    code: str
    title: str
    beneficiary: str
    status: str
    goal: Money | None
    collected: Money
    fees: Money
    paid: Money
    moved: Money
    advanced: Money
    committed: Money
    lines: tuple[BudgetLine, ...]

    @property
    def currency(self) -> str:
        """The fund's currency."""
        return self.collected.currency

    @property
    def planned(self) -> Money:
        """The sum of its lines."""
        return total((line.planned for line in self.lines), self.currency)


@dataclass(frozen=True, slots=True)
class TransactionRow:
    """A line of the flat Transactions sheet: one posting of income, fee, aid, a move between funds or an advance.

    `amount` is signed as it moves the fund: money in above nothing, fees, payouts and advances below. `line` is the
    item's code or empty. `party` is a code, alias or name as chosen. `counter` marks a correction. `happened` is the
    day of the event where the entry is dated later. Of a gift or payout in another currency, `given` is the amount in
    that currency, `rate` what it was counted at, and `official` the rate that reports go by.
    """

    number: int
    on: date
    kind: EntryKind
    subject: str
    campaign: str
    line: str
    party: str
    description: str
    method: PaymentMethod | None
    amount: Money
    type: str
    document: str
    counters: int | None = None
    happened: date | None = None
    given: Money | None = None
    rate: PinnedRate | None = None
    official: PinnedRate | None = None

    @property
    def difference(self) -> Money | None:
        """What the rate made more (below nothing: less) than the official one; None where there is no official one."""
        if self.given is None or self.official is None:
            return None
        return self.amount - self.official.convert(self.given)


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """All of a budget workbook. `journal_head` ties it to the ledger as it stood; `language` is the workbook's.

    TransactionRow.type is one of "income", "fee", "aid", "moved", "advance"; the period is inclusive, None means open
    on that side.
    """

    organisation: str
    language: str
    made_at: datetime
    period_from: date | None
    period_to: date | None
    name_use: NameUse
    campaigns: tuple[BudgetCampaign, ...]
    transactions: tuple[TransactionRow, ...]
    journal_head: str


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An entry of the ledger on its way to an accountant's program, with the code and the document it rests on."""

    number: int
    entry: Entry
    code: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class AccountSum:
    """What an account comes to; `campaign`, `item` and `person` are set where it is kept for each of them."""

    account: Account
    money: Money
    campaign: str | None = None
    item: int | None = None
    person: str | None = None
