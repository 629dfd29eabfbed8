"""Backups from the terminal: made, listed, told when due, rehearsed, restored."""

import shutil
from pathlib import Path

from tests.cli.conftest import Run
from tests.services.office_kit import PASSPHRASE, Kit, open_office
from tests.services.test_verification import tamper


def test_a_backup_is_made_listed_rehearsed_and_restored(run: Run, busy: Path, tmp_path: Path) -> None:
    assert run("backups", busy, "--due").out == "A backup is due.\nA copy on another disk is due.\n"
    inside = Path(run("backup", busy).out.strip())
    assert inside.parent == busy / "backups"
    disk = tmp_path / "disk"
    disk.mkdir()
    outside = Path(run("backup", busy, "--into", disk).out.strip())
    assert outside.parent == disk
    due = run("backups", busy, "--due")
    assert (due.code, due.out) == (0, "")
    assert run("backups", busy).out == f"{inside.name}\t{inside.stat().st_size}\n"
    tried = run("rehearse", busy, outside)
    assert tried.code == 0
    assert tried.out.endswith("All of it is verified.\n")
    back = run("restore", outside, tmp_path / "again")
    assert back.out.splitlines()[0] == f"The vault is in {tmp_path / 'again'}."
    assert "3 people, 1 campaign, 1 donation, 0 payouts, 0 documents" in back.out
    assert run("verify", tmp_path / "again").code == 0
    assert back.err == ""
    copied = run("restore", outside, tmp_path / "Dropbox" / "again")
    assert (copied.code, "copied by a synchronising program" in copied.err) == (0, True)


def test_what_cannot_be_restored_is_said_in_one_line(run: Run, busy: Path, tmp_path: Path) -> None:
    made = Path(run("backup", busy).out.strip())
    letter = tmp_path / "letter.backup"
    letter.write_text("mine")
    cut = tmp_path / "cut.backup"
    cut.write_bytes(made.read_bytes()[:-9])
    for file, folder, stdin in (
        (letter, "new", PASSPHRASE),
        (cut, "new", PASSPHRASE),
        (tmp_path / "none.backup", "new", PASSPHRASE),
        (made, "new", "wrong"),
        (made, busy, PASSPHRASE),
    ):
        said = run("restore", file, tmp_path / folder, stdin=f"{stdin}\n")
        assert (said.code, said.out) == (1, "")
        assert said.err.count("\n") == 1
    assert not (tmp_path / "new").exists()
    assert run("backup", busy, "--into", tmp_path / "no such folder").code == 1


def test_a_damaged_office_is_restored_and_said_to_be(run: Run, busy: Path, tmp_path: Path) -> None:
    """What is wrong in the books themselves is no reason to give nothing back, and is told."""
    copy = tmp_path / "copy"
    shutil.copytree(busy, copy)
    office = open_office(copy)
    tamper(Kit(office), "UPDATE item SET planned = planned + 1")
    office.close()
    made = Path(run("backup", copy).out.strip())
    said = run("restore", made, tmp_path / "again")
    assert said.code == 1
    assert "something wrong" in said.out
    assert (tmp_path / "again" / "header").exists()
