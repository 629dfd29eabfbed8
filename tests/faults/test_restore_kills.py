"""Killed while it restores a backup, the program leaves a whole office in the folder or none, and nothing beside it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import SkarbonkaError
from desktop.domain.people import PersonCategory
from desktop.services import backups, verification
from desktop.vault import leftovers
from tests.faults.tracing import WRITES, Outcome, python, traced
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, make_office, open_office

if TYPE_CHECKING:
    from pathlib import Path

CALLS = (*WRITES, "write", "rename", "mkdir")
#: Between two of the few writes the copies are read, checked and compared: there is where most of the time goes.
BETWEEN = ("pread64", "fcntl", "openat")
_MOST = 40


@dataclass
class Restoring:
    """A backup that is restored into a folder again and again, and killed at it."""

    file: Path
    folder: Path
    log: Path
    head: str
    mode: str = "restore"
    fired: int = 0
    left: int = 0

    @classmethod
    def new(cls, place: Path) -> Restoring:
        office = make_office(place / "vault")
        kit = Kit(office)
        fund, donor = kit.campaign("5000.00"), kit.person("North Star", PersonCategory.DONOR)
        kit.give(fund.code, "70", donor, receipt="en")
        disk = place / "disk"
        disk.mkdir()
        head = kit.head()
        made = backups.make_backup(office, disk)
        office.close()
        shutil.rmtree(place / "vault")
        return cls(made.path, place / "again", place / "trace", head)

    def run(self, inject: str | None = None) -> Outcome:
        command = python("tests.faults.restorer", self.mode, str(self.file), str(self.folder))
        outcome = traced(command, self.log, calls=(*CALLS, *BETWEEN), inject=inject)
        assert "Traceback" not in outcome.errors, outcome.errors
        return outcome

    def counted(self) -> dict[str, int]:
        """How often each call is made in an undisturbed run."""
        outcome = self.run()
        assert "restored" in outcome.said, outcome.said
        shutil.rmtree(self.folder)
        return dict(outcome.calls())

    def kill(self, call: str, number: int) -> list[str]:
        """Kill it there; say everything that is not as it must be, and begin anew."""
        outcome = self.run(f"{call}:signal=SIGKILL:when={number}")
        if not outcome.killed:  # no two runs write equally often
            shutil.rmtree(self.folder)
            outcome = self.run(f"{call}:signal=SIGKILL:when={max(1, number * 9 // 10)}")
        assert outcome.killed, f"the kill at {call} {number} did not fire: {outcome.said}"
        self.fired += 1
        self.left += bool(leftovers.unfinished(self.folder))
        found = self.wrong("restored" in outcome.said)
        shutil.rmtree(self.folder, ignore_errors=True)
        return found

    def wrong(self, acknowledged: bool) -> list[str]:
        if not self.folder.exists():
            if acknowledged:
                return ["acknowledged and lost"]
            try:
                backups.restore_backup(self.file, PASSPHRASE, self.folder, clock=SetClock(), floor=CHEAP)
            except SkarbonkaError as error:
                return [f"cannot be restored again: {error.code}"]
        try:
            office = open_office(self.folder)
        except SkarbonkaError as error:
            return [f"half a vault: {error.code}"]
        try:
            found = [finding.code for finding in verification.verify(office).findings]
            found += [] if Kit(office).head() == self.head else ["another office"]
        finally:
            office.close()
        return found + [f"left: {path.name}" for path in leftovers.unfinished(self.folder)]


def test_a_kill_at_some_writes_leaves_a_whole_office_or_none(tmp_path: Path) -> None:
    restoring = Restoring.new(tmp_path)
    made = restoring.counted()
    for call, number in (("rename", made["rename"]), ("write", made["write"] // 2), ("fsync", made["fsync"])):
        assert restoring.kill(call, number) == [], f"after the kill at {call} {number}"
    assert restoring.fired == 3
    assert restoring.left > 0, "no kill left anything that had to be swept"


@pytest.mark.full
def test_100_kills_leave_a_whole_office_or_none(tmp_path: Path) -> None:
    restoring = Restoring.new(tmp_path)
    made = restoring.counted()
    for call in (*CALLS, *BETWEEN):
        total = made.get(call, 0)
        for turn in range(min(total, _MOST)):
            number = 1 + turn * (total - 1) // max(min(total, _MOST) - 1, 1)
            assert restoring.kill(call, number) == [], f"after the kill at {call} {number}"
    print(f"{restoring.fired} kills, {restoring.left} of them left something beside the place")
    assert restoring.fired >= 100


def test_control_a_restoring_in_place_is_caught(tmp_path: Path) -> None:
    restoring = Restoring.new(tmp_path)
    restoring.mode = "in place"
    made = restoring.counted()
    found: list[str] = []
    for share in (2, 3, 4):
        found += restoring.kill("write", made["write"] // share)
        if any(line.startswith("half a vault") for line in found):
            return
    pytest.fail(f"nothing was found: {found}")
