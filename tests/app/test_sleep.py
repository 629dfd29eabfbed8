"""A machine that is told to sleep waits until the vault is locked, and for nothing else."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from desktop.app import locking
from desktop.ui.start.lock import LockScreen
from desktop.ui.windows_sessions import POWER, SUSPENDS, WindowsEars
from tests.ui.kit import memory_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program
    from desktop.services.office import Office
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

    def end(self) -> None:
        """The program ends."""


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


def unlocked(program: Program, qtbot: QtBot, passphrase: str) -> bytearray:
    """Unlock, and give the ledger's key."""
    screen = program.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText(passphrase)
    screen.unlock.click()
    qtbot.waitUntil(lambda: program.place is not None and program.tasks.idle, timeout=20_000)
    place = program.place
    assert place is not None
    assert place.office.keys is not None
    return place.office.keys.ledger


def test_a_second_word_of_sleep_does_not_end_the_wait_for_the_first(
    program: Program, qtbot: QtBot, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that sleeps tells that its session is locked as well: both come before the keys are wiped."""
    gate, really = threading.Event(), locking.leave_office

    def slowly(office: Office, *more: object) -> int:
        gate.wait(10)
        return really(office, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(locking, "leave_office", slowly)
    key = unlocked(program, qtbot, passphrase)
    ears = Ears(lambda: key)
    program.locking._ears = ears  # type: ignore[assignment]
    program.locking.lock()
    program.locking.lock()
    assert ears.said == [], "the keys are there still"
    gate.set()
    qtbot.waitUntil(lambda: ears.said == ["release"], timeout=20_000)
    program.locking.lock()
    assert ears.said == ["release", "release"], "nothing is open: nothing is waited for"


def test_windows_waits_in_its_message_until_the_keys_are_wiped(
    program: Program, qtbot: QtBot, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", "win32")
        ears = program.locking._make_ears()
    assert isinstance(ears, WindowsEars)
    ears.left.connect(program.locking.lock)
    key = unlocked(program, qtbot, passphrase)
    assert any(key)
    ears.hear(POWER, SUSPENDS)
    assert not any(key), "no event was processed, and the message is answered"
    assert program.place is None
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=20_000)


def test_windows_does_not_wait_for_ever(
    program: Program, qtbot: QtBot, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, really = threading.Event(), locking.leave_office
    monkeypatch.setattr(locking, "leave_office", lambda *all_of_it: (gate.wait(10), really(*all_of_it))[1])
    monkeypatch.setattr(locking, "_PATIENCE_SECONDS", 0.05)
    key = unlocked(program, qtbot, passphrase)
    program.locking.lock()
    program.locking.wait_until_away()
    assert any(key), "the control: the keys are there while nobody waits long enough"
    gate.set()
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=20_000)
    assert not any(key)
