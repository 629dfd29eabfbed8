"""What a Linux desktop says of the session: the machine goes to sleep, the session is locked, its screen covered.

Spoken over the desktop's own message bus, a local socket; a bus that is anywhere else than on this machine is not
listened to. Where there is none, the watch on the clocks is left. Nothing is ever said on it but "tell me".
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOGIN = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")

# The binding takes these as texts, whatever its stubs say.
_STATE: Any = SLOT("hear_state(bool)")
_LOCK: Any = SLOT("hear_lock()")


class SessionEars(QObject):
    """`left` when the machine goes to sleep or the session is locked, as desktops do on a switch of users too."""

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buses: list[QDBusConnection] = []

    def listen(self) -> None:
        """Listen on the machine's bus and the session's, where there are any."""
        if not sys.platform.startswith("linux"):
            return
        if is_local(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:")):
            self.listen_to(QDBusConnection.systemBus(), ())
        if is_local(os.environ.get("DBUS_SESSION_BUS_ADDRESS", "unix:")):
            self.listen_to(QDBusConnection.sessionBus(), _SAVERS)

    def listen_to(self, bus: QDBusConnection, savers: Sequence[str]) -> bool:
        """Listen on one bus; False when it is not there."""
        if not bus.isConnected():
            return False
        self._buses.append(bus)
        if savers:
            for saver in savers:
                bus.connect("", "", saver, "ActiveChanged", self, _STATE)
        else:
            bus.connect("", "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _STATE)
            bus.connect("", "", f"{_LOGIN}.Session", "Lock", self, _LOCK)
        return True

    @Slot(bool)
    def hear_state(self, begins: bool) -> None:
        """The machine goes to sleep (True) or wakes, the screen is covered (True) or shown."""
        if begins:
            self.left.emit()

    @Slot()
    def hear_lock(self) -> None:
        """The session is locked."""
        self.left.emit()


def is_local(addresses: str) -> bool:
    """Whether all addresses of a bus are on this machine."""
    return bool(addresses) and all(each.startswith("unix:") for each in addresses.split(";") if each)
