"""A start screen that comes in front gives the keyboard to what is wanted first: nobody has to look for it with Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.start.create import CreateScreen
from desktop.ui.start.lock import LockScreen
from desktop.ui.start.recover import RecoverScreen
from desktop.ui.start.restore import RestoreScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.app.conftest import MakeProgram


def test_each_start_screen_has_the_keyboard_where_it_is_wanted(
    make_program: MakeProgram, qtbot: QtBot, vault: Path
) -> None:
    program = make_program()
    for kind, show in (
        (CreateScreen, program.show_create),
        (RestoreScreen, program.show_restore),
        (LockScreen, lambda: program.show_lock(vault)),
        (RecoverScreen, lambda: program.show_recover(vault)),
    ):
        show()
        screen = program.screen
        assert isinstance(screen, kind)
        first = screen.first_field()
        assert first is not None
        wanted = first.focusProxy() or first
        qtbot.waitUntil(lambda wanted=wanted: wanted.isVisible() and program.window.focusWidget() is wanted)
