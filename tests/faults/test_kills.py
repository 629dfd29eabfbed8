"""Killed at chosen writes, the program loses nothing it acknowledged and never leaves one book without the other.

Each kill is proven by strace's own record of it; each check is proven by a control that it fails.
"""

from pathlib import Path

import pytest

from tests.faults.battery import COMMITS, OfficeBattery, SmallBattery


def test_a_kill_at_some_writes_loses_nothing(tmp_path: Path) -> None:
    battery = SmallBattery.new(tmp_path)
    where = battery.points(per_call=6)
    battery.fire(where)
    assert battery.fired == len(where) >= 20
    assert {call for call, _number in where} >= {"pwrite64", "ftruncate", "unlink"}
    assert len(battery.acknowledged) >= COMMITS


@pytest.mark.full
def test_a_kill_at_each_write_loses_nothing(tmp_path: Path) -> None:
    battery = SmallBattery.new(tmp_path)
    while battery.fired < 200:
        battery.fire(battery.points(per_call=None))
    assert battery.in_recovery > 0
    assert battery.super_journals > 0
    print(f"{battery.fired} kills, {battery.in_recovery} more in recovery, {len(battery.acknowledged)} entries kept")


@pytest.mark.parametrize(
    ("mode", "expected"), [("early", "acknowledged and lost"), ("halves", "half done")], ids=["early", "halves"]
)
def test_control_a_careless_program_is_caught(tmp_path: Path, mode: str, expected: str) -> None:
    battery = SmallBattery.new(tmp_path)
    battery.mode = mode
    where = battery.points(per_call=12)
    found: list[str] = []
    for call, number in where:
        battery.kill(call, number)
        found += battery.wrong()
        if any(line.startswith(expected) for line in found):
            return
    pytest.fail(f"{len(where)} kills found nothing wrong with {mode}: {found}")


def test_a_kill_while_donations_and_receipts_are_written_loses_none(tmp_path: Path) -> None:
    battery = OfficeBattery.new(tmp_path)
    where = battery.points(per_call=3)
    battery.fire(where)
    assert battery.fired == len(where) >= 9
    assert len(battery.acknowledged) >= COMMITS


@pytest.mark.full
def test_200_kills_while_donations_and_receipts_are_written_lose_none(tmp_path: Path) -> None:
    battery = OfficeBattery.new(tmp_path)
    while battery.fired < 200:
        battery.fire(battery.points(per_call=60))
    assert battery.in_recovery > 0
    assert battery.super_journals > 0
    print(f"{battery.fired} kills, {battery.in_recovery} more in recovery, {len(battery.acknowledged)} receipts kept")


def test_control_a_number_taken_without_its_document_is_found(tmp_path: Path) -> None:
    battery = OfficeBattery.new(tmp_path)
    battery.mode = "numbers first"
    battery.run()
    found = battery.wrong()
    assert "the receipts have gaps" in found
    assert len([line for line in found if "number" in line]) == COMMITS
