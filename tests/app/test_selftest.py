"""The program's own test passes without a screen, leaves nothing behind, and fails when something is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def self_test(tmp_path: Path, code: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    env |= {"TMPDIR": str(tmp_path), "HOME": str(tmp_path / "home")}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=150, env=env)


def left_behind(tmp_path: Path) -> list[str]:
    return [path.name for path in tmp_path.iterdir() if path.name.startswith("skarbonka")]


def test_it_passes_without_a_screen(tmp_path: Path) -> None:
    done = self_test(tmp_path, "import sys; from desktop.app import main; sys.exit(main(['--self-test']))")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "self-test: all is well"
    assert len(lines) >= 10
    assert "self-test: a scan was filed to its receipt by the code on it" in lines
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("broken", ["desktop.documents.papers.draw_document", "desktop.services.vaults.open_vault"])
def test_it_fails_when_something_is_broken(tmp_path: Path, broken: str) -> None:
    module, name = broken.rsplit(".", 1)
    code = (
        f"import sys, {module} as broken; from desktop.app import main; "
        f"broken.{name} = lambda *a, **k: 1 / 0; sys.exit(main(['--self-test']))"
    )
    done = self_test(tmp_path, code)
    assert done.returncode == 1
    assert "FAILED" in done.stdout
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize(("library", "lacks"), [("zxingcpp", True), ("pypdfium2", True), ("no_such_library", False)])
def test_it_fails_where_the_reader_of_scans_lacks_a_library(tmp_path: Path, library: str, lacks: bool) -> None:
    """As in a build that forgot it: the reader runs in a process of its own, which finds no such module."""
    helper = f"import runpy, sys; sys.modules[{library!r}] = None; runpy.run_module('desktop', run_name='__main__')"
    code = (
        "import sys; from desktop.intake.apart import caller; plain = caller._command; "
        f"caller._command = lambda asked: [sys.executable, '-s', '-B', '-c', {helper!r}, *plain(asked)[-2:]]; "
        "from desktop.app import main; sys.exit(main(['--self-test']))"
    )
    done = self_test(tmp_path, code)
    assert ("FAILED" in done.stdout, done.returncode) == (lacks, int(lacks)), done.stdout
    scanned = "self-test: a scan was filed to its receipt by the code on it"
    assert (scanned in done.stdout.splitlines()) is not lacks
    assert left_behind(tmp_path) == []
