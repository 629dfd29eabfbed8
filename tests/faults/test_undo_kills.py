"""Killed in the midst of an undo, the program leaves all of it or nothing, in both books; what it said stays so.

Each kill is proven by strace's own record of it; the check is proven by a control that takes a step back piecemeal.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.services import campaigns, people, verification
from tests.faults.battery import COMMITS, Battery
from tests.faults.undoer import BASE, CAMPAIGN, PEOPLE, WHOLE, title_of
from tests.services.office_kit import Kit, eur, make_office, open_office


class UndoBattery(Battery):
    """Edits of a campaign and of three people, each taken back by the service that Ctrl+Z uses."""

    program = "tests.faults.undoer"

    @classmethod
    def new(cls, place: Path) -> "UndoBattery":
        office = make_office(place / "vault")
        kit = Kit(office)
        kit.campaign("500.00", title=BASE, goal=eur(f"{WHOLE}.00"))
        for alias in ("Baker", "Miller", "Smith"):
            kit.person(alias)
        office.close()
        return cls(place / "vault", place / "trace", "steps")

    def acknowledge(self, said: Sequence[str]) -> None:
        """Remember the last word: what was said then stands, or what was being done next."""
        self.acknowledged = set(said[-1:])

    def wrong(self) -> list[str]:
        office = open_office(self.folder)
        try:
            found = [f"{finding.code} {dict(finding.params)}" for finding in verification.verify(office).findings]
            draft = campaigns.load_campaign(office, CAMPAIGN).draft
            archived = {people.load_person(office, code).archived for code in PEOPLE}
        finally:
            office.close()
        goal = draft.goal.minor // 100 if draft.goal is not None else 0
        if draft.title != title_of(goal):
            found.append(f"half undone: the goal is {goal}, the title of another state")
        if len(archived) > 1:
            found.append("half undone: some of the people are away")
        last = next(iter(self.acknowledged), "")
        if last.startswith("did ") and goal not in (int(last.split()[1]), WHOLE):
            found.append(f"{last} was said, and the goal is {goal}")
        if last == "put away" and goal != WHOLE:
            found.append("an undo that was said is gone")
        if last.startswith("undid ") and goal != WHOLE:
            found.append(f"{last} was said, and the goal is {goal}")
        return found


def test_a_kill_in_an_undo_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    battery = UndoBattery.new(tmp_path)
    where = battery.points(per_call=2)
    battery.fire(where)
    assert battery.fired == len(where) >= 6
    assert {call for call, _number in where} >= {"pwrite64", "ftruncate", "unlink"}


@pytest.mark.full
def test_200_kills_in_undoing_leave_all_or_nothing(tmp_path: Path) -> None:
    battery = UndoBattery.new(tmp_path)
    while battery.fired < 200:
        battery.fire(battery.points(per_call=60))
    assert battery.in_recovery > 0
    print(f"{battery.fired} kills in the midst of edits and their undoing, {battery.in_recovery} more in recovery")


def test_control_a_step_that_is_taken_back_piecemeal_is_caught(tmp_path: Path) -> None:
    battery = UndoBattery.new(tmp_path)
    battery.mode = "piecemeal"
    where = [(call, number) for call, number in battery.points(per_call=24) if call == "ftruncate" or call == "unlink"]
    found: list[str] = []
    for call, number in where:
        battery.kill(call, number)
        found += battery.wrong()
        if "half undone: some of the people are away" in found:
            return
    pytest.fail(f"{len(where)} kills found nothing half undone: {found}, after {COMMITS} turns each")
