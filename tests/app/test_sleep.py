"""A machine that is told to sleep waits until the vault is locked, and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from desktop.ui.start.lock import LockScreen
from tests.ui.kit import memory_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program
    from tests.app.conftest import MakeProgram


class Ears(QObject):
    """Notes when the machine would wait, and what was open when it needed to wait no more."""

    def __init__(self, keys: Callable[[], bytearray | None]) -> None:
        super().__init__()
        self.said: list[str] = []
        self._keys = keys

    def hold(self) -> None:
        self.said.append("hold")

    def release(self) -> None:
        keys = self._keys()
        self.said.append("release with keys" if keys is not None and any(keys) else "release")


@pytest.fixture
def program(make_program: MakeProgram, vault: Path, tmp_path: Path) -> Program:
    memory_in(tmp_path).last_vault = vault
    return make_program()


def test_it_waits_from_the_unlock_until_the_keys_are_wiped(program: Program, qtbot: QtBot, passphrase: str) -> None:
    held: list[bytearray] = []
    ears = Ears(lambda: held[0] if held else None)
    program.locking._ears = ears  # type: ignore[assignment]
    program.locking.lock()
    assert ears.said == ["release"], "nothing was open"
    for turn in range(2):
        screen = program.screen
        assert isinstance(screen, LockScreen)
        screen.passphrase.setText(passphrase)
        screen.unlock.click()
        qtbot.waitUntil(lambda: program.place is not None and program.tasks.idle, timeout=20_000)
        assert ears.said == [*["release", "hold"] * (turn + 1)]
        place = program.place
        assert place is not None
        assert place.office.keys is not None
        held[:] = [place.office.keys.ledger]
        assert any(held[0])
        program.lock()
        qtbot.waitUntil(lambda: ears.said[-1] != "hold", timeout=20_000)
        assert ears.said[-1] == "release"
        qtbot.waitUntil(lambda: program.tasks.idle, timeout=20_000)


def test_ears_that_come_later_hold_what_is_open_already(
    program: Program, qtbot: QtBot, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("desktop.ui.sessions.SessionEars.listen", lambda _ears: said.append("listen"))
    monkeypatch.setattr("desktop.ui.sessions.SessionEars.hold", lambda _ears: said.append("hold"))
    program.locking.listen()
    assert said == ["listen"]
    screen = program.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText(passphrase)
    screen.unlock.click()
    qtbot.waitUntil(lambda: program.place is not None and program.tasks.idle, timeout=20_000)
    program.locking.listen()
    assert said == ["listen", "hold", "listen", "hold"]
