"""The palette: commands in two languages, records of every kind, the keyboard alone, and never a stale answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow

from desktop.domain.errors import Stopped, VaultError
from desktop.i18n import mark, use_language
from desktop.ui.palette import palette as module
from desktop.ui.palette.commands import Command
from desktop.ui.palette.palette import Palette
from desktop.ui.tasks import Job
from desktop.ui.trail import Stop
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.domain.finding import Findings
    from tests.ui.desk import Desk


class Stage:
    """A window with an edit line, three commands, and the palette over it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.line = QLineEdit()
        self.window.setCentralWidget(self.line)
        self.window.resize(1000, 700)
        self.done: list[str] = []
        self.gone: list[tuple[str, str]] = []
        self.commands = [
            self._command("menu.lock", mark("Lock"), "Ctrl+L"),
            self._command("menu.new_people", mark("New person"), "Ctrl+Shift+P"),
            self._command("menu.close_office", mark("Close this office…"), ""),
        ]
        self.window.show()
        self.line.setFocus()

    def _command(self, name: str, text: str, keys: str) -> Command:
        action = QAction(self.window)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: self.done.append(name))
        return Command(action, text)

    def open(self, *recent: Stop) -> Palette:
        palette = Palette(self.desk.place, self.commands, recent, self.window)
        palette.went.connect(lambda section, target: self.gone.append((section, target)))
        palette.open()
        return palette

    def type(self, palette: Palette, text: str) -> None:
        palette.query.selectAll()
        palette.query.del_()
        for sign in text:
            palette.query.insert(sign)
        self.qtbot.waitUntil(lambda: not palette.searching)


@pytest.fixture
def stage(desk: Desk, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(desk, qtbot)
    yield made
    use_language("en")


def told(palette: Palette) -> list[str]:
    lines = (palette.lines.entry(row) for row in range(palette.lines.rowCount()))
    return [line.title for line in lines if line is not None]


def chosen(palette: Palette) -> str:
    entry = palette.lines.entry(palette.results.currentIndex().row())
    return entry.title if entry is not None else ""


def test_before_anything_is_typed_it_shows_what_was_open_and_common_commands(stage: Stage) -> None:
    who = stage.desk.kit.person("Heron")
    palette = stage.open(Stop("people", who))
    assert_named(palette)
    assert told(palette) == ["Opened before", "Heron", "Commands", "New person", "Lock"]
    assert chosen(palette) == "Heron"
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    assert stage.gone == [("people", who)]


@pytest.mark.parametrize(("language", "typed"), [("en", "lock"), ("be", "замкн"), ("be", "LOCK"), ("be", "Lo")])
def test_a_command_is_found_in_the_screens_language_and_in_english(stage: Stage, language: str, typed: str) -> None:
    use_language(language)
    palette = stage.open()
    stage.type(palette, typed)
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    assert stage.done == ["menu.lock"]


def test_a_command_that_cannot_be_used_now_is_not_offered(stage: Stage) -> None:
    stage.commands[0].action.setEnabled(False)
    palette = stage.open()
    assert "Lock" not in told(palette)
    stage.type(palette, "lock")
    assert "Lock" not in told(palette)


def test_records_stand_grouped_and_an_exact_one_before_the_commands(stage: Stage) -> None:
    who = stage.desk.kit.person("New Heron")
    fund = stage.desk.kit.campaign("500", title="New nest", beneficiary=who).code
    palette = stage.open()
    stage.type(palette, "new")
    below = ["People", "New Heron", "Campaigns", "New nest", "Expense items", "Line 1"]
    assert told(palette) == ["Commands", "New person", *below]
    stage.type(palette, fund)
    assert told(palette)[:2] == ["Campaigns", "New nest"]
    assert palette.said.text() == "2 found"
    entry = palette.lines.entry(1)
    assert entry is not None
    assert entry.spoken == f"New nest, {fund} · Open, 500.00 EUR"
    assert palette.query.accessibleDescription() == entry.spoken


def test_arrows_walk_over_headings_and_round(stage: Stage) -> None:
    stage.desk.kit.person("New Heron")
    palette = stage.open()
    stage.type(palette, "new")
    seen = []
    for _ in range(3):
        seen.append(chosen(palette))
        QTest.keyClick(palette.query, Qt.Key.Key_Down)
    assert seen == ["New person", "New Heron", "New person"]
    QTest.keyClick(palette.query, Qt.Key.Key_Up)
    QTest.keyClick(palette.query, Qt.Key.Key_PageDown)
    assert chosen(palette) == "New Heron"
    QTest.keyClick(palette.query, Qt.Key.Key_Tab)
    QTest.keyClick(palette.results, Qt.Key.Key_Return)
    assert stage.gone == [("people", "P-0001")]


def test_a_click_opens_and_a_heading_does_nothing(stage: Stage) -> None:
    stage.desk.kit.person("Heron")
    palette = stage.open()
    stage.type(palette, "heron")
    view = palette.results
    for row in (0, 1):
        place = view.visualRect(palette.lines.index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert stage.gone == ([("people", "P-0001")] if row else [])


def test_nothing_found_says_what_to_try(stage: Stage) -> None:
    palette = stage.open()
    stage.type(palette, "zzzz")
    assert told(palette) == ["Nothing was found"]
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    QTest.keyClick(palette.query, Qt.Key.Key_Down)
    assert (stage.done, stage.gone, palette.isVisible()) == ([], [], True)
    stage.type(palette, "")
    assert told(palette)[0] == "Commands"


def test_escape_puts_it_away_and_the_cursor_back(stage: Stage) -> None:
    palette = stage.open()
    QTest.keyClick(palette.query, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert stage.window.focusWidget() is stage.line


def test_a_stale_answer_never_overwrites_and_enter_waits_for_the_newest(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = stage.desk.kit.person("Lo")
    jobs: list[tuple[Job, object]] = []

    def late(work: object, *args: object, **named: object) -> Job:
        job = Job(lambda _job: None, "", stoppable=True)
        job.on_done = named["done"]  # type: ignore[assignment]
        jobs.append((job, args[-1]))
        return job

    palette = stage.open()
    monkeypatch.setattr(stage.desk.place.tasks, "run", late)
    for text in ("l", "lo"):
        palette.query.clear()
        palette.query.insert(text)
        stage.qtbot.waitUntil(lambda text=text: bool(jobs) and jobs[-1][1] == text)
    (first, _), (second, _) = jobs
    assert (first.dropped, second.dropped) == (True, False)
    assert told(palette) == ["Commands", "Lock"], "commands do not wait for records"
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    assert stage.done == []
    assert second.on_done is not None
    second.on_done(module.find_everywhere(stage.desk.office, who))
    assert stage.gone == [("people", who)]


def test_a_search_that_fails_says_so_and_one_that_was_stopped_is_quiet(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_all: object, **_named: object) -> Findings:
        raise errors.pop()

    errors: list[Exception] = [VaultError(), Stopped()]
    monkeypatch.setattr(module, "find_everywhere", fail)
    palette = stage.open()
    stage.type(palette, "lock")
    assert told(palette) == ["Commands", "Lock"]
    stage.type(palette, "locks")
    assert told(palette) == ["The search could not be made"]


def test_it_fits_into_a_small_window(stage: Stage) -> None:
    stage.window.resize(760, 460)
    palette = stage.open()
    assert stage.window.rect().contains(palette.geometry())
    stage.window.resize(900, 600)
    stage.qtbot.waitUntil(lambda: abs(palette.geometry().center().x() - stage.window.rect().center().x()) <= 1)
