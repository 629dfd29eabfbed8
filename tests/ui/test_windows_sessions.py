"""What Windows tells its windows is heard, by messages laid out as Windows lays them out; nothing else is."""

from __future__ import annotations

import ctypes
import struct
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from desktop.ui import windows_sessions
from desktop.ui.windows_sessions import WindowsEars, windows_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QWindow
    from pytestqt.qtbot import QtBot

KIND = QByteArray(b"windows_generic_MSG")
#: MSG of 64-bit Windows: HWND, UINT and a gap, WPARAM, LPARAM, DWORD, POINT of two LONGs, a gap.
LAYOUT = "<QI4xQqIii4x"
HEARD = [(0x218, 4, 0), (0x2B1, 2, 1), (0x2B1, 4, 1), (0x2B1, 6, 1), (0x2B1, 7, 1)]
#: It wakes; its power changes; connected; logged on; unlocked; controlled from afar; keys and timers with these words.
NOT_HEARD = [(0x218, 7, 0), (0x218, 18, 0), (0x218, 10, 0), (0x2B1, 1, 1), (0x2B1, 3, 1), (0x2B1, 5, 1), (0x2B1, 8, 1),
             (0x2B1, 9, 1), (0x100, 4, 0), (0x113, 7, 0), (0x12B1, 7, 1), (0x2B1, (1 << 32) + 7, 1)]  # fmt: skip


class Wtsapi:
    """Stands for Windows' library; notes who is registered, and says whether it agrees."""

    def __init__(self, agrees: bool = True) -> None:
        self.agrees = agrees
        self.asked: list[tuple[str, int | None]] = []

    def WTSRegisterSessionNotification(self, window: ctypes.c_void_p, flags: ctypes.c_uint32) -> int:
        assert flags.value == 0, "this session's alone"
        self.asked.append(("register", window.value))
        return int(self.agrees)

    def WTSUnRegisterSessionNotification(self, window: ctypes.c_void_p) -> int:
        self.asked.append(("unregister", window.value))
        return 1


@pytest.fixture
def ears(qtbot: QtBot) -> Iterator[WindowsEars]:
    made = WindowsEars()
    yield made
    made.end()


def tell(ear: QWindow | None, message: int, word: int, long: int, kind: QByteArray = KIND) -> object:
    """Let a window have a message as the binding gives it: a pointer, without its type."""
    assert ear is not None
    told = ctypes.create_string_buffer(struct.pack(LAYOUT, int(ear.winId()), message, word, long, 99, 3, 4))
    # The stubs say that it is an int; the binding gives this.
    return ear.nativeEvent(kind, Shiboken.VoidPtr(ctypes.addressof(told)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("message", "word", "long"), HEARD)
def test_a_session_that_is_left_and_a_machine_that_goes_to_sleep_are_heard(
    ears: WindowsEars, message: int, word: int, long: int
) -> None:
    heard: list[str] = []
    ears.left.connect(lambda: heard.append("left"))
    ears.sleeps.connect(lambda: heard.append("sleeps"))
    assert ears.listen_by(Wtsapi())
    assert tell(ears.ear, message, word, long) == (False, 0), "Qt has it too"
    assert heard == (["left", "sleeps"] if message == 0x218 else ["left"])


@pytest.mark.parametrize(("message", "word", "long"), NOT_HEARD)
def test_nothing_else_locks(ears: WindowsEars, message: int, word: int, long: int) -> None:
    heard: list[bool] = []
    ears.left.connect(lambda: heard.append(True))
    ears.listen_by(Wtsapi())
    tell(ears.ear, message, word, long)
    assert not heard
    tell(ears.ear, *HEARD[-1])
    assert heard, "it would have been heard"


def test_the_numbers_are_windows_own() -> None:
    assert (windows_sessions.POWER, windows_sessions.SUSPENDS, windows_sessions.SESSION) == (536, 4, 689)
    assert sorted(windows_sessions.LEFT) == [2, 4, 6, 7]
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        fields = {name: getattr(windows_sessions.Message, name).offset for name, _ in windows_sessions.Message._fields_}
        assert fields == {"window": 0, "message": 8, "word": 16, "long": 24}


def test_what_is_no_message_of_windows_is_not_read(ears: WindowsEars) -> None:
    heard: list[bool] = []
    ears.left.connect(lambda: heard.append(True))
    ears.listen_by(Wtsapi())
    tell(ears.ear, *HEARD[0], kind=QByteArray(b"xcb_generic_event_t"))
    assert not heard


def test_one_window_that_is_never_shown_is_told_and_taken_back_at_the_end(ears: WindowsEars) -> None:
    library = Wtsapi()
    assert ears.listen_by(library)
    ear = ears.ear
    assert ear is not None
    assert not ear.isVisible()
    window = int(ear.winId())
    assert library.asked == [("register", window)]
    ears.hold()
    ears.release()
    ears.end()
    ears.end()
    assert library.asked == [("register", window), ("unregister", window)]
    assert ears.ear is None
    assert ear not in QApplication.topLevelWindows() or not ear.isVisible()


def test_where_the_session_is_not_told_sleep_is_still_heard(ears: WindowsEars) -> None:
    library = Wtsapi(agrees=False)
    heard: list[bool] = []
    ears.left.connect(lambda: heard.append(True))
    assert not ears.listen_by(library)
    tell(ears.ear, *HEARD[0])
    assert heard
    ears.end()
    assert [what for what, _ in library.asked] == ["register"], "what was not registered is not taken back"


def test_listening_again_begins_anew(ears: WindowsEars) -> None:
    first, second = Wtsapi(), Wtsapi()
    ears.listen_by(first)
    ears.listen_by(second)
    assert [what for what, _ in first.asked] == ["register", "unregister"]
    assert [what for what, _ in second.asked] == ["register"]


def test_other_systems_have_nothing_to_listen_to(ears: WindowsEars, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ctypes, "WinDLL", raising=False)
    ears.listen()
    assert ears.ear is None

    def missing(_name: str) -> None:
        raise OSError

    monkeypatch.setattr(ctypes, "WinDLL", missing, raising=False)
    assert windows_library("wtsapi32") is None
    library = Wtsapi()
    monkeypatch.setattr(ctypes, "WinDLL", {"wtsapi32": library}.get, raising=False)
    ears.listen()
    assert [what for what, _ in library.asked] == ["register"]
