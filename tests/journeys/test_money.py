"""Point 5: donations and payouts are recorded against a campaign and its items; what goes too far is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.journeys.hand import CONTROL

if TYPE_CHECKING:
    from tests.journeys.hand import Hand


def give(desk: Hand, gross: str, donor: str = "") -> None:
    """Record a donation to C-0001 in the simplest way."""
    desk.go("donations")
    if desk.is_there("form.back"):
        desk.click("form.back")
    desk.click("donations.first_new" if desk.is_there("donations.first_new") else "donations.new")
    desk.pick("donation.campaign", "C-0001")
    if donor:
        desk.pick("donation.donor", donor)
    desk.write("donation.gross", gross)
    desk.click("form.save")


def test_a_donation_is_recorded_once_and_stands_everywhere(aid_desk: Hand) -> None:
    desk = aid_desk
    desk.go("donations")
    desk.click("donations.first_new")
    desk.click("form.save")
    assert desk.problem("donation.campaign")
    assert desk.problem("donation.gross")
    desk.pick("donation.campaign", "new start")
    assert "1,200.00 EUR" in desk.text("donation.standing")
    desk.pick("donation.donor", "Хлебар")
    desk.write("donation.gross", "1 200,50")
    desk.write("donation.fee", "1200.50")
    desk.leave()
    desk.click("form.save")
    assert "1,200.50 EUR" in desk.problem("donation.fee")
    desk.write("donation.fee", "1.5")
    desk.leave()
    assert desk.text("donation.fee") == "1.50"
    assert desk.sees("1,199.00 EUR")
    desk.write("donation.on", "21.5.26")
    desk.click("form.save")
    assert "2026-05-21" in desk.problem("donation.on"), "tomorrow"
    desk.write("donation.on", "19/5/26")
    desk.leave()
    assert desk.text("donation.on") == "2026-05-19"
    desk.choose("donation.method", "Payment provider")
    desk.click("form.save", double=True)

    assert "D-0001 is recorded." in desk.said("donation")
    assert desk.sees("1,199.00 EUR")
    assert not desk.is_there("form.save"), "what is recorded is never edited"
    desk.click("form.back")
    assert desk.text("donations.count") == "1 donation"
    row = desk.row("donations.table", "D-0001")
    assert {"1,200.50 EUR", "1.50 EUR", "1,199.00 EUR", "2026-05-19", "Payment provider"} <= set(row)
    desk.go("campaigns")
    assert "1,200.50 EUR" in desk.row("campaigns.table", "C-0001")
    desk.open_row("campaigns.table", "C-0001")
    assert desk.sees("1,199.00 EUR")
    desk.click("campaign.donate")
    assert "C-0001" in desk.text("donation.campaign"), "the campaign's own button chooses it"


def test_a_donation_by_keyboard_alone(aid_desk: Hand) -> None:
    desk = aid_desk
    desk.key(Qt.Key.Key_5, CONTROL)
    desk.key(Qt.Key.Key_N, CONTROL)
    desk.keys("C-0001")
    desk.settle()
    assert "A new start" in desk.text("donation.campaign"), "a whole code is taken by itself"
    desk.tab_to("donation.donor")
    desk.keys("mill")
    desk.settle()
    desk.take_offered("donation.donor")
    desk.tab_to("donation.gross")
    desk.keys("75")
    desk.tab_to("donation.fee")
    desk.tab_to("donation.on")
    desk.tab_to("donation.method")
    desk.keys("Ca")
    assert desk.text("donation.method") == "Card"
    desk.key(Qt.Key.Key_Return, CONTROL)
    assert "D-0001 is recorded." in desk.said("donation")
    assert desk.text("donation.gross") == "", "the next one begins"
    assert "C-0001" in desk.text("donation.campaign")
    assert desk.find("donation.donor").hasFocus()
    desk.tab_to("donation.gross")
    desk.keys("25")
    desk.key(Qt.Key.Key_S, CONTROL)
    assert "D-0002 is recorded." in desk.said("donation")
    desk.key(Qt.Key.Key_Escape)
    assert desk.text("donations.count") == "2 donations"
    desk.key(Qt.Key.Key_F, CONTROL)
    desk.keys("mill")
    desk.settle()
    assert [row[0] for row in desk.rows("donations.table")] == ["D-0001"]
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    assert desk.sees("Choir of the Old Mill")


def test_a_donation_is_taken_back_with_a_reason(aid_desk: Hand) -> None:
    desk = aid_desk
    give(desk, "50")
    said: list[str] = []

    def take_back() -> None:
        desk.click("take_back.do")
        said.append(desk.problem("take_back.reason"))
        desk.write("take_back.reason", "Typed 50 instead of 5")
        desk.click("take_back.do", double=True)

    desk.prompts.will_answer(desk.in_dialog(take_back))
    desk.click("donation.take_back")
    assert said
    assert said[0]
    assert "D-0001 is taken back" in desk.said("donation")
    assert desk.sees("Typed 50 instead of 5")
    assert not desk.is_there("donation.take_back")
    desk.click("form.back")
    assert "Taken back" in desk.row("donations.table", "D-0001")
    desk.go("campaigns")
    assert "50.00 EUR" not in desk.row("campaigns.table", "C-0001")


def test_a_payout_is_refused_with_figures_until_the_money_is_there(aid_desk: Hand) -> None:
    desk = aid_desk
    give(desk, "650")
    desk.go("payouts")
    desk.click("payouts.first_new")
    desk.pick("payout.campaign", "C-0001")
    assert "P-0004" in desk.text("payout.payee"), "the beneficiary is proposed"
    desk.click("form.save")
    assert desk.sees("Say which expense item is paid, and how much.")
    desk.write("payout.pay_1", "500.01")
    desk.leave()
    assert "500.00 EUR" in desk.find("payout.pay_1").accessibleDescription()
    desk.click("form.save")
    assert desk.is_there("form.save")
    desk.write("payout.pay_1", "400")
    desk.write("payout.pay_2", "250,01")
    desk.leave()
    assert desk.text("payout.whole").startswith("▲")
    desk.click("form.save")
    assert desk.sees("650.01 EUR is more than is available of C-0001: 650.00 EUR.")
    desk.write("payout.pay_2", "")
    desk.click("payout.rest_2")
    assert desk.text("payout.pay_2") == "250.00", "what the fund still has"
    desk.pick("payout.payee", "Zielony")
    desk.write("payout.purpose", "Treatment")
    desk.click("form.save", double=True)

    assert "O-0001 is recorded." in desk.said("payout")
    desk.click("form.back")
    assert desk.text("payouts.count") == "1 payout"
    assert "650.00 EUR" in desk.row("payouts.table", "O-0001")
    desk.go("items")
    assert "100.00 EUR" in desk.row("items.table", "Line 1"), "remaining"
    assert "450.00 EUR" in desk.row("items.table", "Line 2")
    desk.go("people")
    assert "650.00 EUR" in desk.row("people.table", "P-0003")

    desk.go("donations")
    desk.open_row("donations.table", "D-0001")

    def take_back() -> None:
        desk.write("take_back.reason", "A slip")
        desk.click("take_back.do")
        assert "650.00 EUR" in desk.said("take_back"), "the money is paid out already"
        desk.click("take_back.keep")

    desk.prompts.will_answer(desk.in_dialog(take_back))
    desk.click("donation.take_back")
    assert desk.is_there("donation.take_back")


def test_a_payout_is_taken_back_and_its_money_is_there_again(aid_desk: Hand) -> None:
    desk = aid_desk
    give(desk, "500")
    desk.go("payouts")
    desk.click("payouts.first_new")
    desk.pick("payout.campaign", "C-0001")
    desk.click("payout.rest_1")
    desk.click("form.save")

    def take_back() -> None:
        desk.write("take_back.reason", "The bank returned it")
        desk.click("take_back.do")

    desk.prompts.will_answer(desk.in_dialog(take_back))
    desk.click("payout.take_back")
    assert "O-0001 is taken back" in desk.said("payout")
    desk.click("form.back")
    assert "Taken back" in desk.row("payouts.table", "O-0001")
    desk.click("payouts.new")
    desk.pick("payout.campaign", "C-0001")
    assert "available 500.00 EUR" in desk.text("payout.standing")
