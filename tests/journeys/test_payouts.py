"""A payout above the office's threshold: refused to its author, approved by the second user, paid in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.people import PersonCategory
from desktop.services.users import add_user, rename_user
from tests.journeys.conftest import unlocked
from tests.services.office_kit import PASSPHRASE, Kit, make_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin

SECOND = "otter lamp granite violin meadow crisp"


def test_a_payout_is_refused_to_its_author_and_approved_by_the_second_user(begin: Begin, tmp_path: Path) -> None:
    office = make_office(tmp_path / "Aid")
    kit = Kit(office)
    kit.person("Florist", PersonCategory.BENEFICIARY, name_local="Мілана Званцова")
    kit.campaign("500.00", "700.00", title="A new start", beneficiary="P-0001")
    kit.give("C-0001", "650")
    rename_user(office, office.user, "Iryna")
    add_user(office, PASSPHRASE, "Alena", SECOND)
    office.close()
    desk = unlocked(begin(tmp_path / "Aid"))

    desk.go("settings")
    desk.write("settings.approval_threshold", "100")
    desk.click("form.save")
    desk.go("payouts")
    desk.click("payouts.first_new")
    desk.pick("payout.campaign", "C-0001")
    desk.write("payout.pay_1", "400")
    desk.leave()
    assert not desk.find("form.save").isEnabled()
    assert desk.text("form.note").startswith("Above 100.00 EUR a payout is approved before it is paid")
    desk.click("payout.submit")
    assert "O-0001 waits for approval." in desk.said("payout")
    desk.click("payout.do_approve")
    assert "It may be approved by: Alena." in desk.said("payout")
    assert "Waits for approval" in desk.text("payout.fact_state")

    desk.click("window.lock")
    unlocked(desk, SECOND)
    desk.go("payouts")
    desk.open_row("payouts.table", "O-0001")
    desk.click("payout.do_approve")
    assert "O-0001 is approved: its money is reserved." in desk.said("payout")
    assert desk.text("payout.fact_approver") == "Alena"

    def pay_a_part() -> None:
        desk.write("pay.part_1", "150")
        desk.click("pay.do")

    desk.prompts.will_answer(desk.in_dialog(pay_a_part))
    desk.click("payout.do_pay_part")
    assert "What is left stays approved as O-0002." in desk.said("payout")
    desk.click("form.back")
    assert {"Approved", "250.00 EUR"} <= set(desk.row("payouts.table", "O-0002"))
    assert {"Paid", "150.00 EUR"} <= set(desk.row("payouts.table", "O-0001"))
    desk.go("campaigns")
    desk.open_row("campaigns.table", "C-0001")
    assert desk.sees("250.00 EUR"), "reserved, and what is available beside it"
