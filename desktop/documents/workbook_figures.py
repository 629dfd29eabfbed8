"""The workbook's figures, counted once from its transactions: what every live formula must come to."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from desktop.documents.workbook_words import ADVANCE, AID, FEE, INCOME, MOVED

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.ledger import EntryKind, PaymentMethod
    from desktop.domain.rates import PinnedRate
    from desktop.domain.reports import TransactionRow, WorkbookFacts


@dataclass(slots=True)
class Spent:
    """What was paid for one expense item, in minor units: before the period, in it, and after it.

    `payments` counts those of the period, less those taken back in it.
    """

    previous: int = 0
    period: int = 0
    later: int = 0
    payments: int = 0

    @property
    def cumulative(self) -> int:
        """Paid until the period's last day."""
        return self.previous + self.period

    @property
    def whole(self) -> int:
        """Paid until the day the workbook was made."""
        return self.cumulative + self.later


@dataclass(slots=True)
class Fund:
    """What moved a campaign's fund until the day the workbook was made, in minor units.

    `fees`, `paid` and `advanced` are positive; `moved` is what came from other funds less what went to them.
    """

    collected: int = 0
    fees: int = 0
    paid: int = 0
    moved: int = 0
    advanced: int = 0
    payouts: int = 0

    @property
    def balance(self) -> int:
        """What the fund holds."""
        return self.collected - self.fees + self.moved - self.paid - self.advanced

    def __add__(self, other: Fund) -> Fund:
        """Add two funds of one currency."""
        return Fund(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Fund)))


@dataclass(slots=True)
class IncomeRow:
    """One donation, opening sum or correction of either: the transactions of one entry that bring money in.

    `worth` is its net in the workbook's currency, None where a rate for it is missing; `items` those it is meant for.
    """

    number: int
    on: date
    kind: EntryKind
    subject: str
    campaign: str
    currency: str
    party: str = ""
    document: str = ""
    method: PaymentMethod | None = None
    gross: int = 0
    fee: int = 0
    worth: int | None = 0
    rate: PinnedRate | None = None
    person: str = ""
    items: tuple[str, ...] = ()


@dataclass(slots=True)
class Month:
    """One month's collected and paid sums of one currency, in minor units."""

    collected: int = 0
    paid: int = 0


@dataclass(slots=True)
class Figures:
    """All sums of a workbook. `period_from` and `period_to` are real dates also where the facts leave them open.

    `worths` is what was paid for items in the workbook's currency, `until` what each type comes to in it until the
    period's end. `lines` is keyed by item code and currency, `funds` by campaign code and currency, `months` by
    currency and then by the month's first day: two currencies are never added.
    """

    period_from: date
    period_to: date
    lines: dict[tuple[str, str], Spent] = field(default_factory=dict)
    worths: dict[str, Spent] = field(default_factory=dict)
    until: dict[str, int] = field(default_factory=dict)
    funds: dict[tuple[str, str], Fund] = field(default_factory=dict)
    income: dict[tuple[int, str, str], IncomeRow] = field(default_factory=dict)
    months: dict[str, dict[date, Month]] = field(default_factory=dict)

    def spent(self, code: str, currency: str) -> Spent:
        """What was paid for an item; nothing if no transaction names it."""
        return self.lines.get((code, currency)) or Spent()

    def worth_until(self, kind: str) -> int:
        """What transactions of a type come to until the period's end in the workbook's currency, signed."""
        return self.until.get(kind, 0)

    def fund(self, code: str, currency: str) -> Fund:
        """What moved a campaign's fund; nothing if no transaction names it."""
        return self.funds.get((code, currency)) or Fund()


def gather(facts: WorkbookFacts) -> Figures:
    """Count all sums in one pass over the transactions.

    A period that is open on a side reaches to the first transaction, or to the last one and the day it is made.

    Raises:
        ValueError: The period ends before it starts, or a transaction is of no known type.
    """
    made = facts.made_at.date()
    days = [row.on for row in facts.transactions]
    since, until = facts.period_from, facts.period_to
    if since and until and until < since:
        raise ValueError("a period ends on or after the day it starts")
    figures = Figures(since or min([*days, made, until or made]), until or max([*days, made, since or made]))
    for row in facts.transactions:
        _count(figures, row)
    return figures


def _count(figures: Figures, row: TransactionRow) -> None:
    minor, currency = row.amount.minor, row.amount.currency
    fund = figures.funds.setdefault((row.campaign, currency), Fund())
    month = figures.months.setdefault(currency, {}).setdefault(row.on.replace(day=1), Month())
    if row.worth is not None and row.on <= figures.period_to:
        figures.until[row.type] = figures.until.get(row.type, 0) + row.worth.minor
    if row.type == AID and row.worth is not None:
        _spend(figures, figures.worths.setdefault(row.line, Spent()), row.on, row.worth.minor)
    if row.type == AID:
        fund.paid -= minor
        fund.payouts += 1 if minor < 0 else 0
        month.paid -= minor
        spent = figures.lines.setdefault((row.line, currency), Spent())
        _spend(figures, spent, row.on, minor)
    elif row.type == MOVED:
        fund.moved += minor
    elif row.type == ADVANCE:
        fund.advanced -= minor
    else:
        _count_income(figures, fund, month, row)


def _spend(figures: Figures, spent: Spent, on: date, minor: int) -> None:
    """Add a payout (its amount is below nothing) to what was spent before, in or after the period."""
    if on < figures.period_from:
        spent.previous -= minor
    elif on <= figures.period_to:
        spent.period -= minor
        spent.payments += (minor < 0) - (minor > 0)
    else:
        spent.later -= minor


def _count_income(figures: Figures, fund: Fund, month: Month, row: TransactionRow) -> None:
    minor, currency = row.amount.minor, row.amount.currency
    income = figures.income.setdefault(
        (row.number, row.campaign, currency),
        IncomeRow(row.number, row.on, row.kind, row.subject, row.campaign, currency),
    )
    worth = row.worth.minor if row.worth is not None else None
    income.worth = None if income.worth is None or worth is None else income.worth + worth
    income.rate = row.worth_rate
    if row.type == INCOME:
        fund.collected += minor
        month.collected += minor
        income.gross += minor
        income.party, income.document, income.method = row.party, row.document, row.method
        income.person = row.person
        if row.line and row.line not in income.items:
            income.items = (*income.items, row.line)
    elif row.type == FEE:
        fund.fees -= minor
        income.fee -= minor
    else:
        raise ValueError("a transaction is income, fee, aid, a move between funds or an advance")


def fund_sums(figures: Figures, facts: WorkbookFacts, currency: str) -> Fund:
    """Sum the funds of the workbook's campaigns in a currency, as the transactions say."""
    funds = (figures.fund(each.code, currency) for each in facts.campaigns if each.currency == currency)
    return sum(funds, Fund())


def currencies(facts: WorkbookFacts) -> tuple[str, ...]:
    """Name the currencies of the workbook in the order of its campaigns."""
    found = dict.fromkeys(campaign.currency for campaign in facts.campaigns)
    return tuple(found | dict.fromkeys(row.amount.currency for row in facts.transactions))
