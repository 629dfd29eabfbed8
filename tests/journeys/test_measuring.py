"""Controls: what is wrong with a screen is seen by what measures it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTableWidget,
    QVBoxLayout,
)

from desktop import paths
from desktop.i18n import install, use_language
from tests.journeys.colours import faint
from tests.journeys.measuring import clipped, trapped, untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[QDialog]:
    install(paths.resources() / "translations")
    made = QDialog()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    yield made
    use_language("en")


def _show(qtbot: QtBot, dialog: QDialog) -> None:
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


@pytest.mark.parametrize("holds", [True, False])
def test_a_table_that_holds_tab(qtbot: QtBot, dialog: QDialog, holds: bool) -> None:
    table, button = QTableWidget(30, 8), QPushButton("Save")
    table.setTabKeyNavigation(holds)
    dialog.layout().addWidget(table)
    dialog.layout().addWidget(button)
    _show(qtbot, dialog)
    table.setFocus()
    assert trapped(dialog) == (["QPushButton is not reached by Tab"] if holds else [])


def test_english_on_a_screen_of_another_language(qtbot: QtBot, dialog: QDialog) -> None:
    dialog.layout().addWidget(QLabel("Save"))
    dialog.layout().addWidget(QLabel("Skarbonka"))
    _show(qtbot, dialog)
    assert untranslated(dialog) == []
    use_language("be")
    assert untranslated(dialog) == ["QLabel: English: Save"]


def test_english_in_heads_choices_tabs_and_menus(qtbot: QtBot, dialog: QDialog) -> None:
    table, box, tabs, group = QTableWidget(1, 1), QComboBox(), QTabBar(), QGroupBox("Details")
    table.setHorizontalHeaderLabels(["Month"])
    box.addItems(["…", "Currency"])
    tabs.addTab("Office")
    for each in (table, box, tabs, group):
        dialog.layout().addWidget(each)
    dialog.addAction(QAction("&Undo", dialog))
    _show(qtbot, dialog)
    use_language("be")
    found = {each.rpartition(" ")[2] for each in untranslated(dialog)}
    assert {"Month", "Currency", "&Undo"} <= found


def test_a_text_without_room(qtbot: QtBot, dialog: QDialog) -> None:
    label = QLabel("A long sentence that has no room at all")
    label.setFixedWidth(40)
    dialog.layout().addWidget(label)
    _show(qtbot, dialog)
    assert len(clipped(dialog)) == 1


@pytest.mark.parametrize("colour", ["#777777", "#767676"])
def test_a_text_that_can_hardly_be_read(qtbot: QtBot, dialog: QDialog, colour: str) -> None:
    dialog.setStyleSheet(f"QDialog {{ background: #ffffff; }} QLabel {{ color: {colour}; }}")
    dialog.layout().addWidget(QLabel("Twelve letters and more, in grey on white"))
    _show(qtbot, dialog)
    assert len(faint(dialog)) == (1 if colour == "#777777" else 0)


@pytest.mark.parametrize("colour", ["#999999", "#8a8a8a"])
def test_an_edge_that_can_hardly_be_seen(qtbot: QtBot, dialog: QDialog, colour: str) -> None:
    dialog.setStyleSheet(
        "QDialog { background: #ffffff; }"
        f"QPushButton, QPushButton:focus {{ background: #ffffff; color: #000000; border: 1px solid {colour}; }}"
    )
    dialog.layout().addWidget(QPushButton("Save what was written"))
    _show(qtbot, dialog)
    assert [each.rpartition(" ")[0] for each in faint(dialog)] == (
        ["QPushButton: its edge"] if colour == "#999999" else []
    )


@pytest.mark.parametrize(("text", "width", "cut"), [("20.05.2026", 40, True), ("20.05.2026", 160, False),
                                                    ("A name that is longer than its box", 40, False)])  # fmt: skip
def test_a_day_that_its_line_cuts(qtbot: QtBot, dialog: QDialog, text: str, width: int, cut: bool) -> None:
    line = QLineEdit(text)
    line.setFixedWidth(width)
    dialog.layout().addWidget(line)
    _show(qtbot, dialog)
    assert bool(clipped(dialog)) == cut
