"""Killed while it brings an older vault to this schema, the program leaves it whole: the older one or the new one."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.errors import SkarbonkaError, VaultError
from desktop.vault import container
from tests.faults.test_power import forget_what_was_seen, opens
from tests.faults.tracing import ROOT, WRITES, Outcome, python, traced

CALLS = (*WRITES, "write", "rename")
OLD = ROOT / "tests/old_vaults"


@dataclass
class Upgrade:
    """A vault of an older version that is opened by this one again and again, and killed at it."""

    place: Path
    version: str
    mode: str = "upgrade"
    fired: int = 0
    backed_up: int = 0

    def begin(self) -> Path:
        """Lay the older vault out anew."""
        folder = self.place / "vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(OLD / self.version, folder)
        folder.chmod(0o700)
        return folder

    def run(self, inject: str | None = None) -> Outcome:
        command = python("tests.faults.maker", self.mode, str(self.begin()))
        outcome = traced(command, self.place / "trace", calls=CALLS, inject=inject)
        assert "Traceback" not in outcome.errors, outcome.errors
        return outcome

    def kill(self, call: str, number: int) -> list[str]:
        """Kill it there; say everything that is not as it must be."""
        outcome = self.run(f"{call}:signal=SIGKILL:when={number}")
        while not outcome.killed and number > 1:  # each thread counts by itself, and no two runs write equally often
            number = number * 9 // 10
            outcome = self.run(f"{call}:signal=SIGKILL:when={number}")
        assert outcome.killed, f"the kill at {call} {number} did not fire: {outcome.said}"
        self.fired += 1
        forget_what_was_seen()
        return self.wrong()

    def wrong(self) -> list[str]:
        folder, found = self.place / "vault", []
        for path in [path for path in folder.rglob("*.backup") if not path.name.startswith(".")]:
            self.backed_up += 1
            with tempfile.TemporaryDirectory() as room:
                try:
                    container.unpack(path, Path(room))
                except VaultError as error:
                    found.append(f"half a backup: {error.code}")
        passphrase = (folder / "passphrase.txt").read_text(encoding="utf-8").strip()
        try:
            return found if opens(folder, passphrase) else [*found, "it does not open whole"]
        except SkarbonkaError as error:
            return [*found, f"it does not open: {error.code}"]

    def points(self, per_call: int) -> list[tuple[str, int]]:
        """Where to kill: evenly over each kind of write, the last ones too."""
        counted = self.run().calls()
        chosen = []
        for call in CALLS:
            wanted = min(per_call, counted[call])
            chosen += [(call, 1 + turn * (counted[call] - 1) // max(wanted - 1, 1)) for turn in range(wanted)]
        return chosen


def test_a_kill_at_some_writes_leaves_the_older_vault_or_the_new_one(tmp_path: Path) -> None:
    upgrade = Upgrade(tmp_path, "0.3.0")
    for call, number in upgrade.points(per_call=2):
        assert upgrade.kill(call, number) == [], f"after the kill at {call} {number}"
    assert upgrade.fired >= 7
    assert upgrade.backed_up > 0, "no kill came after the backup that goes before the change"


@pytest.mark.full
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("version", sorted(path.name for path in OLD.iterdir() if (path / "header").is_file()))
def test_100_kills_leave_the_older_vault_or_the_new_one(tmp_path: Path, version: str) -> None:
    upgrade = Upgrade(tmp_path, version)
    for call, number in upgrade.points(per_call=40):
        assert upgrade.kill(call, number) == [], f"after the kill at {call} {number}"
    print(f"{version}: {upgrade.fired} kills, {upgrade.backed_up} backups looked at")
    assert upgrade.fired >= 100


def test_control_an_upgrade_in_parts_is_caught(tmp_path: Path) -> None:
    upgrade = Upgrade(tmp_path, "0.3.0", mode="in parts")
    found: list[str] = []
    for number in [number for call, number in upgrade.points(per_call=12) if call == "pwrite64"][::-1]:
        found += upgrade.kill("pwrite64", number)
        if found:
            return
    pytest.fail("nothing was found")
