"""Exchange rates from the terminal: import, add, show, what is missing, the list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.intake import rate_files as files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "eurofxref-hist.csv"
    path.write_bytes(files.ECB_HISTORY)
    return path


def test_a_table_is_imported_and_shown(run: Run, vault: Path, table: Path) -> None:
    said = run("rates", vault, "import", table, "--dry-run")
    assert said.out.splitlines()[0] == (
        "eurofxref-hist.csv: European Central Bank, 6 rates would be stored, 0 kept already"
    )
    assert run("list", vault, "rates", "--json").out == "[]\n"
    said = run("rates", vault, "import", table)
    assert (said.code, said.out.splitlines()) == (0, [
        "eurofxref-hist.csv: European Central Bank, 6 rates stored, 0 kept already",
        "Note: Left out, as this program does not know the currencies: CYP.",
        "Note: Left out: 4 rates from before the year 2000.",
    ])  # fmt: skip
    assert "0 rates stored, 6 kept already" in run("rates", vault, "import", table).out
    said = run("rates", vault, "show", "--pair", "usd/eur", "--date", "2026-05-06")
    assert (said.code, said.out) == (0, "1 EUR = 1.0912 USD  2026-05-05  European Central Bank\n")
    said = run("rates", vault, "show", "--pair", "USD/PLN", "--date", "2026-05-05")
    assert said.out == "1 USD = 3.92064658339 PLN  2026-05-04  European Central Bank  via EUR\n"
    said = run("rates", vault, "show", "--pair", "USD/EUR", "--date", "2026-05-20")
    assert said.code == 1
    assert "There is no rate between USD and EUR for 2026-05-20" in said.err


def test_the_list_for_machines_and_readers(run: Run, vault: Path, table: Path) -> None:
    run("rates", vault, "import", table)
    rows = json.loads(run("list", vault, "rates", "--json", "--filter", "jpy").out)
    assert rows == [
        {"date": "2026-05-04", "pair": "EUR/JPY", "rate": "163.01", "source": "ecb", "table": ""},
        {"date": "2026-05-05", "pair": "EUR/JPY", "rate": "163.55", "source": "ecb", "table": ""},
    ]
    assert run("list", vault, "rates").out.splitlines()[0].split() == ["Date", "Pair", "Rate", "Source", "Table"]


def test_several_files_are_read_before_any_is_stored(run: Run, vault: Path, table: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("Date,USD,\n2026-05-04,x,\n", encoding="utf-8")
    said = run("rates", vault, "import", table, wrong)
    assert said.code == 1
    assert "Line 2 of the file cannot be read" in said.err
    assert run("list", vault, "rates", "--json").out == "[]\n"


def test_a_monthly_list_takes_its_month(run: Run, vault: Path, tmp_path: Path) -> None:
    file = tmp_path / "inforeuro.csv"
    file.write_text(files.INFOREUR_MONTH, encoding="utf-8")
    assert "does not say which month" in run("rates", vault, "import", file).err
    assert run("rates", vault, "import", file, "--month", "May").code == 2
    assert "2 rates stored" in run("rates", vault, "import", file, "--month", "2026-05").out


def test_a_rate_is_added_by_hand_and_replaced_with_a_reason(run: Run, vault: Path) -> None:
    added = ("rates", vault, "add", "--pair", "BYN/EUR", "--date", "2026-05-04")
    said = run(*added, "--rate", "0,28")
    assert said.out == "1 BYN = 0.28 EUR  2026-05-04  Entered by hand\n"
    said = run(*added, "--rate", "0.29")
    assert said.code == 1
    assert "write the reason" in said.err
    assert run(*added, "--rate", "0.29", "--reason", "A digit was wrong").code == 0
    said = run("rates", vault, "show", "--pair", "EURBYN", "--date", "2026-05-05")
    assert said.out.startswith("1 BYN = 0.29 EUR")
    ecb = run("rates", vault, "add", "--pair", "GBP/USD", "--rate", "1.2", "--source", "ecb", "--date", "2026-05-04")
    assert ecb.code == 1
    assert "one of the two must be it" in ecb.err


@pytest.mark.parametrize(
    ("pair", "rate", "code"),
    [
        ("USD", "1.1", 2), ("USD/", "1.1", 2), ("USD/EUR", "x", 2), ("USD/USD", "1.1", 1), ("USD/XXX", "1.1", 1),
        ("USD/EUR", "0", 1),
    ],
)  # fmt: skip
def test_what_makes_no_rate_is_said(run: Run, vault: Path, pair: str, rate: str, code: int) -> None:
    said = run("rates", vault, "add", "--pair", pair, "--rate", rate, "--date", "2026-05-04")
    assert (said.code, said.out, bool(said.err)) == (code, "", True)


def test_differences_are_told_and_gaps_end_with_one(run: Run, vault: Path, table: Path, tmp_path: Path) -> None:
    assert run("rates", vault, "gaps").out == "No rate is missing.\n"
    run("rates", vault, "import", table)
    other = tmp_path / "other.csv"
    other.write_text("Date,USD,\n2026-05-05,1.2,\n2026-05-08,1.3,\n", encoding="utf-8")
    said = run("rates", vault, "import", other)
    assert "2026-05-05: 1 EUR = 1.0912 USD stays, the file says 1 EUR = 1.2 USD" in said.out
    said = run("rates", vault, "gaps")
    assert said.code == 1
    assert said.out.splitlines()[0] == "European Central Bank: nothing from 2026-05-06 to 2026-05-07"
    assert said.out.splitlines()[1].startswith("European Central Bank: nothing since 2026-05-09")
    assert run("rates", vault, "fill").out == "0 entries got their official rates\n"
