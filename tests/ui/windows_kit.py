"""A stand-in for Windows' library of windows, for tests on other systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.ui.captures import SHOWN

if TYPE_CHECKING:
    import ctypes

    from PySide6.QtWidgets import QWidget

OUT, MONITOR, ANYWHERE = 0x11, 0x1, 0x0


class _Call:
    """A function of a library; its `restype` is set as ctypes wants it."""

    def __init__(self, act: Any) -> None:
        self.restype: object = None
        self._act = act

    def __call__(self, *all_of_it: Any) -> Any:
        return self._act(*all_of_it)


class User32:
    """Stands for Windows' library: knows where each window may be seen, and tells of windows that are shown."""

    def __init__(self, *, old: bool = False, hooks: bool = True) -> None:
        self.seen: dict[int, int] = {}
        self.parts: set[int] = set()
        self.unhooked: list[int | None] = []
        self.hook: tuple[Any, ...] = ()
        self._old, self._hooks = old, hooks
        self.SetWinEventHook = _Call(self._set_hook)

    def _set_hook(self, *all_of_it: Any) -> int | None:
        self.hook = all_of_it
        return 77 if self._hooks else None

    def UnhookWinEvent(self, hook: ctypes.c_void_p) -> int:
        self.unhooked.append(hook.value)
        return 1

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, wanted: ctypes.c_uint32) -> int:
        if window.value is None or window.value in self.parts or (self._old and wanted.value == OUT):
            return 0
        self.seen[window.value] = wanted.value
        return 1

    def tell(self, window: QWidget | int, thing: int = 0, child: int = 0) -> None:
        """Tell that a window is shown, as Windows does: through the pointer that it was given."""
        handle = window if isinstance(window, int) else int(window.winId())
        self.hook[3](77, SHOWN, handle, thing, child, 5, 6)
