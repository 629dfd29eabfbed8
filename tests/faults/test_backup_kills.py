"""Killed while it makes a backup, the program leaves the vault whole and no half a file under a backup's name."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from desktop.domain.errors import VaultError
from desktop.domain.people import PersonCategory
from desktop.services import backups, verification
from desktop.vault import container
from tests.faults.battery import Battery
from tests.faults.tracing import WRITES, Outcome, python, traced
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, make_office, open_office

CALLS = (*WRITES, "write", "rename")


class BackupBattery(Battery):
    """An office of which backups are made, one beside it and one elsewhere."""

    program = "tests.faults.backup_maker"

    @classmethod
    def new(cls, place: Path) -> BackupBattery:
        office = make_office(place / "vault")
        kit = Kit(office)
        fund, donor = kit.campaign("5000.00"), kit.person("North Star", PersonCategory.DONOR)
        kit.give(fund.code, "70", donor, receipt="en")
        office.close()
        return cls(place / "vault", place / "trace", "backups")

    def run(self, inject: str | None = None) -> Outcome:
        command = python(self.program, self.mode, str(self.folder), "2")
        outcome = traced(command, self.log, calls=CALLS, inject=inject)
        assert "Traceback" not in outcome.errors, outcome.errors
        self.acknowledge(outcome.said)
        return outcome

    def points(self, per_call: int | None) -> list[tuple[str, int]]:
        counted = self.run().calls()
        chosen = []
        for call in CALLS:
            wanted = counted[call] if per_call is None else min(per_call, counted[call])
            chosen += [(call, 1 + turn * (counted[call] - 1) // max(wanted - 1, 1)) for turn in range(wanted)]
        return chosen

    def wrong(self) -> list[str]:
        """Verify the office; open every file that is called a backup as far as its seal."""
        office = open_office(self.folder)
        try:
            found = [finding.code for finding in verification.verify(office).findings]
            backups.sweep(self.folder)
            assert office.keys is not None
            for path in self.folder.parent.rglob("*.backup"):
                with tempfile.TemporaryDirectory() as room:
                    try:
                        about = container.unpack(path, Path(room))
                    except VaultError as error:
                        found.append(f"half a file: {error.code}")
                        path.unlink()
                        continue
                if not about.is_sealed_with(office.keys.ledger):
                    found.append("a file with another's seal")
        finally:
            office.close()
        there = {str(path.relative_to(self.folder.parent)) for path in self.folder.parent.rglob("*.backup")}
        newest = {name for name in self.acknowledged if name.startswith("disk")}  # those beside are thinned out
        found += [f"acknowledged and lost: {name}" for name in sorted(newest - there)]
        left = [path.name for path in self.folder.iterdir() if path.name.startswith((".backup", ".rehearsal"))]
        return found + [f"left: {name}" for name in left]


def test_a_kill_at_some_writes_leaves_no_half_backup(tmp_path: Path) -> None:
    battery = BackupBattery.new(tmp_path)
    made = battery.run().calls()
    where = [("rename", 1), ("rename", made["rename"])]
    where += [(call, made[call] * 2 // 3) for call in ("write", "fsync", "pwrite64")]
    for call, number in where:
        battery.kill(call, number)
        assert battery.wrong() == [], f"after the kill at {call} {number}"
    assert battery.fired == len(where) == 5
    (path,) = [*battery.folder.parent.glob("disk/*.backup")][:1]
    holds = backups.restore_backup(path, PASSPHRASE, tmp_path / "again", clock=SetClock(), floor=CHEAP)
    assert (holds.findings, holds.donations) == (0, 1)


@pytest.mark.full
def test_100_kills_leave_no_half_backup(tmp_path: Path) -> None:
    battery = BackupBattery.new(tmp_path)
    while battery.fired < 100:
        for call, number in battery.points(per_call=20):
            battery.kill(call, number)
            assert battery.wrong() == [], f"after the kill at {call} {number}"
    print(f"{battery.fired} kills, {len(battery.acknowledged)} backups acknowledged")


def test_control_a_file_written_under_its_last_name_is_caught(tmp_path: Path) -> None:
    battery = BackupBattery.new(tmp_path)
    battery.mode = "in place"
    found: list[str] = []
    writes = battery.run().calls()["write"]
    for number in range(writes - 1, 1, -3):  # the last ones are the file's
        battery.kill("write", number)
        found += battery.wrong()
        if any(line.startswith("half a file") for line in found):
            return
    pytest.fail(f"nothing was found: {found}")
