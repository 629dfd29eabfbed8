"""The recovery key at the terminal: parts are printed or written, tried, and used."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.office_kit import PASSPHRASE

FRESH = "copper willow seven northern lights"


def make(run: Run, vault: Path) -> list[str]:
    made = run("recovery", vault, "make")
    assert made.code == 0
    assert "shown only now" in made.err
    return [line.split(": ")[1] for line in made.out.splitlines()]


def test_the_state_says_what_is_to_be_done(run: Run, vault: Path) -> None:
    assert run("recovery", vault, "status").out == (
        "There are no recovery papers: a passphrase that is forgotten is lost for ever.\n"
    )
    one, _two, three = make(run, vault)
    shown = run("recovery", vault, "status")
    assert shown.code == 1
    assert shown.out.splitlines()[0] == "Set 1 opens this vault."
    assert "never tried" in shown.out
    tried = run("recovery", vault, "rehearse", stdin=f"{PASSPHRASE}\n{three}\n{one}\n")
    assert (tried.code, tried.out) == (0, "The two parts open this vault.\n")
    shown = run("recovery", vault, "status")
    assert (shown.code, "Last rehearsed on" in shown.out) == (0, True)


def test_two_parts_set_a_new_passphrase(run: Run, vault: Path) -> None:
    one, two, _three = make(run, vault)
    listed = run("recovery", vault, "use", stdin=f"{one}\n{two}\n")
    assert (listed.code, listed.out) == (0, "1\tUser 1\n")
    assert "--user" in listed.err
    used = run("recovery", vault, "use", "--user", "1", stdin=f"{two}\n{one}\n{FRESH}\n")
    assert (used.code, used.out, used.err) == (0, "The new passphrase opens this vault.\n", "")
    assert run("verify", vault, stdin=f"{FRESH}\n").code == 0
    assert run("verify", vault, stdin=f"{PASSPHRASE}\n").code == 1
    weak = run("recovery", vault, "use", "--user", "1", stdin=f"{two}\n{one}\nweak one\n")
    assert (weak.code, "can be guessed" in weak.err) == (0, True)


def test_parts_are_written_as_papers(run: Run, vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "papers"
    assert run("recovery", vault, "make", "--out", out).code == 2
    out.mkdir()
    made = run("recovery", vault, "make", "--out", out, "--language", "be")
    assert made.code == 0
    assert "delete them" in made.err
    files = sorted(out.iterdir())
    assert [str(file) for file in files] == made.out.splitlines()
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("", "", "Type the digits of this part."),
        ("words", "1", "digits alone"),
        ("123", "1", "has 72 digits, and here are 3"),
        ("123456" * 12, "1", "Group 1 is mistyped"),
    ],
)
def test_a_wrong_part_is_one_sentence(run: Run, vault: Path, first: str, second: str, said: str) -> None:
    make(run, vault)
    told = run("recovery", vault, "use", "--user", "1", stdin=f"{first}\n{second}\n{FRESH}\n")
    assert (told.code, told.out, said in told.err) == (1, "", True)
    assert len(told.err.splitlines()) == 1


def test_a_vault_without_parts_says_so(run: Run, vault: Path) -> None:
    assert "no recovery key" in run("recovery", vault, "use", "--user", "1", stdin=f"1\n2\n{FRESH}\n").err


def test_a_backup_is_restored_by_two_papers(run: Run, vault: Path, tmp_path: Path) -> None:
    one, _two, three = make(run, vault)
    file = run("backup", vault, "--into", tmp_path).out.strip()
    folder = tmp_path / "again"
    assert run("restore", file, folder, "--with-papers", stdin=f"{one}\n{one}\n").code == 1
    assert run("restore", file, folder, "--with-papers", stdin=f"{one}\n{three}\n").code == 0
    assert run("verify", folder).code == 0
