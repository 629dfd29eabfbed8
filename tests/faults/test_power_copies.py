"""Power cuts while books get new keys, and while backups are made and restored: whole before or whole after."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.test_backup_kills import BackupBattery
from tests.faults.test_power import cut
from tests.faults.test_rekey_kills import RekeyBattery
from tests.faults.test_restore_kills import Restoring
from tests.faults.tracing import python

_STORED = "stored "


def stored(said: list[str]) -> set[str]:
    """What had been acknowledged before the cut."""
    return {line.removeprefix(_STORED) for line in said if line.startswith(_STORED)}


def rekey(place: Path, cuts: int, mode: str = "keys") -> None:
    """Take somebody away; the backup before it is another test's, so that the cuts begin behind it."""
    battery = RekeyBattery.new(place)
    known: list[int] = []

    def look(folder: Path, said: list[str]) -> list[str]:
        battery.folder, battery.acknowledged = folder, stored(said)
        known.append(len(battery.acknowledged))
        return battery.wrong()

    command = python(battery.program, mode, str(battery.folder), "1")
    assert cut(command, battery.folder, look, cuts=cuts, seed=8, since=0.5) > cuts // 2
    assert 0 in known, "no cut came before the end"


def back_up(place: Path, cuts: int, mode: str = "backups") -> None:
    """Make a backup beside the vault and one on another disk."""
    battery = BackupBattery.new(place / "place")
    known: set[str] = set()

    def look(folder: Path, said: list[str]) -> list[str]:
        battery.folder, battery.acknowledged = folder / "vault", stored(said)
        known.update(battery.acknowledged)
        return battery.wrong()

    command = python(battery.program, mode, str(battery.folder), "2")
    assert cut(command, place / "place", look, cuts=cuts, seed=9) > 0
    assert known, "no cut came after a backup was done"


def restore(place: Path, cuts: int, mode: str = "restore") -> None:
    """Restore a backup into a new folder."""
    restoring = Restoring.new(place)
    (place / "restored").mkdir()
    restoring.folder = place / "restored" / "office"
    there: list[bool] = []

    def look(_root: Path, said: list[str]) -> list[str]:
        there.append(restoring.folder.exists())
        return restoring.wrong("restored" in said)

    command = python("tests.faults.restorer", mode, str(restoring.file), str(restoring.folder))
    unsafe = 0
    for since in (0, 0.97):  # building it is nearly all; what matters most comes at the end
        shutil.rmtree(restoring.folder, ignore_errors=True)
        unsafe += cut(command, place / "restored", look, cuts=cuts // 2, seed=10, since=since)
    assert unsafe > 0
    assert set(there) == {True, False}, "every cut left the same"


DEEDS = {"rekey": rekey, "backup": back_up, "restore": restore}


@pytest.fixture(params=DEEDS)
def deed(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., None]:
    (tmp_path / "place").mkdir()
    return lambda cuts, *mode: DEEDS[request.param](tmp_path, cuts, *mode)


@pytest.mark.timeout(480)
def test_power_cuts_leave_it_whole_before_or_after(deed: Callable[..., None]) -> None:
    deed(8)


@pytest.mark.full
@pytest.mark.timeout(7200)
def test_200_power_cuts_leave_it_whole_before_or_after(deed: Callable[..., None]) -> None:
    deed(200)


@pytest.mark.parametrize(
    ("careless", "mode", "expected"),
    [
        (rekey, "careless", "nobody opens it"),
        (back_up, "unsynced", "half a file"),
        (restore, "unsynced", "half a vault"),
    ],
)
@pytest.mark.timeout(480)
def test_control_a_careless_program_is_caught(
    tmp_path: Path, careless: Callable[..., None], mode: str, expected: str
) -> None:
    (tmp_path / "place").mkdir()
    with pytest.raises(AssertionError) as caught:
        careless(tmp_path, 40, mode)
    assert re.search(expected, str(caught.value)), str(caught.value)
