"""One field of several records from the terminal: what changes, what is refused, and what cannot be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def people(run: Run, vault: Path) -> Path:
    for alias in ("Heron", "Otter"):
        run("add-person", vault, "--alias", alias, "--category", "donor")
    return vault


def categories(run: Run, vault: Path) -> list[str]:
    return [row["category"] for row in json.loads(run("list", vault, "people", "--json").out)]


def test_people_are_looked_at_and_changed(run: Run, people: Path) -> None:
    said = run("change", people, "category", "staff", "p-1", "P-0002", "--dry-run")
    assert (said.code, said.out) == (0, "P-0001\tDonor\tStaff\nP-0002\tDonor\tStaff\n")
    assert categories(run, people) == ["donor", "donor"]
    assert run("change", people, "category", "staff", "P-0001", "P-0002").code == 0
    assert categories(run, people) == ["staff", "staff"]
    said = run("change", people, "category", "staff", "P-0001")
    assert (said.code, said.out) == (0, "")
    assert "1 stays as it is" in said.err


def test_refused_ones_keep_the_others_unless_they_are_left_out(run: Run, people: Path) -> None:
    said = run("change", people, "country", "lithuania", "P-0001")
    assert (said.code, said.out) == (1, "")
    assert "P-0001" in said.err
    assert run("change", people, "country", "lt", "P-0001", "--skip-refused").code == 0
    assert run("change", people, "case_status", "", "P-0001").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("category", "weaver", "P-0001"),
        ("alias", "Heron", "P-0001"),
        ("category", "staff", "P-0001", "C-0001"),
        ("ends", "soon", "C-0001"),
        ("priority", "first", "C-0001.1"),
        ("category", "staff", "X"),
    ],
)
def test_what_cannot_be_read_is_misuse(run: Run, people: Path, arguments: tuple[str, ...]) -> None:
    said = run("change", people, *arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
