"""The history of a thing from the terminal."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_who_did_what_when(run: Run, busy: Path) -> None:
    assert run("donate", busy, "--campaign", "C-0001", "--amount", "5").out == "D-0002\n"
    assert run("take-back", busy, "D-0002", "--reason", "A slip").code == 0
    said = run("history", busy, "d-2")
    assert said.code == 0
    assert "User 1: Recorded" in said.out
    assert "Given: 5.00 EUR" in said.out
    assert "Reason: A slip" in said.out
    assert "Entry 3 takes back entry 2" in said.out
    first, second = json.loads(run("history", busy, "D-0002", "--json").out)
    assert {"what": "gross", "line": None, "from": None, "to": "5.00 EUR"} in first["changes"]
    assert (first["entry"], first["countered_by"], second["counters"]) == (2, 3, 2)
    assert json.loads(run("history", busy, "C-1", "--json").out)[0]["verb"] == "page.imported"


def test_what_nobody_did_anything_to_is_not_found(run: Run, vault: Path) -> None:
    assert run("history", vault, "D-0009").code == 1
    assert run("history", vault, "office").code == 0
