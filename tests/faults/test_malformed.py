"""Malformed files at every door of an office: each is taken whole or refused whole, with a sentence; nothing breaks.

The files are whole ones of each kind, changed as damage and malice change them. Around each, the bytes of both books
are compared: a refusal leaves them as they were; what is taken adds as many rows as the door says. One step back takes
most imports back, and the books are verified all along.
"""

import hashlib
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.domain.errors import CannotRead, Problem, Refused, SkarbonkaError
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.table_fields import TableKind
from desktop.domain.table_import import RowState
from desktop.services import people, table_import, tables, undo, verification, wording
from desktop.services.office import Office
from tests.faults.doors import DOORS, Door, Took, make_busy_office
from tests.services.office_kit import Kit, make_office

_VERIFIED_EACH, _WHOLE = 20, 3


@dataclass
class Tried:
    """What became of the files: how many were taken, refused (by the sentence), taken back; and what went wrong."""

    taken: int = 0
    back: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Experiment:
    """An office, and files given to one of its doors."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.office = make_office(folder / "vault")
        make_busy_office(Kit(self.office))
        self.path = folder / "Файл ад кагосьці.bin"
        self.dice = random.Random(seed)

    def run(self, door: Door, count: int) -> Tried:
        tried = Tried()
        seeds = list(door.seeds(self.office))
        for turn in range(count):
            seeds = list(door.seeds(self.office)) if door.anew else seeds
            # The first files are whole: a door that took none of them would prove nothing.
            whole = turn < min(len(seeds), _WHOLE)
            data = seeds[turn] if whole else door.mutate(self.dice, self.dice.choice(seeds), seeds)
            self._give(door, data, tried)
            if turn % _VERIFIED_EACH == 0 or turn == count - 1:
                tried.wrong += [each.code for each in verification.verify(self.office).findings]
        return tried

    def _give(self, door: Door, data: bytes, tried: Tried) -> None:
        self.path.write_bytes(data)
        before, rows = self._books(), self._rows(door)
        try:
            took = door.take(self.office, self.path)
        except (Refused, CannotRead) as error:
            tried.refused[self._sentence(error, tried)] += 1
            if self._books() != before:
                tried.wrong.append(f"refused, and the books changed: {error!r}")
        except (Exception, RecursionError) as error:  # noqa: BLE001  any other error is what is looked for
            tried.wrong.append(f"{type(error).__name__}: {error!s:.200} ({hashlib.sha256(data).hexdigest()[:12]})")
        else:
            tried.taken += 1
            for problem in took.told:
                self._of_problem(problem, tried)
            if (grown := self._rows(door) - rows) != took.added:
                tried.wrong.append(f"said {took.added} rows, and there are {grown} more")
            if took.added:
                self._perhaps_back(door, tried)

    def _perhaps_back(self, door: Door, tried: Tried) -> None:
        """Take most imports back, so that the next file is new again; what is in the ledger for good stays."""
        if not door.back or self.dice.random() < 0.2:
            return
        try:
            undo.undo(self.office)
        except Refused:
            return
        tried.back += 1

    def _books(self) -> bytes:
        """A digest of both books' bytes."""
        names = ("ledger.db", "identity.db")
        return hashlib.sha256(b"".join((self.office.folder / name).read_bytes() for name in names)).digest()

    def _rows(self, door: Door) -> int:
        with self.office.store._books.engine.connect() as connection:
            return int(connection.exec_driver_sql(f"SELECT count(*) FROM {door.rows}").scalar_one())

    def _sentence(self, error: SkarbonkaError, tried: Tried) -> str:
        if isinstance(error, Refused):
            return " ".join(self._of_problem(problem, tried) for problem in error.problems)
        said = wording.explain(error)
        if not said.what or not said.next or said.what == wording.explain(RuntimeError()).what:
            tried.wrong.append(f"no sentence for {error!r}")
        return f"{said.what} {said.why} {said.next}"

    @staticmethod
    def _of_problem(problem: Problem, tried: Tried) -> str:
        sentence = wording.sentence(problem)
        if problem.code in sentence or len(sentence) < 10:
            tried.wrong.append(f"no sentence for {problem.code}")
        return sentence


def told(name: str, tried: Tried) -> str:
    refused = sum(tried.refused.values())
    return (
        f"{name}: {tried.taken + refused} files, {tried.taken} taken ({tried.back} taken back), {refused} refused in "
        f"{len(tried.refused)} sentences, {len(tried.wrong)} wrong"
    )


@pytest.mark.parametrize("name", DOORS)
def test_a_malformed_file_is_taken_whole_or_refused_whole(tmp_path: Path, name: str) -> None:
    tried = Experiment(tmp_path, seed=17).run(DOORS[name], 10)
    assert tried.wrong == []
    assert tried.taken
    assert sum(tried.refused.values())


@pytest.mark.full
@pytest.mark.parametrize("name", DOORS)
def test_2000_malformed_files_break_nothing(tmp_path: Path, name: str) -> None:
    tried = Experiment(tmp_path, seed=18).run(DOORS[name], -(-2000 // len(DOORS)))
    print(told(name, tried))
    for sentence, times in tried.refused.most_common():
        print(f"  {times} × {sentence[:180]}")
    assert tried.wrong == []


def _careless(office: Office, path: Path) -> Took:
    """Import row by row, and stop at the first that is refused."""
    read = tables.look_at_table(office, TableKind.PEOPLE, tables.read_table_file(path))
    rows = table_import.preview_table(office, read.table, read.proposed).rows
    for row in rows:
        if row.state is RowState.REFUSED:
            raise Refused(*row.problems)
        people.save_person(office, PersonDraft(PersonCategory.DONOR, alias=f"Row {row.line}"))
    return Took(len(rows))


def _crashing(_office: Office, path: Path) -> Took:
    return Took(path.read_bytes().index(b"\0 no file has this"))


def test_control_a_partial_import_a_crash_and_a_lie_are_seen(tmp_path: Path) -> None:
    experiment, people_door = Experiment(tmp_path, seed=19), DOORS["people"]
    half = b"Name;Born\nAnna;4.5.1990\nOlga;the day before yesterday\n"
    door = Door(_careless, lambda _office: [half], people_door.rows)
    assert any("the books changed" in each for each in experiment.run(door, 1).wrong)
    door = Door(_crashing, lambda _office: [half], people_door.rows)
    assert [each[:10] for each in experiment.run(door, 1).wrong] == ["ValueError"]
    door = Door(lambda _office, _path: Took(3), lambda _office: [half], people_door.rows)
    assert experiment.run(door, 1).wrong == ["said 3 rows, and there are 0 more"]
