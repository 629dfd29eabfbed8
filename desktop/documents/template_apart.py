"""A donor's form is opened first in a process of its own, with limits: a form that breaks its reader breaks only that.

The file goes through a pipe and never lies on the disk.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.documents.template_guard import guard
from desktop.domain.errors import CannotRead

if TYPE_CHECKING:
    from desktop.domain.templates import SheetGrid

FLAG = "--read-form"
"""The program's hidden argument by which it starts as the reader of one form."""
_SECONDS = 60
_MEBIBYTES = 1024
_REASONS = frozenset(("template_no_xlsx", "template_too_wide"))


def grids_apart(data: bytes) -> tuple[SheetGrid, ...]:
    """Look at a form's sheets.

    Raises:
        CannotRead: It is no plain small .xlsx; the reason is a stable word.
    """
    from desktop.documents.template_grid import heard  # noqa: PLC0415 - late, as all of it

    guard(data)
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-s", "-B", "-m", "desktop"]
    try:
        done = subprocess.run(  # noqa: S603  our own program
            [*program, FLAG],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (subprocess.TimeoutExpired, OSError):
        raise CannotRead(reason="reader_failed") from None
    if done.returncode:
        reason = done.stdout[:60].decode("ascii", "replace")
        raise CannotRead(reason=reason if reason in _REASONS else "reader_failed")
    try:
        return heard(done.stdout)
    except (ValueError, TypeError, RecursionError):
        raise CannotRead(reason="reader_failed") from None


def main() -> int:
    """Read one form from the standard input and tell it on the standard output."""
    _limit()
    from desktop.documents.template_grid import read_grids, told  # noqa: PLC0415 - after the limits are set

    # By number: a program without a console may have no sys.stdin, and bytes must stay bytes on Windows.
    with (
        io.BufferedReader(io.FileIO(0, "r", closefd=False)) as source,
        io.BufferedWriter(io.FileIO(1, "w", closefd=False)) as target,
    ):
        try:
            target.write(told(read_grids(source.read())))
        except CannotRead as refused:
            target.write(str(refused.params["reason"]).encode())
            return 1
    return 0


def _limit() -> None:
    """Take no more memory than a form needs, and write no file, where the system can hold to that."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  exists on POSIX only

    limits = ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, _MEBIBYTES << 20))
    for kind, most in limits:
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue


def _environment() -> dict[str, str]:
    """The reader finds the program where this one is, and nothing else that was meant for Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return kept
