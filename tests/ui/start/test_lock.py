"""The lock: each reason in its own words, waiting after wrong passphrases, nothing typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.errors import (
    DamagedDatabase,
    DamagedHeader,
    NewerSchema,
    NotAVault,
    NotEnoughMemory,
    VaultInUse,
    WrongPassphrase,
)
from desktop.i18n import use_language
from desktop.services import attempts
from desktop.ui.start import work
from desktop.ui.start.lock import LockScreen, layout_name
from tests.ui.kit import FakePrompts, InlineTasks, assert_named, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

FAILURES = [
    WrongPassphrase(),
    DamagedHeader(),
    DamagedDatabase(book="ledger"),
    NewerSchema(),
    NotEnoughMemory(mebibytes=256),
    VaultInUse(),
    NotAVault(),
]
Make = Callable[[], LockScreen]


@pytest.fixture
def make(qtbot: QtBot, tasks: InlineTasks, tmp_path: Path) -> Make:
    def made() -> LockScreen:
        screen = LockScreen(tmp_path / "Our office", tasks, memory_in(tmp_path), tick=1)
        qtbot.addWidget(screen)
        with qtbot.waitExposed(screen):
            screen.show()
        return screen

    return made


def refuse_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> list[str]:
    tried: list[str] = []

    def unlock(_folder: Path, passphrase: str, _first: tuple[int, ...]) -> object:
        tried.append(passphrase)
        with attempts.counted(_folder):  # as the service does
            raise error

    monkeypatch.setattr(work, "unlock", unlock)
    return tried


def enter(screen: LockScreen, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(screen.passphrase, text)
    qtbot.keyClick(screen.passphrase, Qt.Key.Key_Return)


def test_everything_is_named(make: Make) -> None:
    assert_named(make())


def test_it_names_the_folder_alone(make: Make, tmp_path: Path) -> None:
    screen = make()
    assert "Our office" in screen.lead.text()
    assert str(tmp_path) not in screen.lead.text()


def test_each_reason_has_a_sentence_of_its_own(make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for error in FAILURES:
        screen = make()
        refuse_with(monkeypatch, error)
        enter(screen, qtbot, "some words")
        said.append(screen.banner.text)
    assert all(len(text) > 20 for text in said)
    assert len(set(said)) == len(FAILURES)


def test_an_unknown_failure_is_said_calmly(make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = make()
    refuse_with(monkeypatch, RuntimeError("Андрэй"))
    enter(screen, qtbot, "some words")
    assert screen.banner.text
    assert "Андрэй" not in screen.banner.text


def test_what_was_typed_is_gone_after_a_try(make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = refuse_with(monkeypatch, WrongPassphrase())
    screen = make()
    enter(screen, qtbot, "some words")
    assert tried == ["some words"]
    assert screen.passphrase.text() == ""


def test_opening_hands_the_office_over(make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    office = object()
    monkeypatch.setattr(work, "unlock", lambda _folder, _passphrase, _first: office)
    screen = make()
    with qtbot.waitSignal(screen.opened) as opened:
        enter(screen, qtbot, "some words")
    assert opened.args == [office]


def test_nothing_is_tried_with_an_empty_line(make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = refuse_with(monkeypatch, WrongPassphrase())
    qtbot.keyClick(make().passphrase, Qt.Key.Key_Return)
    assert tried == []


def test_after_several_wrong_ones_one_waits(make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = refuse_with(monkeypatch, WrongPassphrase())
    now = [1_000.0]
    monkeypatch.setattr(attempts, "_now", lambda: now[0])
    screen = make()
    screen._clock.setInterval(10_000)
    for _ in range(5):
        enter(screen, qtbot, "wrong")
    assert len(tried) == 4
    assert not screen.unlock.isEnabled()
    assert "1" in screen.unlock.text()
    now[0] += 1
    screen._on_tick()
    assert screen.unlock.isEnabled()
    enter(screen, qtbot, "again")
    assert len(tried) == 5
    assert "2" in screen.unlock.text()
    another = make()  # who leaves the lock and comes back waits all the same
    assert not another.unlock.isEnabled()
    assert "2" in another.unlock.text()
    enter(another, qtbot, "once more")
    assert len(tried) == 5
    now[0] += 2
    another._on_tick()
    assert another.unlock.isEnabled()


def test_only_a_wrong_passphrase_makes_one_wait(make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_with(monkeypatch, VaultInUse())
    screen = make()
    for _ in range(6):
        enter(screen, qtbot, "right")
    assert screen.unlock.isEnabled()


def test_caps_lock_and_cyrillic_are_noticed(make: Make, qtbot: QtBot) -> None:
    screen = make()
    qtbot.keyClicks(screen.passphrase, "word")
    assert not screen.caps.isVisible()
    assert not screen.layout_note.isVisible()
    qtbot.keyClick(screen.passphrase, "A")
    screen.passphrase.caps_lock.emit(True)
    assert screen.caps.isVisible()
    screen.passphrase.setText("пароль")
    screen._on_typed("пароль")
    assert screen.layout_note.isVisible()


def test_the_passphrase_is_shown_only_when_asked(make: Make) -> None:
    screen = make()
    assert screen.passphrase.echoMode() is screen.passphrase.EchoMode.Password
    screen.reveal.click()
    assert screen.passphrase.echoMode() is screen.passphrase.EchoMode.Normal
    screen.reveal.click()
    assert screen.passphrase.echoMode() is screen.passphrase.EchoMode.Password


def test_the_language_is_changed_here_and_remembered(make: Make, tmp_path: Path) -> None:
    screen = make()
    english = screen.unlock.text()
    screen.language.setCurrentIndex(screen.language.findData("be"))
    screen.language.activated.emit(screen.language.currentIndex())
    assert screen.unlock.text() != english
    assert memory_in(tmp_path).text("language") == "be" or screen._memory.text("language") == "be"
    use_language("en")
    assert screen.unlock.text() == english


def test_a_key_file_is_chosen_left_away_and_remembered(
    qtbot: QtBot, tasks: InlineTasks, tmp_path: Path, prompts: FakePrompts, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = memory_in(tmp_path)
    memory.last_vault = tmp_path / "office"
    screen = LockScreen(tmp_path / "office", tasks, memory, prompts, tick=1)
    qtbot.addWidget(screen)
    screen.show()
    line = screen.key_file
    given: list[Path | None] = []

    def unlock(_folder: Path, _words: str, _first: tuple[int, ...], key_file: Path | None = None) -> str:
        given.append(key_file)
        return "opened"

    monkeypatch.setattr(work, "unlock", unlock)
    assert not line.remember.isVisible()
    file = tmp_path / "stick.skarbonka-key"
    prompts.will_answer(None, file)
    line.choose.click()
    assert line.path is None
    line.choose.click()
    assert line.choose.text() == "Key file: stick.skarbonka-key"
    enter(screen, qtbot, "six words")
    assert memory.key_file_of(tmp_path / "office") is None
    line.remember.setChecked(True)
    enter(screen, qtbot, "six words")
    assert memory.key_file_of(tmp_path / "office") == file
    assert memory.key_file_of(tmp_path / "another") is None
    again = LockScreen(tmp_path / "office", tasks, memory, prompts)
    qtbot.addWidget(again)
    assert again.key_file.path == file
    line.leave.click()
    enter(screen, qtbot, "six words")
    assert given == [file, file, None]
    assert memory.key_file_of(tmp_path / "office") is None


@pytest.mark.parametrize(
    ("locale", "said"),
    [("be_BY", "беларуская (be-BY)"), ("pl_PL", "polski (pl-PL)"), ("C", ""), ("ru_RU", "русский (ru-RU)")],
)
def test_a_keyboards_layout_is_named_in_its_own_words(locale: str, said: str) -> None:
    assert layout_name(QLocale(locale)) == said


def test_the_layout_is_said_where_the_system_tells_it_and_follows_a_change(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LockScreen, "layout_told", False)
    now = ["be_BY"]
    monkeypatch.setattr("desktop.ui.start.lock.layout_name", lambda _locale: layout_name(QLocale(now[0])))
    screen = make()
    assert screen.layout_name.isHidden(), "Qt would say the language of the system"
    QGuiApplication.inputMethod().localeChanged.emit()
    assert screen.layout_name.text() == "Keyboard: беларуская (be-BY)"
    assert screen.layout_name.isVisible()
    now[0] = "en_GB"
    QGuiApplication.inputMethod().localeChanged.emit()
    assert "en-GB" in screen.layout_name.text()
    now[0] = "C"
    QGuiApplication.inputMethod().localeChanged.emit()
    assert screen.layout_name.isHidden()
