"""What a Linux desktop says of the session: the machine sleeps, the session is locked or left, its screen covered.

Spoken over the desktop's own message bus, a local socket; a bus that is anywhere else than on this machine is not
listened to. Where there is none, the watch on the clocks is left. Nothing is ever said on it but "tell me", and "before
you sleep, wait until I have locked": keys and names would lie in what a sleeping machine keeps, on the disk too.

Source: the interfaces of systemd-logind (org.freedesktop.login1) and its inhibitor locks; elogind offers the same.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")

# The binding takes these as texts, whatever its stubs say.
_STATE: Any = SLOT("hear_state(bool)")
_LOCK: Any = SLOT("hear_lock()")
_CHANGED: Any = SLOT("hear_change(QString,QVariantMap)")


class SessionEars(QObject):
    """`left` when the machine goes to sleep, the session is locked, or another user's comes to the front.

    Between `hold` and `release` the machine waits with its sleep until what is open is locked (logind waits five
    seconds at most, unless its settings say otherwise).
    """

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buses: list[QDBusConnection] = []
        self._login: QDBusConnection | None = None
        self._hold: QDBusUnixFileDescriptor | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._wanted = False

    @property
    def holds_sleep(self) -> bool:
        """Whether the machine would wait with its sleep."""
        return self._hold is not None

    def listen(self) -> None:
        """Listen on the machine's bus and the session's, where there are any."""
        if not sys.platform.startswith("linux"):
            return
        if is_local(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:")):
            self.listen_to(QDBusConnection.systemBus(), (), os.environ.get("XDG_SESSION_ID", ""))
        if is_local(os.environ.get("DBUS_SESSION_BUS_ADDRESS", "unix:")):
            self.listen_to(QDBusConnection.sessionBus(), _SAVERS)

    def listen_to(self, bus: QDBusConnection, savers: Sequence[str], session: str = "") -> bool:
        """Listen on one bus; False when it is not there.

        Args:
            bus: The session's bus, or the machine's.
            savers: The screen savers' interfaces on the session's; none: it is the machine's.
            session: Our session's name at logind; empty where it is not known: users' changes are not heard then.
        """
        if not bus.isConnected():
            return False
        self._buses.append(bus)
        if savers:
            for saver in savers:
                bus.connect("", "", saver, "ActiveChanged", self, _STATE)
            return True
        bus.connect("", "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _STATE)
        bus.connect("", "", f"{_LOGIN}.Session", "Lock", self, _LOCK)
        if session:
            bus.connect("", session_path(session), _PROPERTIES, "PropertiesChanged", self, _CHANGED)
        self._login = bus
        return True

    def hold(self) -> None:
        """An office is open: ask the machine for patience, without waiting for its answer.

        Where nobody answers, nothing is held.
        """
        self._wanted = True
        if self._login is None or self._hold is not None or self._asked is not None:
            return
        asking = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, f"{_LOGIN}.Manager", "Inhibit")
        asking.setArguments(["sleep", "Skarbonka", "The vault is being locked", "delay"])
        asking.setAutoStartService(False)
        self._asked = QDBusPendingCallWatcher(self._login.asyncCall(asking), self)
        self._asked.finished.connect(self._on_held)

    def release(self) -> None:
        """Nothing is open any more: the machine may sleep."""
        self._wanted = False
        self._hold = None  # the last hold on the descriptor: logind sees it closed

    def end(self) -> None:
        """Nothing more is held; what is heard is heard until the program's end."""
        self.release()

    def _on_held(self, asked: QDBusPendingCallWatcher) -> None:
        self._asked = None
        answer = asked.reply()
        given = answer.arguments()[:1]
        if self._wanted and answer.type() is QDBusMessage.MessageType.ReplyMessage and given:
            self._hold = given[0] if isinstance(given[0], QDBusUnixFileDescriptor) else None
        asked.deleteLater()

    @Slot(bool)
    def hear_state(self, begins: bool) -> None:
        """The machine goes to sleep (True) or wakes, the screen is covered (True) or shown."""
        if begins:
            self.left.emit()

    @Slot()
    def hear_lock(self) -> None:
        """The session is locked."""
        self.left.emit()

    @Slot(str, "QVariantMap")
    def hear_change(self, interface: str, changed: dict[str, object]) -> None:
        """Something of our session changed; it is not in front any more when somebody else's is."""
        if interface == f"{_LOGIN}.Session" and changed.get("Active") is False:
            self.left.emit()


def session_path(session: str) -> str:
    """Give the path at which logind speaks of a session: what no path may have stands as its bytes' numbers."""
    letters = []
    for at, byte in enumerate(session.encode()):
        plain = chr(byte).isascii() and (chr(byte).isalpha() or (at > 0 and chr(byte).isdigit()))
        letters.append(chr(byte) if plain else f"_{byte:02x}")
    return f"{_LOGIN_PATH}/session/{''.join(letters)}"


def is_local(addresses: str) -> bool:
    """Whether all addresses of a bus are on this machine."""
    return bool(addresses) and all(each.startswith("unix:") for each in addresses.split(";") if each)
