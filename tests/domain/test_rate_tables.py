"""A table of rates says what it covers."""

from datetime import date
from decimal import Decimal

from desktop.domain.money import Money
from desktop.domain.rate_tables import EntryRates, RateRow, RateTable
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


def test_a_row_knows_its_currencies() -> None:
    row = RateRow(1, date(2026, 5, 4), "EUR/USD", "1.08", RateSource.ECB, "")
    assert (row.base, row.quote) == ("EUR", "USD")


def test_an_exchange_is_measured_against_the_official_rate() -> None:
    official = PinnedRate("EUR", "USD", Decimal("1.25"), RateSource.ECB, date(2026, 5, 4))
    assert EntryRates(Money(10000, "USD"), Money(7900, "EUR"), None, None).difference is None
    assert EntryRates(Money(10000, "USD"), Money(7900, "EUR"), None, official).difference == Money(-100, "EUR")
    assert EntryRates(Money(-10000, "USD"), Money(-7900, "EUR"), None, official).difference == Money(100, "EUR")
