"""The cash desk and advances from the terminal."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def funded(run: Run, busy: Path) -> Path:
    """A vault with 400.00 EUR in the cash desk since the first of May."""
    said = run("cash", busy, "withdraw", "--amount", "400", "--date", "2026-05-01")
    assert (said.code, said.out, said.err) == (0, "K-0001\n", "")
    return busy


def test_cash_goes_in_and_out_and_is_listed(run: Run, funded: Path) -> None:
    assert (
        run("cash", funded, "in", "--amount", "20", "--text", "old printer", "--date", "2026-05-02").out == "K-0002\n"
    )
    assert run("cash", funded, "out", "--amount", "5", "--text", "stamps", "--date", "2026-05-02").out == "K-0003\n"
    assert run("cash", funded, "deposit", "--amount", "15", "--date", "2026-05-02").out == "K-0004\n"
    (desk,) = json.loads(run("cash", funded, "list", "--json").out)
    assert (desk["currency"], desk["balance"], desk["closed"]) == ("EUR", "400.00", None)
    rows = json.loads(run("list", funded, "cash", "--json").out)
    assert [(row["code"], row["change"], row["balance"]) for row in rows] == [
        ("K-0001", "400.00", "400.00"), ("K-0002", "20.00", "420.00"), ("K-0003", "-5.00", "415.00"),
        ("K-0004", "-15.00", "400.00"),
    ]  # fmt: skip
    refused = run("cash", funded, "deposit", "--amount", "400.01")
    assert refused.code == 1
    assert "Withdraw cash from the bank first" in refused.err
    assert "400.00 EUR" in run("cash", funded, "list").out


def test_a_day_is_counted_closed_and_reported(run: Run, funded: Path, tmp_path: Path) -> None:
    on = ("--date", "2026-05-03")
    assert run("cash", funded, "close", *on).code == 1
    assert run("cash", funded, "count", "200x1", "50x3", *on).code == 1  # 50.00 is missing, and no reason given
    said = run("cash", funded, "count", "200x1", "50x4", *on)
    assert (said.code, said.out) == (0, "Counted 400.00 EUR, expected 400.00 EUR\n")
    assert run("cash", funded, "count", "--amount", "400", *on).code == 0
    assert run("cash", funded, "close", *on).out == "The cash desk is closed up to 2026-05-03 with 400.00 EUR.\n"
    late = run("cash", funded, "withdraw", "--amount", "5", *on)
    assert late.code == 1
    assert "2026-05-04" in late.err
    assert "Closed up to 2026-05-03" in run("cash", funded, "list").out
    target = tmp_path / "cash.pdf"
    assert run("cash", funded, "report", "--from", "2026-05-01", "--to", "2026-05-31", "--out", target).code == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert run("verify", funded).code == 0


def test_a_difference_is_booked_with_its_reason(run: Run, funded: Path) -> None:
    said = run("cash", funded, "count", "--amount", "402", "--reason", "found under the drawer")
    assert said.code == 0
    assert "booked as K-0002" in said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("cash", "count"),
        ("cash", "count", "50x3", "--amount", "150"),
        ("cash", "count", "fifty"),
        ("cash", "count", "50xmany"),
        ("advance", "settle", "A-0001", "--item", "1"),
        ("advance", "settle", "C-0001"),
        ("cash", "steal"),
    ],
)
def test_misuse_is_said_in_one_line(run: Run, vault: Path, arguments: tuple[str, ...]) -> None:
    name, *rest = arguments
    said = run(name, vault, *rest)
    assert said.code == 2
    assert len(said.err.splitlines()) == 1


def test_a_cent_is_no_coin_where_there_is_none(run: Run, vault: Path) -> None:
    said = run("cash", vault, "count", "--amount", "0.03", "--currency", "CHF")
    assert (said.code, "0.03 CHF" in said.err) == (1, True)


def test_an_advance_is_given_settled_and_listed(run: Run, funded: Path) -> None:
    give = ("advance", funded, "give", "--campaign", "C-0001", "--person", "P-0003", "--amount", "100")
    said = run(*give, "--due", "2026-06-01", "--date", "2026-05-02", "--purpose", "the room")
    assert (said.code, said.out) == (0, "A-0001\n")
    assert "100.00 EUR  1 advance" in run("advance", funded, "list").out
    (ages,) = json.loads(run("advance", funded, "list", "--json").out)
    assert (ages["open"], ages["count"]) == ("100.00", 1)
    settle = ("advance", funded, "settle", "A-0001", "--date", "2026-05-10")
    said = run(
        *settle, "--item", 1, "--amount", "60", "--proof", "FV 1", "--item", 2, "--amount", "10", "--proof", "T 7"
    )
    assert (said.code, said.out) == (0, "A-0001: 30.00 EUR is open\n")
    assert run(*settle, "--returned", "30").out == "A-0001: 0.00 EUR is open\n"
    assert run("advance", funded, "list").out == "No advance is open.\n"
    (row,) = json.loads(run("list", funded, "advances", "--json").out)
    assert (row["amount"], row["open"], row["state"], row["days"]) == ("100.00", "0.00", "settled", None)
    back = ("advance", funded, "take-back", "A-0001", "--reason", "a slip")
    assert run(*back).code == 1
    for number in (2, 1):
        assert run(*back, "--settlement", number).code == 0
    assert "A-0001 is taken back by entry" in run(*back).out
    assert run("verify", funded).code == 0
