"""The office's checks from the terminal."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_an_empty_office_is_in_order(run: Run, vault: Path) -> None:
    said = run("checks", vault)
    assert (said.code, said.err) == (0, "")
    assert all(line.startswith("✓ ") for line in said.out.splitlines())


def test_what_waits_is_said_with_its_codes_and_the_exit_code(run: Run, busy: Path) -> None:
    assert run("pay", busy, "--campaign", "C-0001", "--item", 1, "--amount", 10, "--payee", "P-0003").code == 0
    said = run("checks", busy)
    assert said.code == 1
    assert "! Every payout has its signed voucher: 1 (O-0001)" in said.out.splitlines()
    rows = {row["rule"]: row for row in json.loads(run("checks", busy, "--json").out)}
    assert rows["unsigned"] == {
        "rule": "unsigned", "must_hold": False, "good": False, "seen": True, "count": 1, "first": ["O-0001"],
    }  # fmt: skip
    assert rows["balanced"]["good"] is True
