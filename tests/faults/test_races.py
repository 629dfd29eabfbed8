"""Two programs that open one vault at the same moment: exactly one gets it, the other is told so at once."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.tracing import ROOT
from tests.faults.writer import make_small


class Racer:
    """A program that waits to open the vault."""

    def __init__(self, mode: str, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.faults.opener", mode, str(folder)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.heard() == "ready"

    def tell(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def heard(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@contextmanager
def racers(mode: str, folder: Path) -> Iterator[tuple[Racer, Racer]]:
    pair = Racer(mode, folder), Racer(mode, folder)
    try:
        yield pair
    finally:
        for racer in pair:
            racer.process.communicate(timeout=30)


def race(mode: str, folder: Path, rounds: int) -> Counter[tuple[str, ...]]:
    folder.mkdir(mode=0o700)
    make_small(folder)
    results: Counter[tuple[str, ...]] = Counter()
    with racers(mode, folder) as pair:
        for turn in range(rounds):
            order = pair if turn % 2 else pair[::-1]
            for racer in order:
                racer.tell()
            results[tuple(sorted(racer.heard() for racer in pair))] += 1
            for racer in pair:
                racer.tell()
            assert [racer.heard() for racer in pair] == ["closed", "closed"]
    return results


def test_of_two_programs_one_opens(tmp_path: Path) -> None:
    assert race("engine", tmp_path / "vault", 25) == {("opened", "vault.in_use"): 25}


@pytest.mark.full
def test_of_two_programs_one_opens_in_500_races(tmp_path: Path) -> None:
    assert race("engine", tmp_path / "vault", 500) == {("opened", "vault.in_use"): 500}


def test_control_without_the_lock_both_open(tmp_path: Path) -> None:
    assert race("careless", tmp_path / "vault", 3)[("opened", "opened")] == 3
