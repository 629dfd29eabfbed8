"""Qt's own dialogs and menus speak the screens' language: whatever they ask the translator for is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QTextEdit, QWidget

from desktop.i18n import LANGUAGES, use_language
from desktop.ui.stock_texts import _STOCK, StockTexts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LEFT_TO_QT = {"QShortcut", "QPageSize", "QGuiApplication"}
"""Names of keys are printed on the keys, sizes of paper have names of their own, and one is no text."""
NO_WORDS = {"...", "Form", "mm"}
NOT_SHOWN = {"Alt+Left", "Alt+Right", "Alt+Up"}


class _Recorder(QTranslator):
    """Notes what Qt asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _count: int = -1) -> str | None:
        self.asked.add((context, source))
        return None

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[StockTexts]:
    texts = StockTexts(qapp)
    texts.follow(qapp)
    yield texts
    qapp.removeTranslator(texts)


def _texts_below(widget: QWidget) -> set[str]:
    found = set()
    for each in widget.findChildren(QWidget):
        text = getattr(each, "text", None)
        if callable(text) and text():
            found.add(text())
    return found


def _dialogs(qtbot: QtBot, folder: Path) -> list[QWidget]:
    made: list[QWidget] = []
    for mode in (QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.ExistingFiles, QFileDialog.FileMode.Directory):
        chooser = QFileDialog(None, "", str(folder))
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.setFileMode(mode)
        made.append(chooser)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(folder / "out.pdf"))
    made.append(QPrintDialog(printer))
    buttons = QDialogButtonBox()
    for each in QDialogButtonBox.StandardButton:
        if each.value and each.name not in {"FirstButton", "LastButton", "YesAll", "NoAll", "Default", "Mask"}:
            buttons.addButton(each)
    made += [buttons, QMessageBox(QMessageBox.Icon.Warning, "", "")]
    for field in (QLineEdit("a"), QTextEdit("a")):
        made += [field, field.createStandardContextMenu()]
    for each in made:
        qtbot.addWidget(each)
        each.ensurePolished()
    return made


def test_every_text_of_qt_that_an_office_meets_has_our_words(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    recorder = _Recorder()
    qapp.installTranslator(recorder)
    try:
        _dialogs(qtbot, tmp_path)
    finally:
        qapp.removeTranslator(recorder)
    asked = {each for each in recorder.asked if each[0] not in LEFT_TO_QT and each[1] not in NO_WORDS | NOT_SHOWN}
    asked = {each for each in asked if any(letter.isalpha() for letter in each[1])}
    assert len(asked) > 80, "Qt was not listened to"
    assert sorted(asked - _STOCK) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_dialogs_speak_the_language(qtbot: QtBot, speaking: StockTexts, tmp_path: Path, language: str) -> None:
    english = {source for _context, source in _STOCK}
    use_language(language)
    said: set[str] = set()
    for each in _dialogs(qtbot, tmp_path):
        said |= _texts_below(each)
    words = said - {"OK", "ОК"}
    assert words
    assert sorted(words & english) == []


def test_a_standing_box_follows_a_change(qtbot: QtBot, speaking: StockTexts) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    button = box.button(QDialogButtonBox.StandardButton.Cancel)
    assert button.text() == "Cancel"
    use_language("be")
    qtbot.waitUntil(lambda: button.text() == "Скасаваць")
    use_language("en")
    qtbot.waitUntil(lambda: button.text() == "Cancel")


def test_the_menu_of_a_field_in_ukrainian(qtbot: QtBot, speaking: StockTexts) -> None:
    use_language("uk")
    field = QLineEdit("a")
    qtbot.addWidget(field)
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
    menu = field.createStandardContextMenu()
    said = [each.text().split("\t")[0] for each in menu.actions() if each.text()]
    assert said[:2] == ["&Скасувати", "&Повторити"]
    menu.deleteLater()
