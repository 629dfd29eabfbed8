"""Wrong passphrases make one wait: at the lock, in dialogs and in the terminal alike, whatever is left in between."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.errors import Refused, TryLater, VaultInUse, WrongPassphrase
from desktop.services import attempts, backups, users, vaults
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, make_office

Pass = Callable[[float], None]
NEW = "otter lamp granite violin meadow crisp"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Pass:
    now = [1_000_000.0]
    monkeypatch.setattr(attempts, "_now", lambda: now[0])

    def passed(seconds: float) -> None:
        now[0] += seconds

    return passed


def fail(folder: Path, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase), attempts.counted(folder):
            raise WrongPassphrase


def restarted() -> None:
    """As another process of the program sees it."""
    attempts._here.clear()


def test_waiting_grows_and_has_an_end() -> None:
    assert [attempts.wait_after(wrong) for wrong in range(1, 11)] == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert attempts.wait_after(10**9) == 30


def test_the_count_is_the_vaults_own_and_lasts(tmp_path: Path, later: Pass) -> None:
    folder, other = tmp_path / "vault", tmp_path / "other"
    fail(folder, 4)
    assert (attempts.seconds_left(folder), attempts.seconds_left(other)) == (1, 0)
    restarted()
    assert attempts.seconds_left(folder) == 1
    with pytest.raises(TryLater), attempts.counted(folder):
        raise AssertionError
    later(1)
    fail(folder, 1)
    assert attempts.seconds_left(folder) == 2
    later(1.5)
    assert attempts.seconds_left(folder) == 1
    later(10)
    with attempts.counted(folder):
        pass
    restarted()
    fail(folder, 3)
    assert attempts.seconds_left(folder) == 0


def test_another_failure_is_no_guess(tmp_path: Path, later: Pass) -> None:
    for _ in range(5):
        with pytest.raises(VaultInUse), attempts.counted(tmp_path):
            raise VaultInUse
    assert attempts.seconds_left(tmp_path) == 0


def test_a_clock_that_was_set_back_makes_nobody_wait_for_long(tmp_path: Path, later: Pass) -> None:
    fail(tmp_path, 4)
    later(-3_600)
    assert attempts.seconds_left(tmp_path) == 1
    later(1)
    assert attempts.seconds_left(tmp_path) == 0


def test_a_note_that_cannot_be_read_or_kept_is_no_way_around(tmp_path: Path, later: Pass) -> None:
    fail(tmp_path, 4)
    (note,) = (paths.state_folder() / "tries").iterdir()
    assert str(tmp_path) not in note.name + note.read_text()
    for text in (
        "[",
        "{}",
        "[1]",
        '["a", "b"]',
        "[1e999, 0]",
        "[3, NaN]",
        "[3, -1e999]",
        "[" * 150,
        "x" * 1_000,
        json.dumps([0, 0]),
    ):
        note.write_text(text)
        assert attempts.seconds_left(tmp_path) == 1, text
    note.unlink()
    note.parent.rmdir()
    note.parent.write_text("a file in the place of a folder")
    assert attempts.seconds_left(tmp_path) == 1
    later(1)
    fail(tmp_path, 1)
    assert attempts.seconds_left(tmp_path) == 2


def test_the_lock_and_the_dialogs_count_together(tmp_path: Path, later: Pass) -> None:
    folder = tmp_path / "vault"
    office = make_office(folder)
    Kit(office).person("Somebody")
    made = backups.make_backup(office)
    for _ in range(2):
        with pytest.raises(Refused, match=r"passphrase\.not_yours"):
            users.change_passphrase(office, "a wrong one", NEW)
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            backups.rehearse(office, made.path, "a wrong one")
    with pytest.raises(Refused, match=r"passphrase\.wait") as refused:
        users.change_passphrase(office, PASSPHRASE, NEW)
    assert refused.value.problems[0].params["seconds"] == 1
    office.close()
    with pytest.raises(TryLater):
        vaults.open_vault(folder, PASSPHRASE, floor=CHEAP)
    later(1)
    vaults.open_vault(folder, PASSPHRASE, floor=CHEAP).close()
    assert attempts.seconds_left(folder) == 0
