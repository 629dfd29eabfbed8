"""Which tests share a worker, which begin early, and where their folders lie."""

from pathlib import Path

import pytest

from tests import memory
from tests.scheduling import _APART, _WHOLE, rank, room_of
from tests.test_setup_conftest import run_pytest

ROOT = Path(__file__).resolve().parent


@pytest.mark.parametrize(
    ("nodeid", "room"),
    [
        ("tests/golden_year/test_golden_year.py::test_x[small]", "tests/golden_year"),
        ("tests/benchmarks/test_window.py::test_x", "tests/benchmarks"),
        (
            "tests/journeys/outside/test_outside.py::test_x[a::b]",
            "tests/journeys/outside/test_outside.py::test_x[a::b]",
        ),
        ("tests/faults/test_kills.py::test_x", "tests/faults/test_kills.py::test_x"),
        ("tests/ui/test_theme.py::test_x[a]", "tests/ui/test_theme.py"),
        ("tests/test_run.py::test_x", "tests/test_run.py"),
    ],
)
def test_a_test_goes_with_its_room(nodeid: str, room: str) -> None:
    assert room_of(nodeid) == room


def test_long_rooms_begin_early() -> None:
    rooms = [("tests/ui/test_theme.py", 9), ("tests/i18n/test_translations.py", 1000), ("tests/cli/test_main.py::t", 1)]
    assert [rank(*each) for each in (("tests/golden_year", 9), *reversed(rooms))] == [0, 1, 2, 3]


def test_the_rooms_named_are_there() -> None:
    assert all((ROOT.parent / each).is_dir() for each in (*_WHOLE, *_APART))


def test_a_machine_with_little_memory_uses_its_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_free", lambda _text: memory._ROOM - 1)
    assert memory.folder_in_memory() is None


def test_free_memory_is_what_linux_says() -> None:
    assert memory._free("MemTotal: 9 kB\nMemFree: 1 kB\nMemAvailable:   8 kB\n") == 8192
    assert memory._free("") == 0


INSIDE = """
import pytest
seen = []

@pytest.mark.parametrize("turn", range(2))
def test_turn(tmp_path, turn):
    assert not any(each.exists() and any(each.iterdir()) for each in seen)  # what passed left nothing
    assert tmp_path not in seen
    seen.append(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
"""


def test_a_passed_tests_folder_is_empty_afterwards_and_its_name_is_not_used_again(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, INSIDE, "-p", "no:randomly")
    assert "2 passed" in done.stdout, done.stdout + done.stderr
