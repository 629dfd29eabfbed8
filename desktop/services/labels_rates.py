"""The English labels of where a rate comes from and of the rules for its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.rates import DayRule, RateSource
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

RATE_LABELS: dict[Enum, str] = {
    RateSource.ECB: mark("European Central Bank"),
    RateSource.NBP: mark("National Bank of Poland, table A"),
    RateSource.NBRB: mark("National Bank of Belarus"),
    RateSource.INFOREUR: mark("European Commission (InforEuro)"),
    RateSource.HAND: mark("Entered by hand"),
    RateSource.BANK: mark("As the bank charged it"),
    DayRule.ON_DAY: mark("The rate of the day itself"),
    DayRule.DAY_BEFORE: mark("The last rate before the day"),
    DayRule.MONTH: mark("The rate of the month"),
    DayRule.PERIOD_MEAN: mark("The mean of the period's months"),
}
