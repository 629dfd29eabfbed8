"""Power cuts: of what was not synced anything may be lost, in any order and in part; nothing acknowledged ever is."""

import random
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from desktop import paths
from desktop.domain.errors import DamagedDatabase, DamagedHeader, VaultError, WrongPassphrase
from desktop.services import vaults, verification
from desktop.vault import container
from tests.faults.battery import Battery, OfficeBattery, SmallBattery
from tests.faults.maker import NEW_PASSPHRASES
from tests.faults.power import Disk
from tests.faults.recording import record
from tests.faults.tracing import ROOT, python
from tests.services.office_kit import CHEAP, PASSPHRASE, SetClock, make_office

Look = Callable[[Path, list[str]], list[str]]


def forget_what_was_seen() -> None:
    """The disks that are looked at in turn are older and newer ones of one vault: none is held against another."""
    shutil.rmtree(paths.state_folder() / "marks", ignore_errors=True)


def cut(
    command: list[str],
    root: Path,
    look: Look,
    *,
    cuts: int,
    seed: int,
    also: Path | None = None,
    since: float = 0,
) -> int:
    """Cut the power of a program at random moments and look at what it leaves; say how often anything was unsafe.

    Args:
        command: The program, which works below `root`.
        root: What a cut may disturb.
        look: Given the folder with what was left and what the program had said, tells everything wrong.
        cuts: How many disks are looked at.
        seed: Draws the moments and the disks.
        also: Every second disk is laid out here: a stick is mounted under another name.
        since: The share of the calls before which the power stays.
    """
    disk, log = Disk(root), root.with_name(f"{root.name}.trace")
    calls = record(command, root, log)
    log.unlink()
    dice = random.Random(seed)
    done = unsafe = 0
    first = 1 + int(len(calls) * since)
    for turn, moment in enumerate(sorted(dice.randrange(first, len(calls) + 1) for _cut in range(cuts))):
        for call in calls[done:moment]:
            disk.step(call)
        done = moment
        unsafe += disk.unsafe > 0
        place = also if also is not None and turn % 2 else root
        disk.lay_out(dice, place)
        forget_what_was_seen()
        wrong = look(place, disk.said)
        assert wrong == [], f"cut {moment} of {len(calls)}, seed {seed}: {wrong}"
    return unsafe


def fire(battery: Battery, *, count: int, cuts: int, seed: int) -> None:
    """Cut the power of one of the writers; each disk is held against what had been acknowledged then."""
    said_at_all: set[str] = set()

    def look(folder: Path, said: list[str]) -> list[str]:
        battery.folder = folder
        battery.acknowledged = {line.removeprefix("stored ") for line in said if line.startswith("stored ")}
        said_at_all.update(battery.acknowledged)
        return battery.wrong()

    root = battery.folder
    command = python(battery.program, battery.mode, str(root), str(count))
    unsafe = cut(command, root, look, cuts=cuts, seed=seed, also=root.parent / "elsewhere" / "vault")
    assert unsafe > cuts // 2
    assert said_at_all


def test_power_cuts_lose_nothing(tmp_path: Path) -> None:
    fire(SmallBattery.new(tmp_path), count=4, cuts=150, seed=1)


def test_power_cuts_lose_no_donation_and_no_receipt(tmp_path: Path) -> None:
    fire(OfficeBattery.new(tmp_path), count=3, cuts=20, seed=2)


@pytest.mark.full
def test_1000_power_cuts_lose_nothing(tmp_path: Path) -> None:
    for seed in range(10, 17):
        place = tmp_path / str(seed)
        place.mkdir()
        fire(SmallBattery.new(place), count=6, cuts=100, seed=seed)
        shutil.rmtree(place)
    for seed in range(20, 23):
        place = tmp_path / str(seed)
        place.mkdir()
        fire(OfficeBattery.new(place), count=4, cuts=100, seed=seed)
        shutil.rmtree(place)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("unsynced", "Damaged|malformed|acknowledged and lost|half done|do not balance"), ("halves", "half done")],
)
def test_control_a_careless_program_loses_something(tmp_path: Path, mode: str, expected: str) -> None:
    battery = SmallBattery.new(tmp_path)
    battery.mode = mode
    try:
        fire(battery, count=4, cuts=60, seed=3)
    except (AssertionError, DamagedDatabase, DatabaseError) as error:
        assert re.search(expected, repr(error)), repr(error)  # noqa: PT017  what is wrong is the check's own word
    else:
        pytest.fail("nothing was found")


# -------------------------------------------------------------------------------- headers, schemas, backups, new vaults


def opens(folder: Path, passphrase: str) -> bool:
    """Whether a passphrase opens a vault, and what is opened is whole."""
    try:
        office = vaults.open_vault(folder, passphrase, clock=SetClock(), floor=CHEAP)
    except WrongPassphrase:
        return False
    try:
        return verification.verify(office).good
    finally:
        office.close()


def passphrase_is_old_or_new(folder: Path, said: list[str]) -> list[str]:
    """The one that was last acknowledged opens the vault, or the one that is about to."""
    words = (PASSPHRASE, *NEW_PASSPHRASES)
    last = max((int(line.split()[1]) for line in said if line.startswith("stored")), default=0)
    if opens(folder, words[last]) or (last + 1 < len(words) and opens(folder, words[last + 1])):
        return []
    return [f"neither passphrase {last} nor the next one opens it"]


def change_passphrases(tmp_path: Path, cuts: int) -> None:
    make_office(tmp_path / "vault").close()
    command = python("tests.faults.maker", "passphrase", str(tmp_path / "vault"))
    assert cut(command, tmp_path / "vault", passphrase_is_old_or_new, cuts=cuts, seed=5) > 0


def test_a_passphrase_changed_in_power_cuts_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    change_passphrases(tmp_path, 25)


@pytest.mark.full
def test_a_passphrase_changed_in_300_power_cuts_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    change_passphrases(tmp_path, 300)


def test_control_a_header_that_is_not_synced_is_lost(tmp_path: Path) -> None:
    make_office(tmp_path / "vault").close()
    command = python("tests.faults.maker", "careless", str(tmp_path / "vault"))
    with pytest.raises((AssertionError, DamagedHeader), match=r"opens it|damaged_header"):
        cut(command, tmp_path / "vault", passphrase_is_old_or_new, cuts=60, seed=5)


def upgrade_vaults(tmp_path: Path, cuts: int) -> None:
    """An older vault is whole after each cut, and the backup that goes before the change is whole or not there."""
    place = tmp_path / "place"
    shutil.copytree(ROOT / "tests/old_vaults/0.3.0", place / "vault")
    (place / "vault").chmod(0o700)
    passphrase = (place / "vault" / "passphrase.txt").read_text(encoding="utf-8").strip()
    backed_up = 0

    def look(root: Path, _said: list[str]) -> list[str]:
        nonlocal backed_up
        found = []
        for path in [path for path in root.rglob("*.backup") if not path.name.startswith(".")]:
            backed_up += 1
            with tempfile.TemporaryDirectory() as room:
                try:
                    container.unpack(path, Path(room))
                except VaultError as error:
                    found.append(f"half a backup: {error.code}")
        return found if opens(root / "vault", passphrase) else [*found, "it does not open"]

    command = python("tests.faults.maker", "upgrade", str(place / "vault"))
    assert cut(command, place, look, cuts=cuts, seed=6) > 0
    assert backed_up > 0


def test_an_older_vault_upgraded_in_power_cuts_is_whole(tmp_path: Path) -> None:
    upgrade_vaults(tmp_path, 8)


@pytest.mark.full
def test_an_older_vault_upgraded_in_200_power_cuts_is_whole(tmp_path: Path) -> None:
    upgrade_vaults(tmp_path, 200)


def make_vaults(tmp_path: Path, cuts: int) -> None:
    place = tmp_path / "place"
    place.mkdir()

    def look(root: Path, said: list[str]) -> list[str]:
        if not (root / "vault").exists():
            return ["said to be done, and not there"] if "done" in said else []
        return [] if opens(root / "vault", PASSPHRASE) else ["it does not open"]

    assert cut(python("tests.faults.maker", "new", str(place / "vault")), place, look, cuts=cuts, seed=7) > 0


def test_a_vault_made_in_power_cuts_is_whole_or_not_there(tmp_path: Path) -> None:
    make_vaults(tmp_path, 40)


@pytest.mark.full
def test_a_vault_made_in_500_power_cuts_is_whole_or_not_there(tmp_path: Path) -> None:
    make_vaults(tmp_path, 500)
