"""A short fuzzing of every reader: changed files are read or refused by the words that the reader documents."""

from pathlib import Path

import pytest

from tests.fuzz.fuzzing import fuzz
from tests.fuzz.targets import CORPUS, TARGETS, Target, seeds_of

#: Files for each target; those that open several files or draw pictures try fewer.
ROUNDS = {"page": 300, "page_text": 300, "picture": 800, "pdf": 800, "logo": 600, "form": 300, "unlock": 300}
ROUNDS |= {"camt": 400, "mt940": 400, "ofx": 400, "bank_csv": 400}


@pytest.mark.parametrize("name", TARGETS)
def test_no_changed_file_breaks_its_reader(name: str) -> None:
    rounds = ROUNDS.get(name, 1500)
    run = fuzz(TARGETS[name], seeds_of(name), seed=11, until=lambda tried: tried >= rounds)
    assert [finding.what for finding in run.findings] == []
    assert run.tried == rounds


@pytest.mark.full
@pytest.mark.parametrize("name", TARGETS)
def test_many_changed_files_break_no_reader(name: str) -> None:
    run = fuzz(TARGETS[name], seeds_of(name), seed=12, until=lambda tried: tried >= 20 * ROUNDS.get(name, 1500))
    assert [finding.what for finding in run.findings] == []


def test_every_kept_file_is_of_a_target() -> None:
    assert {path.name for path in CORPUS.iterdir() if path.is_dir()} <= TARGETS.keys()
    assert sum(path.stat().st_size for path in Path(CORPUS).rglob("*") if path.is_file()) < 200_000


def test_control_a_reader_with_a_hole_is_found() -> None:
    def careless(data: bytes) -> int:
        return data.index(b"EUR")

    run = fuzz(Target(careless, list, ()), [b"1 EUR"], seed=1, until=lambda tried: tried >= 300)
    assert [finding.what.split(" ")[0] for finding in run.findings] == ["ValueError"]
