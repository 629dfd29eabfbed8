"""A campaign's funding on its page: rules and reasons, allotting by hand, moves within the plan, the general fund."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.decisions import DecisionDraft, DecisionKind, proposed_lines
from desktop.domain.funding import FundingRule
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import PersonCategory
from desktop.services import campaigns, decisions, lists, reports, transfers
from desktop.services.history import history
from desktop.ui.campaigns.decision_dialog import AllotDialog, DecisionDialog
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.campaigns.moving import MovePlanDialog, TransferDialog
from desktop.ui.campaigns.note_dialog import NoteDialog
from tests.services.office_kit import eur
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

    Make = Callable[[str], CampaignForm]


@pytest.fixture
def make(qtbot: QtBot, desk: Desk) -> Make:
    def made(code: str) -> CampaignForm:
        form = CampaignForm(desk.place, code)
        qtbot.addWidget(form)
        form.resize(1140, 720)
        form.show()
        return form

    return made


def shown(form: CampaignForm) -> set[str]:
    return {each.objectName() for each in form.funding.buttons if not each.isHidden()}


def test_a_fund_is_allotted_by_hand_with_the_rest_shown_live(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("500", "500", funding=FundingRule.MANUAL).code
    desk.kit.give(code, "683")
    form = make(code)
    assert shown(form) == {"campaign.close", "campaign.allot", "campaign.reallocate"}

    def allot(dialog: QDialog) -> bool:
        assert isinstance(dialog, AllotDialog)
        assert_named(dialog)
        first, second = dialog.amounts
        first.write(eur("500"))
        second.write(eur("200"))
        dialog.tell_sum()
        assert "17.00 EUR too much" in dialog.sum_label.text()
        assert not dialog.do_it.isEnabled()
        second.write(eur("100"))
        dialog.tell_sum()
        assert "83.00 EUR is left" in dialog.sum_label.text()
        dialog.do_it.click()
        return dialog.result() == 1

    desk.prompts.will_answer(allot)
    form.funding.allot.click()
    assert [item.funded for item in desk.kit.load(code).items] == [eur("500"), eur("100")]
    assert form.chain.table.item(1, 4).text() == "100.00"


def test_a_part_of_the_plan_is_moved_and_more_is_proposed(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("1000", "300").code
    form = make(code)

    def move(dialog: QDialog) -> bool:
        assert isinstance(dialog, MovePlanDialog)
        assert_named(dialog)
        dialog.do_it.click()
        assert dialog.amount.problem
        dialog.source.write("1")
        dialog.target.write("2")
        dialog.amount.write(eur("200"))
        dialog.reason.write("The clinic is cheaper")
        assert dialog.propose.isHidden()
        dialog.do_it.click()
        assert "150.00 EUR" in dialog.amount.problem
        dialog.propose.click()
        return dialog.result() == 1

    desk.prompts.will_answer(move)
    form.funding.reallocate.click()
    assert decisions.load_decision(desk.office, "F-0001").draft.kind is DecisionKind.REALLOCATION
    assert shown(form) == {"campaign.approve", "campaign.withdraw", "campaign.note", "campaign.close"}
    desk.prompts.will_answer("Alone")
    form.funding.approve.click()
    assert desk.kit.load(code).items[0].planned == eur("800")
    assert "item 1 from 1,000.00 EUR to 800.00 EUR (F-0001). The clinic is cheaper" in form.history.lines.text()

    def within(dialog: QDialog) -> bool:
        assert isinstance(dialog, MovePlanDialog)
        dialog.amount.write(eur("10"))
        dialog.reason.write("A little")
        dialog.do_it.click()
        return dialog.result() == 1

    desk.prompts.will_answer(within)
    form.funding.reallocate.click()
    assert desk.kit.load(code).items[1].planned == eur("510")


def test_a_surplus_goes_to_another_campaign_and_back_to_a_donor(make: Make, desk: Desk, tmp_path: Path) -> None:
    code = desk.kit.campaign("100").code
    other = desk.kit.campaign("500", title="Another").code
    gift = desk.kit.give(code, "150", desk.kit.person("Donor")).code
    form = make(code)

    def decide(dialog: QDialog) -> bool:
        assert isinstance(dialog, DecisionDialog)
        assert_named(dialog)
        dialog.picker.write(other)
        dialog.add_campaign.click()
        dialog.gift.write("what")
        dialog.add_gift.click()
        assert dialog.banner.text
        dialog.gift.write(gift)
        dialog.add_gift.click()
        dialog.add_gift.click()
        for name, amount in ((other, "20"), (gift, "30")):
            dialog.form.fields[name].write(eur(amount))
        dialog.rule.write(FundingRule.MANUAL)
        dialog.reason.write("As the donors wish")
        dialog.tell_sum()
        dialog.do_it.click()
        return dialog.result() == 1

    desk.prompts.will_answer(True, decide)
    form.funding.close_button.click()
    assert "awaits its approval" in form.funding.said.text()
    desk.prompts.will_answer("Too early")
    form.funding.withdraw.click()
    assert "surplus of 50.00 EUR" in form.funding.said.text()
    desk.prompts.will_answer(decide)
    form.funding.decide.click()
    desk.prompts.will_answer("Alone")
    form.funding.approve.click()
    assert desk.kit.load(other).totals.available == eur("20")
    assert desk.kit.load(code).totals.net == eur("120")

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, NoteDialog)
        assert_named(dialog)
        dialog.print_button.click()
        dialog.save_button.click()
        assert "It is saved as F-0002.pdf." in dialog.banner.text
        return True

    desk.prompts.will_answer(look, True, tmp_path / "F-0002.pdf")
    form.funding.note.click()
    assert desk.prompts.printed == [(tmp_path / "F-0002.pdf").read_bytes()]
    assert [line.verb for line in history(desk.office, "F-0002")][-2:] == ["paper.printed", "paper.saved"]


def test_the_rule_by_which_a_surplus_extends_the_items(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("100", "300", status=CampaignStatus.CLOSED).code
    desk.kit.give(code, "500")
    form = make(code)

    def decide(dialog: QDialog) -> bool:
        assert isinstance(dialog, DecisionDialog)
        dialog.rule.write(FundingRule.PRO_RATA)
        dialog.rule.on_edited()
        assert [field.line.text() for field in dialog.amounts] == ["25.00", "75.00", ""]
        dialog.amounts[0].write(eur("20"))
        dialog.amounts[0].on_edited()
        assert dialog.rule.read() is FundingRule.MANUAL
        dialog.amounts[0].line.setText("many")
        dialog.tell_sum()
        assert "cannot be read" in dialog.sum_label.text()
        dialog.reject()
        return False

    desk.prompts.will_answer(decide)
    form.funding.decide.click()
    assert decisions.decisions_of(desk.office, code) == ()


def test_the_general_funds_page_and_its_money_that_goes_to_a_campaign(make: Make, desk: Desk) -> None:
    general = transfers.open_general_fund(desk.office, "EUR")
    desk.kit.give(general, "50", method=PaymentMethod.BANK)
    code = desk.kit.campaign("500").code
    form = make(general)
    assert form.heading.text().startswith(f"{general}  General fund (EUR)")
    assert form.form.fields["beneficiary"].isHidden()
    assert shown(form) == {"campaign.transfer"}
    assert form.archive_button.isHidden()

    def move(dialog: QDialog) -> bool:
        assert isinstance(dialog, TransferDialog)
        assert_named(dialog)
        dialog.target.write(code)
        dialog.amount.write(eur("60"))
        dialog.reason.write("Urgent")
        dialog.do_it.click()
        assert "50.00 EUR free" in dialog.amount.problem
        dialog.amount.write(eur("20"))
        dialog.do_it.click()
        return dialog.result() == 1

    desk.prompts.will_answer(move)
    form.funding.transfer.click()
    assert desk.kit.load(code).totals.available == eur("20")
    assert form.panel.figure("Available") == "30.00 EUR"


def test_unsaved_changes_are_saved_before_a_campaign_is_closed(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("500").code
    form = make(code)
    form.form.fields["title"].write("Another")
    form.form.fields["title"].on_edited()
    form.funding.close_button.click()
    assert "Save your changes first" in form.banner.text
    assert campaigns.load_campaign(desk.office, code).draft.status is CampaignStatus.OPEN


def test_the_chain_is_the_same_on_the_page_in_the_list_and_in_the_workbook(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("500", "500", "1000").code
    desk.kit.give(code, "683")
    payee = desk.kit.person("Payee", PersonCategory.PAYEE)
    desk.kit.pay(code, payee, {1: "450"})
    campaign = campaigns.close_campaign(desk.office, code)
    lines = proposed_lines(campaign, FundingRule.PRO_RATA)
    today = desk.office.today()
    draft = DecisionDraft(code, DecisionKind.SHORTFALL, FundingRule.PRO_RATA, lines, "Over", today)
    decisions.propose_decision(desk.office, draft)
    decisions.approve_decision(desk.office, "F-0001", "Alone")
    table = make(code).chain.table
    heads = [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]
    shown = [heads.index(name) for name in ("Planned", "Funded", "Committed", "Paid", "Remaining")]
    page = [[table.item(row, column).text() for column in shown] for row in range(3)]
    assert [table.item(row, heads.index("Allotted")).text() for row in range(3)] == ["450.00", "77.67", "155.33"]
    listed = [
        [each.plain() for each in (row.planned, row.funded, row.committed, row.paid, row.remaining)]
        for row in lists.read_page(desk.office, ListKind.ITEMS, Query()).rows
    ]
    made = reports.make_workbook(desk.office, reports.WorkbookRequest((code,))).data
    rows = list(load_workbook(io.BytesIO(made), data_only=True)["Budget"].iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "Code")
    columns = [head.index(name) for name in ("Total budget", "Funded", "Committed", "Cumulative", "Balance")]
    book = [
        [f"{Decimal(str(row[column])):.2f}" for column in columns] for row in rows if str(row[0]).startswith(f"{code}.")
    ]
    assert [[text.replace(",", "") for text in row] for row in page] == listed == book
    assert [row[1] for row in listed] == ["450.00", "77.67", "155.33"]


def test_a_long_label_leaves_room_for_its_amount(desk: Desk, qtbot: QtBot) -> None:
    campaign = desk.kit.campaign("100", "200")
    items = (replace(campaign.draft.items[0], label="Ж" * 80), *campaign.draft.items[1:])
    campaigns.save_campaign(desk.office, replace(campaign.draft, items=items), campaign.code, campaign.revision)
    dialog = MovePlanDialog(desk.place, desk.kit.load(campaign.code), None)
    qtbot.addWidget(dialog)
    assert dialog.source.box.itemText(0) == f"1. {'Ж' * 35}…, planned 100.00 EUR"
