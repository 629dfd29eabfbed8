"""Rows of reports: what a rate made more or less than the official one."""

from datetime import date
from decimal import Decimal

from desktop.domain.ledger import EntryKind
from desktop.domain.money import Money
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.reports import TransactionRow

DAY = date(2026, 5, 4)


def row(given: Money | None, official: PinnedRate | None) -> TransactionRow:
    money = Money(-45023, "EUR")
    return TransactionRow(
        1, DAY, EntryKind.PAYOUT, "O-0001", "C-0001", "C-0001.1", "P-0001", "", None, money, "aid", "",
        given=given, official=official,
    )  # fmt: skip


def test_the_difference_is_what_the_banks_rate_cost_above_the_official_one() -> None:
    official = PinnedRate("EUR", "UAH", Decimal("44.9"), RateSource.ECB, DAY)
    assert row(Money(-2000000, "UAH"), official).difference == Money(-45023 + 44543, "EUR")
    assert row(Money(-2000000, "UAH"), None).difference is None
    assert row(None, None).difference is None
