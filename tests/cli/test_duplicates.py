"""People entered twice, from the terminal: listed with reasons, merged, separated again."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_they_are_listed_merged_and_separated(run: Run, vault: Path) -> None:
    assert run("duplicates", vault).out == "Nobody looks like anybody else.\n"
    assert run("add-person", vault, "--name", "Андрэй Кавалевіч", "--alias", "Oak").out == "P-0001\n"
    assert run("add-person", vault, "--name", "Ковалевич Андрей", "--alias", "Elm", "--category", "donor").code == 0
    assert run("duplicates", vault).out == "60  P-0001  P-0002  names alike, in another order\n"

    assert run("not-same", vault, "P-2", "P-1").code == 0
    assert json.loads(run("duplicates", vault, "--json").out) == []
    assert "said to be two" in run("duplicates", vault, "--all").out
    assert run("not-same", vault, "P-1", "P-2", "--undo").code == 0
    (pair,) = json.loads(run("duplicates", vault, "--json").out)
    assert pair == {
        "first": "P-0001", "second": "P-0002", "score": 60, "reasons": ["swapped"], "not_the_same": False,
    }  # fmt: skip

    assert run("merge", vault, "P-1", "P-2").out == "P-0002 is P-0001 now.\n"
    assert run("duplicates", vault).out == "Nobody looks like anybody else.\n"
    assert run("separate", vault, "P-2").out == "P-0002 is a person of its own again.\n"
    assert run("verify", vault).code == 0


def test_what_is_wrong_is_said(run: Run, vault: Path) -> None:
    run("add-person", vault, "--alias", "Oak")
    same = run("merge", vault, "P-0001", "P-0001")
    assert (same.code, same.err) == (
        1, "skarbonka: P-0001 cannot be merged with itself: choose two people.\n",
    )  # fmt: skip
    assert run("merge", vault, "P-0001", "P-0099").code == 1
    assert run("separate", vault, "P-0001").code == 1
    assert run("not-same", vault, "P-0001", "P-0001").code == 1
