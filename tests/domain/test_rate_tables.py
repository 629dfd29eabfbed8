"""A table of rates says what it covers."""

from datetime import date
from decimal import Decimal

from desktop.domain.rate_tables import RateTable
from desktop.domain.rates import PinnedRate, RateSource


def test_a_table_knows_its_days_and_currencies() -> None:
    rates = tuple(
        PinnedRate(code, "PLN", Decimal("4.1"), RateSource.NBP, date(2026, 5, day))
        for day, code in ((4, "USD"), (4, "EUR"), (5, "USD"))
    )
    table = RateTable(RateSource.NBP, rates)
    assert table.days == (date(2026, 5, 4), date(2026, 5, 5))
    assert table.currencies == ("EUR", "USD")
    assert table.warnings == ()
