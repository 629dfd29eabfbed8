"""Gifts from the terminal: split, foreign, crypto, in kind; refunds and pledges."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_money import one


def test_a_split_gift_is_given_back_in_part_with_another_receipt(run: Run, busy: Path) -> None:
    said = run(
        "donate", busy, "--share", "c-1.2=60", "--share", "general=40.00", "--donor", "P-0002", "--fee", "2",
        "--receipt", "en",
    )  # fmt: skip
    assert (said.code, said.err) == (0, "")
    assert said.out.split()[0] == "D-0002"
    row = one(run, busy, "donations", 1)
    assert (row["gross"], row["net"], row["parts"], row["refunded"]) == ("100.00", "98.00", 2, "0.00")
    said = run("refund", busy, "d-2", "--amount", "49", "--reason", "Wrong account")
    assert (said.code, said.out.split()[0]) == (0, "D-0002")
    assert said.out.split()[1].startswith("DR/")
    assert one(run, busy, "donations", 1)["refunded"] == "49.00"
    assert run("refund", busy, "D-0002", "--amount", "49.01", "--reason", "More").code == 1
    assert run("refund", busy, "D-0002", "--reason", "The rest", "--no-receipt").out == "D-0002\n"
    assert run("refund", busy, "D-0002", "--undo", "--reason", "A slip").out == "D-0002\n"
    assert one(run, busy, "donations", 1)["refunded"] == "49.00"
    assert run("verify", busy).code == 0


def test_foreign_crypto_and_things(run: Run, busy: Path) -> None:
    gift = ("donate", busy, "--campaign", "C-0001")
    assert run(*gift, "--amount", "100", "--currency", "USD").code == 1
    assert run(*gift, "--amount", "100", "--currency", "USD", "--rate", "0.92", "--item", "1").out == "D-0002\n"
    crypto = ("--method", "crypto", "--asset", "btc", "--quantity", "0,0153")
    assert run(*gift, "--amount", "900", *crypto).out == "D-0003\n"
    assert run(*gift, "--amount", "300", "--in-kind", "30 winter coats", "--donor", "P-0002").out == "D-0004\n"
    rows = json.loads(run("list", busy, "donations", "--json").out)
    assert [(row["currency"], row["method"]) for row in rows[1:]] == [
        ("USD", "bank"), ("EUR", "crypto"), ("EUR", "in_kind"),
    ]  # fmt: skip
    (campaign,) = json.loads(run("list", busy, "campaigns", "--json").out)
    assert campaign["collected"] == "1675.00"  # 683 before, 92 and 900; the coats are no money
    assert run("verify", busy).code == 0


def test_a_pledge_is_kept_and_another_withdrawn(run: Run, busy: Path) -> None:
    promise = ("pledge", busy, "--donor", "P-0002", "--due", "2099-12-24")
    assert run(*promise, "--campaign", "C-0001", "--amount", "50", "--note", "At the fair").out == "G-0001\n"
    assert run(*promise, "--campaign", "general", "--amount", "9", "--currency", "usd").out == "G-0002\n"
    assert (
        run("donate", busy, "--campaign", "C-0001", "--amount", "50", "--donor", "P-0002", "--pledge", "G-1").code == 0
    )
    changes = ("--amount", "7", "--due", "2099-12-26", "--campaign", "C-0001", "--note", "By phone")
    assert run("change-pledge", busy, "G-0002", *changes).out == "G-0002 is changed\n"
    assert run("withdraw-pledge", busy, "G-0002", "--reason", "Moved away").out == "G-0002 is withdrawn\n"
    rows = json.loads(run("list", busy, "pledges", "--json").out)
    assert [(row["code"], row["state"], row["donation"], row["due"]) for row in rows] == [
        ("G-0001", "kept", "D-0002", "2099-12-24"), ("G-0002", "withdrawn", None, "2099-12-26"),
    ]  # fmt: skip
    assert run("verify", busy).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("donate", "--campaign", "C-0001", "--share", "C-0001=5"), 2),
        (("donate", "--share", "C-0001"), 2),
        (("donate", "--share", "C-0001=five"), 2),
        (("donate", "--share", "C-0001=5", "--share", "C-0009=5"), 1),
        (("donate", "--share", "C-0001.9=5"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--currency", "USD", "--rate", "0"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--currency", "USD", "--rate", "much"), 2),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--method", "crypto"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--fee", "1", "--fee-bearer", "office"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--pledge", "G-0001"), 1),
        (("refund", "D-0001", "--reason", "x"), 1),
        (("refund", "D-0099", "--reason", "x"), 1),
        (("pledge", "--campaign", "C-0001", "--donor", "P-0002", "--amount", "0", "--due", "2099-01-01"), 1),
        (("withdraw-pledge", "G-0001", "--reason", "x"), 1),
        (("change-pledge", "G-0001", "--amount", "5"), 1),
    ],
)
def test_what_is_refused_is_said_in_one_line(run: Run, busy: Path, arguments: tuple[str, ...], code: int) -> None:
    said = run(arguments[0], busy, *arguments[1:])
    assert (said.code, said.out) == (code, "")
    assert said.err.count("\n") == 1
