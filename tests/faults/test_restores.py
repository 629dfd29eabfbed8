"""Restore drills: backups are made at random moments of a busy office, and each is restored to the same rows."""

import hashlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.people import PersonCategory
from desktop.services import backups
from desktop.services.office import Office
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, make_office, open_office


def rows_of(office: Office) -> dict[str, str]:
    """A digest of all rows of each table of both books."""
    found: dict[str, str] = {}
    with office.store._books.engine.connect() as connection:
        run = connection.exec_driver_sql
        for schema in ("main", "identity"):
            names = run(f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' ORDER BY name").scalars().all()
            for name in names:
                rows = run(f'SELECT * FROM {schema}."{name}" ORDER BY 1').all()
                found[f"{schema}.{name}"] = hashlib.sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()
    return found


class Busy:
    """An office in which something happens all the time."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.office = make_office(folder)
        self.kit, self.dice = Kit(self.office), dice
        self.people = [self.kit.person("Donor 0")]
        self.payee = self.kit.person("Clinic", PersonCategory.PAYEE)
        self.funds = [self.kit.campaign("100000.00").code]

    def happen(self) -> None:
        """Let one thing happen."""
        self.dice.choice(self.verbs())()

    def verbs(self) -> list[Callable[[], object]]:
        fund, donor = self.dice.choice(self.funds), self.dice.choice(self.people)
        number = len(self.people) + len(self.funds)
        return [
            lambda: self.people.append(self.kit.person(f"Donor {number}", name_local=f"Імя {number} " * 20)),
            lambda: self.funds.append(self.kit.campaign("5000.00", title=f"Fund {number}").code),
            lambda: self.kit.give(fund, f"{self.dice.randrange(100, 900)}", donor, receipt="en"),
            lambda: self.kit.give(fund, "100", donor),
            self._pay,
        ]

    def _pay(self) -> None:
        fund = self.dice.choice(self.funds)
        self.kit.give(fund, "50", self.people[0])
        self.kit.pay(fund, self.payee, {1: "40"}, voucher=self.dice.choice(("", "en")))


def drill(tmp_path: Path, count: int, seed: int) -> int:
    """Restore as many backups; give how many different states of the office they were of."""
    dice = random.Random(seed)
    busy = Busy(tmp_path / "vault", dice)
    disk = tmp_path / "disk"
    disk.mkdir()
    states = set()
    for turn in range(count):
        for _thing in range(dice.randrange(1, 6)):
            busy.happen()
        expected = rows_of(busy.office)
        made = backups.make_backup(busy.office, disk if turn % 2 else None)
        kept = shutil.copy(made.path, tmp_path / "kept.backup")
        busy.happen()  # what happens afterwards is not in it
        place = tmp_path / "again"
        holds = backups.restore_backup(Path(kept), PASSPHRASE, place, clock=SetClock(), floor=CHEAP)
        assert holds.findings == 0
        again = open_office(place)
        assert rows_of(again) == expected, f"drill {turn}, seed {seed}"
        again.close()
        shutil.rmtree(place)
        states.add(expected["main.journal"])
    busy.office.close()
    return len(states)


def test_some_drills_bring_back_the_very_same_rows(tmp_path: Path) -> None:
    assert drill(tmp_path, 3, seed=1) == 3


@pytest.mark.full
def test_100_drills_bring_back_the_very_same_rows(tmp_path: Path) -> None:
    assert drill(tmp_path, 100, seed=2) == 100


def test_control_one_changed_row_is_seen(tmp_path: Path) -> None:
    busy = Busy(tmp_path / "vault", random.Random(3))
    before = rows_of(busy.office)
    assert rows_of(busy.office) == before
    busy.kit.person("One more")
    after = rows_of(busy.office)
    busy.office.close()
    assert {name for name in before if before[name] != after[name]} >= {"main.person", "main.journal"}
