"""Search everywhere from the terminal."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_everything_that_a_word_finds(run: Run, busy: Path) -> None:
    said = run("find", busy, "Верабейчык")
    assert said.code == 0
    assert "Campaigns\n  C-0001  Help for the invented weaver Alesia Verabeichyk" in said.out
    assert "In the story" not in said.out
    found = json.loads(run("find", busy, "warm", "clothes", "--json").out)
    assert [(each["kind"], each["code"], each["amount"]) for each in found] == [("items", "C-0001.1", "500.00 EUR")]
    (story,) = json.loads(run("find", busy, "loom", "--json").out)
    assert (story["match"], story["detail"]) == ("story", "She left her loom behind.")


def test_codes_amounts_and_how_many(run: Run, busy: Path) -> None:
    assert "P-0002  North Star" in run("find", busy, "p2").out
    assert "D-0001" in run("find", busy, "683").out
    more = run("find", busy, "p", "--most", "1")
    assert more.code == 0
    assert run("archive", busy, "P-0002").code == 0
    assert "archived" in run("find", busy, "north").out


def test_finding_nothing_is_no_failure(run: Run, busy: Path) -> None:
    said = run("find", busy, "zzzz")
    assert (said.code, said.out) == (0, "Nothing was found.\n")
    assert run("find", busy, "zzzz", "--json").out == "[]\n"
    assert run("find", busy).code == 2
