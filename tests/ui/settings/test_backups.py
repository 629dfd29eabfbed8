"""Backups in Settings: what there is and what is due; made, copied, rehearsed over a real vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.domain.errors import DiskFull
from desktop.i18n import use_language
from desktop.services import backups
from desktop.ui.changes import Topic
from desktop.ui.settings.backups import BackupsPanel, RehearseDialog
from tests.services.office_kit import PASSPHRASE, SetClock
from tests.services.test_verification import tamper
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> BackupsPanel:
    desk.kit.person("Donor")
    panel = BackupsPanel(desk.place)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def rehearse_with(desk: Desk, passphrase: str, seen: list[str]) -> None:
    """Type a passphrase into the next dialog and press its button."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, RehearseDialog)
        assert_named(dialog)
        dialog.own.line.setText(passphrase)
        dialog.do_it.click()
        seen.append(dialog.banner.text)
        return dialog.holds is not None

    desk.prompts.show = answer  # type: ignore[method-assign,assignment]


def test_an_office_without_backups_is_told_so(panel: BackupsPanel) -> None:
    assert panel.inside.text() == "Beside the vault: none yet ▲ due"
    assert panel.outside.text() == "On another disk: none yet ▲ due"
    assert_named(panel)
    use_language("be")
    assert_named(panel)
    assert "none yet" not in panel.inside.text()


def test_a_backup_is_made_listed_and_rehearsed(panel: BackupsPanel, desk: Desk) -> None:
    panel.now.click()
    assert "made and proven" in panel.banner.text
    assert "▲" not in panel.inside.text()
    assert desk.heard[-1] == {Topic.BACKUPS}
    (attempt,) = [each for each in panel.findChildren(QPushButton) if each.objectName() == "backups.rehearse_0"]
    seen: list[str] = []
    rehearse_with(desk, "wrong", seen)
    attempt.click()
    assert "passphrase" in seen[0]
    assert not panel.banner.text
    rehearse_with(desk, PASSPHRASE, seen)
    attempt.click()
    assert "This backup can be restored." in panel.banner.text
    assert "1 person, 0 campaigns" in panel.banner.text
    assert "All of it is verified." in panel.banner.text


def test_a_copy_on_another_disk_is_made_where_it_was_chosen(panel: BackupsPanel, desk: Desk, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    desk.prompts.will_answer(None, disk)
    panel.copy.click()
    assert list(disk.iterdir()) == []
    panel.copy.click()
    (made,) = disk.iterdir()
    assert made.suffix == ".backup"
    assert "▲" not in panel.outside.text()
    tamper(desk.kit, "UPDATE journal SET actor = 7 WHERE sequence = 1")
    bad = backups.make_backup(desk.office, disk).path
    seen: list[str] = []
    rehearse_with(desk, PASSPHRASE, seen)
    desk.prompts.will_answer(None, bad)
    panel.try_file.click()
    panel.try_file.click()
    assert "something wrong" in panel.banner.text


def test_a_failure_is_said_and_the_buttons_are_back(panel: BackupsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_all: object, **_named: object) -> None:
        raise DiskFull(needed=2, free=1)

    monkeypatch.setattr(backups, "_make", refuse)
    panel.now.click()
    assert "too little room" in panel.banner.text
    assert panel.now.isEnabled()


def test_only_the_last_few_are_shown(panel: BackupsPanel, desk: Desk, qtbot: QtBot) -> None:
    clock = desk.office.clock
    assert isinstance(clock, SetClock)
    for _ in range(7):
        backups.make_backup(desk.office)
    panel.reload()
    qtbot.waitUntil(lambda: shown_rows(panel) == {f"backups.rehearse_{row}" for row in range(5)})


def shown_rows(panel: BackupsPanel) -> set[str]:
    buttons = (each for each in panel.findChildren(QPushButton) if each.isVisibleTo(panel))
    return {each.objectName() for each in buttons if each.objectName()[-1].isdigit()}
