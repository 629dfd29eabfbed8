"""A campaign's form: entered, changed and archived; problems at fields and cells; its money; the original page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from desktop.domain.campaigns import CampaignStatus, ItemDraft, Publicity
from desktop.domain.imports import PageImport
from desktop.domain.pages import ItemCategory
from desktop.domain.people import PersonCategory
from desktop.i18n import use_language
from desktop.services import campaigns, pages
from desktop.services.lists import pick_campaigns, pick_people
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.campaigns.source import SourceDialog
from desktop.ui.changes import Topic
from desktop.ui.workplace import NEW
from tests.services.office_kit import TODAY, eur
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

    Make = Callable[..., CampaignForm]

PAGE = """Warm shoes for a choir

How much is needed?

Shoes — €120
Coats — €80

Collected:
€ 50
"""


@pytest.fixture
def make(qtbot: QtBot, desk: Desk) -> Make:
    def made(code: str | None = None, line: str = "", at: Desk | None = None) -> CampaignForm:
        form = CampaignForm((at or desk).place, code, line)
        qtbot.addWidget(form)
        form.resize(1140, 720)
        form.show()
        form.focus_first()
        return form

    return made


def write(form: CampaignForm, name: str, value: object) -> None:
    """Write a field as the worker would: the form knows that it was edited."""
    form.form.fields[name].write(value)
    form.form.fields[name].on_edited()


def item_row(form: CampaignForm, row: int, **cells: object) -> None:
    for name, value in cells.items():
        form.items.grid.model.put(row, name, value)


class TestNew:
    def test_a_whole_campaign_is_entered_and_stored(self, make: Make, desk: Desk, qtbot: QtBot) -> None:
        heron = desk.kit.person("Heron", PersonCategory.BENEFICIARY)
        form = make()
        assert not form.dirty
        assert form.panel.isHidden()
        write(form, "title", "Help for a weaver")
        write(form, "status", CampaignStatus.OPEN)
        write(form, "beneficiary", heron)
        write(form, "goal", eur("1200"))
        write(form, "starts", date(2026, 5, 1))
        write(form, "ends", date(2026, 7, 1))
        write(form, "publicity", Publicity.ALIAS)
        write(form, "language", "be")
        write(form, "story", "A loom burned.")
        item_row(form, 0, label="Loom", description="a loom, second hand", planned=eur("900"), priority=2)
        item_row(form, 1, label="Yarn", quantity=Decimal(3), unit="boxes", unit_price=eur("100"), donor_line="B.2")
        item_row(form, 1, category=ItemCategory.EQUIPMENT)
        assert form.dirty
        with qtbot.waitSignal(form.closed):
            form.save()
        stored = campaigns.load_campaign(desk.office, "C-0001")
        draft = stored.draft
        assert (draft.title, draft.beneficiary, draft.goal, draft.publicity, draft.language, draft.story) == (
            "Help for a weaver", heron, eur("1200"), Publicity.ALIAS, "be", "A loom burned.",
        )  # fmt: skip
        assert [item.draft for item in stored.items] == [
            ItemDraft("Loom", eur("900"), priority=2, description="a loom, second hand", line=1),
            ItemDraft(
                "Yarn", eur("300"), ItemCategory.EQUIPMENT, Decimal(3), "boxes", eur("100"), donor_line="B.2", line=2
            ),
        ]
        assert Topic.ITEMS in desk.heard[-1]
        assert Topic.CAMPAIGNS in desk.heard[-1]

    def test_the_live_sum_follows_goal_and_items(self, make: Make) -> None:
        form = make()
        item_row(form, 0, label="Loom", planned=eur("900"))
        write(form, "goal", eur("1000"))
        assert form.items.bar.figures == ("900.00 EUR", "1,000.00 EUR")
        form.goal.line.setText("many")
        form.goal.on_edited()
        assert form.items.bar.figures == ("900.00 EUR", "—")

    def test_problems_stand_at_fields_and_cells_and_nothing_is_stored(self, make: Make, desk: Desk) -> None:
        form = make()
        item_row(form, 0, description="nobody named it")
        form.save()
        assert form.form.fields["title"].problem
        write(form, "title", "A need")
        write(form, "starts", date(2026, 5, 2))
        write(form, "ends", date(2026, 5, 1))
        form.save()
        assert form.form.fields["ends"].problem
        model = form.items.grid.model
        assert "label" in model.problem(0, "label")
        assert "more than nothing" in model.problem(0, "planned")
        assert "Look at the marked fields" in form.banner.text
        write(form, "ends", None)
        form.save()
        assert form.items.grid.table.currentIndex().row() == 0
        assert pick_campaigns(desk.office, "") == ()
        assert form.dirty

    def test_a_label_that_names_the_beneficiary_is_refused_at_its_cell(self, make: Make, desk: Desk) -> None:
        code = desk.kit.person("Heron", PersonCategory.BENEFICIARY, name_latin="Ihar Vydumany")
        form = make()
        write(form, "title", "A need")
        write(form, "beneficiary", code)
        item_row(form, 0, label="Shoes of Vydumany", planned=eur("10"))
        form.save()
        assert "names the person" in form.items.grid.model.problem(0, "label")
        assert form.dirty

    def test_another_currency_takes_the_typed_figures_along(self, make: Make, desk: Desk) -> None:
        form = make()
        write(form, "title", "A need")
        write(form, "goal", eur("900"))
        item_row(form, 0, label="Loom", planned=eur("900"))
        write(form, "currency", "PLN")
        assert form.items.bar.figures == ("900.00 PLN", "900.00 PLN")
        form.save()
        stored = campaigns.load_campaign(desk.office, "C-0001")
        assert (stored.draft.currency, stored.planned.currency) == ("PLN", "PLN")

    def test_a_line_that_does_not_multiply_out_is_said_and_stored(self, make: Make, desk: Desk) -> None:
        form = make()
        write(form, "title", "A need")
        item_row(form, 0, label="Rent", planned=eur("980"), quantity=Decimal(3), unit_price=eur("326"))
        assert "978.00 EUR" in form.items._remarks.text()
        form.save()
        assert campaigns.load_campaign(desk.office, "C-0001").planned == eur("980")


class TestBeneficiary:
    def test_a_new_person_is_added_under_an_alias_and_chosen(self, make: Make, desk: Desk) -> None:
        form = make()
        desk.prompts.will_answer("Rowan 12")
        form.form.fields["beneficiary"].new_button.click()
        assert form.form.fields["beneficiary"].read() == "P-0001"
        assert "Rowan 12" in form.form.fields["beneficiary"].line.text()
        assert form.dirty
        form.form.fields["beneficiary"].open_button.click()
        assert desk.gone == [("people", "P-0001")]

    def test_nobody_is_added_when_it_is_given_up(self, make: Make, desk: Desk) -> None:
        form = make()
        desk.prompts.will_answer(None)
        form.form.fields["beneficiary"].new_button.click()
        assert pick_people(desk.office, "") == ()
        assert not form.form.fields["beneficiary"].open_button.isEnabled()

    def test_an_alias_that_is_taken_is_refused_in_words(self, make: Make, desk: Desk) -> None:
        desk.kit.person("Rowan")
        form = make()
        desk.prompts.will_answer("Rowan")
        form.form.fields["beneficiary"].new_button.click()
        assert "P-0001" in form.banner.text
        assert form.form.fields["beneficiary"].read() is None


class TestExisting:
    @pytest.fixture
    def code(self, desk: Desk) -> str:
        payee = desk.kit.person("Heron", PersonCategory.BENEFICIARY)
        made = desk.kit.campaign("500", "300", title="A need", goal=eur("800"), beneficiary=payee)
        desk.kit.give(made.code, "600", fee="12.50")
        desk.kit.pay(made.code, payee, {1: "450"})
        return made.code

    def test_it_is_shown_clean_with_its_money(self, make: Make, code: str) -> None:
        form = make(code)
        assert not form.dirty
        assert "A need" in form.heading.text()
        shown = [
            form.panel.figure(name) for name in ("Goal", "Collected", "Fees", "Net", "Funded", "Paid", "Available")
        ]
        assert shown == [
            "800.00 EUR", "600.00 EUR", "12.50 EUR", "587.50 EUR", "587.50 EUR", "450.00 EUR", "137.50 EUR",
        ]  # fmt: skip
        assert form.panel.figure("Collected of the goal") == "75 %"
        chain = form.chain.table
        line = [chain.item(0, column).text() for column in range(chain.columnCount())]
        assert line == ["1", "Line 1", "500.00", "500.00", "0.00", "450.00", "50.00"]
        assert chain.item(2, 5).text() == "450.00"
        assert_named(form)

    def test_what_is_done_with_money_leads_there(self, make: Make, desk: Desk, code: str) -> None:
        form = make(code)
        for each in form.panel.buttons:
            each.click()
        assert desk.gone == [("donations", f"{NEW}:{code}"), ("payouts", f"{NEW}:{code}"), ("reports", code)]

    def test_money_that_moves_meanwhile_is_shown_and_typing_stays(self, make: Make, desk: Desk, code: str) -> None:
        form = make(code)
        write(form, "title", "Another need")
        desk.kit.give(code, "100")
        desk.place.changes.announce(Topic.DONATIONS)
        assert form.panel.figure("Collected") == "700.00 EUR"
        assert form.form.fields["title"].read() == "Another need"
        form.save()
        assert campaigns.load_campaign(desk.office, code).draft.title == "Another need"

    def test_a_removed_line_is_archived_and_its_number_not_used_again(self, make: Make, desk: Desk, code: str) -> None:
        form = make(code)
        form.items.grid.model.remove([1])
        form.items.grid.model.add()
        item_row(form, 1, label="Bread", planned=eur("5"))
        assert form.reason.isVisible()
        form.save()
        assert "why it changes" in form.reason.problem
        write(form, "reason", "Bread is given by the bakery")
        form.save()
        stored = campaigns.load_campaign(desk.office, code)
        assert {item.line: item.draft.archived for item in stored.items} == {1: False, 2: True, 3: False}

    def test_a_paid_line_cannot_be_planned_lower(self, make: Make, code: str) -> None:
        form = make(code)
        item_row(form, 0, planned=eur("100"))
        write(form, "reason", "Cheaper")
        form.save()
        assert "450.00 EUR" in form.items.grid.model.problem(0, "planned")
        assert form.dirty

    def test_a_change_made_elsewhere_is_not_overwritten(self, make: Make, desk: Desk, code: str) -> None:
        form = make(code)
        write(form, "title", "Mine")
        before = campaigns.load_campaign(desk.office, code)
        campaigns.save_campaign(desk.office, replace(before.draft, title="Theirs"), code, before.revision)
        form.save()
        assert "Somebody has changed this" in form.banner.text
        assert form.form.fields["title"].read() == "Mine"

    def test_a_change_made_elsewhere_shows_while_nothing_is_typed(self, make: Make, desk: Desk, code: str) -> None:
        form = make(code)
        before = campaigns.load_campaign(desk.office, code)
        campaigns.save_campaign(desk.office, replace(before.draft, title="Theirs"), code, before.revision)
        desk.place.changes.announce(Topic.CAMPAIGNS)
        assert form.form.fields["title"].read() == "Theirs"
        assert not form.dirty

    def test_it_cannot_be_archived_while_it_holds_money(self, make: Make, desk: Desk, code: str) -> None:
        form = make(code)
        form.archive_button.click()
        assert "137.50 EUR" in form.banner.text
        assert not campaigns.load_campaign(desk.office, code).archived

    def test_going_to_a_line_and_beginning_one(self, make: Make, code: str) -> None:
        assert make(code, "2").items.grid.table.currentIndex().row() == 1
        form = make(code, NEW)
        assert form.items.grid.model.rowCount() == 3
        assert form.items.grid.table.currentIndex().row() == 2


def test_archiving_and_bringing_back(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("500").code
    form = make(code)
    assert form.archive_button.text() == "Archive"
    form.archive_button.click()
    assert campaigns.load_campaign(desk.office, code).archived
    assert form.archive_button.text() == "Bring back"
    assert "archived" in form.heading.text()
    assert not form.panel.donate.isEnabled()
    assert "archived" in make(code).banner.text
    form.archive_button.click()
    assert not campaigns.load_campaign(desk.office, code).archived
    assert form.panel.donate.isEnabled()


def test_what_does_not_agree_is_said_when_it_opens(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("500", "300", goal=eur("1000"), status=CampaignStatus.CLOSED).code
    desk.kit.give(code, "1100")
    said = make(code).banner.text
    assert "The stated goal is 1,000.00 EUR, the items make 800.00 EUR: 200.00 EUR less." in said
    assert "100.00 EUR more was collected" in said


def test_the_original_page_is_shown_word_for_word(make: Make, desk: Desk) -> None:
    page = pages.read_page_text(PAGE)
    made = pages.import_page(desk.office, PageImport(page, pages.proposed_campaign(page), page.collected, TODAY))
    form = make(made.campaign)
    shown: list[str] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, SourceDialog)
        assert_named(dialog)
        shown.extend((dialog.text.toPlainText(), dialog.digest.text()))
        return True

    desk.prompts.will_answer(look)
    form.source_button.click()
    assert shown[0] == PAGE
    assert page.source_sha256 in shown[1]


def test_a_campaign_entered_by_hand_has_no_original_page(make: Make, desk: Desk) -> None:
    assert make(desk.kit.campaign("5").code).source_button.isHidden()


def test_without_the_book_of_names_it_is_read_only_and_says_why(make: Make, desk: Desk, tasks: InlineTasks) -> None:
    code = desk.kit.campaign("500", title="A secret need", story="A name").code
    blind = desk_without_names(desk, tasks)
    form = make(code, at=blind)
    assert "no key" in form.banner.text
    assert form.form.fields["title"].line.isReadOnly()
    assert not form.items.grid.table.isEnabled()
    assert "A secret need" not in form.heading.text()
    assert form.panel.figure("Goal") == "500.00 EUR"
    blind.office.close()


def test_texts_follow_the_language(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("500").code
    form = make(code)
    english = (form.archive_button.text(), form.panel.donate.text(), form.chain.table.horizontalHeaderItem(1).text())
    use_language("be")
    belarusian = (form.archive_button.text(), form.panel.donate.text(), form.chain.table.horizontalHeaderItem(1).text())
    assert all(one != other for one, other in zip(english, belarusian, strict=True))
    assert form.panel.figure("Goal").startswith("500,00")
