"""Windows are kept out of screen captures as they are shown, in the words that Windows' own library takes."""

from __future__ import annotations

import ctypes
import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from desktop.ui import captures
from desktop.ui.captures import HINT, OPEN_HINT, ScreenGuard
from desktop.ui.start.captures import CapturesSwitch
from tests.ui.kit import assert_named, memory_in
from tests.ui.windows_kit import ANYWHERE, MONITOR, OUT, User32

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def user32(monkeypatch: pytest.MonkeyPatch) -> User32:
    made = User32()
    monkeypatch.setattr(captures, "windows_library", {"user32": made}.get)
    return made


@pytest.fixture
def guard(user32: User32, qapp: QApplication, tmp_path: Path) -> Iterator[ScreenGuard]:
    made = ScreenGuard(memory_in(tmp_path), qapp)
    yield made
    made.end()
    made.deleteLater()


def shown(qtbot: QtBot, window: QWidget) -> QWidget:
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_windows_dialogs_and_menus_are_kept_out_as_they_are_shown(
    qtbot: QtBot, guard: ScreenGuard, user32: User32
) -> None:
    assert guard.works
    assert guard.on
    for window in (QWidget(), QDialog(), QMenu()):
        shown(qtbot, window)
        user32.seen.clear()  # those with the keyboard were put out already
        user32.tell(window)
        assert user32.seen == {int(window.winId()): OUT}


def test_windows_is_asked_to_tell_of_this_program_s_windows_alone(guard: ScreenGuard, user32: User32) -> None:
    first, last, module, _heard, process, thread, flags = user32.hook
    assert (first.value, last.value, module) == (0x8002, 0x8002, None)
    assert (process.value, thread.value, flags.value) == (os.getpid(), 0, 0)
    assert user32.SetWinEventHook.restype is ctypes.c_void_p, "a handle is longer than an int"
    guard.end()
    guard.end()
    assert user32.unhooked == [77]


def test_parts_of_windows_and_other_objects_need_nothing(guard: ScreenGuard, user32: User32) -> None:
    user32.parts.add(40)
    user32.tell(40)
    user32.tell(41, thing=-4)
    user32.tell(42, child=1)
    user32.tell(0)
    assert user32.seen == {}
    user32.tell(43)
    assert user32.seen == {43: OUT}, "the control"


def test_an_older_windows_shows_black(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = User32(old=True)
    monkeypatch.setattr(captures, "windows_library", lambda _name: old)
    guard = ScreenGuard(memory_in(tmp_path), qapp)
    old.tell(9)
    assert old.seen == {9: MONITOR}
    guard.turn(False)
    old.tell(9)
    assert old.seen == {9: ANYWHERE}
    guard.end()


def test_turned_off_and_on_all_that_is_shown_follows(
    qtbot: QtBot, guard: ScreenGuard, user32: User32, tmp_path: Path
) -> None:
    turned: list[bool] = []
    guard.changed.connect(turned.append)
    one, hidden = shown(qtbot, QWidget()), shown(qtbot, QWidget())
    for each in (one, hidden):
        user32.tell(each)
    hidden.hide()
    guard.turn(False)
    guard.turn(False)
    assert user32.seen[int(one.winId())] == ANYWHERE
    assert user32.seen[int(hidden.winId())] == OUT, "it is told of when it is shown again"
    user32.tell(hidden)
    assert user32.seen[int(hidden.winId())] == ANYWHERE
    again = memory_in(tmp_path)
    again.settle("any vault", 1)
    assert not again.flag("captures.kept_out", default=True), "of this computer, whoever works"
    guard.turn(True)
    assert user32.seen[int(one.winId())] == OUT
    assert turned == [False, True]


def test_a_window_with_the_keyboard_is_kept_out_where_windows_tells_nothing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaf = User32(hooks=False)
    monkeypatch.setattr(captures, "windows_library", lambda _name: deaf)
    guard = ScreenGuard(memory_in(tmp_path), qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qapp.focusWindowChanged.emit(window.windowHandle())
    assert deaf.seen == {int(window.winId()): OUT}
    qapp.focusWindowChanged.emit(None)
    guard.end()
    assert deaf.unhooked == []


def test_other_systems_have_no_switch(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures, "windows_library", lambda _name: None)
    guard = ScreenGuard(memory_in(tmp_path), qapp)
    turned: list[bool] = []
    guard.changed.connect(turned.append)
    guard.turn(True)
    guard.turn(False)
    guard.end()
    assert not guard.works
    assert not guard.on
    assert turned == []


def test_the_switch_of_a_start_screen_says_what_others_see(qtbot: QtBot, guard: ScreenGuard) -> None:
    switch = shown(qtbot, CapturesSwitch("lock", guard))
    assert isinstance(switch, CapturesSwitch)
    assert_named(switch)
    assert switch.box.objectName() == "lock.captures"
    assert switch.box.isChecked()
    assert switch.hint.text() == HINT
    switch.box.click()
    assert not guard.on
    assert switch.hint.text() == switch.box.accessibleDescription() == OPEN_HINT
    guard.turn(True)
    assert switch.box.isChecked()
    assert switch.hint.text() == HINT
