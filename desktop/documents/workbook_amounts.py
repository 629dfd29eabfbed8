"""A budget row's figures and what follows from them: the values that its live formulas must come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from desktop.i18n import mark

if TYPE_CHECKING:
    from desktop.domain.money import Money

OVER, NEAR = mark("▲ over"), mark("> 90 %")
REQUIRED = mark("required")


@dataclass(frozen=True, slots=True)
class Amounts:
    """A row's figures in minor units of one currency."""

    planned: int = 0
    funded: int = 0
    previous: int = 0
    period: int = 0
    committed: int = 0
    limit: int = 0
    reallocated: int = 0

    def __add__(self, other: Amounts) -> Amounts:
        """Add two rows of one currency."""
        return Amounts(
            self.planned + other.planned,
            self.funded + other.funded,
            self.previous + other.previous,
            self.period + other.period,
            self.committed + other.committed,
            self.limit + other.limit,
            self.reallocated + other.reallocated,
        )

    @property
    def approved(self) -> int:
        """The plan without what was moved between items."""
        return self.planned - self.reallocated

    @property
    def allotted(self) -> int:
        """What a sum of rows may spend: allotted amounts, and the plans of rows without one."""
        return self.limit

    @property
    def cumulative(self) -> int:
        """Spent until the period's end."""
        return self.previous + self.period

    @property
    def balance(self) -> int:
        """What may still be spent."""
        return self.limit - self.cumulative - self.committed

    @property
    def variance(self) -> int:
        """Spent above the budget (below it: negative)."""
        return self.cumulative - self.planned

    def alert(self) -> str:
        """Give the untranslated alert: over the budget, over 90 % of it, or none."""
        if self.variance > 0:
            return OVER
        return NEAR if self.cumulative * 10 > self.planned * 9 else ""

    def due(self, percent: int, moved_percent: int, *, ended: bool) -> str:
        """Give the untranslated word where a line needs an explanation, as `Budget._due` computes it live."""
        differs = abs(self.variance) if ended else self.variance
        moved = abs(self.reallocated) * 100 > self.approved * moved_percent
        return REQUIRED if moved or differs * 100 > self.planned * percent else ""


def finite(text: str) -> Decimal | None:
    """Read a quantity; None for one that no spreadsheet holds."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**9 else None


def multiplies_out(units: Decimal, price: Money | None, planned: Money) -> bool:
    """Whether units × rate is the budget without any rounding."""
    return price is not None and price.currency == planned.currency and units * price.minor == planned.minor
