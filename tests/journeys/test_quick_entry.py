"""Five expenses entered by keyboard alone in the real window, and found in Payouts; a refused one keeps all out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.journeys.hand import CONTROL, SHIFT

if TYPE_CHECKING:
    from tests.journeys.hand import Hand

TABLE = "expenses.table"


def enter(desk: Hand, *cells: str) -> None:
    """Type a row from where the cursor is: Tab after each cell, Enter after the last."""
    for at, text in enumerate(cells):
        desk.keys(text)
        last = at == len(cells) - 1
        desk.key(Qt.Key.Key_Return if last else Qt.Key.Key_Tab)


def test_five_rows_by_keyboard_alone_are_found_in_payouts(aid_desk: Hand) -> None:
    desk = aid_desk
    desk.key(Qt.Key.Key_X, CONTROL | SHIFT)
    desk.wait_for(TABLE)
    # Date, payee, description, campaign, item, currency, amount: the donor line between item and currency is passed by.
    enter(desk, "12.5", "Clinic", "Tablets", "C-1", "1", "", "120,50")
    assert "2026" in desk.cell_text(TABLE, 0, "Date")
    assert "P-0003" in desk.cell_text(TABLE, 0, "Payee")
    assert desk.cell_text(TABLE, 0, "Amount") == "120.50"
    enter(desk, "13.5", "P-3", "Bandages", "A new", "2", "", "80")
    enter(desk, "14.5", "", "Bus", "C-0001", "1", "eur", "7")
    assert "P-0004" in desk.cell_text(TABLE, 2, "Payee"), "the beneficiary is proposed"
    # The fourth copies what stands above it, cell by cell; the fifth is filled down.
    for _ in range(5):
        desk.key(Qt.Key.Key_Apostrophe, CONTROL)
        desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Tab)
    enter(desk, "9")
    for _ in range(5):
        desk.key(Qt.Key.Key_D, CONTROL)
        desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Tab)
    desk.keys("400")
    desk.key(Qt.Key.Key_Tab)
    assert desk.cell_text(TABLE, 0, "State") == "▲ 120.50 EUR over C-0001", "nothing has come in yet"
    assert "over C-0001.1" in desk.cell_text(TABLE, 4, "State"), "536.50 for an item of 500, row by row"
    assert "5 rows: 616.50 EUR" in desk.text("expenses.sums")
    desk.key(Qt.Key.Key_S, CONTROL)
    assert "5 payouts are saved as drafts: O-0001 – O-0005." in desk.said("expenses")
    assert desk.column(TABLE, "State")[:5] == ["Draft"] * 5

    desk.key(Qt.Key.Key_6, CONTROL)
    desk.wait_for("payouts.table")
    assert {"120.50 EUR", "Draft"} <= set(desk.row("payouts.table", "O-0001"))
    assert len(desk.rows("payouts.table")) == 5


def test_a_refused_row_keeps_all_out_at_its_cell_and_nothing_is_lost(aid_desk: Hand) -> None:
    desk = aid_desk
    desk.go("items")
    desk.click("items.enter")
    enter(desk, "12.5", "Clinic", "Tablets", "C-1", "1", "", "20")
    enter(desk, "12.5", "Nobody at all", "Bus", "C-1", "nothing", "", "many")
    desk.key(Qt.Key.Key_S, CONTROL)
    assert "Not saved yet. Refused rows: 2." in desk.said("expenses")
    assert "Nobody has this code or name" in desk.cell_problem(TABLE, 1, "Payee")
    assert "no expense item" in desk.cell_problem(TABLE, 1, "Expense item")
    assert desk.cell_text(TABLE, 1, "Amount") == "many"
    table = desk.find(TABLE, QTableView)
    assert table.currentIndex().row() == 1
    desk.prompts.will_answer(False)
    desk.click("form.back")
    assert desk.is_there(TABLE), "it asks before rows are lost"
    desk.cell(TABLE, 1, "Payee", "P-0003")
    desk.cell(TABLE, 1, "Expense item", "2")
    desk.cell(TABLE, 1, "Amount", "5")
    desk.click("expenses.submit")
    assert "2 payouts wait for approval: O-0001 – O-0002." in desk.said("expenses")
    desk.click("form.back")
    assert desk.is_there("items.table")
