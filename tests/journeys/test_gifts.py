"""A gift is split over two campaigns, and given back in part: its receipt is replaced, and all of it agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services.verification import verify

if TYPE_CHECKING:
    from tests.journeys.hand import Hand


def test_a_split_gift_is_given_back_in_part_and_its_receipt_replaced(aid_desk: Hand) -> None:
    desk = aid_desk
    desk.go("campaigns")
    desk.click("campaigns.new")
    desk.write("campaign.title", "Warm winter")
    desk.click("form.save")
    desk.go("donations")
    desk.click("donations.first_new")
    desk.pick("donation.campaign", "C-0001")
    desk.pick("donation.donor", "Хлебар")
    desk.write("donation.gross", "100")
    desk.click("donation.split")
    desk.pick("donation.share_1_campaign", "C-0002")
    desk.write("donation.share_1_gross", "40,00")
    desk.leave()
    assert desk.text("donation.shares_rest") == "Left for C-0001: 60.00 EUR"
    desk.click("donation.issue_now")
    desk.click("form.save")
    assert "D-0001 is recorded, and DR/2026/0001 issued." in desk.said("donation")
    assert desk.sees("60.00 EUR")

    desk.prompts.will_answer(desk.in_dialog(lambda: give_back(desk)))
    desk.click("donation.refund")
    assert "DR/2026/0002 is issued over the rest" in desk.said("donation")
    assert desk.sees("Transferred twice")
    assert not desk.is_there("donation.take_back"), "what was given back is no slip of entry"
    place = desk.program.place
    assert place is not None
    assert verify(place.office).findings == ()


def give_back(desk: Hand) -> None:
    assert desk.text("refund.amount") == "100.00"
    desk.write("refund.amount", "50")
    desk.write("refund.reason", "Transferred twice")
    desk.click("refund.do")
