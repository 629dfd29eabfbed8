"""Killed at chosen writes, the program loses nothing it acknowledged and never leaves one book without the other.

Each kill is proven by strace's own record of it; each check is proven by a control that it fails.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.faults.tracing import WRITES, Outcome, python, traced
from tests.faults.writer import make_small, open_small

COMMITS = 4


@dataclass
class Battery:
    """One vault that is killed again and again, and what it acknowledged until now."""

    folder: Path
    log: Path
    mode: str = "engine"
    acknowledged: set[int] = field(default_factory=set)
    fired: int = 0
    in_recovery: int = 0
    super_journals: int = 0

    def run(self, inject: str | None = None) -> Outcome:
        outcome = traced(
            python("tests.faults.writer", self.mode, str(self.folder), str(COMMITS)), self.log, inject=inject
        )
        self.acknowledged |= {int(line.split()[1]) for line in outcome.said if line.startswith("stored ")}
        assert "Traceback" not in outcome.errors
        return outcome

    def kill(self, call: str, number: int) -> None:
        outcome = self.run(f"{call}:signal=SIGKILL:when={number}")
        assert outcome.killed, f"the kill at {call} {number} did not fire: {outcome.said}"
        self.fired += 1
        self.super_journals += any(self.folder.glob("ledger.db-mj*"))

    def kill_recovery(self) -> None:
        """Kill the next opening too, in the midst of its rolling back (when there is anything to roll back)."""
        outcome = self.run("pwrite64:signal=SIGKILL:when=2")
        if outcome.killed and "opened" not in outcome.said:
            self.in_recovery += 1

    def wrong(self) -> list[str]:
        """Open the books and say everything that is not as it must be."""
        books = open_small(self.folder)
        try:
            found = [f"the {book} book is damaged" for book in books.damaged()]
            with books.engine.connect() as connection:
                entries = set(connection.execute(text("SELECT number FROM entry")).scalars())
                donors = set(connection.execute(text("SELECT number FROM donor")).scalars())
                postings = connection.execute(
                    text("SELECT entry, sum(minor), count(*) FROM posting GROUP BY entry")
                ).all()
                total = connection.execute(text("SELECT minor FROM totals")).scalar_one()
        finally:
            books.close()
        if entries != donors:
            found.append(f"half done: {sorted(entries ^ donors)}")
        if {row[0] for row in postings if row[1] == 0 and row[2] == 2} != entries:
            found.append("the postings do not balance")
        if total != sum(entries) * 100:
            found.append("the summary differs from the entries")
        if lost := self.acknowledged - entries:
            found.append(f"acknowledged and lost: {sorted(lost)}")
        # A kill between the commit and the word leaves an entry that was never acknowledged: it counts from now on.
        self.acknowledged |= entries
        if entries and max(entries) != len(entries):
            found.append("the numbers have gaps")
        if list(self.folder.glob("ledger.db-mj*")):
            found.append("a super-journal was left")
        return found


@pytest.fixture
def battery(tmp_path: Path) -> Battery:
    folder = tmp_path / "vault"
    folder.mkdir(mode=0o700)
    make_small(folder)
    return Battery(folder, tmp_path / "trace")


def points(battery: Battery, per_call: int | None) -> list[tuple[str, int]]:
    """Where to kill: each write of an undisturbed run, or some of each kind, evenly spread."""
    counted = battery.run().calls()
    chosen: list[tuple[str, int]] = []
    for call in WRITES:
        total = counted[call]
        wanted = total if per_call is None else min(per_call, total)
        chosen += [(call, 1 + turn * (total - 1) // max(wanted - 1, 1)) for turn in range(wanted)]
    return chosen


def fire(battery: Battery, where: Sequence[tuple[str, int]]) -> None:
    for turn, (call, number) in enumerate(where):
        battery.kill(call, number)
        if turn % 3 == 0:
            battery.kill_recovery()
        assert battery.wrong() == [], f"after the kill at {call} {number}"


def test_a_kill_at_some_writes_loses_nothing(battery: Battery) -> None:
    where = points(battery, per_call=6)
    fire(battery, where)
    assert battery.fired == len(where) >= 20
    assert {call for call, _number in where} >= {"pwrite64", "ftruncate", "unlink"}
    assert len(battery.acknowledged) >= COMMITS


@pytest.mark.full
def test_a_kill_at_each_write_loses_nothing(battery: Battery) -> None:
    while battery.fired < 200:
        fire(battery, points(battery, per_call=None))
    assert battery.in_recovery > 0
    assert battery.super_journals > 0
    print(f"{battery.fired} kills, {battery.in_recovery} more in recovery, {len(battery.acknowledged)} entries kept")


@pytest.mark.parametrize(
    ("mode", "expected"), [("early", "acknowledged and lost"), ("halves", "half done")], ids=["early", "halves"]
)
def test_control_a_careless_program_is_caught(battery: Battery, mode: str, expected: str) -> None:
    battery.mode = mode
    where = points(battery, per_call=12)
    found: list[str] = []
    for call, number in where:
        battery.kill(call, number)
        found += battery.wrong()
        if any(line.startswith(expected) for line in found):
            return
    pytest.fail(f"{len(where)} kills found nothing wrong with {mode}: {found}")
