"""Starts the helper, gives it a file and hears its parts; ends it when it takes too long, or nobody wants it any more.

The file goes through a pipe and never lies on the disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.intake.apart.wire import Broken, Part, read_part

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence


def hear(command: Sequence[str], data: bytes, seconds: int) -> Generator[Part, None, None]:
    """Start the helper, give it a file and give its parts as they come. Use `contextlib.closing`: it ends the helper.

    Args:
        command: What to start.
        data: The file.
        seconds: The longest that one part may take.

    Raises:
        CannotRead: with reason too_slow or reader_failed.
    """
    process = subprocess.Popen(  # noqa: S603  our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    watch = Watch(process, seconds)
    try:
        yield from _parts(process, data, watch)
    finally:
        watch.end()
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                close(stream)
        process.wait()


def _parts(process: subprocess.Popen[bytes], data: bytes, watch: Watch) -> Iterator[Part]:
    assert process.stdin is not None  # noqa: S101  for the type checker: pipes were asked for
    assert process.stdout is not None  # noqa: S101
    try:
        watch.begin()
        process.stdin.write(data)
        close(process.stdin)
        while True:
            part = read_part(process.stdout)
            watch.end()
            if "end" in part.told:
                return
            yield part
            watch.begin()
    except (Broken, OSError):
        raise CannotRead(reason="too_slow" if watch.rang else "reader_failed") from None


def program() -> list[str]:
    """Give the words that start this very program."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-s", "-B", "-m", "desktop"]


def environment() -> dict[str, str]:
    """The helper finds the program where this one is, and nothing else that was meant for Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[3])
    return kept


def close(stream: IO[bytes]) -> None:
    """Close a pipe, whether anybody is at its other end or not."""
    try:
        stream.close()
    except OSError:  # the helper is gone: what was left to write has nobody to read it
        return


class Watch:
    """Ends a process that does not answer in time; `rang` tells that it did."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: int) -> None:
        self.rang = False
        self._process = process
        self._seconds = seconds
        self._timer: threading.Timer | None = None

    def begin(self) -> None:
        """Count from now."""
        self._timer = threading.Timer(self._seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Count no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()
