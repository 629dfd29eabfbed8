"""Money is exact: whole minor units, known currencies, splits that sum to the whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.domain.money import EXPONENTS, MOST_MINOR, Money, check_positive, exponent_of, total

CURRENCIES = st.sampled_from(sorted(EXPONENTS))
MINOR = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(("currency", "exponent"), [("EUR", 2), ("BYN", 2), ("JPY", 0), ("KWD", 3)])
def test_exponents_are_those_of_iso_4217(currency: str, exponent: int) -> None:
    assert exponent_of(currency) == exponent


def test_the_table_holds_the_regions_currencies_once_each() -> None:
    assert {"EUR", "USD", "PLN", "GBP", "CHF", "BYN", "UAH", "GEL", "CZK", "RUB"} <= EXPONENTS.keys()
    assert all(len(code) == 3 and code.isupper() for code in EXPONENTS)


@pytest.mark.parametrize("minor", [1.0, True, "1", None, Decimal(1)])
def test_minor_units_are_integers_only(minor: object) -> None:
    with pytest.raises(TypeError):
        Money(minor, "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "XXX", "€"])
def test_an_unknown_currency_is_refused(currency: str) -> None:
    with pytest.raises(Refused) as caught:
        Money(1, currency)
    assert caught.value.problems[0].code == "currency.unknown"


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("100.50", "EUR", 10050), ("-0.01", "EUR", -1), ("7", "JPY", 7), (" 1.234 ", "KWD", 1234), (5, "EUR", 500)],
)
def test_amounts_become_minor_units(amount: str | int, currency: str, minor: int) -> None:
    assert Money.of(amount, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        ("1,50", "EUR", "amount.unreadable"),
        ("NaN", "EUR", "amount.unreadable"),
        ("1e5", "EUR", "amount.unreadable"),
        ("", "EUR", "amount.unreadable"),
        ("1.005", "EUR", "amount.too_many_decimals"),
        ("1.5", "JPY", "amount.too_many_decimals"),
        ("9" * 20, "EUR", "amount.too_large"),
        (Decimal("NaN"), "EUR", "amount.too_large"),
        (Decimal("Infinity"), "EUR", "amount.too_large"),
    ],
)
def test_unreadable_amounts_are_refused_with_their_reason(amount: str | Decimal, currency: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        Money.of(amount, currency)
    assert caught.value.problems[0].code == code


@pytest.mark.parametrize("amount", [1.5, True])
def test_floats_and_booleans_make_no_money(amount: object) -> None:
    with pytest.raises(TypeError):
        Money.of(amount, "EUR")  # type: ignore[arg-type]


def test_the_largest_amount_still_fits() -> None:
    assert Money.of(Decimal(MOST_MINOR).scaleb(-2), "EUR").minor == MOST_MINOR


@given(MINOR, CURRENCIES)
def test_plain_text_reads_back_as_the_same_money(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.of(money.plain(), currency) == money
    assert Money.of(money.amount, currency) == money


@pytest.mark.parametrize(
    ("minor", "currency", "text"), [(284800, "EUR", "2848.00"), (-5, "EUR", "-0.05"), (7, "JPY", "7")]
)
def test_plain_text_has_all_decimals(minor: int, currency: str, text: str) -> None:
    assert Money(minor, currency).plain() == text


@given(MINOR, MINOR)
def test_sums_and_differences_are_exact(one: int, other: int) -> None:
    assert (Money(one, "EUR") + Money(other, "EUR")).minor == one + other
    assert (Money(one, "EUR") - Money(other, "EUR")).minor == one - other
    assert (-Money(one, "EUR")).minor == -one
    assert (Money(one, "EUR") < Money(other, "EUR")) == (one < other)
    assert (Money(one, "EUR") >= Money(other, "EUR")) == (one >= other)


def test_two_currencies_are_never_added_or_compared() -> None:
    for work in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: total([a, b], "EUR")):
        with pytest.raises(ValueError, match="two currencies"):
            work(Money(1, "EUR"), Money(1, "USD"))


def test_nothing_is_false_and_any_money_is_true() -> None:
    assert not Money.zero("EUR")
    assert Money(-1, "EUR")


@pytest.mark.parametrize(
    ("minor", "factor", "result"),
    [(100, Decimal("0.005"), 1), (100, Decimal("0.004"), 0), (-100, Decimal("0.005"), -1), (33, 3, 99)],
)
def test_multiplying_rounds_half_up(minor: int, factor: Decimal | int, result: int) -> None:
    assert Money(minor, "EUR").times(factor).minor == result


@pytest.mark.parametrize("factor", [0.5, True])
def test_a_quantity_is_never_a_float(factor: object) -> None:
    with pytest.raises(TypeError):
        Money(1, "EUR").times(factor)  # type: ignore[arg-type]


@given(MINOR, st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
def test_the_parts_of_a_split_sum_to_the_whole_and_are_fair(minor: int, weights: list[int]) -> None:
    parts = Money(minor, "EUR").split(weights)
    assert len(parts) == len(weights)
    assert sum(part.minor for part in parts) == minor
    shares = weights if any(weights) else [1] * len(weights)
    for part, share in zip(parts, shares, strict=True):
        exact = abs(minor) * share // sum(shares)
        assert abs(part.minor) - exact in (0, 1)


def test_ties_of_a_split_go_to_the_earlier_line() -> None:
    assert [part.minor for part in Money(100, "EUR").split([1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in Money(-100, "EUR").split([0, 0, 0])] == [-34, -33, -33]


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_a_split_needs_weights(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(1, "EUR").split(weights)


def test_only_more_than_nothing_is_positive() -> None:
    assert check_positive(Money(1, "EUR")) == ()
    assert [problem.code for problem in check_positive(Money(0, "EUR"))] == ["amount.not_positive"]
    assert check_positive(Money(-1, "EUR"), at="gross")[0].at == "gross"
