"""The way of a payout from the terminal: drafted, submitted, approved, paid in parts, split, dropped; the threshold."""

import json
from pathlib import Path

from tests.cli.conftest import Run

NEW = ("--campaign", "C-0001", "--payee", "P-0003", "--item", "1")


def states(run: Run, vault: Path) -> dict[str, tuple[str, str]]:
    rows = json.loads(run("list", vault, "payouts", "--json").out)
    return {row["code"]: (row["state"], row["amount"]) for row in rows}


def test_a_payout_goes_its_way(run: Run, busy: Path) -> None:
    assert run("payout", busy, "new", *NEW, "--amount", "300", "--invoice", "FV 1").out == "O-0001\n"
    assert run("payout", busy, "submit", "o-1").out == "O-0001 Waits for approval\n"
    said = run("payout", busy, "approve", "O-0001")
    assert (said.code, said.out.splitlines()[-1]) == (0, "O-0001 Approved")
    assert "Note: P-0003 has no IBAN" in said.out
    items = json.loads(run("list", busy, "items", "--json").out)
    assert (items[0]["committed"], items[0]["remaining"]) == ("300.00", "200.00")
    paid = run("payout", busy, "pay", "O-0001", "--item", "1", "--amount", "100", "--voucher", "en", "--method", "card")
    assert paid.err == ""
    code, number, rest = paid.out.split()
    assert (code, number[:3], rest) == ("O-0001", "PV/", "O-0002")
    days = ("--date", "2026-12-01", "--date", "2027-01-01")
    wrong = run("payout", busy, "split", "O-0002", *days, "--amount", "120")
    assert (wrong.code, "200.00" in wrong.err) == (1, True)
    assert run("payout", busy, "split", "O-0002", *days, "--amount", "120", "--amount", "80").code == 0
    assert states(run, busy) == {
        "O-0001": ("paid", "100.00"),
        "O-0002": ("approved", "120.00"),
        "O-0003": ("approved", "80.00"),
    }
    assert run("payout", busy, "return", "O-0002", "--reason", "Later").out == "O-0002 Returned for changes\n"
    assert run("payout", busy, "cancel", "O-0003", "--reason", "Not needed").out == "O-0003 Cancelled\n"
    shown = run("payout", busy, "show", "O-0003").out
    assert shown.startswith("O-0003 Cancelled 80.00 EUR\n")
    assert "Cancelled, user 1. Not needed" in shown
    assert run("verify", busy).code == 0


def test_above_the_threshold_the_author_is_refused_with_the_way_out(run: Run, busy: Path) -> None:
    assert run("payout", busy, "threshold").out == "Nobody else is needed to approve a payout.\n"
    assert run("payout", busy, "threshold", "100").out == "Above 100.00 EUR somebody else approves a payout.\n"
    once = run("pay", busy, *NEW, "--amount", "100.01")
    assert (once.code, "save it as a draft and submit it" in once.err) == (1, True)
    run("payout", busy, "new", *NEW, "--amount", "100.01")
    run("payout", busy, "submit", "O-0001")
    refused = run("payout", busy, "approve", "O-0001")
    assert (refused.code, "This office has no other user" in refused.err) == (1, True)
    assert run("payout", busy, "approve", "O-0001", "--override", "Alone here").code == 0
    assert run("pay", busy, *NEW, "--amount", "200", "--override", "At night").out == "O-0002\n"
    assert run("payout", busy, "threshold", "none").code == 0
    assert run("pay", busy, *NEW, "--amount", "150").out == "O-0003\n"


def test_money_of_another_currency_needs_a_rate(run: Run, busy: Path) -> None:
    dollars = (*NEW, "--amount", "100", "--currency", "usd")
    assert run("pay", busy, *dollars).code == 1
    assert run("pay", busy, *dollars, "--rate", "a lot").code == 2
    assert run("pay", busy, *dollars, "--rate", "0").code == 1
    assert run("pay", busy, *dollars, "--rate", "0,92", "--role", "clinic").out == "O-0001\n"
    items = json.loads(run("list", busy, "items", "--json").out)
    assert items[0]["paid"] == "92.00"


def test_rejected_for_good(run: Run, busy: Path) -> None:
    run("payout", busy, "new", *NEW, "--amount", "1")
    assert run("payout", busy, "reject", "O-0001", "--reason", "No").code == 1
    run("payout", busy, "submit", "O-0001")
    assert run("payout", busy, "reject", "O-0001", "--reason", "No").out == "O-0001 Rejected\n"
    assert run("payout", busy, "submit", "O-0001").code == 1
