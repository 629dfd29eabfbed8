"""Amounts of money in every usual style, and what is no amount."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.intake.amounts import (
    BELARUSIAN,
    CONTINENTAL,
    ENGLISH,
    Convention,
    currency_of,
    find_amounts,
    read_number,
    to_money,
)
from desktop.intake.prices import find_prices
from desktop.intake.text import tidy

SPACES = (" ", "\u00a0", "\u2009", "\u202f")


def _one(text: str, convention: Convention = ENGLISH) -> tuple[str, str | None, bool]:
    prices = find_prices(text, convention)
    assert len(prices) == 1, prices
    return str(prices[0].value), prices[0].currency, prices[0].ambiguous


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("€920", "920", "EUR"),
        ("€ 2 848", "2848", "EUR"),
        ("2 848 €", "2848", "EUR"),
        ("2848€", "2848", "EUR"),
        ("EUR 1,234.50", "1234.50", "EUR"),
        ("EUR500", "500", "EUR"),
        ("500 euros", "500", "EUR"),
        ("1.234,50 zł", "1234.50", "PLN"),
        ("1 200,50 €", "1200.50", "EUR"),
        ("$500", "500", "USD"),
        ("US$ 40", "40", "USD"),
        ("2000 BYN", "2000", "BYN"),
        ("300 грн.", "300", "UAH"),
        ("500 ₴", "500", "UAH"),
        ("500 ₽", "500", "RUB"),
        ("£20", "20", "GBP"),
        ("450 лари", "450", "GEL"),
        ("500 бел. руб.", "500", "BYN"),
        ("500 долларов", "500", "USD"),
        ("500 злотых", "500", "PLN"),
        ("500 złotych", "500", "PLN"),
        ("500 гривень", "500", "UAH"),
        ("500 еўра", "500", "EUR"),
        ("500 евро", "500", "EUR"),
        ("500 євро", "500", "EUR"),
        ("€1'500", "1500", "EUR"),
        ("€1’500.50", "1500.50", "EUR"),
        ("1.234.567 €", "1234567", "EUR"),
        ("€1 234 567,89", "1234567.89", "EUR"),
        ("500,- zł", "500", "PLN"),
        ("€0.50", "0.50", "EUR"),
        ("€5k", "5000", "EUR"),
        ("5 тыс. €", "5000", "EUR"),
        ("€12.5", "12.5", "EUR"),
    ],
)
def test_an_amount_is_read(text: str, value: str, currency: str) -> None:
    assert _one(text) == (value, currency, False)


@pytest.mark.parametrize(
    ("text", "english", "continental"),
    [
        ("€1,234", ("1234", False), ("1.234", True)),
        ("€1.500", ("1.500", True), ("1500", False)),
        ("€0.500", ("0.500", False), ("0.500", False)),
        ("€1,234.567", ("1234.567", True), ("1234.567", True)),
    ],
)
def test_the_language_of_the_page_decides_between_two_readings(
    text: str, english: tuple[str, bool], continental: tuple[str, bool]
) -> None:
    assert (_one(text)[0], _one(text)[2]) == english
    assert (_one(text, CONTINENTAL)[0], _one(text, CONTINENTAL)[2]) == continental


@pytest.mark.parametrize(
    "text", ["12.05.2024 €", "€1.2345", "€ 99 999 999 999 999 999", "€1,23,45", "€", "EUR", "no number"]
)
def test_what_is_no_number_is_no_amount(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize("text", ["4x1.5m", "2024", "a room of 12 m2", "I try 500 times", "COVID-19", "у 2020 р. я"])
def test_a_number_beside_no_currency_is_no_money(text: str) -> None:
    assert [amount for amount in find_amounts(text) if amount.currency] == []


def test_the_word_rouble_means_the_language_s_own() -> None:
    assert _one("500 руб.") == ("500", "RUB", False)
    assert _one("500 рублёў", BELARUSIAN) == ("500", "BYN", False)


def test_digits_that_group_nothing_are_said_to_be_unclear() -> None:
    first, second = find_amounts("€ 12 34")
    assert (first.value, first.currency, first.ambiguous) == (12, "EUR", True)
    assert (second.value, second.currency) == (34, None)


@pytest.mark.parametrize(
    ("text", "value", "ambiguous", "count"),
    [
        ("3 x €300 = €900", "900", False, 3),
        ("€300 × 3", "900", False, 3),
        ("3 х 300 = 900 €", "900", False, 3),
        ("3 x €300 = €1000", "900", True, None),
        ("3 x €300 = €800", "800", True, None),
        ("3 × €300 (€900)", "900", False, 3),
        ("5 сеансов по 100 € = 500 €", "500", False, 5),
        ("3 miesiące po 300 zł", "900", False, 3),
        ("3 months at €300", "900", False, 3),
        ("€300 per month x 3 months = €900", "900", False, 3),
        ("€500 + €400 = €900", "900", False, None),
        ("€500 + €400 = €950", "900", True, None),
        ("€500–700", "500", True, None),
        ("500-700 €", "500", True, None),
        ("€500 – €700", "500", True, None),
        ("€500 to €700", "500", True, None),
        ("от 500 до 700 евро", "500", True, None),
        ("між 500 і 700 €", "500", True, None),
        ("od 500 do 700 zł", "500", True, None),
        ("€800–1000 — rent", "800", True, None),
        ("€800-1000 for rent", "800", True, None),
        ("€800 to 1000 for rent", "800", True, None),
        ("€700 or €500", "500", True, None),
        ("up to €500", "500", True, None),
        ("до 500 €", "500", True, None),
    ],
)
def test_ranges_and_calculations(text: str, value: str, ambiguous: bool, count: int | None) -> None:
    price = find_prices(text, ENGLISH)[0]
    assert (str(price.value), price.ambiguous, price.count) == (value, ambiguous, count)


@pytest.mark.parametrize(
    "text", ["Stage 2 — €300", "COVID-19 — €300", "€300 — 3 months", "€300 — 700 things", "Insurance 2025 — €300"]
)
def test_a_dash_beside_another_number_is_no_range(text: str) -> None:
    (price,) = (price for price in find_prices(text, ENGLISH) if price.currency)
    assert (price.value, price.ambiguous) == (300, False)


def test_money_that_the_currency_cannot_hold_is_rounded_down_and_said() -> None:
    money, inexact = to_money(Decimal("1.239"), "EUR") or (None, None)
    assert money is not None
    assert (money.plain(), inexact) == ("1.23", True)
    assert to_money(Decimal(10) ** 14, "EUR") is None


def test_a_word_that_names_no_currency() -> None:
    assert currency_of("euphoria", ENGLISH) is None
    assert currency_of("CHF", ENGLISH) == "CHF"


def _group(digits: str, mark: str) -> str:
    head = len(digits) % 3 or 3
    return mark.join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])


@given(
    whole=st.integers(0, 999_999_999),
    cents=st.none() | st.integers(0, 99),
    style=st.sampled_from(["space", "dot", "comma", "apostrophe", "none"]),
    space=st.sampled_from(SPACES),
    sign=st.sampled_from(
        [("€", "EUR"), ("EUR", "EUR"), ("zł", "PLN"), ("$", "USD"), ("BYN", "BYN"), ("грн", "UAH"), ("₽", "RUB")]
    ),
    first=st.booleans(),
)
def test_an_amount_written_in_any_style_is_read_back(
    whole: int, cents: int | None, style: str, space: str, sign: tuple[str, str], first: bool
) -> None:
    mark, decimal = {
        "space": (" ", ","),
        "dot": (".", ","),
        "comma": (",", "."),
        "apostrophe": ("'", "."),
        "none": ("", ","),
    }[style]
    text = _group(str(whole), mark)
    if cents is not None:
        text += f"{decimal}{cents:02}"
    elif style in ("dot", "comma") and 1000 <= whole < 1_000_000:
        text += f"{decimal}00"  # without decimals this is the case of two readings
    written = f"{sign[0]} {text}" if first else f"{text} {sign[0]}"
    written = written.replace(" ", space)
    expected = Decimal(whole) + Decimal(cents or 0) / 100
    prices = find_prices(tidy(written), CONTINENTAL)
    assert [(price.value, price.currency, price.ambiguous) for price in prices] == [(expected, sign[1], False)]


@given(st.text(alphabet="0123456789 .,'’", max_size=30), st.sampled_from([".", ","]))
def test_reading_a_number_never_fails_and_never_reads_more_than_is_there(text: str, mark: str) -> None:
    stripped = text.strip(" .,'’")
    if not stripped or any(
        not part for part in stripped.replace("’", "'").replace(",", ".").replace("'", ".").replace(" ", ".").split(".")
    ):
        return
    reading = read_number(stripped, mark)
    if reading is not None:
        assert reading[0] <= Decimal("".join(char for char in stripped if char.isdigit()))
