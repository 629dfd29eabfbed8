"""Killed while a vault is made or its header mended: the named folder holds a whole vault or none, and it opens."""

import shutil
from pathlib import Path

import pytest

from desktop import paths
from desktop.services import verification
from desktop.vault import vault
from tests.faults.tracing import WRITES, Outcome, python, traced
from tests.services.office_kit import CHEAP, PASSPHRASE, make_office, open_office

CALLS = (*WRITES, "rename", "mkdir", "rmdir")


def killed_at(mode: str, folder: Path, log: Path, call: str, number: int) -> Outcome:
    inject = f"{call}:signal=SIGKILL:when={number}"
    outcome = traced(python("tests.faults.maker", mode, str(folder)), log, calls=CALLS, inject=inject)
    assert outcome.killed, f"the kill at {call} {number} did not fire: {outcome.errors}"
    return outcome


def make_and_kill(place: Path, per_call: int) -> int:
    folder, log = place / "vault", place / "trace"
    (paths.state_folder() / "marks").mkdir(mode=0o700, parents=True)  # so that all runs make the same folders
    counted = traced(python("tests.faults.maker", "new", str(folder)), log, calls=CALLS).calls()
    assert counted["rename"] == 5  # two copies of the header, the folder's name, and the mark at opening and closing
    kills = whole = 0
    for call in CALLS:
        for turn in range(min(per_call, counted[call])):
            shutil.rmtree(folder, ignore_errors=True)
            number = counted[call] - turn * counted[call] // per_call
            killed_at("new", folder, log, call, number)
            kills += 1
            if folder.exists():
                whole += 1
                office = open_office(folder)
                assert verification.verify(office).good
                office.close()
            # What was left half made lies beside, under a hidden name: it hinders no second try.
            shutil.rmtree(folder, ignore_errors=True)
            make_office(folder).close()
    print(f"{kills} kills, after {whole} of them the vault was there and whole, after the others it was not there")
    return whole


def test_a_vault_whose_making_was_killed_is_whole_or_not_there(tmp_path: Path) -> None:
    assert make_and_kill(tmp_path, 2) > 0


@pytest.mark.full
def test_a_vault_whose_making_was_killed_anywhere_is_whole_or_not_there(tmp_path: Path) -> None:
    assert make_and_kill(tmp_path, 400) > 0


def test_a_header_whose_mending_was_killed_opens(tmp_path: Path) -> None:
    folder, log = tmp_path / "vault", tmp_path / "trace"
    made = vault.create(folder, PASSPHRASE, CHEAP)
    counted = traced(python("tests.faults.maker", "mend", str(folder)), log, calls=CALLS).calls()
    assert counted["rename"] == 4
    for call in ("fsync", "rename"):
        for number in range(1, counted[call] + 1):
            killed_at("mend", folder, log, call, number)
            assert vault.unlock(folder, PASSPHRASE, floor=CHEAP).keys.ledger == made.keys.ledger
            assert (folder / vault.HEADER).read_bytes() == (folder / vault.COPY).read_bytes()
