"""A table of exchange rates as a file gives it, and what comes of it beside the rates that are already here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.errors import Problem
    from desktop.domain.money import Money
    from desktop.domain.rates import PinnedRate, RateSource


@dataclass(frozen=True, slots=True)
class RateTable:
    """What a file of rates says: at least one rate, in order of day and currency; `warnings` say what was left out."""

    source: RateSource
    rates: tuple[PinnedRate, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that has a rate."""
        return self.rates[0].on, self.rates[-1].on

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that have a rate against the source's own, in order of their codes."""
        pivot = self.source.pivot
        found = {code for rate in self.rates for code in (rate.base, rate.quote)}
        return tuple(sorted(found - {pivot}))


@dataclass(frozen=True, slots=True)
class RateRow:
    """A line of the list of rates: 1 `base` is `rate` (plain digits) `quote`; `pair` is "EUR/USD"."""

    row_id: int
    on: date
    pair: str
    rate: str
    source: RateSource
    table: str

    @property
    def base(self) -> str:
        """The currency of which the rate says what one is."""
        return self.pair[:3]

    @property
    def quote(self) -> str:
        """The currency that the rate is said in."""
        return self.pair[4:]


@dataclass(frozen=True, slots=True)
class RateConflict:
    """A rate that differs from the one already kept for the same source, pair and day; the kept one stays."""

    kept: PinnedRate
    read: PinnedRate


@dataclass(frozen=True, slots=True)
class RateImport:
    """What importing a table does, or did: `new` rates, `same` as kept, and those that differ, which are left alone.

    `filled` entries got their official rate with it.
    """

    table: RateTable
    new: int
    same: int
    conflicts: tuple[RateConflict, ...]
    filled: int = 0


@dataclass(frozen=True, slots=True)
class EntryRates:
    """An exchange with both its rates: the `foreign` money, and what it `counted` as in the fund.

    What went out is negative. `transaction` is the rate it was made at, `official` the one of the office's rule, None
    while there is none.
    """

    foreign: Money
    counted: Money
    transaction: PinnedRate | None
    official: PinnedRate | None

    @property
    def difference(self) -> Money | None:
        """What the fund won by the exchange against the official rate (lost: negative); None while there is none."""
        return None if self.official is None else self.counted - self.official.convert(self.foreign)
