"""Watches for what locks the office: nobody at the machine, a machine that slept, and the lock key, wherever it is hit.

It hears the two other keys that work everywhere, in a dialog too: F1 for help, F8 for the safe view.

The watch counts on the clock that runs while the machine sleeps; where the system has none it counts on the wall
clock, and a machine whose clock was put forward is taken for one that slept: locking once too often harms nobody.
"""

from __future__ import annotations

import time
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from desktop.ui.shortcuts import latin_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

_TICK_MILLISECONDS = 1_000
SLEPT_SECONDS = 2.0
"""The clocks drift apart by less while the machine is awake."""
_SIGNS = frozenset({
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
})  # fmt: skip


class LockReason(Enum):
    """Why the office is locked."""

    KEY = "key"
    IDLE = "idle"
    SLEPT = "slept"


def boot_seconds() -> float:
    """Seconds on the clock that goes on while the machine sleeps; the wall clock where there is none."""
    clock: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if clock is None else time.clock_gettime(clock)


class Watch(QObject):
    """`wanted(LockReason)` when the office should be locked. `limit` is in seconds, 0 for never; `busy` defers idling.

    It stands before each window that has the keyboard, not on the application: every event of every widget would pass
    through Python otherwise.
    """

    wanted = Signal(object)
    left = Signal(bool)
    """Whether the program went to the background (True) or came back."""
    help_asked = Signal()
    safe_asked = Signal()

    def __init__(
        self,
        app: QApplication,
        boot: Callable[[], float] = boot_seconds,
        awake: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(app)
        self.limit = 0.0
        self.busy: Callable[[], bool] = lambda: False
        self._boot, self._awake = boot, awake
        self._ended = False
        self._last = boot()
        self._asleep = boot() - awake()
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._stand_before(QGuiApplication.focusWindow())
        app.focusWindowChanged.connect(self._stand_before)
        app.applicationStateChanged.connect(self._on_state)

    def end(self) -> None:
        """Look no more."""
        if not self._ended:
            self._ended = True
            self._timer.stop()
            self.deleteLater()

    def note(self) -> None:
        """Somebody is there."""
        self._last = self._boot()

    @property
    def rested(self) -> float:
        """Seconds since the last sign of somebody."""
        return self._boot() - self._last

    def tick(self) -> None:
        """Look at the clocks once."""
        now = self._boot()
        asleep, self._asleep = self._asleep, now - self._awake()
        if self._asleep - asleep > SLEPT_SECONDS:
            self.wanted.emit(LockReason.SLEPT)
        elif self.limit and now - self._last >= self.limit and not self.busy():
            self.wanted.emit(LockReason.IDLE)

    def _stand_before(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more is no more: Qt keeps one of each

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationSuspended:
            self.wanted.emit(LockReason.SLEPT)
        self.left.emit(state is not Qt.ApplicationState.ApplicationActive)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _SIGNS:
            return False
        self._last = self._boot()
        return isinstance(event, QKeyEvent) and self._heard(event)

    def _heard(self, event: QKeyEvent) -> bool:
        """Whether it is one of the keys that work everywhere."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if (latin_key(event) or event.key()) != Qt.Key.Key_L:
                return False
            self.wanted.emit(LockReason.KEY)
            return True
        asked = {int(Qt.Key.Key_F1): self.help_asked, int(Qt.Key.Key_F8): self.safe_asked}.get(event.key())
        if asked is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if not event.isAutoRepeat():
            asked.emit()
        return True
