"""Modules imported after PySide6 are not read as text: time to the first window, and memory for ever."""

from __future__ import annotations

import subprocess
import sys

_KEPT = "import desktop.app.program, linecache; print(*linecache.cache)"


def test_no_source_is_read_and_kept() -> None:
    """A PySide6 that asks otherwise than this one did fails here, and needs another answer in `desktop.ui.imports`."""
    said = subprocess.run([sys.executable, "-c", _KEPT], capture_output=True, text=True, check=True, timeout=60)
    assert "main_window" not in said.stdout
    assert len(said.stdout.split()) < 40  # what PySide6 itself brought, before it could be answered
