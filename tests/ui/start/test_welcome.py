"""Welcome: three ways in; the sample is made with progress, can be stopped, and is opened again without being made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFull, Stopped
from desktop.services import sample
from desktop.ui.start import work
from desktop.ui.start.welcome import WelcomeScreen, sample_folder
from tests.ui.kit import FakePrompts, InlineTasks, assert_named, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.progress import Progress


@pytest.fixture
def screen(qtbot: QtBot, tasks: InlineTasks, prompts: FakePrompts, tmp_path: Path) -> WelcomeScreen:
    screen = WelcomeScreen(tasks, prompts, memory_in(tmp_path), tmp_path / "sample")
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def test_everything_is_named(screen: WelcomeScreen) -> None:
    assert_named(screen)


def test_a_folder_is_chosen_to_be_unlocked(
    screen: WelcomeScreen, qtbot: QtBot, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.will_answer(None, tmp_path)
    screen.open.click()
    with qtbot.waitSignal(screen.folder_chosen) as chosen:
        screen.open.click()
    assert chosen.args == [tmp_path]


def test_a_backup_is_asked_for(screen: WelcomeScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.restore_asked):
        screen.restore.click()


def test_the_sample_is_opened_with_progress(
    screen: WelcomeScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[tuple[Path, int]] = []

    def open_sample(folder: Path, *, progress: Progress) -> str:
        progress.step(1, 4)
        seen.append((folder, screen.progress.maximum()))
        return "opened"

    monkeypatch.setattr(work, "open_sample", open_sample)
    with qtbot.waitSignal(screen.opened) as opened:
        screen.sample.click()
    assert opened.args == ["opened"]
    assert seen == [(tmp_path / "sample", 4)]
    assert screen.new.isEnabled()


@pytest.mark.parametrize("error", [DiskFull(needed=1, free=0), Stopped()])
def test_a_failure_is_said_and_all_ways_stay_open(
    screen: WelcomeScreen, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def open_sample(_folder: Path, *, progress: Progress) -> None:
        raise error

    monkeypatch.setattr(work, "open_sample", open_sample)
    screen.sample.click()
    assert screen.banner.text
    assert screen.sample.isEnabled()
    assert not screen.progress.isVisible()


def test_what_was_stopped_half_way_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    (folder / "vault").mkdir(parents=True)
    (folder / "vault" / "header").touch()  # no passphrase beside it
    made: list[Path] = []

    def make_sample(at: Path, *, progress: Progress) -> None:
        assert not at.exists()
        made.append(at)
        (at / "vault").mkdir(parents=True)
        raise Stopped

    monkeypatch.setattr(sample, "make_sample", make_sample)

    class Watch:
        def step(self, done: int, whole: int) -> None: ...

    with pytest.raises(Stopped):
        work.open_sample(folder, progress=Watch())
    assert made == [folder]
    assert not folder.exists()


def test_the_sample_lies_in_the_programs_own_folder() -> None:
    assert sample_folder().parts[-2:] == ("skarbonka", "sample")
