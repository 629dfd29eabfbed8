"""The walk over the screens at a scale of 200 % on a screen of 3840 × 2160: Qt takes a scale at its start alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.screen import SCALE

ROOT = Path(__file__).resolve().parents[2]
_SECONDS, _FULL_SECONDS = 240, 3000


@pytest.mark.timeout(_FULL_SECONDS)
def test_the_walk_at_twice_the_size(pytestconfig: pytest.Config) -> None:
    full = pytestconfig.option.full
    chosen = "100-light" if full else "start_screens and 100-light"
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    surroundings.pop("DISPLAY", None)
    surroundings.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:randomly", "-p", "no:cacheprovider",
         "-k", chosen, "tests/journeys/test_every_page.py"],
        cwd=ROOT, env=surroundings | {SCALE: "2"}, capture_output=True, text=True, check=False,
        timeout=_FULL_SECONDS if full else _SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
