"""Exchange rates: exact conversion both ways, the rules of the day, what is refused."""

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Refused, Severity
from desktop.domain.money import EXPONENTS, Money
from desktop.domain.rates import (
    EU_GRANT,
    LITHUANIA,
    LONGEST_TABLE,
    POLAND,
    PRESETS,
    DayRule,
    PinnedRate,
    RateRule,
    RateSource,
    apart,
    check_apart,
    check_rate,
    check_rule,
    cross,
    mean,
)

DAY = date(2026, 5, 4)
RATES = st.decimals("0.0001", "99999", places=4).filter(bool)
MINOR = st.integers(-(10**9), 10**9)
PAIRS = st.lists(st.sampled_from(sorted(EXPONENTS)), min_size=2, max_size=2, unique=True)


def rate(text: str, base: str = "USD", quote: str = "EUR", **more: object) -> PinnedRate:
    return replace(PinnedRate(base, quote, Decimal(text), RateSource.ECB, DAY), **more)  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------------- converting


@pytest.mark.parametrize(
    ("text", "base", "quote", "money", "result"),
    [
        ("0.92", "USD", "EUR", Money(10000, "USD"), Money(9200, "EUR")),
        ("0.92", "USD", "EUR", Money(9200, "EUR"), Money(10000, "USD")),
        ("0.92", "USD", "EUR", Money(1000, "EUR"), Money(1087, "USD")),  # 10.8695…
        ("0.5", "USD", "EUR", Money(1, "USD"), Money(1, "EUR")),  # half a cent goes up
        ("0.5", "USD", "EUR", Money(-1, "USD"), Money(-1, "EUR")),  # away from zero
        ("0.4999", "USD", "EUR", Money(1, "USD"), Money(0, "EUR")),
        ("163.55", "EUR", "JPY", Money(1000, "EUR"), Money(1636, "JPY")),  # 1635.5 yen, no decimals
        ("163.55", "EUR", "JPY", Money(16355, "JPY"), Money(10000, "EUR")),
        ("0.333", "EUR", "KWD", Money(100, "EUR"), Money(333, "KWD")),
        ("3", "EUR", "USD", Money(100, "USD"), Money(33, "EUR")),
        ("4.2711", "EUR", "PLN", Money(0, "PLN"), Money(0, "EUR")),
    ],
)
def test_money_is_converted_either_way(text: str, base: str, quote: str, money: Money, result: Money) -> None:
    assert rate(text, base, quote).convert(money) == result


@given(RATES, PAIRS, MINOR, st.booleans())
def test_converting_is_exact_and_rounded_once(value: Decimal, pair: list[str], minor: int, forward: bool) -> None:
    pinned = PinnedRate(pair[0], pair[1], value, RateSource.HAND, DAY)
    money = Money(minor, pair[0] if forward else pair[1])
    converted = pinned.convert(money)
    exact = Fraction(money.amount) * (Fraction(value) if forward else 1 / Fraction(value))
    off = abs(exact) * 10 ** EXPONENTS[converted.currency] - abs(converted.minor)
    assert Fraction(-1, 2) <= off < Fraction(1, 2)
    assert converted.currency == pinned.other(money.currency)
    assert pinned.convert(-money) == -converted


@given(RATES, MINOR)
def test_to_and_fro_is_off_by_what_was_rounded_alone(value: Decimal, minor: int) -> None:
    pinned, money = PinnedRate("EUR", "PLN", value, RateSource.ECB, DAY), Money(minor, "EUR")
    back = pinned.convert(pinned.convert(money))
    assert abs(back.minor - money.minor) <= Fraction(1, 2) / Fraction(value) + Fraction(1, 2)


def test_a_rate_converts_its_own_two_currencies_only() -> None:
    with pytest.raises(ValueError, match="own two currencies"):
        rate("0.92").convert(Money(1, "PLN"))


def test_what_becomes_too_large_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        rate("0.0001").convert(Money(10**15, "EUR"))
    assert caught.value.problems[0].code == "amount.too_large"


@given(st.integers(1, 10**10), st.integers(1, 10**10))
def test_the_rate_of_two_amounts_leads_from_one_to_the_other(given_minor: int, counted_minor: int) -> None:
    given_money, counted = Money(given_minor, "USD"), Money(counted_minor, "EUR")
    pinned = PinnedRate.of_amounts(given_money, counted, RateSource.BANK, DAY)
    assert pinned.convert(given_money) == counted
    assert (pinned.base, pinned.quote, pinned.source) == ("USD", "EUR", RateSource.BANK)


@pytest.mark.parametrize(("one", "other", "at"), [(0, 5, "given"), (5, 0, "counted"), (-5, 5, "given")])
def test_amounts_of_nothing_make_no_rate(one: int, other: int, at: str) -> None:
    with pytest.raises(Refused) as caught:
        PinnedRate.of_amounts(Money(one, "USD"), Money(other, "EUR"), RateSource.BANK, DAY)
    assert [(problem.code, problem.at) for problem in caught.value.problems] == [("amount.not_positive", at)]


# ------------------------------------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({"rate": Decimal(0)}, [("rate.not_positive", "rate")]),
        ({"rate": Decimal("-0.5")}, [("rate.not_positive", "rate")]),
        ({"rate": Decimal("NaN")}, [("rate.not_positive", "rate")]),
        ({"rate": Decimal("sNaN")}, [("rate.not_positive", "rate")]),
        ({"rate": Decimal("Infinity")}, [("rate.not_positive", "rate")]),
        ({"rate": Decimal("1e-11")}, [("rate.absurd", "rate")]),
        ({"rate": Decimal("1e11")}, [("rate.absurd", "rate")]),
        ({"rate": Decimal("1.234567890123")}, [("rate.too_exact", "rate")]),
        ({"quote": "USD"}, [("rate.same_currency", "quote")]),
        ({"base": "usd"}, [("currency.unknown", "base")]),
        ({"quote": "XXX"}, [("currency.unknown", "quote")]),
        ({"base": "EU", "quote": "EU", "rate": Decimal(-1)}, [
            ("currency.unknown", "base"), ("currency.unknown", "quote"), ("rate.same_currency", "quote"),
            ("rate.not_positive", "rate"),
        ]),
        ({"table": "x" * (LONGEST_TABLE + 1)}, [("rate.table_too_long", "table")]),
    ],
)  # fmt: skip
def test_a_rate_that_cannot_be_is_refused_at_its_field(
    change: dict[str, object], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(Refused) as caught:
        replace(rate("0.92"), **change)  # type: ignore[arg-type]
    assert [(problem.code, problem.at) for problem in caught.value.problems] == problems


@pytest.mark.parametrize("value", [0.92, 1, True, "0.92", None, Fraction(1, 2)])
def test_a_rate_is_decimal_and_nothing_else(value: object) -> None:
    with pytest.raises(TypeError):
        PinnedRate("USD", "EUR", value, RateSource.HAND, DAY)  # type: ignore[arg-type]


def test_twelve_digits_are_kept_and_noughts_do_not_count() -> None:
    assert check_rate("USD", "EUR", Decimal("1.23456789012000")) == ()
    assert check_rate("USD", "EUR", Decimal("0.000012345678")) == ()


def test_a_pinned_rate_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        rate("0.92").rate = Decimal(1)  # type: ignore[misc]


# ----------------------------------------------------------------------------------------------------- plain facts


@given(RATES, PAIRS, st.sampled_from(RateSource), st.dates(), st.text(max_size=20))
def test_facts_read_back(value: Decimal, pair: list[str], source: RateSource, day: date, table: str) -> None:
    pinned = PinnedRate(pair[0], pair[1], value, source, day, table)
    facts = pinned.facts()
    assert all(type(each) is str for each in facts.values())
    assert PinnedRate.from_facts(facts) == pinned
    assert PinnedRate.from_facts(facts).facts() == facts


@pytest.mark.parametrize(("text", "plain"), [("0.9200", "0.92"), ("100", "100"), ("1E+2", "100"), ("100.0", "100")])
def test_the_rate_is_written_in_plain_digits(text: str, plain: str) -> None:
    assert rate(text).text == plain


# ------------------------------------------------------------------------------------------- crosses, means, distances


def test_two_rates_through_the_pivot_make_a_third_and_say_so() -> None:
    usd, pln = rate("1.08", "EUR", "USD"), rate("4.32", "EUR", "PLN")
    made = cross(usd, pln)
    assert made == PinnedRate("USD", "PLN", Decimal(4), RateSource.ECB, DAY, "via EUR")
    assert (made.via, usd.via) == ("EUR", None)


def test_a_cross_keeps_the_number_of_the_sources_table() -> None:
    usd = PinnedRate("USD", "PLN", Decimal("4"), RateSource.NBP, DAY, "084/A/NBP/2026")
    huf = PinnedRate("HUF", "PLN", Decimal("0.01"), RateSource.NBP, DAY, "084/A/NBP/2026")
    assert cross(usd, huf) == PinnedRate("USD", "HUF", Decimal(400), RateSource.NBP, DAY, "via PLN 084/A/NBP/2026")


@given(RATES, RATES)
def test_a_cross_is_the_quotient_to_twelve_digits(one: Decimal, other: Decimal) -> None:
    made = cross(rate(str(one), "EUR", "USD"), rate(str(other), "EUR", "PLN"))
    exact = Fraction(other) / Fraction(one)
    assert abs(Fraction(made.rate) / exact - 1) <= Fraction(1, 10**11)


@pytest.mark.parametrize(
    "second",
    [
        rate("4.3", "GBP", "PLN"),
        rate("1.1", "EUR", "USD"),
        rate("4.3", "EUR", "PLN", on=DAY - timedelta(days=1)),
        rate("4.3", "EUR", "PLN", source=RateSource.INFOREUR),
    ],
)
def test_rates_that_do_not_belong_together_make_no_cross(second: PinnedRate) -> None:
    with pytest.raises(ValueError, match="share one currency"):
        cross(rate("1.08", "EUR", "USD"), second)


def test_the_mean_of_a_period_names_its_months() -> None:
    months = [
        rate(text, "EUR", "USD", source=RateSource.INFOREUR, on=date(2026, month, 1))
        for text, month in (("1.10", 2), ("1.08", 1), ("1.09", 3))
    ]
    assert mean(months) == PinnedRate(
        "EUR", "USD", Decimal("1.09"), RateSource.INFOREUR, date(2026, 3, 1), "2026-01..2026-03"
    )


def test_the_mean_of_crosses_still_says_through_which_currency() -> None:
    crosses = [rate("4", "USD", "PLN", table="via EUR"), rate("5", "USD", "PLN", table="via EUR")]
    assert mean(crosses).table == "via EUR 2026-05..2026-05"


def test_a_mean_is_of_one_pair() -> None:
    with pytest.raises(ValueError, match="one pair"):
        mean([rate("1", "EUR", "USD"), rate("1", "EUR", "PLN")])


@pytest.mark.parametrize(
    ("one", "percent"),
    [
        (rate("0.966"), "5.0"),
        (rate("0.874"), "-5.0"),
        (rate("0.92"), "0.0"),
        (rate("2", "EUR", "USD"), "84.0"),
        (rate("0.9669"), "5.1"),
    ],
)
def test_how_far_a_rate_is_from_the_official_one(one: PinnedRate, percent: str) -> None:
    official = rate("0.92")
    assert str(apart(one, official)) == percent
    warned = check_apart(one, official)
    assert bool(warned) == (abs(Decimal(percent)) > 5)
    assert all(problem.severity is Severity.WARNING for problem in warned)


def test_rates_of_two_pairs_are_not_compared() -> None:
    with pytest.raises(ValueError, match="one pair"):
        apart(rate("1"), rate("1", "USD", "PLN"))


# --------------------------------------------------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("rule", "first", "last"),
    [
        (RateRule(RateSource.NBRB, DayRule.ON_DAY), date(2026, 4, 24), date(2026, 5, 4)),
        (LITHUANIA, date(2026, 4, 24), date(2026, 5, 3)),
        (POLAND, date(2026, 4, 24), date(2026, 5, 3)),
        (RateRule(RateSource.INFOREUR, DayRule.MONTH), date(2026, 5, 1), date(2026, 5, 31)),
        (EU_GRANT, date(2026, 1, 1), date(2026, 12, 31)),
        (replace(EU_GRANT, period=(date(2025, 11, 15), date(2026, 2, 3))), date(2025, 11, 1), date(2026, 2, 28)),
    ],
)
def test_each_rule_says_which_days_count(rule: RateRule, first: date, last: date) -> None:
    assert rule.window(DAY) == (first, last)
    assert RateRule.from_facts(rule.facts()) == rule
    assert check_rule(rule) == ()


def test_the_months_of_a_period() -> None:
    assert RateRule(RateSource.INFOREUR, DayRule.MONTH).months(DAY) == (date(2026, 5, 1),)
    assert len(EU_GRANT.months(DAY)) == 12
    short = replace(EU_GRANT, period=(date(2025, 11, 15), date(2026, 2, 3)))
    assert [f"{month:%Y-%m}" for month in short.months(DAY)] == ["2025-11", "2025-12", "2026-01", "2026-02"]


def test_a_month_ends_where_the_next_begins() -> None:
    rule = RateRule(RateSource.INFOREUR, DayRule.MONTH)
    assert rule.window(date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))
    assert rule.window(date(2028, 2, 10))[1] == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (RateRule(RateSource.BANK, DayRule.ON_DAY), "rate.rule_bank"),
        (RateRule(RateSource.INFOREUR, DayRule.DAY_BEFORE), "rate.rule_needs_months"),
        (RateRule(RateSource.ECB, DayRule.MONTH), "rate.rule_needs_days"),
        (RateRule(RateSource.NBP, DayRule.PERIOD_MEAN), "rate.rule_needs_days"),
        (replace(EU_GRANT, period=(DAY, DAY - timedelta(days=1))), "report.period"),
        (replace(EU_GRANT, period=(DAY, date(2226, 5, 4))), "date.absurd"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(rule: RateRule, code: str) -> None:
    assert [problem.code for problem in check_rule(rule)] == [code]


def test_rates_by_hand_may_be_monthly() -> None:
    assert check_rule(RateRule(RateSource.HAND, DayRule.MONTH)) == ()


def test_the_presets_are_those_of_the_region() -> None:
    assert [rule.source for rule in PRESETS] == [RateSource.ECB, RateSource.NBP, RateSource.INFOREUR]
    assert {source.pivot for source in RateSource} == {"EUR", "PLN", "BYN", None}
