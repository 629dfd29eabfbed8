"""Folders of tests in memory, where the machine has room for them."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_MEMORY = Path("/dev/shm")
#: What one process may need at most, and what the machine must have free beside it, in bytes.
_ROOM = 4 << 30


def _free(meminfo: str) -> int:
    """Return the bytes of memory that programs can have, as Linux tells them."""
    for line in meminfo.splitlines():
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * 1024
    return 0


def folder_in_memory() -> Path | None:
    """Make a folder in memory; None where the system has no such place or too little of it."""
    if not _MEMORY.is_dir():
        return None
    if min(shutil.disk_usage(_MEMORY).free, _free(Path("/proc/meminfo").read_text(encoding="ascii"))) < _ROOM:
        return None
    return Path(tempfile.mkdtemp(prefix="skarbonka-tests-", dir=_MEMORY))


def in_memory(usual: pytest.TempPathFactory, folder: Path) -> pytest.TempPathFactory:
    """Return a factory like the usual one that makes its folders elsewhere."""
    other = copy.copy(usual)
    other._basetemp = folder
    return other
