"""What the desktop says of the session is heard on a local bus alone."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from desktop.ui.sessions import SessionEars, is_local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def bus() -> Iterator[str]:
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        yield ""
        return
    command = [daemon, "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        yield running.stdout.readline().strip()
        running.terminate()


def test_sleep_and_a_locked_session_are_heard(qtbot: QtBot, bus: str) -> None:
    ears = SessionEars()
    heard: list[bool] = []
    ears.left.connect(lambda: heard.append(True))
    if not bus:  # no bus on this machine: what is heard is the same
        ears.hear_state(True)
        ears.hear_lock()
        assert len(heard) == 2
        return
    ours, other = QDBusConnection.connectToBus(bus, "ours"), QDBusConnection.connectToBus(bus, "other")
    assert ears.listen_to(ours, ())
    assert ears.listen_to(ours, ("org.gnome.ScreenSaver",))
    # What we listen to is told to the bus without waiting: an answer that comes after it shows that the bus knows.
    asked = QDBusMessage.createMethodCall(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId"
    )
    assert ours.call(asked).type() is QDBusMessage.MessageType.ReplyMessage
    for path, interface, member, words in (
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [False]),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
        ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
        ("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock", []),
    ):
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(words)
        assert other.send(message)
    qtbot.waitUntil(lambda: len(heard) >= 3, timeout=20_000)
    assert len(heard) == 3
    for name in ("ours", "other"):
        QDBusConnection.disconnectFromBus(name)


def test_a_bus_that_is_not_there_is_not_listened_to() -> None:
    assert not SessionEars().listen_to(QDBusConnection("nowhere"), ())


def test_only_a_bus_on_this_machine_counts() -> None:
    assert is_local("unix:path=/run/user/1000/bus")
    assert is_local("unix:path=/a;unix:abstract=/b")
    assert not is_local("tcp:host=10.0.0.1,port=1")
    assert not is_local("unix:path=/a;tcp:host=10.0.0.1")
    assert not is_local("")
