"""Requirement 28: no temporary files, and nothing written but the vault, the exports and the program's own state.

The hook stands in the interpreter, so it sees what was meant, with the path as Python names it, on every system; strace
in `test_canaries` sees what was done. Both walk the same way.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.tracing import ROOT
from tests.faults.walker import PAGE
from tests.faults.warden import CONTROLS, Outside, Warden

if TYPE_CHECKING:
    from pathlib import Path


def run(root: Path, control: str = "") -> subprocess.CompletedProcess[str]:
    place = root / "place"
    for folder in (place / "pages", place / "exports", root / "home" / ".state", root / "temp"):
        folder.mkdir(mode=0o700, parents=True)
    (place / "pages" / "page.txt").write_text(PAGE, encoding="utf-8")
    own = {"HOME": root / "home", "XDG_STATE_HOME": root / "home" / ".state", "TMPDIR": root / "temp"}
    return subprocess.run(
        [sys.executable, "-B", "-m", "tests.faults.warden", str(place), *([control] if control else [])],
        cwd=ROOT,
        env={**os.environ, **{name: str(path) for name, path in own.items()}},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )


def test_the_walk_writes_nothing_but_vault_exports_and_state(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert "outside:" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
    *_steps, walked, seen = done.stdout.splitlines()
    assert walked == "walked"
    assert {"open", "os.rename", "os.mkdir", "os.remove"} <= set(seen.removeprefix("seen: ").split())  # it was awake
    assert list((tmp_path / "temp").iterdir()) == []


@pytest.mark.parametrize("control", CONTROLS)
def test_control_what_is_written_elsewhere_is_found(tmp_path: Path, control: str) -> None:
    done = run(tmp_path, control)
    assert done.returncode == 1, done.stdout
    assert "outside: " in done.stderr, done.stderr
    assert not (tmp_path / "place" / "pages" / "note.txt").exists()
    assert list((tmp_path / "temp").iterdir()) == []


def test_a_hook_refuses_before_it_is_done(tmp_path: Path) -> None:
    warden = Warden(tmp_path / "vault")
    warden.hear("open", (str(tmp_path / "vault" / "header"), "wb", None))
    warden.hear("open", (str(tmp_path / "elsewhere"), "rb", os.O_RDONLY))
    warden.hear("open", (3, "wb", os.O_WRONLY))
    Warden(tmp_path / "vault", built=".vault.").hear("os.mkdir", (str(tmp_path / ".vault.new"), 0o700, -1))
    warden.hear("os.rename", (str(tmp_path / "vault" / "a"), str(tmp_path / "vault" / "b"), -1, -1))
    with pytest.raises(Outside):
        warden.hear("os.rename", (str(tmp_path / "vault" / "a"), str(tmp_path / "b"), -1, -1))
    with pytest.raises(Outside):
        warden.hear("open", (str(tmp_path / "vaults" / "header"), "wb", None))
    with pytest.raises(Outside):
        warden.hear("tempfile.mkstemp", ("/tmp/a",))
    assert len(warden.found) == 3
