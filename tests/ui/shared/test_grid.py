"""The grid is entered as a spreadsheet: keys, undo, pasting; what cannot be read stays in its cell, marked."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.i18n import mark
from desktop.ui.shared.copied import cell, join_block, uncell
from desktop.ui.shared.grid import Grid
from desktop.ui.shared.grid_clipboard import plan_paste, split_block
from desktop.ui.shared.grid_kinds import choice_column, money_column, quantity_column, text_column, whole_column
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.shared.grid_model import Cells

CONTROL = Qt.KeyboardModifier.ControlModifier


def blank() -> Cells:
    return {"label": "", "quantity": Decimal(1), "category": ItemCategory.OTHER, "amount": None, "priority": 1}


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    columns = (
        text_column("label", mark("Description")),
        quantity_column("quantity", mark("Quantity")),
        choice_column("category", mark("Category"), ItemCategory),
        money_column("amount", mark("Amount"), lambda: "EUR"),
        whole_column("priority", mark("Priority")),
    )
    made = Grid("sample.items", mark("Expense items"), columns, blank)
    made.model.set_rows(
        [
            {**blank(), "label": "Rent", "amount": Money(98000, "EUR")},
            {**blank(), "label": "Treatment", "amount": Money(50000, "EUR")},
        ]
    )
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.table.setFocus()
    return made


def labels(grid: Grid) -> list[str]:
    return [row["label"] for row in grid.model.rows()]


def type_into(grid: Grid, qtbot: QtBot, text: str, end: Qt.Key) -> None:
    qtbot.keyClicks(grid.table, text[0])
    editor = grid.table.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, end)


def test_qt_agrees_and_everything_is_named(grid: Grid) -> None:
    tester = QAbstractItemModelTester(grid.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    grid.model.add()
    grid.model.move(0, 1)
    grid.model.remove([0])
    grid.model.undo_stack.undo()
    assert_named(grid)
    assert tester is not None


def test_amounts_are_lenient_and_shown_normalised(grid: Grid) -> None:
    index = grid.model.index(0, 3)
    assert grid.model.setData(index, "1 200,5")
    assert grid.model.cell(0, "amount") == Money(120050, "EUR")
    assert index.data() == "1,200.50"


def test_what_cannot_be_read_stays_and_is_marked(grid: Grid) -> None:
    index = grid.model.index(0, 3)
    grid.model.setData(index, "many")
    assert index.data() == "many"
    assert [(row, name) for row, name, _ in grid.model.unread()] == [(0, "amount")]
    assert "many" in grid.model.problem(0, "amount")
    grid.focus_cell(0, "amount")
    assert "many" in grid._problem.text()
    grid.model.setData(index, "980")
    assert grid.model.unread() == []


def test_enter_goes_down_and_begins_a_new_row_at_the_end(grid: Grid, qtbot: QtBot) -> None:
    grid.table.go(1, 0)
    type_into(grid, qtbot, "Food", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(grid) == ["Rent", "Food", ""])
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (2, 0)


def test_tab_goes_on_and_begins_a_new_row_after_the_last_cell(grid: Grid, qtbot: QtBot) -> None:
    grid.table.go(1, 3)
    type_into(grid, qtbot, "7", Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: grid.model.cell(1, "amount") == Money(700, "EUR"))
    assert grid.table.currentIndex().column() == 4
    grid.commit()
    grid.table.go(1, 4)
    qtbot.keyClick(grid.table, Qt.Key.Key_Tab)
    assert grid.model.rowCount() == 3
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (2, 0)


def test_tab_leaves_a_grid_whose_last_row_was_left_blank(grid: Grid, qtbot: QtBot) -> None:
    grid.table.setFocus()
    grid.table.go(1, 4)
    qtbot.keyClick(grid.table, Qt.Key.Key_Tab)
    assert grid.model.rowCount() == 3
    for _cell in range(grid.model.columnCount() - 1):
        assert grid.table.hasFocus()
        qtbot.keyClick(grid.table, Qt.Key.Key_Tab)
    assert grid.table.currentIndex().column() == 4
    qtbot.keyClick(grid.table, Qt.Key.Key_Tab)
    assert not grid.table.hasFocus()
    assert grid.model.rowCount() == 2, "the blank row that only the way made is gone"


def test_tab_in_the_last_cell_that_is_being_typed_in_leaves_too(grid: Grid, qtbot: QtBot) -> None:
    grid.table.setFocus()
    grid.model.add()
    grid.table.go(2, grid.model.columnCount() - 1)
    grid.table.edit(grid.table.currentIndex())
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor is not grid.table
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is None or not (focus is grid.table or grid.table.isAncestorOf(focus))


@pytest.mark.parametrize("backward", [False, True])
def test_control_and_tab_leave_the_grid_from_any_cell(grid: Grid, qtbot: QtBot, backward: bool) -> None:
    grid.table.setFocus()
    grid.table.go(0, 1)
    shift = Qt.KeyboardModifier.ShiftModifier if backward else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(grid.table, Qt.Key.Key_Backtab if backward else Qt.Key.Key_Tab, CONTROL | shift)
    assert not grid.table.hasFocus()
    assert grid.model.rowCount() == 2


def test_the_cell_above_is_copied(grid: Grid, qtbot: QtBot) -> None:
    grid.table.go(1, 0)
    qtbot.keyClick(grid.table, Qt.Key.Key_Apostrophe, CONTROL)
    assert labels(grid) == ["Rent", "Rent"]


def test_rows_are_added_moved_removed_and_all_of_it_undone(grid: Grid, qtbot: QtBot) -> None:
    edits: list[None] = []
    grid.edited.connect(lambda: edits.append(None))
    before = grid.model.rows()
    grid.table.go(0, 0)
    grid.down_button.click()
    assert labels(grid) == ["Treatment", "Rent"]
    grid.remove_button.click()
    grid.model.add()
    for _ in range(3):
        qtbot.keyClick(grid.table, Qt.Key.Key_Z, CONTROL)
    assert grid.model.rows() == before
    assert len(edits) >= 6
    qtbot.keyClick(grid.table, Qt.Key.Key_Y, CONTROL)
    assert labels(grid) == ["Treatment", "Rent"]


def test_a_block_from_a_spreadsheet_is_one_change(grid: Grid, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Tickets\t2\tTravel\t300,00\r\nSchool\tx\tEducation\tmany\r\n")
    grid.table.go(1, 0)
    qtbot.keyClick(grid.table, Qt.Key.Key_V, CONTROL)
    assert labels(grid) == ["Rent", "Tickets", "School"]
    rows = grid.model.rows()
    assert rows[1]["quantity"] == Decimal(2)
    assert rows[1]["category"] is ItemCategory.TRAVEL
    assert rows[1]["amount"] == Money(30000, "EUR")
    assert {name for _, name, _ in grid.model.unread()} == {"quantity", "amount"}
    grid.model.undo_stack.undo()
    assert labels(grid) == ["Rent", "Treatment"]


def test_cells_are_copied_and_cleared(grid: Grid, qtbot: QtBot) -> None:
    grid.table.selectAll()
    qtbot.keyClick(grid.table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Rent\t1\tOther needs\t980.00\t1"
    grid.table.clearSelection()
    grid.table.go(0, 3)
    qtbot.keyClick(grid.table, Qt.Key.Key_Delete)
    assert grid.model.cell(0, "amount") is None


def test_a_cell_is_chosen_from_its_list(grid: Grid) -> None:
    index = grid.model.index(0, 2)
    grid.model.setData(index, ItemCategory.HOUSING)
    assert grid.model.cell(0, "category") is ItemCategory.HOUSING


def test_the_domains_problems_are_marked(grid: Grid) -> None:
    grid.model.mark({(1, "label"): "Too long"})
    assert grid.model.problem(1, "label") == "Too long"
    grid.model.put(1, "label", "Short")
    assert grid.model.problem(1, "label") == ""


def test_a_locked_grid_cannot_be_edited(grid: Grid) -> None:
    grid.lock(True)
    assert not grid.add_button.isEnabled()
    grid.lock(False)
    assert grid.add_button.isEnabled()


def test_the_topmost_cell_fills_those_below_it(grid: Grid, qtbot: QtBot) -> None:
    grid.model.add()
    model = grid.model
    chosen = QItemSelection(model.index(0, 0), model.index(2, 0))
    chosen.select(model.index(1, 3), model.index(2, 3))
    grid.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.keyClick(grid.table, Qt.Key.Key_D, CONTROL)
    assert labels(grid) == ["Rent", "Rent", "Rent"]
    assert model.cell(2, "amount") == Money(50000, "EUR")
    grid.table.clearSelection()
    grid.table.go(1, 3)
    qtbot.keyClick(grid.table, Qt.Key.Key_D, CONTROL)
    assert model.cell(1, "amount") == Money(98000, "EUR"), "a single cell gets the one above it"


def test_after_tabs_enter_goes_to_where_the_row_was_begun(grid: Grid, qtbot: QtBot) -> None:
    grid.table.go(0, 0)
    qtbot.keyClick(grid.table, Qt.Key.Key_Tab)
    qtbot.keyClick(grid.table, Qt.Key.Key_Tab)
    qtbot.keyClick(grid.table, Qt.Key.Key_Return)
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (1, 0)


def test_one_cell_is_pasted_into_all_that_are_selected(grid: Grid, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("travel")
    model = grid.model
    chosen = QItemSelection(model.index(0, 2), model.index(1, 3))
    grid.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.keyClick(grid.table, Qt.Key.Key_V, CONTROL)
    assert [row["category"] for row in model.rows()] == [ItemCategory.TRAVEL] * 2
    assert {name for _row, name, _ in model.unread()} == {"amount"}


def test_rows_that_are_locked_stay(grid: Grid, qtbot: QtBot) -> None:
    grid.model.locked = lambda row: row["label"] == "Rent"
    before = grid.model.rows()[0]
    grid.table.go(0, 0)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Apostrophe, Qt.Key.Key_D):
        qtbot.keyClick(grid.table, key, CONTROL if key is not Qt.Key.Key_Delete else Qt.KeyboardModifier.NoModifier)
    grid.down_button.click()
    grid.remove_button.click()
    QGuiApplication.clipboard().setText("a\t1\nb\t2")
    qtbot.keyClick(grid.table, Qt.Key.Key_V, CONTROL)
    assert grid.model.rows()[0] == before
    assert labels(grid) == ["Rent", "a", "b"], "a block begins at the first row that is open"
    grid.table.go(0, 0)
    qtbot.keyClick(grid.table, Qt.Key.Key_Tab)
    assert grid.table.currentIndex().row() == 1, "Tab passes them by"


def test_a_grid_that_may_only_be_read_changes_by_no_key_and_lets_tab_go(grid: Grid, qtbot: QtBot) -> None:
    before = grid.model.rows()
    grid.read_alone()
    assert grid.table.isEnabled(), "it is scrolled, and copied from"
    grid.table.go(1, 0)
    qtbot.keyClicks(grid.table, "Food")
    assert grid.table.viewport().findChild(QLineEdit) is None
    grid.table.selectAll()
    for key, modifiers in (
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_D, CONTROL),
        (Qt.Key.Key_Apostrophe, CONTROL),
        (Qt.Key.Key_C, CONTROL),
    ):
        qtbot.keyClick(grid.table, key, modifiers)
    assert QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().setText("Food\t2\nTaxi\t3")
    qtbot.keyClick(grid.table, Qt.Key.Key_V, CONTROL)
    assert grid.model.rows() == before
    grid.table.go(0, 0)
    after = QLineEdit(grid)
    after.show()
    QLineEdit.setTabOrder(grid.table, after)
    qtbot.keyClick(grid.table, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert grid.model.rows() == before
    assert not any(each.isEnabled() for each in (grid.add_button, grid.remove_button, grid.up_button, grid.down_button))


def test_titles_say_which_column_is_which(grid: Grid) -> None:
    block = split_block("Amount\tColour\tDescription\r\n12,50\tred\tTea\r\n")
    plan = plan_paste(grid.model, block, 2, 0)
    assert [column.name for column in plan.columns] == ["label", "amount"]
    assert plan.rows == ({"label": "Tea", "amount": Money(1250, "EUR")},)
    assert plan.left_out == ("Colour",)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ('"two\nlines"\tb', [["two lines", "b"]]),
        ('"say ""so"""\tb', [['say "so"', "b"]]),
        ('"Old Mill" choir\tb', [['"Old Mill" choir', "b"]]),
        ("\ta\t", [["", "a", ""]]),
        ("a\r\n\r\nb", [["a"], [""], ["b"]]),
        ("'=1+1", [["=1+1"]]),
        ('"', [['"']]),
    ],
)
def test_a_spreadsheets_text_is_read_cell_by_cell(text: str, block: list[list[str]]) -> None:
    assert split_block(text) == block


def test_what_is_copied_begins_no_formula() -> None:
    assert join_block([["=1+1", "a\tb"], ["+5", "-5"]]) == "'=1+1\ta b\n'+5\t-5"
    for number in ("-5", "-1 234,50", "-1,234.50 EUR", "-12 %"):
        assert cell(number) == number
    for text in ("-cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n\t-a", "＝1", "-EUR", "-"):
        assert cell(text) == f"'{text.strip()}"
        assert uncell(cell(text)) == text.strip()
    assert uncell("'s Hertogenbosch") == "'s Hertogenbosch"
