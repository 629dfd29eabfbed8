"""Relations and events of a case from the terminal: added, listed, removed; what is wrong ends with an exit code."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_relations_are_added_listed_from_both_sides_and_removed(run: Run, busy: Path) -> None:
    assert run("relations", busy, "list", "P-0001").out == ""
    made = run("relations", busy, "add", "p-1", "p-3", "--kind", "trusted_payee", "--note", "has a key")
    assert (made.code, made.out) == (0, "1\n")
    assert run("relations", busy, "list", "P-0001").out == "1  Trusted payee  P-0003  Clinic  has a key\n"
    seen = json.loads(run("relations", busy, "list", "P-0003", "--json").out)
    assert seen == [{"number": 1, "person": "P-0003", "other": "P-0001", "kind": "paid_for", "note": "has a key"}]
    assert run("relations", busy, "remove", "P-0002", 1).code == 1, "it is not theirs"
    gone = run("relations", busy, "remove", "P-0001", 1)
    assert (gone.code, gone.out) == (0, "Relation 1 of P-0001 is removed.\n")
    assert run("relations", busy, "remove", "P-0001", 1).code == 1
    assert run("relations", busy, "list", "P-0003", "--json").out == "[]\n"
    assert run("verify", busy).code == 0


def test_events_are_added_listed_found_and_removed(run: Run, busy: Path) -> None:
    text = "Moved to\nValadarka"
    made = run("events", busy, "add", "p-1", "--kind", "detention", "--date", "2026-01-10", "--text", text)
    assert (made.code, made.out) == (0, "1\n")
    assert run("events", busy, "add", "P-0001", "--kind", "trial", "--date", "2026-12-01").out == "2\n"
    shown = run("events", busy, "list", "P-0001").out.splitlines()
    assert shown == ["2  2026-12-01  Trial", "1  2026-01-10  Detention  Moved to Valadarka"]
    (_ahead, told) = json.loads(run("events", busy, "list", "P-0001", "--json").out)
    assert told == {"number": 1, "person": "P-0001", "on": "2026-01-10", "kind": "detention", "text": text}
    assert "P-0001" in run("find", busy, "Валадарка").out
    assert run("events", busy, "remove", "P-0002", 1).code == 1, "it is not theirs"
    gone = run("events", busy, "remove", "P-0001", 1)
    assert (gone.code, gone.out) == (0, "Event 1 of P-0001 is removed.\n")
    assert run("events", busy, "list", "P-0001").out.splitlines() == shown[:1]
    assert "P-0001" not in run("find", busy, "Валадарка").out
    assert run("verify", busy).code == 0


def test_what_is_wrong_is_said(run: Run, busy: Path) -> None:
    assert run("relations", busy, "add", "P-0001", "P-0002", "--kind", "enemy").code == 2
    assert run("relations", busy, "add", "P-0001", "P-0002").code == 2
    assert run("relations", busy, "add", "P-0001", "P-0001", "--kind", "friend").code == 1
    assert run("relations", busy, "add", "P-0001", "P-0999", "--kind", "friend").code == 1
    assert run("events", busy, "add", "P-0001").code == 1, "an event of no kind needs words"
    assert run("events", busy, "add", "P-0001", "--kind", "trial", "--date", "soon").code == 2
    assert run("events", busy, "remove", "P-0001", "x").code == 2
