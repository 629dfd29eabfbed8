"""What the desktop says of the session is heard on a local bus alone."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject

from desktop.ui.sessions import SessionEars, is_local, session_path

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


class Logind(QDBusVirtualObject):
    """Stands for logind: gives each who asks the writing end of a pipe, whose reading end tells whether it is held."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[object]] = []
        self.ends: list[int] = []

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append([message.member(), *message.arguments()])
        reading, writing = os.pipe()
        self.ends.append(reading)
        answer = message.createReply()
        answer.setArguments([QDBusUnixFileDescriptor(writing)])
        os.close(writing)
        return connection.send(answer)

    def held(self) -> list[bool]:
        """Whether each pipe's other end is open somewhere."""
        return [not select.select([end], [], [], 0)[0] for end in self.ends]


@pytest.fixture
def logind(bus: str) -> Iterator[Logind]:
    if not bus:
        pytest.skip("dbus-daemon is missing")
    found = Logind()
    server = QDBusConnection.connectToBus(bus, "logind")
    assert server.registerService("org.freedesktop.login1")
    assert server.registerVirtualObject("/org/freedesktop/login1", found)
    yield found
    server.unregisterObject("/org/freedesktop/login1")
    for end in found.ends:
        os.close(end)
    QDBusConnection.disconnectFromBus("logind")


def test_the_machine_waits_with_its_sleep_until_what_is_open_is_locked(qtbot: QtBot, bus: str, logind: Logind) -> None:
    ears = SessionEars()
    ears.hold()
    assert not ears.holds_sleep, "nothing is listened to yet"
    assert ears.listen_to(QDBusConnection.connectToBus(bus, "waiting"), ())
    ears.hold()
    ears.hold()
    qtbot.waitUntil(lambda: ears.holds_sleep, timeout=20_000)
    assert logind.asked == [["Inhibit", "sleep", "Skarbonka", "The vault is being locked", "delay"]]
    assert logind.held() == [True]
    ears.release()
    qtbot.waitUntil(lambda: logind.held() == [False], timeout=20_000)
    ears.hold()
    qtbot.waitUntil(lambda: ears.holds_sleep, timeout=20_000)
    assert logind.held() == [False, True]
    ears.end()
    qtbot.waitUntil(lambda: logind.held() == [False, False], timeout=20_000)
    QDBusConnection.disconnectFromBus("waiting")


def test_an_answer_that_comes_after_the_lock_holds_nothing(qtbot: QtBot, bus: str, logind: Logind) -> None:
    ears = SessionEars()
    assert ears.listen_to(QDBusConnection.connectToBus(bus, "late"), ())
    ears.hold()
    ears.release()
    qtbot.waitUntil(lambda: logind.held() == [False], timeout=20_000)
    assert not ears.holds_sleep
    QDBusConnection.disconnectFromBus("late")


def test_a_session_that_another_user_s_takes_the_place_of_is_left(qtbot: QtBot, bus: str, logind: Logind) -> None:
    ears = SessionEars()
    heard: list[bool] = []
    ears.left.connect(lambda: heard.append(True))
    ours, other = QDBusConnection.connectToBus(bus, "mine"), QDBusConnection.connectToBus(bus, "theirs")
    assert ears.listen_to(ours, (), "2")
    asked = QDBusMessage.createMethodCall(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId"
    )
    assert ours.call(asked).type() is QDBusMessage.MessageType.ReplyMessage
    session, properties = "org.freedesktop.login1.Session", "org.freedesktop.DBus.Properties"
    for path, interface, changed in (
        (session_path("3"), session, {"Active": False}),
        (session_path("2"), "org.freedesktop.login1.User", {"Active": False}),
        (session_path("2"), session, {"IdleHint": False}),
        (session_path("2"), session, {"Active": True}),
        (session_path("2"), session, {"Active": False, "State": "online"}),
    ):
        before = len(heard)
        message = QDBusMessage.createSignal(path, properties, "PropertiesChanged")
        message.setArguments([interface, changed, []])
        assert other.send(message)
        assert len(heard) == before == 0
    qtbot.waitUntil(lambda: len(heard) >= 1, timeout=20_000)
    assert len(heard) == 1
    for name in ("mine", "theirs"):
        QDBusConnection.disconnectFromBus(name)


def test_the_path_of_a_session_is_logind_s() -> None:
    assert session_path("2") == "/org/freedesktop/login1/session/_32"
    assert session_path("c12") == "/org/freedesktop/login1/session/c12"
    assert session_path("a.b") == "/org/freedesktop/login1/session/a_2eb"


def test_a_bus_that_is_not_there_is_not_listened_to() -> None:
    assert not SessionEars().listen_to(QDBusConnection("nowhere"), ())


def test_only_a_bus_on_this_machine_counts() -> None:
    assert is_local("unix:path=/run/user/1000/bus")
    assert is_local("unix:path=/a;unix:abstract=/b")
    assert not is_local("tcp:host=10.0.0.1,port=1")
    assert not is_local("unix:path=/a;tcp:host=10.0.0.1")
    assert not is_local("")
