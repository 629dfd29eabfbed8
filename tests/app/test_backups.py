"""The day's backup: by itself when it is due and nothing else is at work, and its age in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.backups import MOST_LOOKS, RESTED_SECONDS
from desktop.domain.errors import DiskFull
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.services import backups, people
from tests.app.test_program import unlock
from tests.ui.kit import memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program
    from tests.app.conftest import MakeProgram


@pytest.fixture
def opened(make_program: MakeProgram, vault: Path, tmp_path: Path, qtbot: QtBot, passphrase: str) -> Program:
    memory_in(tmp_path).last_vault = vault
    program = make_program()
    unlock(program, qtbot, passphrase)
    qtbot.waitUntil(lambda: bool(program.window.backup.text()))
    program.backups._rested = lambda: RESTED_SECONDS
    return program


def made(vault: Path) -> list[str]:
    return sorted(path.name for path in (vault / "backups").glob("*.backup"))


def test_the_days_backup_is_made_once(opened: Program, vault: Path, qtbot: QtBot) -> None:
    assert opened.window.backup.text() == "Backup: none yet; ▲ a copy on another disk is due"
    assert opened.backups._timer.isActive()
    opened.backups.look()
    qtbot.waitUntil(lambda: len(made(vault)) == 1 and opened.tasks.idle, timeout=20_000)
    qtbot.waitUntil(lambda: "none yet" not in opened.window.backup.text())
    assert not opened.backups._timer.isActive()
    opened.backups.look()
    qtbot.waitUntil(lambda: opened.tasks.idle)
    assert len(made(vault)) == 1


def test_it_waits_while_something_else_is_at_work(opened: Program, vault: Path, qtbot: QtBot) -> None:
    assert opened.place is not None
    draft = PersonDraft(PersonCategory.DONOR, alias="Star")
    opened.tasks.run(people.save_person, opened.place.office, draft)
    opened.backups.look()
    assert opened.backups._timer.isActive()
    qtbot.waitUntil(lambda: opened.tasks.idle)
    assert made(vault) == []


def test_it_waits_while_somebody_uses_the_window_but_not_for_ever(opened: Program, vault: Path, qtbot: QtBot) -> None:
    opened.backups._rested = lambda: opened.locking.watch.rested
    opened.locking.watch.note()
    for _ in range(MOST_LOOKS - 1):
        opened.backups.look()
    assert opened.backups._timer.isActive()
    assert opened.tasks.idle
    opened.backups.look()
    qtbot.waitUntil(lambda: len(made(vault)) == 1 and opened.tasks.idle, timeout=20_000)


def test_it_is_made_when_asked_for_and_says_so(opened: Program, vault: Path, qtbot: QtBot) -> None:
    for _ in range(2):
        opened.window.backup_asked.emit()
        qtbot.waitUntil(lambda: opened.tasks.idle, timeout=20_000)
    assert len(made(vault)) == 2
    assert opened.window.workspace is not None
    assert "made and proven" in opened.window.workspace.banner.text


def test_a_failure_is_said_over_the_office(
    opened: Program, vault: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_all: object) -> None:
        raise DiskFull(needed=2, free=1)

    monkeypatch.setattr(backups, "_make", refuse)
    opened.backups.look()
    qtbot.waitUntil(lambda: opened.window.workspace is not None and bool(opened.window.workspace.banner.text))
    assert made(vault) == []


def test_a_locked_office_is_not_followed(opened: Program, vault: Path, qtbot: QtBot) -> None:
    opened.lock()
    assert not opened.backups._timer.isActive()
    assert not opened.window.backup.text()
    opened.backups.look()
    opened.backups.make()
    qtbot.waitUntil(lambda: opened.tasks.idle)
    assert made(vault) == []
