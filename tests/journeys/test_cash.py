"""Advances and the cash desk as an office uses them: proofs come back, the day is counted, closed, and stays closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.test_money import give

if TYPE_CHECKING:
    from tests.journeys.hand import Hand


def withdraw(desk: Hand, amount: str) -> None:
    """Record cash drawn from the bank."""
    desk.go("cash")
    desk.click("cash.first_new" if desk.is_there("cash.first_new") else "cash.new")
    desk.write("cash_form.amount", amount)
    desk.click("form.save")


def test_an_advance_is_settled_by_a_part_of_proofs_and_the_rest_returned(aid_desk: Hand) -> None:
    desk = aid_desk
    give(desk, "600")
    desk.go("advances")
    desk.click("advances.first_new")
    desk.pick("advance.campaign", "C-0001")
    assert "600.00 EUR available" in desk.text("advance.standing")
    desk.pick("advance.person", "Zielony")
    desk.write("advance.amount", "200")
    desk.write("advance.purpose", "The first month's rent")
    desk.click("form.save")
    assert "cash desk holds 0.00 EUR" in desk.problem("advance.amount")
    desk.choose("advance.method", "Bank transfer")
    desk.click("form.save", double=True)
    assert "A-0001 is recorded." in desk.said("advance")
    desk.go("campaigns")
    assert "400.00 EUR" in desk.row("campaigns.table", "C-0001"), "it is out of the fund"
    desk.go("items")
    assert "500.00 EUR" in desk.row("items.table", "Line 1"), "and not paid for any item"

    desk.go("advances")
    desk.open_row("advances.table", "A-0001")
    desk.click("advance.settle")
    desk.choose("settlement.method", "Cash")
    desk.cell("settlement.proofs.table", 0, "Expense item", "1 Line 1")
    desk.cell("settlement.proofs.table", 0, "Proof", "FV 12/2026")
    desk.cell("settlement.proofs.table", 0, "Amount", "140")
    assert desk.text("settlement.returned") == "60.00", "what is left is proposed"
    desk.click("form.save")
    assert "The settlement is recorded." in desk.said("advance")
    assert desk.sees("FV 12/2026")
    assert not desk.is_there("advance.settle"), "nothing is open any more"
    desk.click("form.back")
    assert "Settled" in desk.row("advances.table", "A-0001")
    desk.go("cash")
    assert {"60.00", "60.00 EUR"} <= set(desk.row("cash.table", "A-0001"))
    desk.go("campaigns")
    assert "460.00 EUR" in desk.row("campaigns.table", "C-0001")


def test_a_counted_day_is_closed_and_takes_no_cash_payout(aid_desk: Hand) -> None:
    desk = aid_desk
    give(desk, "600")
    withdraw(desk, "125")
    assert "K-0001 is recorded." in desk.said("cash")
    desk.click("cash.close")
    desk.click("form.save")
    assert "Count the cash" in desk.problem("cash_close.on")
    desk.click("cash_close.banner_action")
    desk.write("cash_count.piece_5000", "2")
    desk.write("cash_count.piece_500", "4")
    assert desk.text("cash_count.difference") == "▲ 5.00 EUR is missing."
    desk.click("form.save")
    assert "5.00 EUR is missing" in desk.problem("cash_count.reason")
    desk.write("cash_count.piece_500", "5")
    assert desk.text("cash_count.difference") == "✓ They agree."
    desk.click("form.save")
    assert "Counted: 125.00 EUR, as the books say." in desk.said("cash")
    desk.click("cash.banner_action")
    desk.click("form.save")
    assert "closed up to 2026-05-20 with 125.00 EUR" in desk.said("cash")

    desk.go("payouts")
    desk.click("payouts.first_new")
    desk.pick("payout.campaign", "C-0001")
    desk.write("payout.pay_1", "50")
    desk.choose("payout.method", "Cash")
    desk.click("form.save")
    refused = desk.problem("payout.on")
    assert "The cash desk is closed up to 2026-05-20" in refused
    assert "The first open day is 2026-05-21" in refused
    assert "or pay in another way" in refused
    desk.choose("payout.method", "Bank transfer")
    desk.click("form.save")
    assert "O-0001 is recorded." in desk.said("payout")
