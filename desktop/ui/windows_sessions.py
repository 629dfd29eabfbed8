"""What Windows says of the session: the machine sleeps, the session is locked, left for another user's, or ends.

Windows tells windows, so there is one that is never shown, and hears for the program. Messages are read there, and not
by a filter over the whole program: through that, every message of every window would pass through Python. Nothing is
asked and nothing is held: Windows gives each program about two seconds before the machine sleeps.

Source: Windows' own reference: WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WTSRegisterSessionNotification.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QByteArray

POWER, SUSPENDS = 0x0218, 0x0004
"""WM_POWERBROADCAST, PBT_APMSUSPEND."""
SESSION = 0x02B1
"""WM_WTSSESSION_CHANGE."""
LEFT = {0x2: "console disconnected", 0x4: "remote disconnected", 0x6: "logged off", 0x7: "locked"}
"""WTS_CONSOLE_DISCONNECT (another user's session comes in front), WTS_REMOTE_…, WTS_SESSION_LOGOFF, …_LOCK."""
_KIND = b"windows_generic_MSG"
_THIS_SESSION = 0


class Message(ctypes.Structure):
    """The beginning of Windows' MSG; sizes are its own, wherever this runs."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint32),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
    )


def windows_library(name: str) -> Any:
    """Load a library of Windows for this program alone; None on other systems."""
    load = getattr(ctypes, "WinDLL", None)
    try:
        return load(name) if load is not None else None
    except OSError:
        return None


class WindowsEars(QObject):
    """`left` as `SessionEars` says it. `sleeps` after it when the machine is about to: it waits for who listens.

    `hold` and `release` do nothing: there is nothing to be held.
    """

    left = Signal()
    sleeps = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear: _Ear | None = None
        self._told_by: Any = None

    @property
    def ear(self) -> QWindow | None:
        """The window that hears; none while nothing is listened to."""
        return self._ear

    def listen(self) -> None:
        """Listen on Windows, and nowhere else."""
        library = windows_library("wtsapi32")
        if library is not None:
            self.listen_by(library)

    def listen_by(self, library: Any) -> bool:
        """Listen; False when changes of the session will not be told (of sleep every window hears)."""
        self.end()
        self._ear = ear = _Ear(self.hear)
        ear.create()
        if library.WTSRegisterSessionNotification(_handle(ear), ctypes.c_uint32(_THIS_SESSION)):
            self._told_by = library
        return self._told_by is not None

    def hold(self) -> None:
        """An office is open."""

    def release(self) -> None:
        """Nothing is open any more."""

    def end(self) -> None:
        """Listen no more: what was registered has to be taken back while its window is there."""
        ear, self._ear = self._ear, None
        library, self._told_by = self._told_by, None
        if ear is None:
            return
        if library is not None:
            library.WTSUnRegisterSessionNotification(_handle(ear))
        ear.destroy()

    def hear(self, message: int, word: int) -> None:
        """Take one message of Windows'."""
        if message == POWER and word == SUSPENDS:
            self.left.emit()
            self.sleeps.emit()
        elif message == SESSION and word in LEFT:
            self.left.emit()


class _Ear(QWindow):
    """Never shown; what Windows sends to all windows is sent to it too."""

    def __init__(self, hear: Callable[[int, int], None]) -> None:
        super().__init__()
        self.setObjectName("window.ear")
        self._hear = hear

    def nativeEvent(self, eventType: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if eventType == _KIND:
            told = Message.from_address(int(message))
            self._hear(told.message, told.word)
        return False, 0  # heard, and not kept from Qt


def _handle(window: QWindow) -> ctypes.c_void_p:
    return ctypes.c_void_p(int(window.winId()))
