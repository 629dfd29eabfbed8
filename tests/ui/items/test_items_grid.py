"""The grid of expense items: a live sum beside the goal, proposed amounts, problems in cells, numbers for good."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.campaigns import CampaignDraft, ItemDraft, check_campaign
from desktop.domain.errors import Problem, Refused
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.i18n import use_language
from desktop.ui.items.grid import ItemsGrid
from desktop.ui.shared.paste_dialog import PasteDialog
from tests.services.office_kit import eur
from tests.ui.kit import FakePrompts, assert_named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

ITEMS = (
    ItemDraft("Surgery", eur("920"), ItemCategory.MEDICAL, description="Surgery of the knee", line=1),
    ItemDraft("Rent", eur("980"), ItemCategory.HOUSING, Decimal(3), "months", line=2),
    ItemDraft("Course", eur("800"), ItemCategory.EDUCATION, line=3),
)


@pytest.fixture
def grid(qtbot: QtBot) -> ItemsGrid:
    made = ItemsGrid("campaign", "EUR")
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show()
    return made


def put(grid: ItemsGrid, row: int, **cells: object) -> None:
    """Type into cells one after the other."""
    for name, value in cells.items():
        grid.grid.model.put(row, name, value)


def column(grid: ItemsGrid, name: str) -> int:
    return next(at for at, each in enumerate(grid.grid.model.columns) if each.name == name)


def type_in(grid: ItemsGrid, row: int, name: str, text: str) -> None:
    model = grid.grid.model
    model.setData(model.index(row, column(grid, name)), text)


def test_items_come_back_as_they_were(grid: ItemsGrid) -> None:
    grid.show_items(ITEMS, numbered=True)
    assert grid.read() == ITEMS
    assert_named(grid)


def test_the_sum_stands_beside_the_goal_and_the_difference_in_words(grid: ItemsGrid) -> None:
    grid.show_items(ITEMS)
    assert grid.bar.figures == ("2,700.00 EUR", "—")
    assert "No goal is stated" in grid.bar.sentence
    grid.set_goal(eur("2700"))
    assert "exactly" in grid.bar.sentence
    grid.set_goal(eur("2000"))
    assert "700.00 EUR more" in grid.bar.sentence
    type_in(grid, 0, "planned", "120,5")
    assert grid.bar.figures == ("1,900.50 EUR", "2,000.00 EUR")
    assert "99.50 EUR less" in grid.bar.sentence


def test_archived_items_are_not_in_the_sum(grid: ItemsGrid) -> None:
    grid.show_items(ITEMS)
    put(grid, 1, archived=True)
    assert grid.planned() == eur("1720")


def test_without_items_it_says_so(grid: ItemsGrid) -> None:
    grid.show_items(())
    grid.set_goal(eur("10"))
    assert grid.planned() is None
    assert "No priced items" in grid.bar.sentence


def test_the_sum_is_said_anew_in_another_language(grid: ItemsGrid) -> None:
    grid.show_items(ITEMS)
    said = grid.bar.sentence
    use_language("be")
    assert grid.bar.sentence != said


class TestProposedAmounts:
    def test_quantity_times_price_fills_an_empty_amount_in_one_step(self, grid: ItemsGrid) -> None:
        grid.show_items(())
        grid.grid.model.add()
        type_in(grid, 0, "quantity", "3")
        type_in(grid, 0, "unit_price", "300,10")
        assert grid.grid.model.cell(0, "planned") == eur("900.30")
        grid.grid.model.undo_stack.undo()
        assert grid.grid.model.cell(0, "planned") is None
        assert grid.grid.model.cell(0, "unit_price") is None

    def test_a_proposed_amount_follows_its_factors_until_another_is_typed(self, grid: ItemsGrid) -> None:
        grid.show_items(())
        grid.grid.model.add()
        type_in(grid, 0, "unit_price", "300")
        type_in(grid, 0, "quantity", "2")
        assert grid.grid.model.cell(0, "planned") == eur("600")
        type_in(grid, 0, "planned", "580")
        type_in(grid, 0, "quantity", "4")
        assert grid.grid.model.cell(0, "planned") == eur("580")

    def test_an_amount_that_is_there_is_never_corrected(self, grid: ItemsGrid) -> None:
        grid.show_items(ITEMS)
        type_in(grid, 1, "unit_price", "300")
        assert grid.grid.model.cell(1, "planned") == eur("980")
        assert "900.00 EUR" in grid._remarks.text()
        assert not grid._remarks.isHidden()


class TestProblems:
    def test_what_cannot_be_read_is_refused_at_its_cell(self, grid: ItemsGrid) -> None:
        grid.show_items(ITEMS)
        type_in(grid, 2, "planned", "many")
        with pytest.raises(Refused) as refusal:
            grid.read()
        assert [(each.code, each.at) for each in refusal.value.problems] == [("amount.unreadable", "items.2.planned")]
        assert "cannot be read" in grid.bar.sentence
        assert grid.focus_problem()
        assert grid.grid.table.currentIndex().row() == 2

    def test_problems_land_in_their_rows_though_blank_rows_stand_between(self, grid: ItemsGrid) -> None:
        grid.show_items(ITEMS[:1])
        grid.grid.model.add()
        grid.grid.model.add()
        put(grid, 2, label="Shoes")
        drafts = grid.read()
        assert len(drafts) == 2
        found = check_campaign(CampaignDraft("T", items=drafts))
        rest = grid.place_problems((*found, Problem("changed_meanwhile")))
        assert [problem.code for problem in rest] == ["changed_meanwhile"]
        assert "more than nothing" in grid.grid.model.problem(2, "planned")
        assert grid.grid.model.problem(1, "planned") == ""

    def test_a_mark_goes_with_the_next_change_but_not_with_the_goal(self, grid: ItemsGrid) -> None:
        grid.show_items(ITEMS)
        grid.place_problems([Problem("item.needs_a_label", "items.1.label")])
        grid.set_goal(eur("1"))
        assert grid.grid.model.problem(1, "label")
        put(grid, 1, label="Flat")
        assert grid.grid.model.problem(1, "label") == ""

    def test_a_marked_cell_is_not_told_by_colour_alone(self, grid: ItemsGrid) -> None:
        grid.show_items(ITEMS)
        grid.place_problems([Problem("item.needs_a_label", "items.1.label")])
        index = grid.grid.model.index(1, column(grid, "label"))
        assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
        assert "label" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)


class TestCurrencies:
    def test_a_foreign_amount_shows_its_currency_and_is_marked_until_typed_anew(self, grid: ItemsGrid) -> None:
        grid.show_items((ITEMS[0], ItemDraft("Flat", Money.of("1200", "PLN"))))
        index = grid.grid.model.index(1, column(grid, "planned"))
        assert index.data() == "1,200.00 PLN"
        assert "EUR" in grid.grid.model.problem(1, "planned")
        assert grid.planned() is None
        assert "currency" in grid.bar.sentence
        type_in(grid, 1, "planned", "280")
        assert grid.planned() == eur("1200")
        assert grid.grid.model.problem(1, "planned") == ""

    def test_figures_can_be_taken_as_meant_in_another_currency(self, grid: ItemsGrid) -> None:
        grid.show_items(ITEMS)
        grid.set_currency("PLN", amounts_too=True)
        assert grid.planned() == Money.of("2700", "PLN")

    def test_figures_that_the_other_currency_cannot_hold_stay_and_are_marked(self, grid: ItemsGrid) -> None:
        grid.show_items((ItemDraft("Tea", eur("2.50")),))
        grid.set_currency("JPY", amounts_too=True)
        assert grid.grid.model.cell(0, "planned") == eur("2.50")
        assert grid.grid.model.problem(0, "planned")


class TestLines:
    def test_stored_items_keep_their_numbers_and_new_ones_have_none_yet(self, grid: ItemsGrid) -> None:
        grid.show_items((ITEMS[0], ITEMS[2]), numbered=True)
        grid.grid.model.add()
        heads = [grid.grid.model.headerData(at, Qt.Orientation.Vertical) for at in range(3)]
        assert heads == ["1", "3", "+"]

    def test_going_to_a_line(self, grid: ItemsGrid) -> None:
        grid.show_items((ITEMS[0], ITEMS[2]), numbered=True)
        grid.focus_line(3)
        assert grid.grid.table.currentIndex().row() == 1

    def test_an_emptied_quantity_is_one(self, grid: ItemsGrid) -> None:
        grid.show_items(ITEMS)
        type_in(grid, 1, "quantity", "")
        assert grid.read()[1].quantity == Decimal(1)

    def test_what_is_being_typed_is_taken(self, grid: ItemsGrid, qtbot: QtBot) -> None:
        grid.show_items(ITEMS)
        table = grid.grid.table
        table.setCurrentIndex(grid.grid.model.index(0, 0))
        table.edit(table.currentIndex())
        editor = table.viewport().findChild(object, "grid.label")
        editor.setText("Knee")
        grid.commit()
        assert grid.read()[0].label == "Knee"

    def test_locked_it_cannot_be_edited(self, grid: ItemsGrid) -> None:
        grid.lock(True)
        assert not grid.grid.table.isEnabled()
        assert not grid.grid.add_button.isEnabled()


def test_pasted_lines_are_shown_before_with_what_is_wrong_with_each(grid: ItemsGrid, qtbot: QtBot) -> None:
    seen: list[str] = []

    class Answer(FakePrompts):
        def show(self, dialog: QDialog) -> bool:
            assert isinstance(dialog, PasteDialog)
            cells = [dialog.table.item(row, 1) for row in range(dialog.table.rowCount())]
            seen.extend(cell.text() for cell in cells if cell is not None)
            dialog.refused_too.setChecked(False)
            return True

    grid.show_items(())
    grid.preview_with(Answer())
    QGuiApplication.clipboard().setText("Label\tAmount\nTea\t5\n\t7\nRent\tmany\nVan\t0")
    grid.grid.table.setFocus()
    qtbot.keyClick(grid.grid.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [bool(why) for why in seen] == [False, True, True, True]
    assert [item.label for item in grid.read()] == ["Tea"]
    assert grid.bar.figures[0] == "5.00 EUR"


def test_a_row_that_tab_began_and_nobody_wrote_in_is_no_change(grid: ItemsGrid) -> None:
    grid.show_items(ITEMS, numbered=True)
    told: list[int] = []
    grid.edited.connect(lambda: told.append(1))
    model = grid.grid.model
    row = model.add()
    assert told == []
    put(grid, row, label="Shoes")
    assert told == [1]
    model.undo_stack.undo()
    assert told == [1, 1], "what was written is gone again, and that is a change"
    model.remove([row])
    assert told == [1, 1]
    model.move(0, 1)
    assert told == [1, 1, 1]
