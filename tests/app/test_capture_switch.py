"""The switch against screen captures: on a start screen, in the View menu and in Settings, one and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox

import desktop.app
from desktop.ui import captures
from desktop.ui.captures import HINT, OPEN_HINT
from desktop.ui.start.lock import LockScreen
from tests.ui.kit import memory_in
from tests.ui.windows_kit import User32

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program
    from tests.app.conftest import MakeProgram


@pytest.fixture
def user32(monkeypatch: pytest.MonkeyPatch) -> User32:
    made = User32()
    monkeypatch.setattr(captures, "windows_library", lambda _name: made)
    return made


def unlock(program: Program, qtbot: QtBot, passphrase: str) -> None:
    screen = program.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText(passphrase)
    screen.unlock.click()
    qtbot.waitUntil(lambda: program.place is not None and program.tasks.idle, timeout=20_000)


def test_it_is_on_from_the_first_screen_and_turned_anywhere(
    user32: User32, make_program: MakeProgram, vault: Path, tmp_path: Path, qtbot: QtBot, passphrase: str
) -> None:
    memory_in(tmp_path).last_vault = vault
    program = make_program()
    window = int(program.window.winId())
    user32.tell(window)
    assert user32.seen[window] == 0x11
    assert program.screen is not None
    box = program.screen.findChild(QCheckBox, "lock.captures")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    unlock(program, qtbot, passphrase)
    action = program.window.findChild(QAction, "menu.captures")
    assert isinstance(action, QAction)
    assert action.isEnabled()
    assert action.isChecked()
    workspace = program.window.workspace
    assert workspace is not None
    workspace.go("settings")
    qtbot.waitUntil(
        lambda: program.window.findChild(QCheckBox, "settings.captures") is not None and program.tasks.idle,
        timeout=20_000,
    )
    field = program.window.findChild(QCheckBox, "settings.captures")
    assert isinstance(field, QCheckBox)
    assert field.isEnabled()
    assert field.isChecked()
    action.trigger()
    assert not field.isChecked()
    assert OPEN_HINT in field.accessibleDescription()
    assert not action.isChecked()
    assert workspace.banner.text == OPEN_HINT
    assert user32.seen[window] == 0x0
    field.click()
    assert action.isChecked()
    assert user32.seen[window] == 0x11
    assert workspace.page is not None
    assert not workspace.page.unsaved(), "nothing of it waits for Save"
    action.trigger()
    action.trigger()
    assert workspace.banner.text == HINT
    program.quit()
    assert user32.unhooked == [77]


def test_elsewhere_there_is_no_switch(
    make_program: MakeProgram, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(captures, "windows_library", lambda _name: None)
    memory_in(tmp_path).last_vault = vault
    program = make_program()
    assert program.screen is not None
    assert program.screen.findChild(QCheckBox, "lock.captures") is None
    assert program.window.findChild(QAction, "menu.captures") is None


@pytest.mark.parametrize(("arguments", "captured"), [([], False), (["--show-in-captures"], True)])
def test_a_window_that_is_seen_from_afar_alone_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], captured: bool
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr("desktop.vault.process.disable_core_dumps", lambda: True)
    monkeypatch.setattr("desktop.app.program.run_window", lambda *, captured: asked.append(captured) or 0)
    assert desktop.app.main(arguments) == 0
    assert asked == [captured]
