"""A vault that is killed again and again: where to kill, what was acknowledged, and whether each kill fired."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from desktop.domain.people import PersonCategory
from desktop.services import documents, verification
from tests.faults.tracing import WRITES, Outcome, python, traced
from tests.faults.writer import make_small, open_small
from tests.services.office_kit import Kit, make_office, open_office

COMMITS = 4


@dataclass
class Battery(ABC):
    """The kills and what they left. `folder` is the vault, `log` where strace writes, `mode` the writer's mode."""

    folder: Path
    log: Path
    mode: str
    acknowledged: set[str] = field(default_factory=set)
    fired: int = 0
    in_recovery: int = 0
    super_journals: int = 0

    @property
    @abstractmethod
    def program(self) -> str:
        """The module that writes."""

    @abstractmethod
    def wrong(self) -> list[str]:
        """Open the vault and say everything that is not as it must be."""

    def run(self, inject: str | None = None) -> Outcome:
        """Let the program write some entries, disturbed or not."""
        command = python(self.program, self.mode, str(self.folder), str(COMMITS))
        outcome = traced(command, self.log, inject=inject)
        self.acknowledge(outcome.said)
        assert "Traceback" not in outcome.errors, outcome.errors
        return outcome

    def acknowledge(self, said: Sequence[str]) -> None:
        """Remember what the program said to have stored."""
        self.acknowledged |= {line.removeprefix("stored ") for line in said if line.startswith("stored ")}

    def kill(self, call: str, number: int) -> None:
        """Kill the program when it makes this call for the `number`-th time."""
        outcome = self.run(f"{call}:signal=SIGKILL:when={number}")
        if not outcome.killed and (made := outcome.calls()[call]) < number:
            # No two runs write equally often (keys and salts are random), so the last point may lie behind the end.
            number = made * 9 // 10
            outcome = self.run(f"{call}:signal=SIGKILL:when={number}")
        assert outcome.killed, f"the kill at {call} {number} did not fire: {outcome.said}"
        self.fired += 1
        self.super_journals += any(self.folder.glob("ledger.db-mj*"))

    def kill_recovery(self) -> None:
        """Kill the next opening too, in the midst of its rolling back (when there is anything to roll back)."""
        outcome = self.run("pwrite64:signal=SIGKILL:when=2")
        if outcome.killed and "opened" not in outcome.said:
            self.in_recovery += 1

    def points(self, per_call: int | None) -> list[tuple[str, int]]:
        """Where to kill: each write of an undisturbed run, or some of each kind, evenly spread."""
        counted = self.run().calls()
        chosen: list[tuple[str, int]] = []
        for call in WRITES:
            total = counted[call]
            wanted = total if per_call is None else min(per_call, total)
            chosen += [(call, 1 + turn * (total - 1) // max(wanted - 1, 1)) for turn in range(wanted)]
        return chosen

    def fire(self, where: Sequence[tuple[str, int]]) -> None:
        """Kill at each of these points, each third time again in recovery, and look at what is left."""
        for turn, (call, number) in enumerate(where):
            self.kill(call, number)
            if turn % 3 == 0:
                self.kill_recovery()
            assert self.wrong() == [], f"after the kill at {call} {number}"


class SmallBattery(Battery):
    """The engine alone, with small tables."""

    program = "tests.faults.writer"

    @classmethod
    def new(cls, place: Path) -> "SmallBattery":
        folder = place / "vault"
        folder.mkdir(mode=0o700)
        make_small(folder)
        return cls(folder, place / "trace", "engine")

    def wrong(self) -> list[str]:
        books = open_small(self.folder)
        try:
            found = [f"the {book} book is damaged" for book in books.damaged()]
            with books.engine.connect() as connection:
                entries = set(connection.execute(text("SELECT number FROM entry")).scalars())
                donors = set(connection.execute(text("SELECT number FROM donor")).scalars())
                grouped = text("SELECT entry, sum(minor), count(*) FROM posting GROUP BY entry")
                postings = connection.execute(grouped).all()
                total = connection.execute(text("SELECT minor FROM totals")).scalar_one()
        finally:
            books.close()
        if entries != donors:
            found.append(f"half done: {sorted(entries ^ donors)}")
        if {row[0] for row in postings if row[1] == 0 and row[2] == 2} != entries:
            found.append("the postings do not balance")
        if total != sum(entries) * 100:
            found.append("the summary differs from the entries")
        if lost := self.acknowledged - {str(number) for number in entries}:
            found.append(f"acknowledged and lost: {sorted(lost)}")
        # A kill between the commit and the word leaves an entry that was never acknowledged: it counts from now on.
        self.acknowledged |= {str(number) for number in entries}
        if entries and max(entries) != len(entries):
            found.append("the numbers have gaps")
        if list(self.folder.glob("ledger.db-mj*")):
            found.append("a super-journal was left")
        return found


class OfficeBattery(Battery):
    """The whole office: donations with their receipts, through the service that the window uses."""

    program = "tests.faults.office_writer"

    @classmethod
    def new(cls, place: Path) -> "OfficeBattery":
        office = make_office(place / "vault")
        kit = Kit(office)
        kit.campaign("5000.00", "300.00")
        kit.person("North Star", PersonCategory.DONOR)
        office.close()
        return cls(place / "vault", place / "trace", "receipts")

    def wrong(self) -> list[str]:
        """Verify the office: chain, sums, numbers and papers; then compare with what was acknowledged."""
        office = open_office(self.folder)
        try:
            verified = verification.verify(office)
            found = [f"{finding.code} {dict(finding.params)}" for finding in verified.findings]
            with office.work() as work:
                entries = [number for number, _entry in work.ledger.entries()]
                stored: set[str] = set()
                for number in entries:
                    donation = work.donations.get(f"D-{number:04}")
                    stored.add(f"{donation.code} {donation.receipt}")
            if entries != list(range(1, len(entries) + 1)):
                found.append("the entries have gaps")
            counts = sorted(int(line.rpartition("/")[2]) for line in stored)
            if counts != list(range(1, len(entries) + 1)):
                found.append("the receipts have gaps")
            if entries and not documents.view_document(office, max(stored).split()[1]).startswith(b"%PDF"):
                found.append("the last receipt is no document")
        finally:
            office.close()
        if verified.documents != len(stored):
            found.append("there are documents without a donation")
        if lost := self.acknowledged - stored:
            found.append(f"acknowledged and lost: {sorted(lost)}")
        self.acknowledged |= stored
        return found
