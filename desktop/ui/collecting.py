"""Python's garbage is collected on the UI thread alone, for as long as there is a worker.

Python collects cycles in whatever thread happens to allocate next. A page that was left is such a cycle, and widgets
and timers of Qt must end in the thread that they live in: collected by the worker, they crash the program.

What is freed goes back to the system. The C library would keep it, full of holes, and the program would seem to grow
with every page that is opened (measured over 1,000 clicks anywhere: 11 of 330 MB). So that the holes are few, a large
block (a window's picture, a style sheet) gets pages of its own, and all threads share one heap (measured over 20,000
clicks anywhere, two runs: 0.4 and 1.0 MB a thousand; 1.9 before).
"""

from __future__ import annotations

import ctypes
import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_MILLISECONDS = 200
_OLDEST = 2
_LARGE = 65_536
_MALLOC_OPTIONS = ((-3, _LARGE), (-1, 2 * _LARGE), (-8, 1))
"""M_MMAP_THRESHOLD, M_TRIM_THRESHOLD and M_ARENA_MAX of <malloc.h>; left alone, the first two grow to 32 and 64 MB."""

_held: list[QObject] = []
"""Those who hold it now: the collector is the interpreter's, so each must know of the others."""


class Collecting(QObject):
    """From `begin` to `end`, nothing is collected but by this timer, which lives on the UI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(collect_what_is_due)

    def begin(self) -> None:
        """Take over from the interpreter."""
        if self not in _held:
            _held.append(self)
        _keep_large_blocks_apart()
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Leave it to the interpreter again, once nobody else holds it."""
        if self in _held:
            _held.remove(self)
        self._timer.stop()
        if not _held:
            gc.enable()


def keep_what_lasts() -> None:
    """Leave out of every later look what lives as long as the program: its modules, once they are loaded.

    Looking through them takes a tenth of a second each time, in which the window answers nothing. What is garbage at
    this moment is left out too, so it is called once, and while no office is open.
    """
    gc.freeze()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has come to its threshold, as the interpreter would have."""
    for generation in (_OLDEST, 1, 0):
        threshold = gc.get_threshold()[generation]
        if threshold and gc.get_count()[generation] > threshold:
            gc.collect(generation)
            if generation == _OLDEST:
                _give_back()
            return


def collect_all() -> None:
    """Collect everything now, for a moment at which nobody waits: the office is locked, and its pages are gone."""
    gc.collect()
    _give_back()


def _give_back() -> None:
    """Give freed memory back to the system, on Linux with GNU's C library; others do it by themselves, or cannot."""
    trim = _gnu("malloc_trim")
    if trim is not None:
        trim(0)


def _keep_large_blocks_apart() -> None:
    """Tell GNU's C library once and for all how to part its memory; asked again, it does nothing more."""
    option = _gnu("mallopt")
    if option is not None:
        for name, value in _MALLOC_OPTIONS:
            option(name, value)


def _gnu(name: str) -> Callable[..., int] | None:
    """A function of GNU's C library, if this is the system that has it."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
