"""Amounts and dates: the same in, the same out, in each language; what is not sure is refused."""

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.i18n import LANGUAGES, formats

TODAY = date(2026, 11, 22)
LANGUAGE = st.sampled_from([*LANGUAGES, "xx"])


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "2,848.50 EUR"), ("be", "2\u00a0848,50 EUR"), ("tlh", "2,848.50 EUR"), ("", "2,848.50 EUR")],
)
def test_money(language: str, written: str) -> None:
    assert formats.money(284850, "EUR", 2, language) == written


@pytest.mark.parametrize(
    ("minor", "exponent", "written"),
    [
        (0, 2, "0.00"),
        (-5, 2, "-0.05"),
        (1234567, 0, "1,234,567"),
        (1234, 3, "1.234"),
        (-1234567890, 2, "-12,345,678.90"),
        (10**18 + 1, 2, "10,000,000,000,000,000.01"),
    ],
)
def test_number(minor: int, exponent: int, written: str) -> None:
    assert formats.number(minor, exponent, "en") == written


def test_dates() -> None:
    assert formats.date(date(2026, 1, 2), "en") == "2026-01-02"
    assert formats.date(date(2026, 1, 2), "be") == "02.01.2026"
    assert formats.date(date(26, 1, 2), "be") == "02.01.0026"
    assert formats.long_date(TODAY, "en") == "22 November 2026"
    assert formats.long_date(TODAY, "be") == "22 лістапада 2026\u00a0г."


def test_percent() -> None:
    assert formats.percent(105, "en") == "105%"
    assert formats.percent(105, "be") == "105\u00a0%"
    assert formats.percent(Decimal("-1234.5"), "en") == "-1,234.5%"
    assert formats.percent(Decimal("1234.5"), "be") == "1\u00a0234,5\u00a0%"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 200,50", "1200.50"),
        ("1200.5", "1200.5"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1'200", "1200"),
        ("1’200.05", "1200.05"),
        ("1\u00a0200", "1200"),
        ("1\u2009200\u202f300,1", "1200300.1"),
        ("1,234", "1234"),
        ("1.500", "1500"),
        ("1,50", "1.50"),
        ("1.50", "1.50"),
        ("1.234.567", "1234567"),
        ("1,234,567.8", "1234567.8"),
        (".5", "0.5"),
        (",05", "0.05"),
        ("007", "7"),
        ("-3", "-3"),
        ("\u2212 3,10", "-3.10"),
        ("+3", "3"),
        ("-0", "0"),
        ("  12 ", "12"),
        ("1200", "1200"),
    ],
)
def test_reads_amounts(typed: str, meant: str) -> None:
    read = formats.read_amount(typed, 2)
    assert read == Decimal(meant)
    assert str(read) == str(Decimal(meant)) or not read


@pytest.mark.parametrize(
    ("typed", "exponent", "code"),
    [
        *[
            (typed, 2, "unreadable")
            for typed in (
                "", " ", "NaN", "inf", "1e5", "0x10", "1_000", "abc", "12 50", "1,2,3", "1.2.3", "1,00,000", "--1",
                "1-", "(5)", "€5", "100.", "100,", ".", ",", "-", "1'2", "1 2'000", "1 200'000", "1.234.56", "1,234,56",
                "1,234.567,8", "1 234.567.890", "1 234,567.8", "1.234,567,890", "١٢", "１２", "1\n200", "9" * 41,
                "5 %", "12 345 67", "1,234,5678", "'200", " '", "1200,500.00",
            )
        ],
        ("0.500", 2, "too_many_decimals"),
        ("1234.567", 2, "too_many_decimals"),
        ("1 234,567", 2, "too_many_decimals"),
        ("12.5000", 2, "too_many_decimals"),
        ("1,234.567", 2, "too_many_decimals"),
        ("1.5", 0, "too_many_decimals"),
        ("1.234", 3, "ambiguous"),
        ("12,345", 3, "ambiguous"),
    ],
)  # fmt: skip
def test_refuses_amounts(typed: str, exponent: int, code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        formats.read_amount(typed, exponent)


@pytest.mark.parametrize(
    ("typed", "exponent", "meant"),
    [("1.234", 0, "1234"), ("0.234", 3, "0.234"), ("1234.567", 3, "1234.567"), ("1 234,567", 3, "1234.567")],
)
def test_decimals_follow_the_currency(typed: str, exponent: int, meant: str) -> None:
    assert formats.read_amount(typed, exponent) == Decimal(meant)


def test_three_decimals_follow_the_reader() -> None:
    assert formats.read_amount("1.234", 3, "en") == Decimal("1.234")
    assert formats.read_amount("1,234", 3, "be") == Decimal("1.234")
    with pytest.raises(ValueError, match="ambiguous"):
        formats.read_amount("1,234", 3, "en")


@given(st.integers(-(10**17), 10**17), st.sampled_from([0, 2, 3]), LANGUAGE)
def test_what_is_written_is_read_back(minor: int, exponent: int, language: str) -> None:
    written = formats.number(minor, exponent, language)
    assert formats.read_amount(written, exponent, language).scaleb(exponent) == minor
    if exponent < 3:
        assert formats.read_amount(written, exponent).scaleb(exponent) == minor


def _read(text: str, exponent: int) -> tuple[Decimal | None, str]:
    try:
        return formats.read_amount(text, exponent), ""
    except ValueError as refusal:
        return None, str(refusal)


@given(st.text(alphabet="0123456789.,' -+−e\u00a0N", max_size=14), st.sampled_from([0, 2, 3]))
def test_any_text_is_read_exactly_or_refused_with_a_code(text: str, exponent: int) -> None:
    read, code = _read(text, exponent)
    assert code in {"", "unreadable", "too_many_decimals", "ambiguous"}
    if read is not None:
        digits = "".join(sign for sign in text if sign.isdecimal())
        # Whatever the signs meant, the digits are the typed ones: nothing is dropped, nothing rounded.
        assert f"{abs(read):f}".replace(".", "").lstrip("0") == digits.lstrip("0")
        assert -int(read.as_tuple().exponent) <= exponent


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22.11", "2026-11-22"),
        ("23.11", "2025-11-23"),
        ("1/2", "2026-02-01"),
        ("22/11/26", "2026-11-22"),
        ("22.11.2026", "2026-11-22"),
        ("22-11-2026", "2026-11-22"),
        ("2026-11-22", "2026-11-22"),
        ("2026.1.2", "2026-01-02"),
        (" 22.11. ", "2026-11-22"),
        ("22.11.2026 г.", "2026-11-22"),
        ("01.01.36", "2036-01-01"),
        ("01.01.37", "1937-01-01"),
        ("29.02", "2024-02-29"),
        ("29.2.1988", "1988-02-29"),
    ],
)
def test_reads_dates(typed: str, meant: str) -> None:
    assert formats.read_date(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "meant"), [("22.11", "2026-11-22"), ("21.11", "2027-11-21"), ("29.02", "2028-02-29")]
)
def test_reads_dates_ahead(typed: str, meant: str) -> None:
    assert formats.read_date(typed, TODAY, ahead=True) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "", "x", "22", "31.02", "30.2", "11/22/2026", "22.11.226", "22.11/2026", "22.11.0026", "22.11.3026",
        "2026-13-01", "2025-02-29", "0.1", "1.0", "1.1.1.1", "-1.1", "1" * 50, "22 11 2026", "٢٢.١١", "2026-W01",
        "20261122", "г.",
    ],
)  # fmt: skip
def test_refuses_dates(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^unreadable$"):
        formats.read_date(typed, TODAY)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)), LANGUAGE, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_dates_are_read_back(day: date, language: str, today: date) -> None:
    assert formats.read_date(formats.date(day, language), today) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_without_a_year_is_the_nearest_on_its_side(day: date, today: date) -> None:
    typed = f"{day.day}.{day.month}"
    past, coming = formats.read_date(typed, today), formats.read_date(typed, today, ahead=True)
    assert past <= today <= coming
    assert (past.month, past.day) == (coming.month, coming.day) == (day.month, day.day)


def test_babel_waits_until_it_is_needed() -> None:
    script = "import sys; import desktop.i18n.formats; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
