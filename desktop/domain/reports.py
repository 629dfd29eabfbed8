"""What a budget workbook says, as plain facts: codes and money, with names only where the worker chose them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.money import Money, total

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.domain.ledger import Account, Entry, EntryKind, PaymentMethod
    from desktop.domain.people import NameUse
    from desktop.domain.rates import PinnedRate, RateRule


class Variant(Enum):
    """How a report is laid out: for an accountant, the European Union, the United Nations, or as a donor's own form."""

    SIMPLE = "simple"
    EU = "eu"
    FACE = "face"
    TEMPLATE = "template"


class RowStatus(Enum):
    """Where a transaction stands: as recorded, with its signed paper filed, taken back later, or taking one back."""

    POSTED = "posted"
    SIGNED = "signed"
    TAKEN_BACK = "taken_back"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One expense item in the Budget sheet. `paid` is the ledger's summary; the workbook must come to the same.

    `allotted` is what a decision gives the item in place of its plan. `moved` is what its plan got from other
    items' plans (below nothing: gave to them) since it was approved.
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
    moved: Money | None = None

    @property
    def reallocated(self) -> Money:
        """What its plan got from other items, nothing where nothing was moved."""
        return Money.zero(self.planned.currency) if self.moved is None else self.moved

    @property
    def approved(self) -> Money:
        """The plan without what was moved between items."""
        return self.planned - self.reallocated

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
    """One campaign of the workbook. `title` is empty unless names were chosen; sums are the ledger's summaries.

    `beneficiary` is named as chosen, `person` is their code, `category` a value of `people.PersonCategory`, `country`
    an ISO code where the book of names is open. `general` marks the general fund. `worth` turns the fund's currency
    into the workbook's; None where it is the same, or where no such rate is known.
    """

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
    person: str = ""
    category: str = ""
    country: str = ""
    general: bool = False
    worth: PinnedRate | None = None

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

    `person` is the code behind `party`, `voucher` the kind of `document` (a value of `receipts.DocumentKind`),
    `account` what the money moved through. `proof` is the invoice or proof that it rests on, of the day `proof_on`;
    `reference` is the bank's; both are words of people, and stand only where names were chosen. `worth` is the amount
    in the workbook's currency at `worth_rate` (None where the currencies are the same); None: no such rate is known.
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
    person: str = ""
    voucher: str = ""
    account: str = ""
    status: RowStatus = RowStatus.POSTED
    proof: str = ""
    proof_on: date | None = None
    reference: str = ""
    worth: Money | None = None
    worth_rate: PinnedRate | None = None

    @property
    def difference(self) -> Money | None:
        """What the rate made more (below nothing: less) than the official one; None where there is no official one."""
        if self.given is None or self.official is None:
            return None
        return self.amount - self.official.convert(self.given)


@dataclass(frozen=True, slots=True)
class GiftInKind:
    """A gift of things in a campaign of the workbook: their `value` is no money, and is in no sum of money.

    `line`, `party` and `person` are as in a transaction; `goods` says what was given, where names were chosen.
    """

    subject: str
    on: date
    campaign: str
    line: str
    value: Money
    document: str = ""
    person: str = ""
    party: str = ""
    goods: str = ""


@dataclass(frozen=True, slots=True)
class CashLine:
    """A movement of cash: above nothing it came in. `paper` is a voucher's number, else the code of the event."""

    on: date
    paper: str
    amount: Money


@dataclass(frozen=True, slots=True)
class CashBook:
    """The cash of a workbook in one currency: what there was before its period, and each movement in it.

    Of all campaigns (`whole`) it is the cash desk's own book; of some it is what their own cash came to.
    """

    opening: Money
    lines: tuple[CashLine, ...]
    whole: bool = True

    @property
    def closing(self) -> Money:
        """What there was at the end of the period."""
        return total((self.opening, *(line.amount for line in self.lines)), self.opening.currency)


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """All of a budget workbook. `journal_head` ties it to the ledger as it stood; `language` is the workbook's.

    TransactionRow.type is one of "income", "fee", "aid", "moved", "advance"; the period is inclusive, None means open
    on that side. `currency` is the one in which every amount is shown once more, `rule` says whose rates those are.
    `explain_above` is how many percent a line may differ from its budget without a word, `moved_above` how many percent
    of its plan may come from other items' or go to them. `people` is whether the sheet
    of beneficiaries is wanted. `without_consent` are the people who did not agree to be named in it; with `withheld`
    their codes stand there.
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
    variant: Variant = Variant.SIMPLE
    currency: str = "EUR"
    rule: RateRule | None = None
    grant: str = ""
    agreement: str = ""
    explain_above: int = 10
    moved_above: int = 15
    people: bool = True
    cash: tuple[CashBook, ...] = ()
    in_kind: tuple[GiftInKind, ...] = ()
    without_consent: tuple[str, ...] = ()
    withheld: bool = False


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
