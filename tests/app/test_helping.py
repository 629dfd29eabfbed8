"""F1 tells about what is in front: on each start screen, on pages and forms, in dialogs, beside a modal one too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QVBoxLayout, QWidget

from desktop.i18n import LANGUAGES
from desktop.ui.help.page import HelpPage, help_text, title_of
from desktop.ui.help.topics import PLACES, TOPICS, help_place, parted
from desktop.ui.prompts import Prompts
from desktop.ui.shared.dialogs import PrintWarning
from tests.app.test_program import opened
from tests.journeys.test_every_dialog import _all_dialogs
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program
    from tests.app.conftest import MakeProgram

__all__ = ["opened"]

#: Told about with the page that they were opened from.
OF_THE_PAGE = {"ConfirmDialog", "AskDialog", "HistoryDialog", "TakeBackDialog", "PreviewDialog", "HelpWindow"}


def press_f1(program: Program, qtbot: QtBot, window: QWidget) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    program.locking.watch._stand_before(window.windowHandle())
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_F1)


def told(program: Program) -> str:
    """Give the title of the topic in the help window."""
    shown = program.helping.window
    assert shown is not None
    assert shown.isVisible()
    return shown.page.topic


def test_start_screens_are_told_about(make_program: MakeProgram, qtbot: QtBot, vault: Path) -> None:
    program = make_program()
    for show, topic in (
        (program.show_welcome, "start"),
        (program.show_create, "start"),
        (program.show_restore, "opening"),
        (lambda: program.show_lock(vault), "opening"),
        (lambda: program.show_recover(vault), "opening"),
    ):
        show()
        press_f1(program, qtbot, program.window)
        assert told(program) == topic
        shown = program.helping.window
        assert shown is not None
        assert_named(shown)
        qtbot.waitUntil(shown.isActiveWindow)
        assert title_of(help_text(topic, "en")) in shown.page.text.toPlainText()
        press_f1(program, qtbot, shown)
        assert shown.isVisible(), "F1 in the help itself changes nothing"
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
        assert not shown.isVisible()
    assert program.place is None


def test_a_part_of_a_topic_comes_to_the_upper_edge(make_program: MakeProgram, qtbot: QtBot, vault: Path) -> None:
    program = make_program()
    program.show_recover(vault)
    press_f1(program, qtbot, program.window)
    shown = program.helping.window
    assert shown is not None
    shown.resize(820, 260)
    shown.show_place("settings#3")
    text = shown.page.text
    qtbot.waitUntil(lambda: text.verticalScrollBar().value() > 0)
    assert text.cursorForPosition(text.viewport().rect().topLeft()).block().text() in ("Backups", "")
    shown.show_place("settings")
    qtbot.waitUntil(lambda: text.verticalScrollBar().value() == 0)


def test_pages_and_forms_are_told_about(opened: Program, qtbot: QtBot) -> None:
    workspace = opened.window.workspace
    assert workspace is not None
    for section, target, topic in (
        ("people", "", "people"),
        ("people", "new", "people"),
        ("people", "duplicates", "people"),
        ("people", "import", "people"),
        ("people", "review", "erasing"),
        ("items", "enter", "items"),
        ("campaigns", "import", "campaigns"),
        ("rates", "", "rates"),
    ):
        opened.window.go(section, target)
        qtbot.waitUntil(lambda: opened.tasks.idle)
        press_f1(opened, qtbot, opened.window)
        assert workspace.here == "help"
        page = workspace.page
        assert isinstance(page, HelpPage)
        assert page.topic == topic, (section, target)


def test_a_modal_dialog_is_told_about_beside_it(opened: Program, qtbot: QtBot) -> None:
    opened.window.go("cash")
    seen: list[tuple[str, bool]] = []
    dialogs = [PrintWarning(opened.window), QDialog(opened.window)]
    QVBoxLayout(dialogs[1]).addWidget(QComboBox())

    def press(dialog: QDialog) -> None:
        press_f1(opened, qtbot, dialog)
        shown = opened.helping.window
        assert shown is not None
        qtbot.waitUntil(shown.isActiveWindow)  # what a modal dialog shuts out is never active
        seen.append((told(opened), shown.isModal()))
        shown.page.topics.setCurrentRow(1)
        shown.close_button.click()
        assert dialog.isVisible()
        dialog.reject()

    for dialog in dialogs:
        QTimer.singleShot(200, lambda dialog=dialog: press(dialog))  # type: ignore[misc]
        assert not Prompts(lambda: opened.window).show(dialog)
    assert seen == [("safety", False), ("cash", False)]
    workspace = opened.window.workspace
    assert workspace is not None
    assert workspace.here == "cash", "the page behind stays"


def test_the_lock_closes_the_help_too(opened: Program, qtbot: QtBot) -> None:
    dialog = PrintWarning(opened.window)
    qtbot.addWidget(dialog)
    dialog.show()
    press_f1(opened, qtbot, dialog)
    opened.lock()
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def test_every_dialog_has_its_place() -> None:
    assert _all_dialogs() - OF_THE_PAGE - PLACES.keys() - {"RefundDialog"} == set()
    assert help_place(None) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_there_in_each_language(language: str) -> None:
    for place in PLACES.values():
        topic, part = parted(place)
        assert topic in TOPICS
        assert help_text(topic, language).count("\n## ") >= part, (place, language)


def test_each_counted_part_is_the_one_that_is_meant() -> None:
    """A part that is put in before others shifts their numbers: then the places are to be set anew."""
    meant = {
        "people#1": "The case", "people#2": "The same person twice", "people#3": "Consents",
        "lists#2": "Several records at once",
        "items#1": "Entering expenses", "payouts#1": "The way of a payout", "payouts#2": "Several at once",
        "payouts#3": "To the bank as one file", "donations#1": "Bank statements",
        "documents#2": "Signed papers that came back", "documents#3": "Files", "erasing#2": "Due for review",
        "settings#1": "People who may open this vault", "settings#2": "Recovery papers", "settings#3": "Backups",
        "opening#1": "A forgotten passphrase", "opening#2": "Restoring a backup",
    }  # fmt: skip
    found = {}
    for place in PLACES.values():
        topic, part = parted(place)
        if part:
            found[place] = help_text(topic, "en").split("\n## ")[part].splitlines()[0]
    assert found == meant
