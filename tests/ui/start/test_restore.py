"""Restoring a backup from the start: what is asked, what is refused at its field, what is told at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import Stopped
from desktop.services import backups, erasing, key_files, recovery
from desktop.ui.start import work
from desktop.ui.start.restore import RestoreScreen
from desktop.vault import keys
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, make_office
from tests.services.test_verification import tamper
from tests.ui.kit import FakePrompts, InlineTasks, assert_named, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.progress import Progress


@pytest.fixture
def screen(
    qtbot: QtBot, tasks: InlineTasks, prompts: FakePrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> RestoreScreen:
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    screen = RestoreScreen(tasks, prompts, memory_in(tmp_path))
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def made_backup(tmp_path: Path, *statements: str) -> Path:
    office = make_office(tmp_path / "vault")
    Kit(office).person("Donor")
    if statements:
        tamper(Kit(office), *statements)
    made = backups.make_backup(office).path
    office.close()
    return made


def fill(screen: RestoreScreen, file: Path, passphrase: str, folder: Path) -> None:
    screen.file.write(str(file))
    screen.passphrase.line.setText(passphrase)
    screen.folder.write(str(folder))
    screen.do_it.click()


def test_everything_is_named_and_missing_things_are_said(screen: RestoreScreen) -> None:
    assert_named(screen)
    screen.do_it.click()
    assert screen.do_it.isEnabled()
    assert screen.open_it.isHidden()


def test_a_place_that_is_copied_by_other_programs_is_warned_of_not_refused(
    screen: RestoreScreen, prompts: FakePrompts, tmp_path: Path
) -> None:
    screen.folder.write(str(tmp_path / "OneDrive" / "office"))
    screen.folder.left.emit()
    assert "synchronising" in screen.folder.problem
    screen.folder.write(str(tmp_path / "office"))
    screen.folder.left.emit()
    assert screen.folder.problem == ""
    (tmp_path / "Dropbox").mkdir()
    prompts.will_answer(tmp_path / "Dropbox")
    screen.choose_folder.click()
    assert "synchronising" in screen.folder.problem
    fill(screen, made_backup(tmp_path), PASSPHRASE, tmp_path / "Dropbox" / "office")
    assert "The office is restored." in screen.banner.text


def test_what_is_restored_is_told_and_opened(screen: RestoreScreen, qtbot: QtBot, tmp_path: Path) -> None:
    fill(screen, made_backup(tmp_path), PASSPHRASE, tmp_path / "again")
    assert "The office is restored." in screen.banner.text
    assert "1 person" in screen.banner.text
    assert screen.form.isHidden()
    with qtbot.waitSignal(screen.restored) as restored:
        screen.open_it.click()
    assert restored.args == [tmp_path / "again"]
    assert (tmp_path / "again" / "header.copy").exists()


def test_a_wrong_passphrase_keeps_what_was_entered(screen: RestoreScreen, tmp_path: Path) -> None:
    file = made_backup(tmp_path)
    fill(screen, file, "wrong", tmp_path / "again")
    assert "passphrase" in screen.banner.text
    assert screen.file.line.text() == str(file)
    assert not (tmp_path / "again").exists()
    fill(screen, tmp_path / "none.backup", PASSPHRASE, tmp_path / "again")
    assert screen.banner.text
    fill(screen, file, PASSPHRASE, tmp_path)
    assert "cannot be made here" in screen.banner.text


def test_an_office_with_something_wrong_in_it_is_given_back_and_said_to_be(
    screen: RestoreScreen, tmp_path: Path
) -> None:
    fill(screen, made_backup(tmp_path, "UPDATE journal SET actor = 7 WHERE sequence = 1"), PASSPHRASE, tmp_path / "a")
    assert "something wrong" in screen.banner.text
    assert not screen.open_it.isHidden()


def test_places_are_chosen(screen: RestoreScreen, prompts: FakePrompts, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    prompts.will_answer(tmp_path / "x.backup", empty, tmp_path)
    screen.choose_file.click()
    assert screen.file.line.text() == str(tmp_path / "x.backup")
    screen.choose_folder.click()
    assert screen.folder.line.text() == str(empty)
    screen.choose_folder.click()
    assert screen.folder.line.text() == str(tmp_path / "Skarbonka-restored")


def test_it_is_stopped(screen: RestoreScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def restore(*_all: object, progress: Progress) -> None:
        progress.step(1, 2)
        assert screen.progress.value() == 500
        assert not screen.back.isEnabled()
        screen.stop.click()  # its job is not known yet: the work is done at once here
        raise Stopped

    monkeypatch.setattr(work, "restore", restore)
    fill(screen, tmp_path / "x", "x", tmp_path / "y")
    assert screen.do_it.isEnabled()
    assert "Stopped" in screen.banner.text


def test_two_recovery_papers_do_instead_of_a_passphrase(screen: RestoreScreen, tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    one, two, _three = recovery.make_recovery(office, PASSPHRASE).parts
    file = backups.make_backup(office).path
    office.close()
    assert [part.isVisible() for part in screen.parts] == [False, False]
    screen.by_papers.box.click()
    assert_named(screen)
    assert not screen.passphrase.isVisible()
    assert [part.isVisible() for part in screen.parts] == [True, True]
    screen.parts[0].write(one)
    screen.parts[1].write(one)
    fill(screen, file, "", tmp_path / "again")
    assert "part 1 twice" in screen.parts[1].problem
    screen.parts[1].write(two)
    screen.do_it.click()
    assert "The office is restored." in screen.banner.text


def test_a_passphrase_of_that_day_may_need_its_key_file(
    screen: RestoreScreen, prompts: FakePrompts, tmp_path: Path
) -> None:
    office = make_office(tmp_path / "vault")
    stick = tmp_path / "stick.skarbonka-key"
    key_files.make_key_file(office, PASSPHRASE, stick)
    file = backups.make_backup(office).path
    office.close()
    fill(screen, file, PASSPHRASE, tmp_path / "again")
    assert "key file" in screen.banner.text
    assert not (tmp_path / "again").exists()
    prompts.will_answer(tmp_path / "gone.skarbonka-key", stick)
    screen.key_file.choose.click()
    screen.do_it.click()
    assert "gone.skarbonka-key" in screen.banner.text
    screen.key_file.choose.click()
    assert screen.key_file.choose.text() == "Key file: stick.skarbonka-key"
    assert screen.key_file.remember.isHidden()  # this is done once
    assert_named(screen)
    screen.by_papers.box.setChecked(True)
    assert not screen.key_file.isVisible()
    screen.by_papers.box.setChecked(False)
    screen.do_it.click()
    assert "The office is restored." in screen.banner.text


def test_a_newer_backup_tells_who_is_erased_again(screen: RestoreScreen, prompts: FakePrompts, tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    Kit(office).person("Donor")
    old = backups.make_backup(office, tmp_path).path
    erasing.erase_person(office, "P-0001", PASSPHRASE)
    (tmp_path / "elsewhere").mkdir()
    newer = backups.make_backup(office, tmp_path / "elsewhere").path
    office.close()
    prompts.will_answer(newer)
    screen.choose_newer.click()
    assert screen.newer.line.text() == str(newer)
    fill(screen, old, PASSPHRASE, tmp_path / "again")
    assert "1 erasure made after the backup was repeated." in screen.banner.text
