"""Exchange rates: where a rate comes from, which day's rate an office uses, and the rate that is pinned to an entry.

A pinned rate says that 1 of its base currency is `rate` of its quote currency. It converts either way, exactly, and is
rounded once, at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused, Severity, refuse
from desktop.domain.money import EXPONENTS, MOST_MINOR, Money, exponent_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_DIGITS = 12  # significant ones; no source publishes more, and a quotient is rounded to as many
OLDEST_DAYS = 10  # a rate older than this before the day asked for is no rate of that day
LONGEST_TABLE = 60
FAR_APART = 5  # percent; a bank's own rate farther than this from the official one is worth a second look

_SMALLEST, _LARGEST = Decimal("1e-10"), Decimal("1e10")
_ROUNDING = Context(prec=MOST_DIGITS, rounding=ROUND_HALF_UP)
_VIA = "via "


class RateSource(Enum):
    """Who says the rate; the value is what is stored. `BANK`: as a bank charged it; `HAND`: as the worker wrote it."""

    ECB = "ecb"
    NBP = "nbp"
    NBRB = "nbrb"
    INFOREUR = "inforeuro"
    HAND = "hand"
    BANK = "bank"

    @property
    def pivot(self) -> str | None:
        """The currency that all rates of the source have on one side; None where there is no such currency."""
        return _PIVOTS.get(self)

    @property
    def is_monthly(self) -> bool:
        """Whether the source says one rate a month, dated its first day."""
        return self is RateSource.INFOREUR


_PIVOTS = {RateSource.ECB: "EUR", RateSource.NBP: "PLN", RateSource.NBRB: "BYN", RateSource.INFOREUR: "EUR"}


class DayRule(Enum):
    """Which day's rate counts; the value is what is stored."""

    ON_DAY = "on_day"  # the day's own, or the last one before it
    DAY_BEFORE = "day_before"  # the last one published before the day
    MONTH = "month"  # the one of the day's month
    PERIOD_MEAN = "period_mean"  # the mean of the months of a reporting period

    @property
    def is_monthly(self) -> bool:
        """Whether the rule counts in months, so that it needs one rate a month."""
        return self in (DayRule.MONTH, DayRule.PERIOD_MEAN)


@dataclass(frozen=True, slots=True)
class RateRule:
    """An office's rule: whose rate, and of which day.

    `period` (first day, last day) is the reporting period of `PERIOD_MEAN`; None stands for the calendar year of the
    day asked for.
    """

    source: RateSource = RateSource.ECB
    day_rule: DayRule = DayRule.DAY_BEFORE
    period: tuple[date, date] | None = None

    def window(self, day: date) -> tuple[date, date]:
        """Give the first and the last day whose rate may stand for `day`; the latest one in it does."""
        if self.day_rule is DayRule.ON_DAY:
            return day - timedelta(days=OLDEST_DAYS), day
        if self.day_rule is DayRule.DAY_BEFORE:
            return day - timedelta(days=OLDEST_DAYS), day - timedelta(days=1)
        if self.day_rule is DayRule.MONTH:
            return day.replace(day=1), _next_month(day) - timedelta(days=1)
        months = self.months(day)
        return months[0], _next_month(months[-1]) - timedelta(days=1)

    def months(self, day: date) -> tuple[date, ...]:
        """Give the first days of the months whose mean counts for `day`; one month but for `PERIOD_MEAN`."""
        if self.day_rule is not DayRule.PERIOD_MEAN:
            return (day.replace(day=1),)
        first, last = self.period or (date(day.year, 1, 1), date(day.year, 12, 31))
        months = [first.replace(day=1)]
        while (following := _next_month(months[-1])) <= last:
            months.append(following)
        return tuple(months)

    def facts(self) -> dict[str, object]:
        """The rule as plain values."""
        return {
            "source": self.source.value,
            "day_rule": self.day_rule.value,
            "period": [each.isoformat() for each in self.period] if self.period else None,
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, object]) -> RateRule:
        """Make the rule again from `facts`."""
        period = facts["period"]
        days = [date.fromisoformat(str(each)) for each in period] if isinstance(period, list) else []
        return cls(
            RateSource(facts["source"]), DayRule(facts["day_rule"]), (days[0], days[1]) if len(days) == 2 else None
        )


LITHUANIA = RateRule(RateSource.ECB, DayRule.DAY_BEFORE)
POLAND = RateRule(RateSource.NBP, DayRule.DAY_BEFORE)
EU_GRANT = RateRule(RateSource.INFOREUR, DayRule.PERIOD_MEAN)
PRESETS = (LITHUANIA, POLAND, EU_GRANT)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def check_rule(rule: RateRule) -> tuple[Problem, ...]:
    """Say what is wrong with an office's rule."""
    found: list[Problem] = []
    if rule.source is RateSource.BANK:
        found.append(Problem("rate.rule_bank", "rate_rule.source"))
    if rule.source.is_monthly and not rule.day_rule.is_monthly:
        found.append(Problem("rate.rule_needs_months", "rate_rule.day_rule"))
    if rule.day_rule.is_monthly and not rule.source.is_monthly and rule.source is not RateSource.HAND:
        found.append(Problem("rate.rule_needs_days", "rate_rule.day_rule"))
    if rule.period and rule.period[1] < rule.period[0]:
        found.append(
            Problem("report.period", "rate_rule.period", {"period_from": rule.period[0], "period_to": rule.period[1]})
        )
    elif rule.period and rule.period[1] >= rule.period[0].replace(day=1) + timedelta(days=3700):
        found.append(Problem("date.absurd", "rate_rule.period", {"date": rule.period[1]}))
    return tuple(found)


# ------------------------------------------------------------------------------------------------- the pinned rate


@dataclass(frozen=True, slots=True)
class PinnedRate:
    """1 `base` = `rate` `quote`, as `source` said it on the day `on`, in its table number `table` (may be empty).

    A cross rate, made of two rates of one source on one day, says through which currency (`via`).
    """

    base: str
    quote: str
    rate: Decimal
    source: RateSource
    on: date
    table: str = ""

    def __post_init__(self) -> None:
        """Refuse a float, a rate of nothing or less, one beyond all bounds, and currencies that make no pair.

        Raises:
            Refused: rate.not_positive, rate.too_exact, rate.absurd, rate.same_currency, rate.table_too_long,
                currency.unknown.
        """
        if not isinstance(self.rate, Decimal):
            raise TypeError("a rate is Decimal")
        problems = check_rate(self.base, self.quote, self.rate, self.table)
        if problems:
            raise Refused(*problems)

    @classmethod
    def made(cls, base: str, quote: str, rate: Fraction, source: RateSource, on: date, table: str = "") -> PinnedRate:
        """Make a rate of a quotient, rounded to as many digits as are kept."""
        return cls(base, quote, _ROUNDING.divide(Decimal(rate.numerator), Decimal(rate.denominator)), source, on, table)

    @classmethod
    def of_amounts(cls, given: Money, counted: Money, source: RateSource, on: date, table: str = "") -> PinnedRate:
        """Make the rate at which `given` became `counted`, as a bank's statement shows both.

        Raises:
            Refused: amount.not_positive (at `given` or `counted`), or what a rate itself refuses.
        """
        for amount, at in ((given, "given"), (counted, "counted")):
            if amount.minor <= 0:
                raise refuse("amount.not_positive", at=at, amount=amount)
        return cls.made(
            given.currency, counted.currency, Fraction(counted.amount) / Fraction(given.amount), source, on, table
        )

    @property
    def via(self) -> str | None:
        """The currency through which a cross rate was made; None for a rate as it was published."""
        return self.table[len(_VIA) : len(_VIA) + 3] if self.table.startswith(_VIA) else None

    @property
    def text(self) -> str:
        """The rate as plain digits without needless noughts: "0.92"."""
        return plain_rate(self.rate)

    def convert(self, money: Money) -> Money:
        """Turn money of either currency into the other, rounding half up (away from zero) at the other's exponent.

        Raises:
            Refused: amount.too_large.
        """
        if money.currency not in (self.base, self.quote):
            raise ValueError("a rate converts its own two currencies")
        forward = money.currency == self.base
        target = self.quote if forward else self.base
        exact = Fraction(money.amount) * self.factor(money.currency)
        scaled = abs(exact) * 10 ** exponent_of(target)
        minor = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        if minor > MOST_MINOR:
            raise refuse("amount.too_large", at="rate")
        return Money(-minor if money.minor < 0 else minor, target)

    def factor(self, currency: str) -> Fraction:
        """Give what 1 of `currency`, one of the two, is in the other; exact."""
        return Fraction(self.rate) if currency == self.base else 1 / Fraction(self.rate)

    def other(self, currency: str) -> str:
        """Give the other currency of the pair."""
        return self.quote if currency == self.base else self.base

    def facts(self) -> dict[str, object]:
        """The rate as plain values: codes, digits, an ISO date."""
        return {
            "base": self.base,
            "quote": self.quote,
            "rate": self.text,
            "source": self.source.value,
            "on": self.on.isoformat(),
            "table": self.table,
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, object]) -> PinnedRate:
        """Make the rate again from `facts`."""
        return cls(
            base=str(facts["base"]),
            quote=str(facts["quote"]),
            rate=Decimal(str(facts["rate"])),
            source=RateSource(facts["source"]),
            on=date.fromisoformat(str(facts["on"])),
            table=str(facts["table"]),
        )


def plain_rate(rate: Decimal) -> str:
    """Write a rate as plain digits without needless noughts."""
    text = f"{rate:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def check_rate(base: str, quote: str, rate: Decimal, table: str = "") -> tuple[Problem, ...]:
    """Say what is wrong with a rate, at its fields."""
    found = [
        Problem("currency.unknown", at, {"text": code[:12]})
        for code, at in ((base, "base"), (quote, "quote"))
        if code not in EXPONENTS
    ]
    if base == quote:
        found.append(Problem("rate.same_currency", "quote", {"currency": quote[:12]}))
    if not rate.is_finite() or rate <= 0:
        found.append(Problem("rate.not_positive", "rate"))
    elif not _SMALLEST <= rate <= _LARGEST:
        found.append(Problem("rate.absurd", "rate"))
    elif rate != _ROUNDING.plus(rate):
        found.append(Problem("rate.too_exact", "rate", {"most": MOST_DIGITS}))
    if len(table) > LONGEST_TABLE:
        found.append(Problem("rate.table_too_long", "table", {"longest": LONGEST_TABLE}))
    return tuple(found)


def cross(one: PinnedRate, other: PinnedRate) -> PinnedRate:
    """Make the rate between the outer currencies of two rates of one source and day that share a currency.

    EUR/USD and EUR/PLN make USD/PLN; the table says through which currency, and the source's own table number.
    """
    shared = {one.base, one.quote} & {other.base, other.quote}
    if len(shared) != 1 or (one.source, one.on) != (other.source, other.on):
        raise ValueError("a cross rate is made of two rates of one source and day that share one currency")
    pivot = shared.pop()
    base, quote = one.other(pivot), other.other(pivot)
    table = f"{_VIA}{pivot} {one.table or other.table}".strip()
    return PinnedRate.made(base, quote, one.factor(base) * other.factor(pivot), one.source, one.on, table)


def mean(rates: Sequence[PinnedRate]) -> PinnedRate:
    """Give the mean of rates of one pair and source, dated as the last one; its table names the months."""
    last = max(rates, key=lambda each: each.on)
    first = min(rates, key=lambda each: each.on)
    if any((each.base, each.quote, each.source) != (last.base, last.quote, last.source) for each in rates):
        raise ValueError("a mean is of rates of one pair and source")
    table = f"{first.on:%Y-%m}..{last.on:%Y-%m}"
    if last.via:
        table = f"{_VIA}{last.via} {table}"
    exact = sum((Fraction(each.rate) for each in rates), Fraction()) / len(rates)
    return PinnedRate.made(last.base, last.quote, exact, last.source, last.on, table)


def apart(rate: PinnedRate, official: PinnedRate) -> Decimal:
    """Give by how many percent a rate differs from the official one of the same two currencies, to one decimal.

    Above it is positive, below it negative.
    """
    if {rate.base, rate.quote} != {official.base, official.quote}:
        raise ValueError("rates of one pair are compared")
    share = (rate.factor(rate.base) / official.factor(rate.base) - 1) * 100
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def check_apart(rate: PinnedRate, official: PinnedRate) -> tuple[Problem, ...]:
    """Warn of a rate that is far from the official one: it may be a slip of the keyboard, or turned round."""
    percent = apart(rate, official)
    if abs(percent) <= FAR_APART:
        return ()
    facts = {"percent": abs(percent), "official": official.text, "base": official.base, "quote": official.quote}
    return (Problem("rate.far_apart", "rate", facts, Severity.WARNING),)
