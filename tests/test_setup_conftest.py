"""The tests' own ground: folders of their own, a screen of their own, nothing skipped in CI, the coverage gates."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.coverage_gates import unmet

ROOT = Path(__file__).resolve().parent.parent


def test_home_is_the_tests_own() -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        assert "skarbonka-tests-" in os.environ[name]


def test_a_window_can_be_shown(qtbot: QtBot) -> None:
    label = QLabel("shown")
    qtbot.addWidget(label)
    with qtbot.waitExposed(label):
        label.show()
    assert label.grab().toImage().pixelColor(0, 0).isValid()


def run_pytest(folder: Path, text: str, *options: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run one file of tests under the house's conftest in a process of its own."""
    file = folder / "test_inside.py"
    file.write_text(text, encoding="utf-8")
    without = {name: value for name, value in os.environ.items() if name not in {"CI", "PYTEST_XDIST_WORKER"}}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "-q",
        str(file),
        *options,
    ]
    return subprocess.run(
        [*command, f"--rootdir={folder}"],
        cwd=ROOT,
        env={**without, "QT_QPA_PLATFORM": "offscreen", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


SKIPPING = "import pytest\ndef test_tool(): pytest.skip('no soffice here')\ndef test_other(): pass\n"


def test_a_skip_is_let_pass_outside_ci(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, SKIPPING)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 passed, 1 skipped" in result.stdout


def test_a_skip_fails_ci_by_name(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, SKIPPING, CI="true")
    assert result.returncode == 1
    assert "test_inside.py::test_tool: Skipped: no soffice here" in result.stdout


def test_a_skipped_module_fails_ci_by_name(tmp_path: Path) -> None:
    text = "import pytest\npytest.importorskip('no_such_library')\ndef test_other(): pass\n"
    result = run_pytest(tmp_path, text + SKIPPING.replace("pytest.skip", "print"), CI="true")
    assert result.returncode != 0
    assert "no_such_library" in result.stdout


HEAVY = "import pytest\n@pytest.mark.full\ndef test_long(): pass\ndef test_short(): pass\n"


@pytest.mark.parametrize(("options", "summary"), [((), "1 passed, 1 deselected"), (("--full",), "2 passed")])
def test_the_full_batteries_run_when_asked_for(tmp_path: Path, options: tuple[str, ...], summary: str) -> None:
    result = run_pytest(tmp_path, HEAVY, *options, CI="true")
    assert result.returncode == 0, result.stdout + result.stderr
    assert summary in result.stdout


def report(percent: float, **files: Any) -> dict[str, Any]:
    paths = {name.replace("__", "/") + ".py": found for name, found in files.items()}
    return {"files": paths, "totals": {"percent_covered": percent}}


WHOLE = {"missing_lines": [], "missing_branches": []}


def test_gates_that_are_met_say_nothing() -> None:
    partly = {"missing_lines": [3], "missing_branches": []}
    assert unmet(report(90.0, desktop__domain__money=WHOLE, desktop__ui__theme=partly)) == []


@pytest.mark.parametrize(
    ("name", "found", "said"),
    [
        (
            "desktop__domain__money",
            {"missing_lines": [7], "missing_branches": []},
            "desktop/domain/money.py: not covered: 7",
        ),
        ("desktop__vault__files", {"missing_lines": [], "missing_branches": [[4, -1]]}, "4->exit"),
        ("desktop__storage__work", {"missing_lines": [], "missing_branches": [[4, 9]]}, "4->9"),
    ],
)
def test_one_missed_branch_of_a_dear_room_is_named(name: str, found: dict[str, Any], said: str) -> None:
    assert said in unmet(report(99.0, **{name: found}))[0]


def test_too_little_in_all_is_said() -> None:
    assert unmet(report(89.9)) == ["all of desktop/: 89.9 % covered (90 % is asked for)"]


SAMPLED = (
    "import pytest\n"
    "@pytest.mark.sampled(5)\n"
    "@pytest.mark.parametrize('language', ['be', 'en', 'pl', 'uk'])\n"
    "@pytest.mark.parametrize('sheet', ['a4', 'a5', 'two'])\n"
    "def test_paper(language, sheet): print('case', language, sheet)\n"
)


def test_of_many_like_cases_the_short_form_takes_some_and_the_full_form_all(tmp_path: Path) -> None:
    short = [run_pytest(tmp_path, SAMPLED, "-s", "-p", "no:xdist", f"--randomly-seed={seed}") for seed in (1, 2)]
    assert all("3 passed, 9 deselected" in each.stdout for each in short), short[0].stdout + short[0].stderr
    seen = [set(re.findall(r"case (\w+ \w+)", each.stdout)) for each in short]
    assert len(seen[0]) == 3
    assert seen[0] == seen[1], "the same ones, in whatever order"
    assert "12 passed" in run_pytest(tmp_path, SAMPLED, "--full").stdout
