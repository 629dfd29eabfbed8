"""A row that the program chooses is chosen, whatever keys are held down and whatever was chosen before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget

from desktop.ui.shared.whole_rows import choose_row, read_whole_rows

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _chosen(table: QTableWidget) -> list[int]:
    return [each.row() for each in table.selectionModel().selectedRows()]


def test_a_chosen_row_stays_chosen_while_ctrl_is_held(qtbot: QtBot) -> None:
    table = QTableWidget(4, 2)
    qtbot.addWidget(table)
    read_whole_rows(table)
    choose_row(table, 2)
    QTest.keyPress(table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    choose_row(table, 2)
    assert (_chosen(table), table.currentRow()) == ([2], 2)
    choose_row(table, 1)
    assert _chosen(table) == [1], "not the one before as well"
    table.selectRow(1)
    assert _chosen(table) == [], "which Qt's own would take out again"
    QTest.keyRelease(table, Qt.Key.Key_Control)


def test_a_row_that_is_not_there_changes_nothing(qtbot: QtBot) -> None:
    table = QTableWidget(2, 1)
    qtbot.addWidget(table)
    read_whole_rows(table)
    choose_row(table, 1)
    choose_row(table, -1)
    choose_row(table, 9)
    assert _chosen(table) == [1]
