"""Erasing, the review and the emergency wipe from the terminal."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_what_would_go_is_said_first(run: Run, busy: Path) -> None:
    run("add-person", busy, "--alias", "Zorka", "--category", "donor")
    said = run("erase-person", busy, "p-4")
    assert (said.code, said.err) == (0, "")
    assert "Nothing was erased." in said.out
    done = run("erase-person", busy, "P-0004", "--yes")
    assert (done.code, done.err) == (0, "")
    assert "P-0004 is erased." in done.out
    assert "Zorka" not in run("list", busy, "people", "--archived").out
    again = run("erase-person", busy, "P-0004", "--yes")
    assert again.code == 1
    assert "was erased on" in again.err
    assert run("verify", busy).code == 0


def test_what_stands_in_the_way_is_said(run: Run, busy: Path) -> None:
    said = run("erase-person", busy, "P-0001")
    assert said.code == 1
    assert "Close these campaigns first." in said.out


def test_nothing_is_due_in_a_young_office(run: Run, busy: Path) -> None:
    assert run("review", busy).out == "Nothing is due for review.\n"
    assert json.loads(run("review", busy, "--json").out) == []


def test_a_restored_backup_repeats_what_was_erased(run: Run, busy: Path, tmp_path: Path) -> None:
    run("add-person", busy, "--alias", "Zorka", "--category", "donor")
    away = tmp_path / "away"
    away.mkdir()
    made = run("backup", busy, "--into", away).out.strip()
    alone = run("restore", made, tmp_path / "alone")
    assert "Nothing newer of this office was found" in alone.out
    run("erase-person", busy, "P-0004", "--yes")
    again = run("restore", made, tmp_path / "again", "--newer", busy)
    assert again.code == 0
    assert "1 erasure made after the backup was repeated." in again.out
    assert "All of it is verified." in again.out
    assert "Zorka" not in run("list", tmp_path / "again", "people", "--archived").out


def test_a_vault_is_wiped_when_its_name_is_typed(run: Run, busy: Path) -> None:
    kept = run("wipe", busy, stdin="another name\n")
    assert kept.code == 2
    assert (busy / "header").exists()
    gone = run("wipe", busy, stdin=f"{busy.name}\n")
    assert gone.code == 0
    assert "destroyed" in gone.out
    assert not busy.exists()
    assert run("wipe", busy, "--yes").code == 1
    assert run("verify", busy).code == 1
