"""Killed while the books get new keys, the vault opens with the old ones or the new ones, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import SkarbonkaError
from desktop.domain.people import PersonCategory
from desktop.services import renewal, users, verification
from desktop.vault.copies import newest, read_copies
from tests.faults.battery import Battery
from tests.faults.tracing import WRITES, Outcome, python, traced
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, make_office, open_office

if TYPE_CHECKING:
    from pathlib import Path

CALLS = tuple(call for call in (*WRITES, "rename") if call != "unlink")  # old backups are unlinked, now and then


class RekeyBattery(Battery):
    """An office out of which somebody is taken, again and again."""

    program = "tests.faults.rekeyer"

    @classmethod
    def new(cls, place: Path) -> RekeyBattery:
        office = make_office(place / "vault")
        kit = Kit(office)
        fund, donor = kit.campaign("5000.00"), kit.person("North Star", PersonCategory.DONOR)
        for _turn in range(3):
            kit.give(fund.code, "70", donor, receipt="en")
        office.close()
        return cls(place / "vault", place / "trace", "keys")

    def run(self, inject: str | None = None) -> Outcome:
        command = python(self.program, self.mode, str(self.folder), "1")
        outcome = traced(command, self.log, calls=CALLS, inject=inject)
        assert "Traceback" not in outcome.errors, outcome.errors
        self.acknowledge(outcome.said)
        return outcome

    def points(self, per_call: int | None, after: float = 0.5) -> list[tuple[str, int]]:
        """Where to kill: the last part of a run, since a backup comes before the keys change."""
        counted = self.run().calls() & self.run().calls()
        chosen = []
        for call in CALLS:
            first = max(int(counted[call] * after), 1)
            wanted = min(per_call or counted[call], counted[call] - first + 1)
            chosen += [(call, first + turn * (counted[call] - first) // max(wanted - 1, 1)) for turn in range(wanted)]
        return chosen

    def wrong(self) -> list[str]:
        """Open the office, which finishes what was begun; verify it; look whether both keys are still named."""
        try:
            office = open_office(self.folder)
        except SkarbonkaError as error:
            return [f"nobody opens it: {error.code}"]
        try:
            found = [finding.code for finding in verification.verify(office).findings]
            with office.work() as work:
                if len(list(work.ledger.entries())) != 3:
                    found.append("entries are lost")
            there = {str(user.number) for user in users.list_users(office)}
            for number in there - self.acknowledged - {"1"}:  # killed before anything was begun
                renewal.remove_user(office, PASSPHRASE, int(number))
            found += [f"acknowledged and back again: {number}" for number in sorted(there & self.acknowledged)]
        finally:
            office.close()
        header = newest(read_copies(self.folder, CHEAP))[0][1]
        if any(len(user.wraps) > 2 for user in header.users):
            found.append("the older keys were not forgotten")
        return found


@pytest.mark.timeout(480)
def test_a_kill_at_some_writes_leaves_the_old_keys_or_the_new_ones(tmp_path: Path) -> None:
    battery = RekeyBattery.new(tmp_path)
    where = battery.points(per_call=2)
    battery.fire(where)
    assert battery.fired == len(where) >= 7


@pytest.mark.full
def test_200_kills_leave_the_old_keys_or_the_new_ones(tmp_path: Path) -> None:
    battery = RekeyBattery.new(tmp_path)
    while battery.fired < 200:
        battery.fire(battery.points(per_call=40))
    assert battery.in_recovery > 0
    print(f"{battery.fired} kills, {battery.in_recovery} more in recovery, {len(battery.acknowledged)} taken away")


def test_control_keys_forgotten_too_early_are_caught(tmp_path: Path) -> None:
    battery = RekeyBattery.new(tmp_path)
    where = [("pwrite64", number) for call, number in battery.points(per_call=6) if call == "pwrite64"]
    battery.mode = "careless"
    for call, number in where:
        battery.kill(call, number)
        if any(line.startswith("nobody opens it") for line in battery.wrong()):
            return
    pytest.fail("nothing was found")
