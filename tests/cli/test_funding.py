"""Funding from the terminal: rules, plans, decisions with their notes, transfers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def rows(run: Run, vault: Path, what: str) -> list[dict[str, object]]:
    found = json.loads(run("list", vault, what, "--json").out)
    assert isinstance(found, list)
    return found


def test_a_rule_and_what_is_allotted_by_hand(run: Run, busy: Path) -> None:
    assert run("fund", busy, "c-1", "--rule", "pro-rata").out == "1 170.75 EUR\n2 512.25 EUR\n"
    by_hand = run("fund", busy, "C-0001", "--rule", "by-hand", "--item", "1=83", "--item", "2=600.00")
    assert by_hand.out == "1 83.00 EUR\n2 600.00 EUR\n"
    assert [row["allotted"] for row in rows(run, busy, "items")] == ["83.00", "600.00"]
    above = run("fund", busy, "C-0001", "--rule", "by-hand", "--item", "2=683.01")
    assert (above.code, "0.01 EUR too much" in above.err) == (1, True)
    assert run("fund", busy, "C-0001", "--rule", "by-hand", "--item", "2").code == 2
    assert run("fund", busy, "C-0001", "--rule", "by-hand", "--item", "rent=2").code == 2
    assert run("fund", busy, "C-0001", "--rule", "priority").out == "1 500.00 EUR\n2 183.00 EUR\n"
    assert run("verify", busy).code == 0


def test_a_shortfall_is_decided_approved_and_put_on_paper(run: Run, busy: Path, tmp_path: Path) -> None:
    assert "Close C-0001 first" in run("decide", busy, "C-0001", "--rule", "priority", "--reason", "Over").err
    assert run("close", busy, "C-0001").out == "C-0001: a shortfall of 1,317.00 EUR to decide on\n"
    decided = run("decide", busy, "C-0001", "--rule", "priority", "--reason", "It is over")
    assert decided.out.splitlines() == [
        "F-0001",
        "Allotted to an item: 1 500.00 EUR",
        "Allotted to an item: 2 183.00 EUR",
    ]
    alone = run("approve", busy, "f-1")
    assert (alone.code, "Nobody else can approve it" in alone.err) == (1, True)
    assert run("approve", busy, "F-0001", "--override", "I work alone").out == "F-0001 Approved\n"
    row = rows(run, busy, "decisions")[0]
    assert (row["kind"], row["rule"], row["amount"], row["state"], row["approver"]) == (
        "shortfall", "priority", "1317.00", "approved", 1,
    )  # fmt: skip
    assert [(row["allotted"], row["remaining"]) for row in rows(run, busy, "items")] == [
        ("500.00", "500.00"),
        ("183.00", "183.00"),
    ]
    target = tmp_path / "note.pdf"
    assert run("decision", busy, "F-0001", "--out", target).code == 0
    said = PdfReader(target).pages[0].extract_text()
    assert "F-0001" in said
    assert "183.00" in said
    first = target.read_bytes()
    run("decision", busy, "F-0001", "--out", target)
    assert target.read_bytes() == first
    assert run("withdraw", busy, "F-0001", "--reason", "No").code == 1
    assert run("verify", busy).code == 0


def test_a_surplus_goes_to_an_item_the_general_fund_and_another_campaign(run: Run, busy: Path, page: Path) -> None:
    run("import-page", busy, page, "--again", "--person", "P-0001")
    run("donate", busy, "--campaign", "C-0001", "--amount", "1465")
    run("close", busy, "C-0001")
    short = run("decide", busy, "C-0001", "--to", "general=100", "--reason", "x")
    assert (short.code, "48.00 EUR" in short.err) == (1, True)
    decided = run(
        "decide", busy, "C-0001", "--to", "general=90.00", "--to", "C-0002=10", "--extend", "2=48.00",
        "--reason", "The rent rose",
    )  # fmt: skip
    assert decided.out.splitlines()[1:] == [
        "More for an item: 2 48.00 EUR",
        "To another fund: C-0003 90.00 EUR",
        "To another fund: C-0002 10.00 EUR",
    ]
    assert run("withdraw", busy, "F-0001", "--reason", "Too early").out == "F-0001 Withdrawn\n"
    by_rule = run("decide", busy, "C-0001", "--rule", "pro-rata", "--reason", "For both")
    assert by_rule.out.splitlines()[1:] == ["More for an item: 1 37.00 EUR", "More for an item: 2 111.00 EUR"]
    run("withdraw", busy, "F-0002", "--reason", "No")
    gift = run("decide", busy, "C-0001", "--give-back", "D-0003=148", "--reason", "The donor asked")
    assert gift.out.splitlines()[1:] == ["Back to the donor: D-0003 148.00 EUR"]
    assert run("approve", busy, "F-0003", "--override", "Alone").code == 0
    assert run("verify", busy).code == 0


def test_money_from_the_general_fund_and_back(run: Run, busy: Path) -> None:
    assert (
        "C-0002 has 0.00 EUR free"
        in run("transfer", busy, "--to", "C-0001", "--amount", "10", "--reason", "Urgent").err
    )
    run("donate", busy, "--campaign", "C-0002", "--amount", "50")
    moved = run("transfer", busy, "--from", "general", "--to", "C-0001", "--amount", "10", "--reason", "Urgent")
    assert moved.out == "T-0001\n"
    back = run("transfer", busy, "--from", "C-0001", "--to", "general", "--amount", "10", "--reason", "Back")
    assert (back.code, "only by a decision" in back.err) == (1, True)
    assert run("transfer", busy, "--to", "general", "--amount", "1", "--reason", "x").code == 2
    row = rows(run, busy, "transfers")[0]
    assert (row["source"], row["target"], row["amount"], row["taken_back"]) == ("C-0002", "C-0001", "10.00", False)
    assert run("take-back", busy, "T-0001", "--reason", "A slip").code == 0
    assert rows(run, busy, "transfers")[0]["taken_back"] is True
    assert run("verify", busy).code == 0


def test_a_part_of_the_plan_is_moved_and_told(run: Run, busy: Path) -> None:
    moved = run("reallocate", busy, "C-0001", "--from", "2", "--to", "1", "--amount", "225", "--reason", "Cheaper")
    assert moved.out == "1 725.00 EUR\n2 1,275.00 EUR\n"
    more = ("reallocate", busy, "C-0001", "--from", "2", "--to", "1", "--amount", "1", "--reason", "More")
    above = run(*more)
    assert (above.code, "15 per cent" in above.err) == (1, True)
    assert run(*more, "--propose").out == "F-0001\n"
    assert run("approve", busy, "F-0001", "--override", "Alone").code == 0
    told = run("plan", busy, "C-0001").out.splitlines()
    assert [line.split(": ", 1)[1] for line in told] == [
        "item 1 from 500.00 EUR to 725.00 EUR, Moved between items, user 1. Cheaper",
        "item 2 from 1,500.00 EUR to 1,275.00 EUR, Moved between items, user 1. Cheaper",
        "item 1 from 725.00 EUR to 726.00 EUR, F-0001, user 1. More",
        "item 2 from 1,275.00 EUR to 1,274.00 EUR, F-0001, user 1. More",
    ]
    assert run("verify", busy).code == 0
