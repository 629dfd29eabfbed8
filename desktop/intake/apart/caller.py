"""Starts the helper, gives it a file and hears its pages; ends it when it takes too long, or nobody wants it any more.

The file goes through a pipe and never lies on the disk. What comes back is checked as if the helper were the file:
numbers in their bounds, pixels of exactly the size that was said.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from desktop.domain.errors import CannotRead
from desktop.intake.apart.wire import FLAG, Broken, Part, read_part

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

_MEDIA = ("application/pdf", "image/jpeg", "image/png", "image/webp", "image/tiff")
_CHANNELS = 3
_LONGEST_CODE = 200
_MOST_CODES = 20
_REASONS = frozenset(("locked", "too_many_pages", "too_many_pixels", "no_picture", "heic"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a file: pages at most `longest` pixels long, codes or not; and what the helper may use.

    `most` is the most pages that it may have; `seconds` the longest that one page may take.
    """

    longest: int
    codes: bool = False
    first_only: bool = False
    most: int = 200
    mebibytes: int = 1536
    seconds: int = 90


@dataclass(frozen=True, slots=True)
class PixelPage:
    """A page as pixels: red, green and blue, row by row from the top. `codes` are the texts of its QR codes."""

    media: str
    number: int
    count: int
    width: int
    height: int
    codes: tuple[str, ...]
    pixels: bytes


def read_apart(data: bytes, asked: Asked) -> Generator[PixelPage, None, None]:
    """Open a file in the helper and give its pages as they come. Use `contextlib.closing`: it ends the helper.

    Raises:
        CannotRead: With the reason as a stable word.
    """
    process = subprocess.Popen(  # noqa: S603  our own program
        _command(asked),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    watch = _Watch(process, asked.seconds)
    try:
        yield from _pages(process, data, asked, watch)
    finally:
        watch.end()
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)
        process.wait()


def _pages(process: subprocess.Popen[bytes], data: bytes, asked: Asked, watch: _Watch) -> Iterator[PixelPage]:
    assert process.stdin is not None  # noqa: S101  for the type checker: pipes were asked for
    assert process.stdout is not None  # noqa: S101
    try:
        watch.begin()
        process.stdin.write(data)
        _close(process.stdin)
        while True:
            part = read_part(process.stdout)
            watch.end()
            if "end" in part.told:
                return
            if "refused" in part.told:
                raise CannotRead(reason=_reason(part.told["refused"]))
            yield _page(part, asked)
            watch.begin()
    except (Broken, OSError):
        raise CannotRead(reason="too_slow" if watch.rang else "reader_failed") from None


def _reason(word: object) -> str:
    """Take the helper's reason only if it is one; "damaged" is said of a picture here."""
    if word == "damaged":
        return "picture_damaged"
    return word if isinstance(word, str) and word in _REASONS else "reader_failed"


def _page(part: Part, asked: Asked) -> PixelPage:
    told = part.told
    numbers = [told.get(name) for name in ("number", "count", "width", "height")]
    codes = told.get("codes")
    if not all(type(each) is int and 0 < each <= 100_000 for each in numbers) or not _are_codes(codes):
        raise Broken
    number, count, width, height = (int(str(each)) for each in numbers)
    whole = max(width, height) <= asked.longest and len(part.blob) == width * height * _CHANNELS
    if told.get("media") not in _MEDIA or not whole or count > asked.most:
        raise Broken
    return PixelPage(str(told["media"]), number, count, width, height, tuple(codes or ()), part.blob)


def _are_codes(codes: Any) -> bool:
    return (
        isinstance(codes, list)
        and len(codes) <= _MOST_CODES
        and all(isinstance(each, str) and len(each) <= _LONGEST_CODE for each in codes)
    )


def _command(asked: Asked) -> Sequence[str]:
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-s", "-B", "-m", "desktop"]
    return [*program, FLAG, json.dumps(asdict(asked))]


def _environment() -> dict[str, str]:
    """The helper finds the program where this one is, and nothing else that was meant for Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[3])
    return kept


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # the helper is gone: what was left to write has nobody to read it
        return


class _Watch:
    """Ends a process that does not answer in time; `rang` tells that it did."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: int) -> None:
        self.rang = False
        self._process = process
        self._seconds = seconds
        self._timer: threading.Timer | None = None

    def begin(self) -> None:
        self._timer = threading.Timer(self._seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()
