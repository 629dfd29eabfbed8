"""Tables of exchange rates: each publisher's form is read to the digit, and told by its content."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.errors import Problem, Refused
from desktop.domain.rate_tables import RateTable
from desktop.intake.rates.reader import read_rates
from tests.intake import rate_files as files

MAY = date(2026, 5, 1)


def said(table: RateTable) -> list[str]:
    """Each rate on one line."""
    return [
        f"{rate.on} 1 {rate.base} = {rate.text} {rate.quote}{f' [{rate.table}]' if rate.table else ''}"
        for rate in table.rates
    ]


def warned(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


ECB = [
    "2026-05-04 1 EUR = 163.01 JPY",
    "2026-05-04 1 EUR = 4.2688 PLN",
    "2026-05-04 1 EUR = 1.0888 USD",
    "2026-05-05 1 EUR = 163.55 JPY",
    "2026-05-05 1 EUR = 4.2711 PLN",
    "2026-05-05 1 EUR = 1.0912 USD",
]
NBP = [
    "2026-05-04 1 EUR = 4.3434 PLN [084/A/NBP/2026]",
    "2026-05-04 1 HUF = 0.011365 PLN [084/A/NBP/2026]",
    "2026-05-04 1 IDR = 0.00025489 PLN [084/A/NBP/2026]",
    "2026-05-04 1 USD = 3.9432 PLN [084/A/NBP/2026]",
    "2026-05-05 1 EUR = 4.3646 PLN [085/A/NBP/2026]",
    "2026-05-05 1 HUF = 0.011462 PLN [085/A/NBP/2026]",
    "2026-05-05 1 IDR = 0.00025781 PLN [085/A/NBP/2026]",
    "2026-05-05 1 USD = 3.9909 PLN [085/A/NBP/2026]",
]
NBRB = ["2026-05-04 1 EUR = 4 BYN", "2026-05-04 1 RUB = 0.035912 BYN", "2026-05-04 1 USD = 3.2011 BYN"]
INFOREUR = ["2026-04-01 1 EUR = 1.0868 USD", "2026-05-01 1 EUR = 1.0875 USD"]


@pytest.mark.parametrize(
    ("name", "source", "rates", "warnings"),
    [
        ("ecb history", "ecb", ECB, ["rate.table_unknown", "rate.table_too_old"]),
        ("ecb zip", "ecb", ECB, ["rate.table_unknown", "rate.table_too_old"]),
        ("ecb daily", "ecb", ECB[3:], []),
        ("ecb xml", "ecb", ECB[4:], []),
        ("nbp archive", "nbp", NBP, ["rate.table_unknown"]),
        ("nbp archive in utf-8", "nbp", NBP, ["rate.table_unknown"]),
        ("nbp number first", "nbp", NBP[3:4], []),
        ("nbp daily", "nbp", [NBP[1], NBP[3]], []),
        ("nbp array", "nbp", [NBP[3], NBP[7]], []),
        ("nbp series", "nbp", NBP[:1], []),
        ("nbp json", "nbp", [NBP[0], NBP[3]], []),
        ("nbp series json", "nbp", NBP[:1], []),
        ("nbrb", "nbrb", NBRB, []),
        ("nbrb one", "nbrb", ["2026-05-04 1 USD = 3.2 BYN"], []),
        ("inforeuro month", "inforeuro", ["2026-05-01 1 EUR = 4.2655 PLN", "2026-05-01 1 EUR = 1.0875 USD"], []),
        ("inforeuro history", "inforeuro", INFOREUR, []),
        ("inforeuro grid", "inforeuro", ["2026-04-01 1 EUR = 4.2712 PLN", *INFOREUR], []),
        ("inforeuro json", "inforeuro", INFOREUR[1:], []),
        ("inforeuro history json", "inforeuro", INFOREUR, []),
    ],
)  # fmt: skip
def test_each_publishers_table_is_read(name: str, source: str, rates: list[str], warnings: list[str]) -> None:
    table = read_rates(files.TABLES[name], date(2026, 5, 17))
    assert table.source.value == source
    assert said(table) == rates
    assert warned(table.warnings) == warnings


def test_a_table_says_what_it_covers() -> None:
    table = read_rates(files.ECB_HISTORY)
    assert table.days == (date(2026, 5, 4), date(2026, 5, 5))
    assert table.currencies == ("JPY", "PLN", "USD")
    unknown, old = table.warnings
    assert (unknown.params["codes"], old.params["count"], old.params["earliest"]) == (("CYP",), 4, 2000)


@pytest.mark.parametrize("name", ["inforeuro month", "inforeuro json"])
def test_a_monthly_list_without_its_month_asks_for_it(name: str) -> None:
    with pytest.raises(Refused) as caught:
        read_rates(files.TABLES[name])
    assert [(problem.code, problem.at) for problem in caught.value.problems] == [("rate.table_month", "month")]


def test_a_table_saved_again_by_a_spreadsheet_program_is_still_read() -> None:
    text = files.ECB_HISTORY.decode().replace(",", ";").replace(".", ",").replace("\n", "\r\n")
    for encoding in ("utf-8-sig", "utf-16"):
        assert said(read_rates(text.encode(encoding))) == ECB


def test_a_rate_said_twice_alike_is_one_rate() -> None:
    table = read_rates(files.ECB_DAILY + b"05 May 2026, 1.0912, 163.55, 4.2711, \n")
    assert said(table) == ECB[3:]


def test_days_without_a_rate_are_left_out() -> None:
    assert said(read_rates(b"Date,USD,PLN,\n2026-05-05,,4.2711,\n2026-05-04,-,n/a,\n")) == [ECB[4]]


def test_rates_keep_twelve_digits_when_divided() -> None:
    rates = read_rates(b'{"Cur_OfficialRate":1,"Cur_Abbreviation":"VND","Cur_Scale":30000,"Date":"2026-05-04"}').rates
    assert rates[0].rate == Decimal("0.0000333333333333")
