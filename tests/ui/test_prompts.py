"""Questions: verbs on the buttons, the safe one the default, no empty reasons."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QPushButton

from desktop.ui.prompts import Prompts
from desktop.ui.shared import printing
from desktop.ui.shared.dialogs import AskDialog, ConfirmDialog
from tests.ui.kit import assert_named, memory_in
from tests.ui.shared.test_pdf_view import pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter
    from pytestqt.qtbot import QtBot


@pytest.fixture
def prompts(qtbot: QtBot) -> Prompts:
    return Prompts(lambda: None)


def meanwhile(act: Callable[[QDialog], object]) -> None:
    """Do something to the dialog that is opened next."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible():
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def press(name: str) -> Callable[[QDialog], object]:
    def act(dialog: QDialog) -> None:
        button = dialog.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        button.click()

    return act


def test_the_safe_answer_is_the_default(qtbot: QtBot) -> None:
    for danger in (False, True):
        dialog = ConfirmDialog(None, "Void it?", "It stays.", "Void the receipt", "Keep it", danger=danger)
        qtbot.addWidget(dialog)
        assert dialog.keep.isDefault()
        assert not dialog.do_it.isDefault()
        assert {dialog.do_it.text(), dialog.keep.text()} == {"Void the receipt", "Keep it"}
        assert_named(dialog)


@pytest.mark.parametrize(("name", "answer"), [("dialog.do", True), ("dialog.keep", False)])
def test_a_question_is_answered_by_its_buttons(prompts: Prompts, name: str, answer: bool) -> None:
    meanwhile(press(name))
    assert prompts.confirm("Void it?", "It stays.", "Void the receipt", danger=True) is answer


def test_escape_and_enter_do_nothing_dangerous(prompts: Prompts, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        meanwhile(lambda dialog, key=key: qtbot.keyClick(dialog, key))  # type: ignore[misc]
        assert not prompts.confirm("Void it?", "It stays.", "Void the receipt", danger=True)


def test_a_reason_must_not_be_empty(qtbot: QtBot) -> None:
    dialog = AskDialog(None, "Void the receipt", "Reason", "Void", "", danger=True)
    qtbot.addWidget(dialog)
    assert not dialog.do_it.isEnabled()
    qtbot.keyClicks(dialog._edit, "   ")
    assert not dialog.do_it.isEnabled()
    qtbot.keyClicks(dialog._edit, "Wrong amount ")
    assert dialog.do_it.isEnabled()
    assert dialog.text() == "Wrong amount"
    assert_named(dialog)


def test_a_text_is_given_or_cancelled(prompts: Prompts) -> None:
    meanwhile(press("dialog.do"))
    assert prompts.ask_text("Void it", "Reason", "Void", text="Twice") == "Twice"
    meanwhile(press("dialog.keep"))
    assert prompts.ask_text("Void it", "Reason", "Void", text="Twice") is None


def test_a_file_is_chosen_to_be_read(prompts: Prompts, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("x")

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(path))
        dialog.accept()

    meanwhile(choose)
    assert prompts.choose_open("Choose a page", [("Texts", ("txt", "md"))]) == path
    meanwhile(lambda dialog: dialog.reject())
    assert prompts.choose_open("Choose a page", [("Texts", ("txt",))]) is None


def test_a_place_to_write_is_chosen_with_its_ending(prompts: Prompts, tmp_path: Path) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        assert dialog.defaultSuffix() == "xlsx"
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile("budget")
        dialog.accept()

    meanwhile(choose)
    assert (
        prompts.choose_save("Save the workbook", "budget.xlsx", [("Workbooks", ("xlsx",))]) == tmp_path / "budget.xlsx"
    )


def test_a_folder_is_chosen(prompts: Prompts, tmp_path: Path) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(str(tmp_path))
        dialog.accept()

    meanwhile(choose)
    assert prompts.choose_folder("Choose a folder") == tmp_path


def qts_own_settings() -> str:
    """What Qt writes down of file choosers, for all programs."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.sync()
    return " ".join(str(settings.value(key)) for key in settings.allKeys())


def test_folders_where_files_are_chosen_are_remembered_in_memory_alone(prompts: Prompts, tmp_path: Path) -> None:
    folder = tmp_path / "Kanareika"
    folder.mkdir()
    (folder / "page.txt").write_text("x")
    begun: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        begun.append(dialog.directory().dirName())
        dialog.setDirectory(str(folder))
        dialog.selectFile(str(folder / "page.txt"))
        dialog.accept()

    control = QFileDialog(None)
    control.setDirectory(str(folder))
    shiboken6.delete(control)
    assert "Kanareika" in qts_own_settings()
    for _turn in range(2):
        meanwhile(choose)
        assert prompts.choose_open("Choose a page", [("Texts", ("txt",))]) == folder / "page.txt"
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert "Kanareika" not in qts_own_settings()
    assert begun[1] == "Kanareika"
    shutil.rmtree(folder)
    meanwhile(lambda dialog: dialog.reject())
    assert prompts.choose_open("Choose a page", [("Texts", ("txt",))]) is None


def test_a_dialog_of_a_page_is_shown(prompts: Prompts) -> None:
    meanwhile(lambda dialog: dialog.accept())
    assert prompts.show(QDialog())


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What came to the choice of a printer."""
    seen: list[bytes] = []
    monkeypatch.setattr(printing, "choose_printer", lambda _parent, pdf, **_asked: seen.append(pdf))
    return seen


def test_before_the_first_printing_its_traces_are_told(tmp_path: Path, printed: list[bytes]) -> None:
    memory = memory_in(tmp_path)
    prompts = Prompts(lambda: None, memory)
    meanwhile(press("dialog.keep"))
    prompts.choose_printer(b"1")
    assert printed == [], "it was left alone"
    meanwhile(lambda dialog: (assert_named(dialog), press("dialog.do")(dialog)))
    prompts.choose_printer(b"2")
    prompts.choose_printer(b"3")
    assert printed == [b"2", b"3"], "told once in a session"

    def never_again(dialog: QDialog) -> None:
        box = dialog.findChild(QCheckBox, "dialog.never")
        assert isinstance(box, QCheckBox)
        box.setChecked(True)
        press("dialog.do")(dialog)

    meanwhile(never_again)
    Prompts(lambda: None, memory).choose_printer(b"4")
    Prompts(lambda: None, memory).choose_printer(b"5")
    assert printed[2:] == [b"4", b"5"], "and not again on this computer"


def test_every_job_has_the_programs_neutral_name(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []

    class Dialog:
        """Takes the printer it is given, and is cancelled."""

        def __init__(self, printer: QPrinter, _parent: object) -> None:
            named.append(printer.docName())

        def setMinMax(self, _least: int, _most: int) -> None:
            """Every page may be asked for."""

        def exec(self) -> QDialog.DialogCode:
            """Cancel."""
            return QDialog.DialogCode.Rejected

        def deleteLater(self) -> None:
            """It is gone anyway."""

    monkeypatch.setattr(printing, "QPrintDialog", Dialog)
    assert printing.choose_printer(None, pdf(1)) is None
    assert named == ["Skarbonka"]
