"""Money: integer minor units with an ISO 4217 currency. Floats are refused everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# ISO 4217 (list one, active codes of states and territories; funds codes, metals and testing codes left out),
# by number of decimals.
_CODES = {
    2: """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD
KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
""",
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
}

EXPONENTS: dict[str, int] = {code: exponent for exponent, codes in _CODES.items() for code in codes.split()}

_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
MOST_MINOR = 10**15  # far above any office, far below what a 64-bit column holds


def exponent_of(currency: str) -> int:
    """Give the number of decimals of a currency (EUR 2, JPY 0); refuse an unknown code."""
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise refuse("currency.unknown", at="currency", text=str(currency)[:12]) from None


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `minor` units (cents) of `currency` (an ISO 4217 code). May be negative or zero."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        """Refuse floats, booleans and unknown currencies."""
        if type(self.minor) is not int:
            raise TypeError("money is counted in whole minor units")
        exponent_of(self.currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in `currency`."""
        return cls(0, currency)

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """Make money from a decimal number of whole units ("100.50"); more decimals than the currency has are refused.

        A string must be plain (digits, one dot): reading what people type is `services.wording`'s work.
        """
        if isinstance(amount, str):
            if not _PLAIN.fullmatch(amount.strip()):
                raise refuse("amount.unreadable", at="amount", text=amount[:40])
            amount = Decimal(amount.strip())
        if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
            raise TypeError("money is made from Decimal, int or str")
        exponent = exponent_of(currency)
        scaled = Decimal(amount).scaleb(exponent)
        if not scaled.is_finite() or abs(scaled) > MOST_MINOR:
            raise refuse("amount.too_large", at="amount")
        if scaled != scaled.to_integral_value():
            raise refuse("amount.too_many_decimals", at="amount", currency=currency, decimals=exponent)
        return cls(int(scaled), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units, exact."""
        return Decimal(self.minor).scaleb(-exponent_of(self.currency))

    def plain(self) -> str:
        """Write the amount as a plain decimal string for machines: "2848.00"."""
        return f"{self.amount:.{exponent_of(self.currency)}f}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError("two currencies are never added or compared")

    def __add__(self, other: Money) -> Money:
        """Add two amounts of one currency."""
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        """Subtract an amount of the same currency."""
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        """Turn the sign."""
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Compare two amounts of one currency."""
        self._same(other)
        return self.minor < other.minor

    def __bool__(self) -> bool:
        """Tell whether it is other than nothing."""
        return self.minor != 0

    def times(self, factor: Decimal | int) -> Money:
        """Multiply by a quantity, rounding half up (away from zero) at the currency's exponent."""
        if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
            raise TypeError("a quantity is Decimal or int")
        return Money(int((self.minor * Decimal(factor)).to_integral_value(ROUND_HALF_UP)), self.currency)

    def split(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Split by whole-number weights so that the parts sum to the whole.

        Largest remainder; ties go to the earlier line (DESIGN §4.1). All weights zero: an even split.
        """
        if not weights or any(weight < 0 for weight in weights):
            raise ValueError("weights are whole numbers of nought or more, at least one")
        shares = list(weights) if any(weights) else [1] * len(weights)
        whole, total, sign = abs(self.minor), sum(shares), -1 if self.minor < 0 else 1
        parts = [whole * share // total for share in shares]
        remainders = [whole * share % total for share in shares]
        order = sorted(range(len(shares)), key=lambda index: (-remainders[index], index))
        for index in order[: whole - sum(parts)]:
            parts[index] += 1
        return tuple(Money(sign * part, self.currency) for part in parts)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Sum amounts of one currency; nothing gives zero."""
    result = Money.zero(currency)
    for amount in amounts:
        result += amount
    return result


def check_positive(amount: Money, *, at: str = "amount") -> tuple[Problem, ...]:
    """Say that an amount must be more than nothing."""
    return () if amount.minor > 0 else (Problem("amount.not_positive", at, {"amount": amount}),)
