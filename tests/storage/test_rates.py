"""Exchange rates in the vault: kept once, found by the office's rule, pinned to entries for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from desktop.domain.ledger import Account, Entry, EntryKind, Posting, counter_entry
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.rate_tables import RateConflict
from desktop.domain.rates import EU_GRANT, LITHUANIA, POLAND, DayRule, PinnedRate, RateRule, RateSource, cross

if TYPE_CHECKING:
    from desktop.storage.work import Work

ECB, NBP, EURO, HAND = RateSource.ECB, RateSource.NBP, RateSource.INFOREUR, RateSource.HAND


def may(day: int) -> date:
    return date(2026, 5, day)


def rate(pair: str, text: str, on: date, source: RateSource = ECB, table: str = "") -> PinnedRate:
    base, _, quote = pair.partition("/")
    return PinnedRate(base, quote, Decimal(text), source, on, table)


USD4, PLN4 = rate("EUR/USD", "1.08", may(4)), rate("EUR/PLN", "4.32", may(4))
USD5, PLN6 = rate("EUR/USD", "1.09", may(5)), rate("EUR/PLN", "4.30", may(6))


@pytest.fixture
def kept(work: Work) -> Work:
    work.rates.add([USD4, PLN4, USD5, PLN6])
    return work


def test_what_is_new_same_and_different_is_told_apart(kept: Work) -> None:
    other = replace(USD5, rate=Decimal("1.10"))
    new = rate("EUR/USD", "1.08", may(4), EURO)
    assert kept.rates.compare([USD4, replace(PLN4, rate=Decimal("4.320")), other, new]) == (
        (new,),
        2,
        (RateConflict(USD5, other),),
    )
    assert kept.rates.compare([]) == ((), 0, ())


def test_a_rate_is_kept_once_for_its_source_pair_and_day(kept: Work) -> None:
    with pytest.raises(IntegrityError):
        kept.rates.add([replace(USD4, rate=Decimal("1.2"))])


def test_a_replaced_rate_is_the_one_that_is_found(kept: Work) -> None:
    kept.rates.replace(replace(USD5, rate=Decimal("1.10"), table="corrected"))
    found = kept.rates.find(LITHUANIA, "EUR", "USD", may(6))
    assert found == replace(USD5, rate=Decimal("1.10"), table="corrected")
    assert kept.rates.find(LITHUANIA, "EUR", "USD", may(5)) == USD4


def test_many_rates_are_stored_whole(work: Work) -> None:
    first = date(2010, 1, 1)
    many = [rate("EUR/USD", f"1.{number:05d}", first + timedelta(days=number)) for number in range(5100)]
    work.rates.add(many)
    work.rates.add([])
    assert work.rates.compare(many) == ((), 5100, ())
    assert work.rates.days(ECB) == tuple(each.on for each in many)
    assert work.lists.outline(ListKind.RATES, Query()).count == 5100


# ------------------------------------------------------------------------------------------------ which rate counts


@pytest.mark.parametrize(
    ("rule", "base", "quote", "day", "found"),
    [
        (LITHUANIA, "EUR", "USD", may(5), USD4),
        (LITHUANIA, "EUR", "USD", may(6), USD5),
        (LITHUANIA, "USD", "EUR", may(6), USD5),  # as published, whichever way it is asked
        (LITHUANIA, "EUR", "USD", may(4), None),  # the day's own rate comes too late
        (replace(LITHUANIA, day_rule=DayRule.ON_DAY), "EUR", "USD", may(4), USD4),
        (LITHUANIA, "EUR", "USD", may(15), USD5),  # ten days old
        (LITHUANIA, "EUR", "USD", may(16), None),  # eleven
        (LITHUANIA, "EUR", "BYN", may(6), None),
        (LITHUANIA, "USD", "PLN", may(7), cross(USD4, PLN4)),  # the last day that has both
        (LITHUANIA, "PLN", "USD", may(7), cross(PLN4, USD4)),
        (LITHUANIA, "USD", "BYN", may(7), None),
        (POLAND, "EUR", "USD", may(6), None),  # another source's rates do not count
        (RateRule(HAND, DayRule.ON_DAY), "USD", "PLN", may(6), None),
    ],
)
def test_the_rule_finds_the_rate_of_the_day(
    kept: Work, rule: RateRule, base: str, quote: str, day: date, found: PinnedRate | None
) -> None:
    assert kept.rates.find(rule, base, quote, day) == found


def test_a_table_number_goes_with_the_rate(work: Work) -> None:
    usd, eur = (
        rate(f"{code}/PLN", text, may(4), NBP, "084/A/NBP/2026") for code, text in (("USD", "4"), ("EUR", "4.4"))
    )
    work.rates.add([usd, eur])
    assert work.rates.find(POLAND, "PLN", "USD", may(5)) == usd
    found = work.rates.find(POLAND, "EUR", "USD", may(5))
    assert found is not None
    assert (found.text, found.table) == ("1.1", "via PLN 084/A/NBP/2026")


def test_months_and_their_mean(work: Work) -> None:
    months = [
        rate("EUR/USD", text, date(2026, month, 1), EURO) for month, text in ((1, "1.06"), (2, "1.07"), (3, "1.1"))
    ]
    work.rates.add(months)
    quarter = replace(EU_GRANT, period=(date(2026, 1, 1), date(2026, 3, 31)))
    found = work.rates.find(quarter, "USD", "EUR", date(2026, 2, 10))
    assert found is not None
    assert (found.text, found.on, found.table) == ("1.07666666667", date(2026, 3, 1), "2026-01..2026-03")
    assert work.rates.find(EU_GRANT, "USD", "EUR", date(2026, 2, 10)) is None  # the year has nine months to go
    assert work.rates.find(RateRule(EURO, DayRule.MONTH), "EUR", "USD", date(2026, 2, 28)) == months[1]


def test_the_last_day_with_a_rate_is_told(kept: Work) -> None:
    assert kept.rates.last_day(ECB, "EUR", "USD", may(20)) == may(5)
    assert kept.rates.last_day(ECB, "USD", "PLN", may(20)) == may(4)
    assert kept.rates.last_day(ECB, "EUR", "USD", may(3)) is None
    assert kept.rates.last_day(ECB, "EUR", "BYN", may(20)) is None


def test_the_days_of_a_source(kept: Work) -> None:
    assert kept.rates.days(ECB) == (may(4), may(5), may(6))
    assert kept.rates.days(NBP) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.dictionaries(st.integers(1, 28), st.sampled_from(["USD", "PLN", "USD PLN"]), max_size=12),
    st.integers(1, 31),
    st.sampled_from([DayRule.ON_DAY, DayRule.DAY_BEFORE]),
)
def test_a_naive_reader_finds_the_same_cross(work: Work, days: dict[int, str], asked: int, day_rule: DayRule) -> None:
    with work._connection.begin_nested() as savepoint:
        work.rates.add(
            [
                rate(f"EUR/{code}", f"{number}.5", may(number))
                for number, codes in days.items()
                for code in codes.split()
            ]
        )
        found = work.rates.find(RateRule(ECB, day_rule), "USD", "PLN", may(asked))
        latest = asked - (day_rule is DayRule.DAY_BEFORE)
        both = [number for number, codes in days.items() if codes == "USD PLN" and asked - 10 <= number <= latest]
        assert (found.on if found else None) == (may(max(both)) if both else None)
        savepoint.rollback()


# ---------------------------------------------------------------------------------------------------------- entries


def exchange(work: Work, on: date, pinned: PinnedRate, given: Money) -> int:
    counted = pinned.convert(given)
    return work.ledger.post(
        Entry(
            EntryKind.CASH,
            on,
            (
                Posting(Account.BANK, given),
                Posting(Account.EXCHANGE, -given),
                Posting(Account.EXCHANGE, counted),
                Posting(Account.CASH_DIFFERENCE, -counted),
            ),
            rates=(pinned,),
        )
    )


def test_entries_that_wait_for_an_official_rate(kept: Work) -> None:
    bank = rate("USD/EUR", "0.9", may(7), RateSource.BANK)
    number = exchange(kept, may(7), bank, Money(10000, "USD"))
    back = kept.ledger.post(counter_entry(kept.ledger.get(number), number, may(8)))
    kept.ledger.post(
        Entry(EntryKind.CASH, may(7), (Posting(Account.BANK, Money(-5, "USD")), Posting(Account.CASH, Money(5, "USD"))))
    )
    assert list(kept.rates.without_reporting()) == [(number, may(7), "USD", "EUR"), (back, may(8), "EUR", "USD")]
    kept.rates.pin_reporting(number, USD5)
    assert [each[0] for each in kept.rates.without_reporting()] == [back]
    assert kept.rates.reporting([number, back]) == {number: USD5}
    assert kept.ledger.get(number).rates == (bank,)


def test_the_day_it_happened_counts_not_the_one_it_is_booked(kept: Work) -> None:
    bank = rate("USD/EUR", "0.9", may(7), RateSource.BANK)
    number = exchange(kept, may(7), bank, Money(10000, "USD"))
    late = replace(kept.ledger.get(number), on=may(20), happened=may(6))
    booked = kept.ledger.post(late)
    assert list(kept.rates.without_reporting())[-1] == (booked, may(6), "USD", "EUR")


def test_an_official_rate_stays(kept: Work) -> None:
    number = exchange(kept, may(7), rate("USD/EUR", "0.9", may(7)), Money(10000, "USD"))
    kept.rates.pin_reporting(number, USD5)
    with pytest.raises(IntegrityError):
        kept.rates.pin_reporting(number, USD4)


# ---------------------------------------------------------------------------------------------------------- the list


def test_the_list_is_sorted_and_filtered(kept: Work) -> None:
    kept.rates.add([rate("USD/PLN", "4.01", may(5), NBP, "085/A/NBP/2026")])

    def said(query: Query) -> list[str]:
        return [
            f"{row.on:%d} {row.base}/{row.quote} {row.rate} {row.source.value} {row.table}".rstrip()
            for row in kept.lists.page(ListKind.RATES, query).rows
        ]

    assert said(Query("on", descending=True)) == [
        "06 EUR/PLN 4.3 ecb", "05 USD/PLN 4.01 nbp 085/A/NBP/2026", "05 EUR/USD 1.09 ecb", "04 EUR/PLN 4.32 ecb",
        "04 EUR/USD 1.08 ecb",
    ]  # fmt: skip
    assert [line.split()[1] for line in said(Query("pair"))] == ["EUR/PLN", "EUR/PLN", "EUR/USD", "EUR/USD", "USD/PLN"]
    assert [line.split()[3] for line in said(Query("source"))][-1] == "nbp"
    assert len(said(Query(filters={"source": "nbp"}))) == 1
    assert len(said(Query(filters={"pair": "EUR/USD"}))) == 2
    for text, count in (("usd", 3), ("p", 3), ("2026", 5), ("2026-05-05", 2), ("5.5.2026", 2), ("usd 04.05.2026", 1)):
        assert len(said(Query(text=text))) == count, text
    for text in ("nothing", "C-0001", "2027"):
        assert said(Query(text=text)) == []
