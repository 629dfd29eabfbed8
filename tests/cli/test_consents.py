"""Consents from the terminal: recorded, listed, withdrawn; what is wrong is a line and an exit code."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_they_are_recorded_listed_and_withdrawn(run: Run, busy: Path) -> None:
    assert run("consents", busy, "list").out == ""
    made = run(
        "consents", busy, "record", "p-1", "--purpose", "accountant", "--date", "2026-01-10", "--note", "paper 7"
    )
    assert (made.code, made.out) == (0, "1\n")
    over = run(
        "consents", busy, "record", "P-0001", "--purpose", "data", "--date", "2020-01-10", "--until", "2020-02-01"
    )
    assert over.out == "2\n"
    shown = run("consents", busy, "list", "--person", "P-0001").out.splitlines()
    assert [line.split("  ")[:4] for line in shown] == [
        ["2", "P-0001", "Help and payment: the office keeps the data", "Expired"],
        ["1", "P-0001", "Accountants and auditors see the name", "In force"],
    ]
    assert "paper 7" not in "".join(shown)
    gone = run("consents", busy, "withdraw", 1, "--reason", "by letter")
    assert (gone.code, gone.out) == (0, "Consent 1 of P-0001 is withdrawn.\n")
    rows = json.loads(run("consents", busy, "list", "--json").out)
    assert {row["number"]: row["state"] for row in rows} == {1: "withdrawn", 2: "expired"}
    assert run("verify", busy).code == 0


def test_what_is_wrong_is_said(run: Run, busy: Path) -> None:
    assert run("consents", busy, "record", "P-0001", "--purpose", "everything").code == 2
    oral = run("consents", busy, "record", "P-0001", "--purpose", "data", "--channel", "witnessed")
    assert (oral.code, oral.err) == (1, "skarbonka: Write who was there when it was given.\n")
    assert run("consents", busy, "record", "P-0999", "--purpose", "data").code == 1
    assert run("consents", busy, "record", "P-0001", "--purpose", "other").err.endswith("what was agreed to.\n")
    assert run("consents", busy, "record", "P-0001", "--purpose", "other", "--note", "Letters").out == "1\n"
    assert run("consents", busy, "list").out.startswith("1  P-0001  Letters  In force")
    assert run("consents", busy, "withdraw", 7).code == 1
    assert run("consents", busy, "withdraw", "x").code == 2
