"""Months from the terminal."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_month_is_locked_asked_for_and_unlocked(run: Run, busy: Path) -> None:
    old = ("donate", busy, "--campaign", "C-0001", "--amount", "5", "--date")
    assert run(*old, "2026-02-02").code == 0
    assert run(*old, "2026-03-30").code == 0
    said = run("months", busy, "lock", "3.2026")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Locked: 2026-03")
    assert "February 2026" in said.out
    refused = run(*old, "2026-03-30")
    assert refused.code == 1
    assert "2026-04-01" in refused.err
    late = run(*old, "2026-03-30", "--into-open")
    assert late.code == 0
    back = ("take-back", busy, late.out.strip(), "--reason", "A slip", "--date", "2026-03-31")
    assert run(*back).code == 1
    assert run(*back, "--into-open").code == 1  # it is dated the first of April by now
    rows = {row["month"]: row for row in json.loads(run("months", busy, "list", "--json").out)}
    assert (rows["2026-03"]["locked"], rows["2026-03"]["entries"], rows["2026-03"]["locked_by"]) == (True, 1, 1)
    assert rows["2026-02"]["locked"] is False
    assert run("months", busy, "ask-unlock", "2026-03", "--reason", "The auditor").code == 0
    assert "asks for the unlocking" in run("months", busy, "list").out
    assert run("months", busy, "unlock", "2026-03").code == 1
    assert run("months", busy, "unlock", "2026-03", "--reason", "I am alone").out == "Unlocked: 2026-03\n"
    assert run("verify", busy).code == 0


def test_what_is_no_month_is_misuse_and_what_is_not_over_refused(run: Run, vault: Path) -> None:
    assert run("months", vault, "lock", "March").code == 2
    assert run("months", vault).code == 2
    assert run("months", vault, "lock", "2199-01").code == 1
    assert run("months", vault, "unlock", "2026-01", "--reason", "x").code == 1
