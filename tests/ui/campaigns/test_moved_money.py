"""Decisions and transfers in the Campaigns section: their lists, their pages, the note, taking a transfer back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.decisions import DecisionAction, DecisionDraft, DecisionKind, DecisionLine
from desktop.domain.funding import FundingRule
from desktop.domain.listing import Query
from desktop.domain.summaries import TaskKind
from desktop.domain.transfers import TransferDraft
from desktop.i18n import use_language
from desktop.services import campaigns, decisions, transfers
from desktop.services.lists import read_page
from desktop.ui.campaigns.decision_page import DecisionPage
from desktop.ui.campaigns.moved_table import DECISIONS, TRANSFERS
from desktop.ui.campaigns.note_dialog import NoteDialog
from desktop.ui.campaigns.page import CampaignsPage, make_campaigns_page
from desktop.ui.campaigns.transfer_page import TransferPage
from desktop.ui.shared.history import HistoryDialog
from desktop.ui.shared.take_back import TakeBackDialog
from tests.services.office_kit import TODAY, eur
from tests.ui.desk import desk_without_names
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk
    from tests.ui.kit import InlineTasks


@pytest.fixture
def moved(desk: Desk) -> Desk:
    """C-0001 closed 20.00 above its plan: 15.00 go to C-0002, 5.00 extend its item; 7.00 of the general fund too."""
    kit = desk.kit
    closed, other = kit.campaign("100"), kit.campaign("300")
    kit.give(closed.code, "120")
    closed = kit.load(closed.code)
    campaigns.save_campaign(
        kit.office, replace(closed.draft, status=CampaignStatus.CLOSED), closed.code, closed.revision
    )
    lines = (
        DecisionLine(DecisionAction.TRANSFER, eur("15"), to=other.code),
        DecisionLine(DecisionAction.EXTEND, eur("5"), 1),
    )
    draft = DecisionDraft(
        closed.code, DecisionKind.SURPLUS, FundingRule.MANUAL, lines, "Others need it more, and urgently", TODAY
    )
    decisions.propose_decision(kit.office, draft)
    decisions.approve_decision(kit.office, "F-0001", "Nobody else is here")
    general = transfers.open_general_fund(kit.office, "EUR")
    kit.give(general, "10")
    transfers.transfer(kit.office, TransferDraft(general, other.code, eur("7"), TODAY, "For winter"))
    return desk


def section(desk: Desk, qtbot: QtBot) -> CampaignsPage:
    made = make_campaigns_page(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 700)
    made.show()
    return made


def test_every_sort_and_filter_is_known_to_the_storage(moved: Desk) -> None:
    for spec in (DECISIONS, TRANSFERS):
        for column in spec.columns:
            for descending in (False, True):
                assert read_page(moved.office, spec.kind, Query(column.sort, descending)).rows
        for each in spec.filters:
            for choice in each.choices:
                read_page(moved.office, spec.kind, Query(filters={each.name: choice.value}))


def test_the_lists_stand_beside_the_campaigns(moved: Desk, qtbot: QtBot) -> None:
    page = section(moved, qtbot)
    for language in ("be", "en"):
        use_language(language)
        page.switch.retranslate()
    assert [each.text() for each in page.switch.buttons] == ["Campaigns", "Decisions", "Transfers"]
    for place, rows, count in ((1, page.decisions, 1), (2, page.transfers, 2), (0, page.campaigns, 3)):
        page.switch.buttons[place].click()
        assert page.rows is rows
        assert page.stack.currentWidget() is rows
        assert rows.model.rowCount() == count
        assert_named(page)
    page.switch.buttons[2].click()
    page.rows.table.opened.emit(0)
    assert isinstance(page.form, TransferPage)
    assert page.switch.isHidden()
    page.close_form()
    assert page.stack.currentWidget() is page.transfers
    page.show_task(TaskKind.PROPOSED)
    assert page.stack.currentWidget() is page.decisions
    page.show_task(TaskKind.TO_PAY)
    assert page.stack.currentWidget() is page.campaigns
    page.open_code("C-0002")
    page.close_form()
    assert page.rows is page.campaigns


def test_lists_without_rows_say_how_they_come_to_be(desk: Desk, qtbot: QtBot) -> None:
    page = section(desk, qtbot)
    for place in (1, 2):
        page.switch.buttons[place].click()
        assert page.rows.first_use.isVisible()
        assert not page.rows.new_button.isVisible()


def test_a_decision_says_all_and_shows_its_note(moved: Desk, qtbot: QtBot) -> None:
    page = section(moved, qtbot)
    page.open_code("F-0001")
    form = page.form
    assert isinstance(form, DecisionPage)
    assert_named(form)
    said = form.facts.said
    assert said("fact_campaign").startswith("C-0001")
    assert said("fact_amount") == "20.00 EUR"
    assert said("fact_lines") == "To another fund: 15.00 EUR, C-0002\nMore for an item: 5.00 EUR, item 1"
    assert said("fact_reason") == "Others need it more, and urgently"
    assert (said("fact_author"), said("fact_approver")) == ("User 1", "User 1")
    assert said("fact_override") == "Nobody else is here"
    assert form.campaign_button.isHidden()
    seen: list[str] = []

    def look(dialog: QDialog) -> bool:
        if isinstance(dialog, NoteDialog):
            assert dialog.view.has_pdf
            seen.append("note")
        elif isinstance(dialog, HistoryDialog):
            seen.append(dialog.table.item(0, 2).text().splitlines()[0])
        return False

    for pressed in (form.note_button, form.history_button):
        moved.prompts.will_answer(look)
        pressed.click()
    assert seen == ["note", "Approved"]


def test_what_waits_for_approval_leads_to_its_campaign_and_what_is_withdrawn_has_no_note(
    moved: Desk, qtbot: QtBot
) -> None:
    moved.kit.give("C-0001", "30")
    line = DecisionLine(DecisionAction.TRANSFER, eur("30"), to="C-0002")
    draft = DecisionDraft("C-0001", DecisionKind.SURPLUS, FundingRule.MANUAL, (line,), "Late gifts", TODAY)
    decisions.propose_decision(moved.office, draft)
    page = section(moved, qtbot)
    page.open_code("F-0002")
    form = page.form
    assert isinstance(form, DecisionPage)
    assert not form.campaign_button.isHidden()
    form.campaign_button.click()
    assert moved.gone[-1] == ("campaigns", "C-0001")
    decisions.withdraw_decision(moved.office, "F-0002", "Not now")
    form.read_again()
    assert form.note_button.isHidden()
    assert form.campaign_button.isHidden()


def test_a_transfer_is_taken_back_with_a_reason_as_an_entry_of_its_own(moved: Desk, qtbot: QtBot) -> None:
    page = section(moved, qtbot)
    page.open_code("T-0002")
    form = page.form
    assert isinstance(form, TransferPage)
    assert_named(form)
    assert form.facts.said("fact_reason") == "For winter"
    assert form.facts.said("fact_decision") == ""
    before = moved.kit.load("C-0002").totals.available

    def take_back(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeBackDialog)
        assert_named(dialog)
        dialog.do_it.click()
        assert dialog.result() == 0  # no reason yet: nothing happens
        dialog.reason.write("Meant for another fund")
        dialog.do_it.click()
        return dialog.result() == 1

    moved.prompts.will_answer(take_back)
    form.take_back_button.click()
    assert "taken back" in form.banner.text
    assert form.take_back_button.isHidden()
    assert form.facts.said("fact_taken_back").startswith("by entry ")
    assert moved.kit.load("C-0002").totals.available == before - eur("7")
    assert page.transfers.model.row_at(0).taken_back


def test_money_that_was_spent_is_not_taken_back_and_the_page_says_why(moved: Desk, qtbot: QtBot) -> None:
    payee = moved.kit.person("Payee")
    moved.kit.pay("C-0002", payee, {1: "20"})
    page = section(moved, qtbot)
    page.open_code("T-0001")
    form = page.form
    assert isinstance(form, TransferPage)
    assert form.facts.said("fact_decision") == "F-0001"

    def refused(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeBackDialog)
        dialog.reason.write("Meant for another fund")
        dialog.do_it.click()
        assert "2.00 EUR" in dialog.banner.text
        return dialog.result() == 1

    moved.prompts.will_answer(refused)
    form.take_back_button.click()
    assert not form.take_back_button.isHidden()


def test_without_the_book_of_names_a_transfer_is_shown_and_stays(moved: Desk, qtbot: QtBot, tasks: InlineTasks) -> None:
    page = section(desk_without_names(moved, tasks), qtbot)
    page.open_code("T-0002")
    assert isinstance(page.form, TransferPage)
    assert page.form.take_back_button.isHidden()
    assert page.form.facts.said("fact_amount") == "7.00 EUR"
