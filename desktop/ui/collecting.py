"""Python's garbage is collected on the UI thread alone, for as long as there is a worker.

Python collects cycles in whatever thread happens to allocate next. A page that was left is such a cycle, and widgets
and timers of Qt must end in the thread that they live in: collected by the worker, they crash the program.

What is freed goes back to the system. The C library would keep it, full of holes, and the program would seem to grow
with every page that is opened (measured over 1,000 clicks anywhere: 11 of 330 MB).
"""

from __future__ import annotations

import ctypes
import gc
import sys

from PySide6.QtCore import QObject, QTimer

_LOOK_MILLISECONDS = 200
_OLDEST = 2

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
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
