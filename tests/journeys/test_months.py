"""A month is locked in the window; what comes late is booked in the open one; unlocking says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.hand import Hand
    from tests.ui.kit import FakePrompts


def begin_gift(desk: Hand, gross: str, on: str) -> None:
    """Fill in a donation to C-0001 of a day."""
    desk.go("donations")
    if desk.is_there("form.back"):
        desk.click("form.back")
    desk.click("donations.first_new" if desk.is_there("donations.first_new") else "donations.new")
    desk.pick("donation.campaign", "C-0001")
    desk.write("donation.gross", gross)
    desk.write("donation.on", on)
    desk.leave()


def test_a_month_is_locked_and_a_late_gift_goes_to_the_open_one(aid_desk: Hand, prompts: FakePrompts) -> None:
    desk = aid_desk
    begin_gift(desk, "100", "2026-04-03")
    desk.click("form.save")
    desk.go("months")
    assert desk.row("months.table", "April 2026")[:3] == ["April 2026", "1", "Open"]
    prompts.will_answer(True)
    desk.click("months.lock")
    assert "April 2026" in desk.said("months")
    assert desk.row("months.table", "April 2026")[2] == "Locked"

    begin_gift(desk, "40", "2026-04-28")
    desk.click("form.save")
    assert "locked month (April 2026)" in desk.problem("donation.on")
    desk.click("donation.banner_action")
    assert "D-0002 is recorded." in desk.said("donation")
    assert desk.sees("2026-05-01")
    assert desk.sees("2026-04-28")

    desk.go("months")
    assert desk.row("months.table", "April 2026")[1] == "1"
    assert desk.row("months.table", "May 2026")[1] == "1"
    desk.point("months.table", "April 2026")
    prompts.will_answer("The bank's statement came late")
    desk.click("months.confirm_unlock")
    assert desk.row("months.table", "April 2026")[2] == "Open"
    begin_gift(desk, "5", "2026-04-30")
    desk.click("form.save")
    assert "D-0003 is recorded." in desk.said("donation")
    assert not desk.sees("2026-05-01")


def test_the_checks_lead_to_what_waits(aid_desk: Hand) -> None:
    desk = aid_desk
    begin_gift(desk, "100", "2026-02-03")
    desk.click("form.save")
    desk.go("checks")
    assert desk.text("checks.state_balanced") == "In order"
    assert desk.text("checks.state_months") == "1 to look at"
    desk.click("checks.go_months")
    assert desk.window.workspace is not None
    assert desk.window.workspace.here == "months"
