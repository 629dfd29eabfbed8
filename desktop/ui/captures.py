"""Keeps the program's windows out of screenshots, shared screens and remote support, where a system can: on Windows.

There every window is told so as it is shown: Windows tells of that (menus, lists of choices, tips and its own dialogs
are windows too). A filter over the whole program would hear it as well, but every event would pass through Python.
Since Windows 10 2004 a window is left out, before it is black. It is a promise between programs, and no lock: what
does not ask Windows (a camera, a driver) sees the screen.

People who did not know of it took it for a fault (KeePassXC #7812, #9224), so the switch stands where they look first,
on the start screens too, and says what others see.

Source: Windows' own reference: SetWindowDisplayAffinity, SetWinEventHook.
"""

from __future__ import annotations

import ctypes
import os
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from desktop.i18n import mark
from desktop.ui.windows_sessions import windows_library

if TYPE_CHECKING:
    from desktop.ui.memory import Memory

TITLE = mark("Keep out of screenshots and shared screens")
HINT = mark("Shared screens, remote support and screenshots show black, or nothing at all, in place of this program")
OPEN_HINT = mark("Shared screens, remote support and screenshots show this program as you see it")

_KEY = "captures.kept_out"
_ANYWHERE, _MONITOR, _LEFT_OUT = 0x00, 0x01, 0x11
"""WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE."""
SHOWN = 0x8002
"""EVENT_OBJECT_SHOW; of a window itself where the object and the child are nought."""
_LATER = 0
"""WINEVENT_OUTOFCONTEXT: told by this thread's own messages, before anything is painted."""
_Heard: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)(
    None,
    ctypes.c_void_p,
    ctypes.c_uint32,
    ctypes.c_void_p,
    ctypes.c_int32,
    ctypes.c_int32,
    ctypes.c_uint32,
    ctypes.c_uint32,
)


class ScreenGuard(QObject):
    """The switch: `on` unless somebody turned it off on this computer. `changed(bool)` when it was turned."""

    changed = Signal(bool)

    def __init__(self, memory: Memory, app: QGuiApplication) -> None:
        super().__init__(app)
        self._memory = memory
        self._user32 = windows_library("user32")
        self._heard: Any = None
        self._hook: int | None = None
        if self._user32 is not None:
            self._follow(app)

    @property
    def works(self) -> bool:
        """Whether this system can do it; where it cannot, no switch is shown."""
        return self._user32 is not None

    @property
    def on(self) -> bool:
        """Whether windows are kept out."""
        return self.works and self._memory.flag(_KEY, default=True)

    def turn(self, on: bool) -> None:
        """Keep all windows out from now on, or none; remembered for this computer."""
        if not self.works or on == self.on:
            return
        self._memory.keep(_KEY, on)
        for window in QGuiApplication.topLevelWindows():
            self._on_front(window)
        self.changed.emit(on)

    def end(self) -> None:
        """Follow windows no more."""
        if self._hook:
            self._user32.UnhookWinEvent(ctypes.c_void_p(self._hook))
        self._hook = self._heard = None

    def _follow(self, app: QGuiApplication) -> None:
        self._heard = _Heard(self._on_shown)  # held here: Windows holds none of it
        self._user32.SetWinEventHook.restype = ctypes.c_void_p
        shown, own, all_threads = ctypes.c_uint32(SHOWN), ctypes.c_uint32(os.getpid()), ctypes.c_uint32(0)
        self._hook = self._user32.SetWinEventHook(
            shown, shown, None, self._heard, own, all_threads, ctypes.c_uint32(_LATER)
        )
        # Where it is refused, the main window and dialogs are kept out still, as soon as they have the keyboard.
        app.focusWindowChanged.connect(self._on_front)

    def _on_front(self, window: QWindow | None) -> None:
        if window is not None and window.isVisible():  # one that is hidden is told of when it is shown
            self._put(int(window.winId()))

    def _on_shown(
        self, _hook: int, _event: int, window: int | None, thing: int, child: int, _thread: int, _at: int
    ) -> None:
        if window and not thing and not child:
            self._put(window)

    def _put(self, window: int) -> bool:
        """Say where a window may be seen; a part of another window is refused, and needs nothing."""
        handle, say = ctypes.c_void_p(window), self._user32.SetWindowDisplayAffinity
        wanted = (_LEFT_OUT, _MONITOR) if self.on else (_ANYWHERE,)
        return any(say(handle, ctypes.c_uint32(each)) for each in wanted)
