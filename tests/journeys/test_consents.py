"""A payout is refused for want of a consent; it is recorded on the person's page; then it is approved and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.consents import ConsentChannel, ConsentDraft, Purpose
from desktop.domain.people import PersonCategory
from desktop.services.consents import record_consent, withdraw_consent
from tests.journeys.conftest import unlocked
from tests.services.office_kit import Kit, make_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin


def test_a_payout_waits_for_a_consent(begin: Begin, tmp_path: Path) -> None:
    office = make_office(tmp_path / "Aid")
    kit = Kit(office)
    kit.person("Florist", PersonCategory.BENEFICIARY, name_local="Мілана Званцова")
    kit.campaign("500.00", "700.00", title="A new start", beneficiary="P-0001")
    kit.give("C-0001", "650")
    office.close()
    desk = unlocked(begin(tmp_path / "Aid"))

    desk.go("settings")
    desk.choose("settings.payout_consent", "Is refused")
    desk.click("form.save")
    desk.go("payouts")
    desk.click("payouts.first_new")
    desk.pick("payout.campaign", "C-0001")
    desk.write("payout.pay_1", "400")
    desk.leave()
    desk.click("payout.submit")
    desk.click("payout.do_approve")
    assert "P-0001: “Help and payment: the office keeps the data” - Not recorded." in desk.said("payout")

    desk.go("checks")
    assert desk.text("checks.state_consents_missing") == "1 to look at"
    desk.click("checks.go_consents_missing")
    desk.open_row("people.table", "P-0001")

    def agree() -> None:
        desk.write("consent.until", "2027-01-31")
        desk.click("consent.do")

    desk.prompts.will_answer(desk.in_dialog(agree))
    desk.click("consents.add")
    assert desk.said("consents") == "The consent is recorded."
    assert desk.text("consents.state_1") == "In force"
    assert not desk.is_there("consents.renew_1")

    desk.go("payouts")
    desk.open_row("payouts.table", "O-0001")
    desk.click("payout.do_approve")
    assert "O-0001 is approved: its money is reserved." in desk.said("payout")


def test_a_copy_of_a_named_paper_waits_for_a_new_consent(begin: Begin, tmp_path: Path) -> None:
    office = make_office(tmp_path / "Aid")
    kit = Kit(office)
    donor = kit.person("Florist", name_local="Мілана Званцова")
    kit.give(kit.campaign("500.00").code, "650", donor, receipt="en")
    draft = ConsentDraft(Purpose.ACCOUNTANT, ConsentChannel.PAPER, office.today())
    withdraw_consent(office, record_consent(office, donor, draft).number, office.today())
    office.close()
    desk = unlocked(begin(tmp_path / "Aid"))
    target = tmp_path / "receipt.pdf"

    desk.go("settings")
    desk.choose("settings.document_consent", "Is refused")
    desk.click("form.save")
    desk.go("documents")
    desk.point("documents.table", "DR/2026/0001")
    desk.prompts.will_answer(target)
    desk.click("document.save")
    assert "It is not handed out. DR/2026/0001 names P-0001" in desk.said("document")
    assert not target.exists()

    desk.prompts.will_answer(desk.in_dialog(lambda: desk.click("consent.do")))
    desk.click("document.banner_action")
    desk.prompts.will_answer(target)
    desk.click("document.save")
    assert "The original of DR/2026/0001 is saved" in desk.said("document")
    assert target.exists()
